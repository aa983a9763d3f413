"""Sound and film that a podcast plugin showed below the text: they lie beside it, as the enclosures of the feed.

WordPress stores every file that a text links as an enclosure too; those have their place in the text already. The
value is an address, and in lines of their own the size in bytes and the type: `audio/mpeg`.
"""

from __future__ import annotations

from html import unescape
from urllib.parse import unquote, urlsplit

from migrate.content.context import Context
from migrate.content.shared.media_files import media_player, player_html
from migrate.tree import only_characters

_PLAYERS = frozenset({"audio", "video"})


def with_enclosures(html: str, context: Context) -> str:
    """The HTML of a post with a player below it for each file that it does not name."""
    stored = context.item.meta_values("enclosure")
    if not stored:
        return html
    text = unescape(unquote(html))
    enclosures = [_parts(only_characters(one)) for one in dict.fromkeys(stored)]
    players = [_player(address, kind) for address, kind in enclosures if _name(address) not in text]
    return "\n".join([html, *filter(None, players)])


def _parts(value: str) -> tuple[str, str]:
    """The address, and whether it is `audio`, `video` or something else, as far as that is said."""
    address, _, kind = (*value.strip().splitlines(), "", "", "")[:3]
    return address.strip(), kind.strip().partition("/")[0]


def _name(address: str) -> str:
    """The name of the file: plugins send listeners through counters, so the same file has several addresses."""
    try:
        return unquote(urlsplit(address).path.rpartition("/")[2]) or address
    except ValueError:
        return ""


def _player(address: str, kind: str) -> str:
    if not address.startswith(("http://", "https://", "/")):
        return ""
    return player_html(kind, [address], {}, "") if kind in _PLAYERS else media_player(address)
