"""Tables: a row a line where every cell is one piece of text, HTML where some span or lack; a caption needs a call."""

from __future__ import annotations

import re
from collections.abc import Iterator

from migrate.diagnostics import Code
from migrate.markdown.destinations import shortcode
from migrate.markdown.html_blocks import in_line
from migrate.markdown.inline import InlineContext
from migrate.markdown.marks import BREAK, CALL, CALL_END, verbatim
from migrate.markdown.prepare import flatten, is_block
from migrate.markdown.walk import Walk
from migrate.table_rows import is_regular, table_rows
from migrate.tree import HIDDEN, SHORTCODE, Element

_PIPE = re.compile(rf"{CALL}[^{CALL_END}]*{CALL_END}|\|")
_ALIGNED = re.compile(r"text-align:\s*(left|right|center)")
_MARKS = ("*", "_", "~")
_GOES_ON = re.compile(r"(?:[*_~]|(?:://|www\.|@)[^\s<>]*)\Z")
"""How a text ends to which the letters behind it would belong: with an address, or a mark that then ends nothing."""
_RULES = {"": "---", "left": ":---", "right": "---:", "center": ":---:"}


def table(walk: Walk, element: Element, parents: frozenset[str]) -> str:
    """A table's Markdown, its first row as the header that Markdown demands. Spans and short rows only HTML can say."""
    rows = table_rows(element)
    if not is_regular(rows):
        walk.report(Code.RAW_HTML, "table")
        return walk.html.block(element)
    elements = (child for child in element.children if isinstance(child, Element))
    caption = next((one for one in elements if one.tag == "caption" and one.children), None)
    if not caption:
        return _written(walk, rows, parents)
    inside = walk.within(parents, "_apart")
    title = _title(walk, caption, inside)
    if not rows or not title:
        return title or _written(walk, rows, parents)
    call = Element(SHORTCODE, {"shortcode": "wp-table"}, [caption])
    return shortcode(call, f"{title}\n\n{_written(walk, rows, inside)}", nested="_apart" in parents)


def _title(walk: Walk, caption: Element, parents: frozenset[str]) -> str:
    """A caption as one paragraph; blocks in it leave their text."""
    if any(map(is_block, caption.children)):
        flatten(caption)
        caption.children = [one for one in caption.children if isinstance(one, str) or one.tag != "hr"]
    return _on_one_line(walk, caption, parents, InlineContext.TERM)


def _written(walk: Walk, rows: list[list[Element]], parents: frozenset[str]) -> str:
    inside = walk.within(parents, "_cell")
    lines = [_line([_cell(walk, cell, inside) for cell in row]) for row in rows]
    lines[1:1] = [_line([_RULES[_alignment(cell)] for cell in row]) for row in rows[:1]]
    return "\n".join(lines)


def _alignment(cell: Element) -> str:
    styled = _ALIGNED.search(cell.get("style"))
    given = styled[1] if styled else (cell.get("align") or cell.get("data-align")).lower()
    return given if given in _RULES else ""


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |".replace("|  |", "| |").replace("|  |", "| |")


def _cell(walk: Walk, cell: Element, parents: frozenset[str]) -> str:
    text = _on_one_line(walk, cell, parents, InlineContext.CELL)
    return _PIPE.sub(lambda found: found[0] if found[0] != "|" else r"\|", text)


def _on_one_line(walk: Walk, element: Element, parents: frozenset[str], place: InlineContext) -> str:
    """What an element holds as one line. Blocks that are more than paragraphs become HTML there."""
    found = list(_parts(walk, element, parents, place))
    # Signs find each other across the paragraphs of a line.
    line = BREAK.join([text if is_text else verbatim("") for is_text, text in found]) if len(found) > 1 else ""
    parts: list[str] = []
    was_text = False
    for is_text, text in found:
        written = walk.paragraph(text, place, line) if is_text else text
        if is_text is None:
            parts.append(written)  # the sign of what is hidden parts nothing
        elif written:
            parts += (_between(parts[-1], written, is_text and was_text), written) if parts else (written,)
            was_text = is_text
    return "".join(parts)


def _between(before: str, behind: str, are_texts: bool) -> str:
    """What parts two blocks on a line. What Hugo puts in place of a call must not go on what stands beside it."""
    if are_texts:
        return "<br><br>"
    return " " if _GOES_ON.search(before) or behind.startswith(_MARKS) else ""


def _parts(
    walk: Walk, element: Element, parents: frozenset[str], place: InlineContext
) -> Iterator[tuple[bool | None, str]]:
    """The blocks of an element: inline text with marks, or finished HTML; None with the sign of a hidden part."""
    for block in walk.runs(element):
        if isinstance(block, list):
            yield True, walk.inline(block, parents)
        elif block.tag == "p":
            yield True, walk.inline(block.children, parents)
        elif block.tag == HIDDEN:
            yield None, _block_on_line(walk, block, parents)
        elif block.tag != ":boundary":
            html = _block_on_line(walk, block, parents)
            in_caption = place is InlineContext.TERM  # there it may begin the line
            yield False, in_line(html, block.get("shortcode", block.tag)) if in_caption else html


def _block_on_line(walk: Walk, block: Element, parents: frozenset[str]) -> str:
    if block.tag in (SHORTCODE, HIDDEN):
        return walk.process_tag(block, parents)
    walk.report(Code.RAW_HTML, block.tag)
    return _PIPE.sub(lambda found: found[0] if found[0] != "|" else "&#124;", walk.html.inline(block))
