"""Sound and film that a podcast plugin showed below the text: they lie beside it, as the enclosures of the feed.

WordPress stores every file that a text links as an enclosure too; those have their place in the text already.
"""

from __future__ import annotations

from html import unescape
from urllib.parse import unquote

from migrate.content.context import Context
from migrate.content.shared.media_files import media_player, player_html
from migrate.enclosure import file_name, parts
from migrate.tree import only_characters

_PLAYERS = frozenset({"audio", "video"})


def with_enclosures(html: str, context: Context) -> str:
    """The HTML of a post with a player below it for each file that it does not name."""
    stored = context.item.meta_values("enclosure")
    if not stored:
        return html
    text = unescape(unquote(html))
    enclosures = [parts(only_characters(one)) for one in dict.fromkeys(stored)]
    players = [_player(address, kind) for address, kind in enclosures if file_name(address) not in text]
    return "\n".join([html, *filter(None, players)])


def _player(address: str, kind: str) -> str:
    if not address.startswith(("http://", "https://", "/")):
        return ""
    return player_html(kind, [address], {}, "") if kind in _PLAYERS else media_player(address)
