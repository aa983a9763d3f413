"""The block that offers a file."""

from __future__ import annotations

import re
from html import unescape

from migrate.content import own_elements
from migrate.content.context import Context
from migrate.content.nodes import Block
from migrate.content.registry import handles
from migrate.content.render import render_inner
from migrate.content.shared.attributes import link_address
from migrate.content.shared.frames import framed_address
from migrate.patterns import rare_pattern

_PREVIEW = re.compile(r"<object\b[^<>]*>\s*</object>")
_NAME_AND_BUTTON = rare_pattern(r"<a\b[^<>]*>([^<>]+)</a>\s*+<a\b[^<>]*\bwp-block-file__button\b[^<>]*>([^<>]+)</a>")
"""Nothing stands between the two: a style sheet keeps them apart."""


@handles("core/file", leaf=True)
def file(block: Block, context: Context) -> str:
    """The link, the button that downloads and, for a document that the block shows in place, a frame with it."""
    html = render_inner(block, context)
    address = link_address(block.attributes.get("href"))
    if not address:
        return html
    html = _NAME_AND_BUTTON.sub(lambda found: _offered(context.library.media(address), found), html)
    place = context.library.media(address) if context.options.html == "keep" else framed_address(address, context)
    if not place:
        return html
    frame = own_elements.shortcode("wp-embed", {"player": place})
    return _PREVIEW.sub(lambda preview: frame, html)


def _offered(place: str, found: re.Match[str]) -> str:
    name, button = (unescape(text).strip() for text in found.groups())
    return own_elements.shortcode("wp-file", {"src": place, "name": name, "button": button})
