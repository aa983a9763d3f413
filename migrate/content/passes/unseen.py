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
"""Without these, what they belong to would be another; entries of lists go apart by themselves."""
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
    if not may_open and context.options.hidden != "show":
        _hide_lists(tree, hiding)
        _hide_entries(tree, hiding, context)
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
    stays = may_open or node.tag in _PARTS or not _can_be_apart(node)
    _show(node)
    yield from [node] if stays else _apart([node], node, context)


def _show(node: Element) -> None:
    """Let nothing hide an element itself; else what is set apart would be set apart in itself again."""
    node.attributes.pop("hidden", None)
    if "style" in node.attributes:
        node.attributes["style"] = _UNSHOWN.sub(";", node.attributes["style"])


def _apart(shown: list[Node], node: Element, context: Context) -> list[Node]:
    """The sign of these nodes, which are a hidden one or all in it."""
    for one in node.elements():
        _show(one)
    html = "".join(map(as_html, shown)).strip()
    return parse(set_apart(html, Audience.NOBODY, f"<{node.tag}> that its style hides", context)).children


def _can_be_apart(node: Element) -> bool:
    """Whether there is something to hide, and no theme may open it."""
    given = node.attributes
    may_open = not _NAMED.isdisjoint(given) or any(name.startswith("data-") for name in given)
    return not may_open and all(one.tag[0] != ":" for one in node.elements()) and bool(node.text().strip())


def _entries(parent: Element) -> list[Element]:
    return [one for one in parent.children if isinstance(one, Element) and one.tag == "li"]


def _hide_lists(tree: Tree, hiding: set[int]) -> None:
    """Take lists of which every entry is hidden for hidden themselves."""
    for parent in reversed(tree.elements):
        entries = _entries(parent)
        if entries and all(id(one) in hiding and _can_be_apart(one) for one in entries):
            hiding.difference_update(map(id, entries))
            hiding.add(id(parent))
            for one in entries:
                _show(one)


def _hide_entries(tree: Tree, hiding: set[int], context: Context) -> None:
    """Set entries of lists apart that are hidden beside others: the next one that is seen takes the sign of them."""
    within: set[int] = set()
    for parent in tree.elements:
        if id(parent) in hiding and id(parent) not in within:
            within.update(map(id, parent.elements()))
        entries = _entries(parent) if id(parent) not in within else []
        gone = {id(one) for one in entries if id(one) in hiding and _can_be_apart(one)}
        if not gone:
            continue
        taker = next(one for one in reversed(entries) if id(one) not in gone)
        for entry in reversed(entries):
            if id(entry) not in gone:
                taker = entry
                continue
            hiding.difference_update(map(id, entry.elements()))
            within.update(map(id, entry.elements()))
            _put(_apart(entry.children, entry, context), taker)
        parent.children = [one for one in parent.children if id(one) not in gone]


def _put(nodes: list[Node], into: Element) -> None:
    """At the beginning of an entry, in its paragraph if it begins with one."""
    first = next((one for one in into.children if isinstance(one, Element) or one.strip()), "")
    place = first if isinstance(first, Element) and first.tag == "p" else into
    place.children[:0] = nodes


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
