"""Blocks that hold text in another language than HTML: shortcodes in lines, or Markdown."""

from __future__ import annotations

import re

from migrate.content.context import Context
from migrate.content.grammar.autop import autop
from migrate.content.nodes import Block
from migrate.content.registry import handles
from migrate.content.render import render_inner
from migrate.content.shared.attributes import text
from migrate.tree import closed

_MARKDOWN_TAG = re.compile(r"<[a-z]")


@handles("core/shortcode")
def lines_with_shortcodes(block: Block, context: Context) -> str:
    """Text in which blank lines part paragraphs. Shortcodes are replaced later."""
    return autop(render_inner(block, context))


@handles("jetpack/markdown")
def markdown_source(block: Block, context: Context) -> str:
    """Text written in Markdown, which the block stores as HTML too; without that, the HTML is made from its source."""
    html = render_inner(block, context)
    if _MARKDOWN_TAG.search(html.replace('<div class="wp-block-jetpack-markdown">', "")):
        return html
    # Few sites hold such a block; the others need not wait for the import.
    from markdown_it import MarkdownIt

    source = text(block.attributes.get("source"))
    return closed(MarkdownIt("commonmark").enable("table").render(source))
