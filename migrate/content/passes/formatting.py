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
_IN_A_LINE = frozenset({"a", "b", "code", "em", "i", "q", "span", "strong", "u"})
_QUOTATIONS = frozenset({"blockquote", "figcaption"})


def drop_sizes(tree: Tree, context: Context) -> None:
    """The text of what is only larger, smaller or in another face."""
    replace_elements(tree, {"small": unwrap, "big": unwrap, "font": unwrap}, context)


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
    """The text of every `<cite>` in a quotation in its place, glued to the last word on a line of its own."""
    quoted = within(tree, _QUOTATIONS)
    glued = {id(one.children[-1]) for one in tree.elements if len(one.children) > 1 and _ends_in_glued(one.children)}

    def rule(element: Element, context: Context) -> Sequence[Node]:
        if id(element) not in quoted:
            return [element]
        return [Element("br"), *element.children] if id(element) in glued else element.children

    replace_elements(tree, {"cite": rule}, context)


def _ends_in_glued(children: list[Node]) -> bool:
    *_, before, last = children
    if isinstance(last, str) or last.tag != "cite" or last.text()[:1].isspace():
        return False
    text = before if isinstance(before, str) else before.text() if before.tag in _IN_A_LINE else ""
    return bool(text) and not text[-1].isspace()
