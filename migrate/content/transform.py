"""Replaces elements of a tree by what a small function makes of each: inner ones first, without recursion."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from migrate.content.context import Context
from migrate.tree import Element, Node, Tree

Rule = Callable[[Element, Context], Sequence[Node]]
"""Answers the nodes that take an element's place."""


def replace_elements(tree: Tree, rules: Mapping[str, Rule], context: Context) -> None:
    """Apply to every element of the tree the rule for its tag."""
    if tree.tags.isdisjoint(rules):
        return
    for parent in reversed(tree.elements):
        children = parent.children
        if len(children) == 1 and type(children[0]) is str:  # half of all hold one text
            continue
        for child in children:
            if type(child) is Element and child.tag in rules:
                replaced = _replaced(children, rules, context)
                if replaced != children:
                    parent.children = replaced
                    tree.changed()
                break


def _replaced(children: list[Node], rules: Mapping[str, Rule], context: Context) -> list[Node]:
    nodes: list[Node] = []
    for child in children:
        if isinstance(child, Element) and child.tag in rules:
            nodes.extend(rules[child.tag](child, context))
        else:
            nodes.append(child)
    return nodes


def within(tree: Tree, tags: frozenset[str]) -> set[int]:
    """The ids (of `id()`) of all elements that stand somewhere inside an element with one of the tags."""
    found: set[int] = set()
    for element in tree.named(*tags):
        if id(element) not in found:
            found.update(id(inner) for inner in element.elements() if inner is not element)
    return found


def unwrap(element: Element, context: Context) -> Sequence[Node]:
    """The rule for an element that means nothing: its children."""
    return element.children


def drop(element: Element, context: Context) -> Sequence[Node]:
    """The rule for what no reader sees."""
    return ()
