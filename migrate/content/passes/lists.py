"""Entries of lists around which nobody wrote a list, or which go by another name: browsers show them all the same."""

from __future__ import annotations

from itertools import chain, groupby

from migrate.content.context import Context
from migrate.tree import Element, Node, Tree

_BOXES = frozenset({"div", "span", "section", "center", "font"})
_LISTS = frozenset({"ul", "ol", "menu", "dir"})


def entries_to_lists(tree: Tree, context: Context) -> None:
    """Put a list around each run of entries that stand in none."""
    entries = tree.named("li")
    if len(entries) == sum(_is_entry(child) for one in tree.named(*_LISTS) for child in one.children):
        return
    for parent in tree.elements:
        if parent.tag in _LISTS:
            parent.children = list(chain.from_iterable(map(_opened, parent.children)))
        elif any(map(_is_entry, parent.children)):
            parent.children = _listed(parent.children)
    tree.changed()


def terms_to_entries(tree: Tree, context: Context) -> None:
    """Make terms and definitions that stand among the entries of a list entries too."""
    for one in tree.named(*_LISTS):
        for child in one.children:
            if isinstance(child, Element) and child.tag in ("dt", "dd"):
                child.tag = "li"
                tree.changed()


def _opened(child: Node) -> list[Node]:
    """What stands in a box among the entries of a list, if that is entries alone; else the child itself."""
    if not isinstance(child, Element) or child.tag not in _BOXES or not all(map(_is_in_run, child.children)):
        return [child]
    return child.children


def _is_entry(node: Node) -> bool:
    return isinstance(node, Element) and node.tag == "li"


def _is_in_run(node: Node) -> bool:
    return _is_entry(node) or (isinstance(node, str) and not node.strip())


def _listed(children: list[Node]) -> list[Node]:
    """These nodes, with a list in place of each run of entries and of the white space between them."""
    nodes: list[Node] = []
    for in_run, group in groupby(children, key=_is_in_run):
        run = list(group)
        nodes += [Element("ul", {}, run)] if in_run and any(map(_is_entry, run)) else run
    return nodes
