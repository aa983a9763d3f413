"""Blocks that embed what is at an address elsewhere. WordPress keeps the address and asks the service on request."""

from __future__ import annotations

from html import unescape

from migrate.content.context import Context
from migrate.content.nodes import Block
from migrate.content.registry import filters, handles
from migrate.content.render import render_inner
from migrate.content.shared.attributes import between, first_web_address, place, web_address
from migrate.content.shared.players import embed
from migrate.patterns import rare_pattern
from migrate.tree import MARK

_FILM = rare_pattern(r"(?<![\w/\"'=])httpv[a-z]{0,3}(://[^\s<>\"'\[\]]+)")
_PLAYER = f'<div {MARK}shortcode="'
_EARLY_NAMES = (
    "amazon-kindle",
    "animoto",
    "cloudup",
    "collegehumor",
    "crowdsignal",
    "dailymotion",
    "facebook",
    "flickr",
    "funnyordie",
    "hulu",
    "imgur",
    "instagram",
    "issuu",
    "kickstarter",
    "meetup-com",
    "mixcloud",
    "photobucket",
    "pinterest",
    "polldaddy",
    "reddit",
    "reverbnation",
    "screencast",
    "scribd",
    "slideshare",
    "smugmug",
    "soundcloud",
    "speaker",
    "speaker-deck",
    "spotify",
    "ted",
    "tiktok",
    "tumblr",
    "twitter",
    "videopress",
    "vimeo",
    "wordpress",
    "wordpress-tv",
    "youtube",
)
"""Before version 5.6 each service had a block of its own."""


_OPENED_BY_A_CLICK = "jetpack/eventbrite"
_SAID = rare_pattern(r">\s*+(?!https?://|<)[^\s<]")
"""Words on the button that opens it."""


@filters("httpv")
def films_by_scheme(html: str, context: Context) -> str:
    """`httpv://` and its kin, with which an early plugin told the addresses of films from others."""
    return _FILM.sub(lambda found: embed(unescape(f"http{found[1]}"), context), html)


@handles(
    "core/embed",
    *(f"core-embed/{name}" for name in _EARLY_NAMES),
    "videopress/video",
    "jetpack/calendly",
    "jetpack/eventbrite",
    "jetpack/google-calendar",
    "jetpack/pinterest",
    "jetpack/podcast-player",
    leaf=True,
)
def embed_block(block: Block, context: Context) -> str:
    """What the address shows, with the caption; the stored HTML where it names no address."""
    shown = _shown(block, context)
    if not shown or (block.name == _OPENED_BY_A_CLICK and _SAID.search(block.html)):
        return render_inner(block, context)
    caption = between(block.html, "<figcaption", "</figcaption>")
    shown = place(block.html) + shown
    return f"<figure>{shown}<figcaption>{caption}</figcaption></figure>" if caption else shown


def _shown(block: Block, context: Context) -> str:
    """WordPress goes by the address that stands in the text; the other one of a block is damaged by some importers."""
    inside = between(block.html, "<div", "</div>")
    if inside.startswith(_PLAYER):  # such addresses have got their player by now
        return f"{inside}</div>"
    address = web_address(inside) or web_address(block.attributes.get("url")) or first_web_address(block.html)
    return embed(address, context) if address else ""
