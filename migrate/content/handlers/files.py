"""The block that offers a file."""

from __future__ import annotations

import re

from migrate.content import markup
from migrate.content.context import Context
from migrate.content.frames import framed_address
from migrate.content.handlers.attributes import link_address
from migrate.content.nodes import Block
from migrate.content.registry import handles
from migrate.content.render import render_inner

_PREVIEW = re.compile(r"<object\b[^<>]*>\s*</object>")


@handles("core/file", leaf=True)
def file(block: Block, context: Context) -> str:
    """The link, the button that downloads and, for a document that the block shows in place, a frame with it."""
    html = render_inner(block, context)
    address = link_address(block.attributes.get("href"))
    place = context.library.media(address) if context.options.html == "keep" else framed_address(address, context)
    if not place:
        return html
    frame = markup.shortcode("wp-embed", {"player": place})
    return _PREVIEW.sub(lambda preview: frame, html)
