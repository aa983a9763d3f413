"""Blocks with a picture behind them."""

from __future__ import annotations

from html import escape

from migrate.content.context import Context
from migrate.content.nodes import Block
from migrate.content.registry import handles
from migrate.content.render import render_inner
from migrate.content.shared.attributes import link_address, nested, text
from migrate.diagnostics import Code

_SHOWN_BEHIND = ("<img", "<video", "wp-block-cover__embed-background")
"""Of which one stands in a cover whose picture, film or player has an element of its own."""


@handles("core/cover")
def cover(block: Block, context: Context) -> str:
    """The picture or film behind the text, and the text. A picture that only the style names is shown as one if it has
    an alternative text; what not even the style names is reported.
    """
    inner = render_inner(block, context)
    address = link_address(block.attributes.get("url"))
    if not address or any(sign in block.html for sign in _SHOWN_BEHIND):
        return inner
    alt = text(block.attributes.get("alt")).strip()
    if not alt or text(block.attributes.get("backgroundType")) not in {"", "image"}:
        if "url(" not in block.html:
            context.report(Code.BACKGROUND, address)
        return inner
    return f'<p><img src="{escape(address)}" alt="{escape(alt)}"></p>{inner}'


@handles("core/group")
def group(block: Block, context: Context) -> str:
    """What is in the group, and the picture behind it."""
    inner = render_inner(block, context)
    background = text(nested(block.attributes, "style", "background", "backgroundImage", "url"))
    return f'<div class="wp-block-cover" style="{escape(_behind(background))}">{inner}</div>' if background else inner


def _behind(address: str) -> str:
    return f'background-image: url("{address}")'
