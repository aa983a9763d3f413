"""Blocks of pictures, sound and film: their own HTML says what they show."""

from __future__ import annotations

from migrate.content.context import Context
from migrate.content.handlers.attributes import text
from migrate.content.nodes import Block
from migrate.content.registry import handles
from migrate.content.render import render_inner
from migrate.diagnostics import Code


@handles("core/image", "core/gallery", "core/media-text", "core/audio", "core/video")
def figure(block: Block, context: Context) -> str:
    """The figure as it is stored: pictures, captions, links, players."""
    return render_inner(block, context)


@handles("core/cover")
def cover(block: Block, context: Context) -> str:
    """The text, and the picture or film behind it where it is an element; one in the style alone is reported."""
    address = text(block.attributes.get("url"))
    if address and "<img" not in block.html and "<video" not in block.html:
        context.report(Code.BACKGROUND, address)
    return render_inner(block, context)
