"""`<!--more-->` stands alone in Hugo: the first one goes between blocks, where it cuts the least; others vanish."""

from __future__ import annotations

from migrate.content.context import Context
from migrate.tree import MORE, Element, Node, Tree

_SPLITS = frozenset({"p", "div"})


def lift_more(tree: Tree, context: Context) -> None:
    """Move the first divider to the top level: out of the paragraph that it stands in, before or behind it."""
    dividers = tree.named(MORE)
    if not dividers:
        return
    more = dividers[0]
    path = _path(more, tree)
    for parent in tree.elements if len(dividers) > 1 else ():
        if any(_is_more(child) for child in parent.children):
            parent.children = [child for child in parent.children if not _is_more(child) or child is more]
    while len(path) > 1:
        inside, parent = path.pop(), path[-1]
        _lift(more, inside, parent)
    tree.changed()


def _path(element: Element, tree: Tree) -> list[Element]:
    """The elements that an element stands in, the root first."""
    if element in tree.root.children:
        return [tree.root]
    parents = {id(child): parent for parent in tree.elements for child in parent.children if type(child) is Element}
    path: list[Element] = []
    while element is not tree.root:
        element = parents[id(element)]
        path.append(element)
    return path[::-1]


def _is_more(node: Node) -> bool:
    return isinstance(node, Element) and node.tag == MORE


def _lift(more: Element, inside: Element, parent: Element) -> None:
    """From `inside` into its `parent`: before it, behind it, or between two halves where a line ends on either side."""
    place = inside.children.index(more)
    before, after = inside.children[:place], inside.children[place + 1 :]
    index = parent.children.index(inside)
    if (
        inside.tag in _SPLITS
        and _has_text(before)
        and _has_text(after)
        and (_ends_line(before[::-1]) or _ends_line(after))
    ):
        halves: list[Node] = [
            Element(inside.tag, inside.attributes, before),
            more,
            Element(inside.tag, inside.attributes, after),
        ]
        parent.children[index : index + 1] = halves
        return
    inside.children = [*before, *after]
    first = not _has_text(before)
    parent.children[index : index + 1] = [more, inside] if first else [inside, more]


def _has_text(nodes: list[Node]) -> bool:
    return any(node.strip() if isinstance(node, str) else node.tag != "br" for node in nodes)


def _ends_line(nodes: list[Node]) -> bool:
    """Whether the first thing that is not white space is a break or a block."""
    first = next((node for node in nodes if not isinstance(node, str) or node.strip()), None)
    return isinstance(first, Element) and first.tag in {"br", "p", "div", "h2", "h3", "ul", "ol", "blockquote", "pre"}
