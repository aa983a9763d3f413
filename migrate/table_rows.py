"""The rows and cells of a table, and whether Markdown can say it: by that both its writer and what stands in it go."""

from __future__ import annotations

from collections.abc import Iterator

from migrate.tree import Element

_ROW_GROUPS = frozenset(("thead", "tbody", "tfoot"))
_CELLS = frozenset(("td", "th"))


def table_rows(table: Element) -> list[list[Element]]:
    """The cells of each row, but for rows without any."""
    rows = [[cell for cell in _elements(row) if cell.tag in _CELLS] for row in _rows(table)]
    return [row for row in rows if row]


def is_regular(rows: list[list[Element]]) -> bool:
    """Whether all rows are of one length and no cell spans several: else only HTML can say the table."""
    return len({*map(len, rows)}) <= 1 and not any(_spans(cell) for row in rows for cell in row)


def _rows(table: Element) -> Iterator[Element]:
    for child in _elements(table):
        if child.tag == "tr":
            yield child
        elif child.tag in _ROW_GROUPS:
            yield from (row for row in _elements(child) if row.tag == "tr")


def _elements(element: Element) -> Iterator[Element]:
    return (child for child in element.children if isinstance(child, Element))


def _spans(cell: Element) -> bool:
    return cell.get("colspan", "1").strip() not in ("1", "") or cell.get("rowspan", "1").strip() not in ("1", "")
