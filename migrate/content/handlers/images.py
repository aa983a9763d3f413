"""Blocks with a picture behind them, which is reported where only their style names it."""

from __future__ import annotations

from migrate.content.context import Context
from migrate.content.nodes import Block
from migrate.content.registry import handles
from migrate.content.render import render_inner
from migrate.content.shared.attributes import nested, text
from migrate.diagnostics import Code


@handles("core/cover")
def cover(block: Block, context: Context) -> str:
    """The text, and the picture or film behind it where it is an element; one in the style alone is reported."""
    stored = "<img" in block.html or "<video" in block.html
    _report_background("" if stored else block.attributes.get("url"), context)
    return render_inner(block, context)


@handles("core/group")
def group(block: Block, context: Context) -> str:
    """What is in the group; a picture behind it is reported."""
    _report_background(nested(block.attributes, "style", "background", "backgroundImage", "url"), context)
    return render_inner(block, context)


def _report_background(address: object, context: Context) -> None:
    if background := text(address):
        context.report(Code.BACKGROUND, background)
