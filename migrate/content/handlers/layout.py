"""Blocks that only arrange others: what is in them is given in order."""

from __future__ import annotations

import re
from html import escape

from migrate.content import own_elements
from migrate.content.context import Context
from migrate.content.handlers.attributes import text
from migrate.content.nodes import Block
from migrate.content.registry import handles
from migrate.content.render import render_inner

_TOGGLE = re.compile(r"<span\b[^<>]*toggle-icon[^<>]*>[^<>]*</span>|</?button\b[^<>]*>")


@handles(
    "core/columns",
    "core/column",
    "core/text-columns",
    "core/buttons",
    "core/button",
    "core/separator",
    "core/accordion",
    "core/accordion-item",
    "core/accordion-panel",
    "core/accordion-content",
    "core/tabs",
    "core/form",
    "core/form-input",
    "core/form-submission-notification",
    "core/form-submit-button",
)
def arrangement(block: Block, context: Context) -> str:
    """The wrapper as it is stored around its inner blocks."""
    return render_inner(block, context)


@handles("core/spacer", leaf=True)
def spacer(block: Block, context: Context) -> str:
    """Empty space says nothing."""
    return ""


@handles("core/more", leaf=True)
def more(block: Block, context: Context) -> str:
    """The place at which lists cut the text; Hugo knows no text of its own for the link there."""
    return own_elements.more()


@handles("core/nextpage")
def next_page(block: Block, context: Context) -> str:
    """The pages of a post are joined."""
    return f"\n\n{render_inner(block, context)}"


@handles("core/accordion-heading", "core/accordion-header")
def accordion_heading(block: Block, context: Context) -> str:
    """The heading without the button in it, and the sign there, that open and close what follows."""
    return _TOGGLE.sub("", render_inner(block, context))


@handles("core/tab")
def tab(block: Block, context: Context) -> str:
    """What a tab holds, below its label."""
    label = text(block.attributes.get("label"))
    return f"{f'<p><strong>{escape(label)}</strong></p>' if label else ''}{render_inner(block, context)}"
