"""The source of a quotation is its last paragraph: in a quotation `<cite>` says nothing more."""

from __future__ import annotations

from collections.abc import Sequence

from migrate.content.context import Context
from migrate.content.transform import replace_elements, within
from migrate.content.tree import Element, Node

_QUOTATIONS = frozenset({"blockquote", "figcaption"})


def quotes_without_cite(root: Element, context: Context) -> None:
    """The text of every `<cite>` in a quotation in its place."""
    quoted = within(root, _QUOTATIONS)

    def rule(element: Element, context: Context) -> Sequence[Node]:
        return element.children if id(element) in quoted else [element]

    replace_elements(root, {"cite": rule}, context)
