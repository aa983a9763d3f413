"""Shortcodes that nobody knows by name and that hold the address of a film or a sound: its player."""

from __future__ import annotations

import re

from migrate.content.context import Context
from migrate.content.nodes import Shortcode
from migrate.content.shared.attributes import web_address
from migrate.content.shared.media_files import media_player
from migrate.content.shared.players import embed, player, video
from migrate.content.shared.prose import prose
from migrate.patterns import rare_pattern

_ADDRESS_ALONE = re.compile(r"\s*(?:[^@\s]*@)?(https?://[^\s,|]+)(?:[\s,|]+\d{2,4}){0,2}\s*")
"""With a title before it, or width and height behind it, as some plugins have it."""
_HTML = rare_pattern(r"<[^<>]*>")


def played(shortcode: Shortcode, context: Context) -> str:
    """A player for the one address that a shortcode gives to play, with what else it says; empty without one."""
    content = _HTML.sub("", shortcode.content or "")
    values = {**shortcode.attributes, **{str(at): one for at, one in enumerate(shortcode.positional)}}
    found = {name: one for name, value in values.items() if (one := _playable(value))}
    inside = _playable(content)
    if (content.strip() and not inside) or not (found or inside):
        return ""
    if inside:
        context.replaced.append(content)  # how wide and high it was, too
    address = inside or next(iter(found.values()))
    said = prose({name: value for name, value in shortcode.attributes.items() if name not in found})
    return "\n".join([*said, media_player(address) or embed(address, context)])


def _playable(value: str) -> str:
    """The address that a value is, if what is there can be played."""
    alone = _ADDRESS_ALONE.fullmatch(value.lstrip(":= "))
    address = web_address(alone[1]) if alone else ""
    return address if address and (media_player(address) or video(address) or player(address)) else ""
