"""Formatting that says nothing: sizes, and `<cite>` in a quotation, whose last paragraph is its source anyway."""

from __future__ import annotations

from collections.abc import Sequence

from migrate.content.context import Context
from migrate.content.transform import replace_elements, unwrap, within
from migrate.content.tree import Element, Node

_QUOTATIONS = frozenset({"blockquote", "figcaption"})


def drop_sizes(root: Element, context: Context) -> None:
    """The text of what is only larger, smaller or in another face."""
    replace_elements(root, {"small": unwrap, "big": unwrap, "font": unwrap}, context)


def quotes_without_cite(root: Element, context: Context) -> None:
    """The text of every `<cite>` in a quotation in its place."""
    quoted = within(root, _QUOTATIONS)

    def rule(element: Element, context: Context) -> Sequence[Node]:
        return element.children if id(element) in quoted else [element]

    replace_elements(root, {"cite": rule}, context)
