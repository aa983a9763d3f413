"""Addresses that stand alone on a line: WordPress shows what is there in their place."""

from __future__ import annotations

import re

from migrate.content.context import Context
from migrate.content.handlers.players import embed, player, video
from migrate.content.media_files import media_player
from migrate.content.regions import split_regions

_ADDRESS = r"(https?://[^\s<>\"\[\]]++)"
_ALONE = re.compile(rf"^[ \t]*+{_ADDRESS}[ \t]*+$|<p(?:\s[^<>]*+)?>\s*+{_ADDRESS}\s*+</p>", re.M)


def autoembed(text: str, context: Context) -> str:
    """Stored text with players in place of the addresses of films, sound and the like; other addresses stay text."""
    if "http" not in text:
        return text
    return "".join(
        _ALONE.sub(lambda found: _shown(found, context), piece) if not region and _has_bare_address(piece) else piece
        for piece, region in split_regions(text, ("pre", "code", "script", "style", "textarea"))
    )


def _has_bare_address(text: str) -> bool:
    """Whether an address may stand alone: a quick look, for most stand in attributes of links."""
    place = text.find("http")
    while place > 0 and not text[place - 1].isspace() and text[place - 1] != ">":
        place = text.find("http", place + 1)
    return place >= 0


def _shown(found: re.Match[str], context: Context) -> str:
    address = (found[1] or found[2]).replace("&amp;", "&").replace("&#038;", "&")
    if media := media_player(address):
        return media
    return embed(address, context) if video(address) or player(address) else found[0]
