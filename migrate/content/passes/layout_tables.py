"""Tables that hold no data: those of one cell, with which authors and editors once placed a text, are what is in the
cell; those in which Blogger keeps a picture above its caption are figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from migrate.content.context import Context
from migrate.content.transform import replace_elements
from migrate.patterns import rare_pattern
from migrate.table_rows import table_rows
from migrate.tree import Element, Node, Tree

_CAPTIONED = "tr-caption-container"
_SIDE = rare_pattern(r"float:\s*(left|right)", re.I)
_PARTS = frozenset({"tbody", "tr", "td"})
_OF_THE_FRAME = frozenset({"align", "width", "border"})
_PARAGRAPHS = frozenset({"p", "div"})


def open_layout_tables(tree: Tree, context: Context) -> None:
    """The text of a table that has one cell, no head and no caption, unless it is a block or stands in other data."""
    replace_elements(tree, {"table": _as_figure}, context)
    data = _in_data(tree)
    if all(id(table) in data for table in tree.named("table")):
        return

    def rule(table: Element, context: Context) -> Sequence[Node]:
        return [table] if id(table) in data else _opened(table)

    replace_elements(tree, {"table": rule}, context)


def _as_figure(table: Element, context: Context) -> Sequence[Node]:
    if _CAPTIONED not in table.classes:
        return [table]
    cells = [one for row in table_rows(table) for one in row]
    if (
        len(cells) != 2
        or "tr-caption" not in cells[1].classes
        or not any(one.tag == "img" for one in cells[0].elements())
    ):
        return [table]
    side = _SIDE.search(table.get("style"))
    name = f"align{side[1].lower()}" if side else "aligncenter"
    caption = Element("figcaption", None, cells[1].children)
    return [Element("figure", {"class": name}, [*cells[0].children, caption])]


def _in_data(tree: Tree) -> set[int]:
    """The ids of what is made as a table block, or stands in a table of several cells."""
    found: set[int] = set()
    are_several = len(tree.named("table")) > 1
    for element in tree.named("figure", "table"):
        if element.tag == "figure" and "wp-block-table" in element.classes:
            found.update(id(child) for child in element.children)
        elif element.tag == "table" and id(element) not in found and _only_cell(element) is None:
            found.update(id(inner) for inner in (element.elements() if are_several else (element,)))
    return found


def _opened(table: Element) -> Sequence[Node]:
    cell = _only_cell(table)
    if cell is None or not (table.attributes or cell.attributes or _is_whole(cell)):
        return [table]
    frame = {name: value for name, value in table.attributes.items() if name not in _OF_THE_FRAME}
    text = Element("div", cell.attributes, cell.children)
    for part in table.elements():
        if part.tag in {"tbody", "tr"} and part.get("id"):
            text = Element("div", {"id": part.get("id")}, [text])
    return [Element("div", frame, [text])]


def _is_whole(cell: Element) -> bool:
    """Whether no paragraph stands below the text that a cell begins with: so ends a table that nobody closed."""
    first = next((one for one in cell.children if not isinstance(one, str) or one.strip()), "")
    return not isinstance(first, str) or all(one.tag not in _PARAGRAPHS for one in cell.elements())


def _only_cell(element: Element) -> Element | None:
    """The one cell that a table holds, one part in the other; None where there is more, or less."""
    while element.tag != "td":
        parts = [one for one in element.children if not isinstance(one, str) and one.tag != "colgroup"]
        if len(parts) != 1 or parts[0].tag not in _PARTS:
            return None
        element = parts[0]
    return element
