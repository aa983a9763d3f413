"""Words and pictures in a line that a style of their own sets on a line of their own."""

from __future__ import annotations

import re

from migrate.content.context import Context
from migrate.tree import Element, Node, Tree

_OWN_LINE = re.compile(r"(?:^|;)\s*display\s*:\s*(?:block|flex|grid|table|list-item)\b", re.I)
_IN_A_LINE = frozenset({"a", "abbr", "b", "code", "em", "font", "i", "label", "small", "span", "strong", "u"})
_ENDS = frozenset({"br", "hr"})
_BLOCK_NAMES = (
    "address article aside blockquote dd div dl dt figure form h1 h2 h3 h4 h5 h6 hr li ol p pre section table ul"
)
_HOLDS_LINES = frozenset(_BLOCK_NAMES.split())


def break_own_lines(tree: Tree, context: Context) -> None:
    """A line end at each edge of such words at which others stand, so that they do not run together."""
    own = {
        id(one)
        for one in tree.attributed
        if one.tag in _IN_A_LINE and "style" in one.attributes and _OWN_LINE.search(one.get("style")) and _is_line(one)
    }
    for parent in tree.elements if own else ():
        if any(id(child) in own for child in parent.children):
            parent.children = _with_ends(parent.children, own)
    if own:
        tree.changed()


def _is_line(element: Element) -> bool:
    """Whether an element shows something, and nothing that has lines of its own already."""
    inside = {one.tag for one in element.elements()}
    return _HOLDS_LINES.isdisjoint(inside) and ("img" in inside or bool(element.text().strip()))


def _with_ends(children: list[Node], own: set[int]) -> list[Node]:
    kept: list[Node] = []
    last: Node = Element("br")  # nothing stands before the first
    for child in children:
        says = not isinstance(child, str) or bool(child.strip())
        if says and (id(child) in own or id(last) in own) and not (_ends(child) or _ends(last)):
            kept.append(Element("br"))
        kept.append(child)
        last = child if says else last
    return kept


def _ends(node: Node) -> bool:
    """Whether a line ends at a node anyway."""
    return isinstance(node, Element) and node.tag in _ENDS | _HOLDS_LINES
