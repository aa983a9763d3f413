"""Sets apart what a style of its own hides from visitors, as links of intruders are hidden in texts of old blogs."""

from __future__ import annotations

from collections.abc import Iterator, Set

from migrate.content.context import Context
from migrate.content.shared.apart import set_apart
from migrate.patterns import rare_pattern
from migrate.tree import Element, Node, Tree, as_html, parse
from migrate.visibility.parts import Audience

_UNSHOWN = rare_pattern(
    r"(?i)(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|(?:font-size|opacity)\s*:\s*0[a-z%.0]*\s*(?:;|$)"
    r"|(?:left|right|top|bottom)\s*:\s*-\s*(?:\d{4}|\d{3}(?:\.\d+)?(?:r?em|%|v[wh])))"
)
_NAMED = frozenset({"id", "class"})
"""By which a theme may open what has them."""
_PARTS = frozenset({"li", "tr", "td", "th", "dt", "dd", "tbody", "thead", "tfoot", "caption", "option", "summary"})
"""Without these, what they belong to would be another."""
_OPENING = frozenset({"script", "button", "input", "label"})
"""What may open something elsewhere in the text."""


def is_unseen(element: Element) -> bool:
    """Whether browsers are told not to show an element."""
    given = element.attributes
    return "hidden" in given or ("style" in given and _UNSHOWN.search(given["style"]) is not None)


def hide_unseen(tree: Tree, context: Context) -> None:
    """Set apart what is hidden and what nothing opens. What a script or a theme may open is shown."""
    hiding = {id(one) for one in tree.elements if one.attributes and one.tag[0] != ":" and is_unseen(one)}
    if not hiding:
        return
    places = _places(tree, hiding)
    may_open = any(_may_open(one, places) for one in tree.elements)
    for element in tree.elements:
        if any(id(child) in hiding for child in element.children):
            element.children = [
                node
                for child in element.children
                for node in (_seen(child, may_open, context) if id(child) in hiding else [child])
            ]
    tree.changed()


def _seen(node: Node, may_open: bool, context: Context) -> Iterator[Node]:
    """What stands in the tree for a hidden element."""
    assert isinstance(node, Element)
    may_open |= not _NAMED.isdisjoint(node.attributes) or any(name.startswith("data-") for name in node.attributes)
    node.attributes.pop("hidden", None)
    if "style" in node.attributes:
        node.attributes["style"] = _UNSHOWN.sub(";", node.attributes["style"])
    is_plain = all(one.tag[0] != ":" for one in node.elements())
    if may_open or node.tag in _PARTS or not is_plain or not node.text().strip():
        yield node
    else:
        yield from parse(
            set_apart(as_html(node), Audience.NOBODY, f"<{node.tag}> that its style hides", context)
        ).children


def _places(tree: Tree, hiding: Set[int]) -> set[str]:
    """The names of places that readers see anyway, so that a link to one only leads there.

    One that holds something hidden, or stands in it, may be what the link opens.
    """
    inside, around = {*hiding}, {*hiding}
    for element in tree.elements:
        if id(element) in inside:
            inside.update(map(id, element.children))
    for element in reversed(tree.elements):
        if not around.isdisjoint(map(id, element.children)):
            around.add(id(element))
    seen = (one for one in tree.elements if id(one) not in inside and id(one) not in around)
    return {name for one in seen for name in (one.get("id"), one.get("name")) if name}


def _may_open(element: Element, places: Set[str]) -> bool:
    """Whether an element may show what is hidden elsewhere."""
    given = element.attributes
    if not given or element.tag in _OPENING:
        return element.tag in _OPENING
    address = given.get("href", "").strip()
    return (address[:1] == "#" and address[1:] not in places) or any(name.startswith("on") for name in given)
