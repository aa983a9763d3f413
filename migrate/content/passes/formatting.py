"""What says nothing: sizes, icons, and `<cite>` in a quotation, whose last paragraph is its source anyway."""

from __future__ import annotations

import re
from collections.abc import Sequence

from migrate.content.context import Context
from migrate.content.transform import replace_elements, unwrap, within
from migrate.diagnostics import Code
from migrate.tree import Element, Node, Tree

_LARGEST_ICON = 64
_SIDE = re.compile(r"\d{1,6}")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_QUOTATIONS = frozenset({"blockquote", "figcaption"})


def drop_sizes(tree: Tree, context: Context) -> None:
    """The text of what is only larger, smaller or in another face."""
    replace_elements(tree, {"small": unwrap, "big": unwrap, "font": unwrap}, context)


def plain_headings(tree: Tree, context: Context) -> None:
    """Headings without the bold that is around all of one, by the owner's choice."""
    for heading in tree.elements if context.options.bold_headings == "drop" else ():
        if heading.tag in _HEADINGS:
            inside = [one for one in heading.children if not isinstance(one, str) or one.strip()]
            if len(inside) == 1 and isinstance(inside[0], Element) and inside[0].tag in ("b", "strong"):
                heading.children = inside[0].children
                tree.changed()


def drop_icons(tree: Tree, context: Context) -> None:
    """Leave out drawings without words that are small, or hidden from those who are read to."""
    replace_elements(tree, {"svg": _icon}, context)


def _icon(drawing: Element, context: Context) -> Sequence[Node]:
    view = (drawing.get("viewbox") or drawing.get("viewBox")).replace(",", " ").split()
    said = list(filter(None, (drawing.get("width"), drawing.get("height")))) or view[2:]
    sides = [int(side[0]) for side in map(_SIDE.match, said) if side]
    is_small = bool(sides) and max(sides) <= _LARGEST_ICON
    if drawing.text().strip() or not (is_small or drawing.get("aria-hidden") == "true"):
        return [drawing]
    context.report(Code.ICON)
    return ()


def quotes_without_cite(tree: Tree, context: Context) -> None:
    """The text of every `<cite>` in a quotation in its place."""
    quoted = within(tree, _QUOTATIONS)

    def rule(element: Element, context: Context) -> Sequence[Node]:
        return element.children if id(element) in quoted else [element]

    replace_elements(tree, {"cite": rule}, context)
