"""Blocks that stand for content stored elsewhere: reusable blocks (synced patterns), patterns, parts of templates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from migrate.content.context import Context
from migrate.content.nodes import Block
from migrate.content.registry import handles
from migrate.content.render import render_inner, render_text
from migrate.content.shared.attributes import number, text
from migrate.content.shared.prose import missing
from migrate.diagnostics import Code
from migrate.tree import only_characters

_DEEPEST, _MOST, _LONGEST = 4, 2_000, 20_000_000
"""Reusable blocks inside each other, each holding several of the next, grow without bound: nobody writes so deep, so
many in one post, or so many signs.
"""


@handles("core/block", void=True)
def reusable_block(block: Block, context: Context) -> str:
    """The content of the reusable block, unless it is inside itself."""
    block_id = number(block.attributes.get("ref"), 0)
    if withheld(block, context):
        return ""
    stored = block.attributes.get("content")
    own_words = stored if isinstance(stored, dict) else {}
    content = embedded(block_id, context, own_words)
    if content is None:
        context.report(Code.REUSABLE_BLOCK, f"{block.name} {block_id}")
        return ""
    if own_words and missing(_words(own_words), content):
        context.report(Code.PATTERN_CHANGED, f"{block.name} {block_id}")
    return content


def _words(own_words: Mapping[str, object]) -> Iterator[str]:
    """What a post says in a pattern, each value by itself."""
    for values in own_words.values():
        for value in values.values() if isinstance(values, dict) else ():
            yield from (value,) if isinstance(value, str) else ()


def withheld(block: Block, context: Context) -> bool:
    """Whether what a block refers to is not public: WordPress shows nothing in its place."""
    block_id = number(block.attributes.get("ref"), 0)
    stored = context.library.reusable_block(block_id) if block_id else None
    if stored is None or stored.public:
        return False
    context.report(Code.PART_NOT_PUBLIC, f"{block.name} {block_id}")
    return True


def embedded(block_id: int, context: Context, own_words: Mapping[str, object] | None = None) -> str | None:
    """The HTML of a stored block, with what the post says in it instead; None where the export has none with this id
    or it is being rendered already.
    """
    if block_id in context.embedding or len(context.embedding) >= _DEEPEST or len(context.put_in) >= _MOST:
        return None
    stored = context.library.reusable_block(block_id)
    if stored is None or sum(context.put_in, len(stored.text)) > _LONGEST:
        return None
    context.put_in.append(len(stored.text))
    try:
        return render_text(only_characters(stored.text), context.inside(block_id, own_words))
    except RecursionError:
        return None


@handles("core/pattern", "core/template-part")
def pattern(block: Block, context: Context) -> str:
    """A theme's own pattern is no part of an export, unless the block holds its content."""
    if not block.inner:
        context.report(Code.REUSABLE_BLOCK, f"{block.name} {text(block.attributes.get('slug'))}".rstrip())
    return render_inner(block, context)
