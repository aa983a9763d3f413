"""Addresses that stand alone on a line: WordPress shows what is there in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from migrate.content.context import Context
from migrate.content.grammar.protected import split_regions
from migrate.content.shared.media_files import media_player
from migrate.content.shared.players import embed, player, video

_REST = r"//[^\s<>\"\[\]]++"
_ADDRESS = rf"(https?:{_REST})"
_ALONE = re.compile(rf"^[ \t]*+{_ADDRESS}[ \t]*+$|<p(?:\s[^<>]*+)?>\s*+{_ADDRESS}\s*+</p>", re.M)
_MAY_BE_ALONE = re.compile(
    rf":(?:(?<=http:)(?<![^\s>]http:)|(?<=https:)(?<![^\s>]https:)){_REST}(?:[ \t]*+(?:$|<\w)|\s*+</p>)", re.M
)
"""Begins with a rare sign, which is found fast: few texts hold such an address, only they need the whole pattern."""


def autoembed(text: str, context: Context) -> str:
    """Stored text with players in place of the addresses of films, sound and the like; other addresses stay text."""
    if not _MAY_BE_ALONE.search(text):
        return text
    return "".join(
        piece if region else "".join(_embedded(piece, context))
        for piece, region in split_regions(text, ("pre", "code", "script", "style", "textarea"))
    )


def _embedded(text: str, context: Context) -> Iterator[str]:
    position = 0
    for address in _MAY_BE_ALONE.finditer(text):
        at = address.start()  # behind `http`
        starts = (text.rfind("<", position, at), text.rfind("\n", position, at) + 1)  # of a paragraph, of a line
        alone = next(filter(None, (_ALONE.match(text, start) for start in starts if start >= position)), None)
        if alone:
            yield text[position : alone.start()]
            yield _shown(alone, context)
            position = alone.end()
    yield text[position:]


def _shown(found: re.Match[str], context: Context) -> str:
    address = (found[1] or found[2]).replace("&amp;", "&").replace("&#038;", "&")
    if media := media_player(address):
        return media
    return embed(address, context) if video(address) or player(address) else found[0]
