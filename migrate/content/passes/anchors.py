"""Places that links lead to keep their names although their elements will not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from migrate.content.context import Context
from migrate.model.rest_of_site import WantedAnchor
from migrate.tree import HEADINGS, Element, Node, Tree

_KEEP_THEIR_NAMES = frozenset(
    ["a", "h1", "h2", "h3", "h4", "h5", "h6", "form", "input", "sub", "sup", "mark", "ins", "kbd", "abbr", "q", "cite"]
)
_FOLLOW_THEIR_NAMES = frozenset(
    ["img", "iframe", "object", "embed", "video", "audio", "figure", "pre", "details", "hr"]
)
"""Elements that become something without a place for a name."""
_PARTED = frozenset({"wp-caption", "wp-block-columns", "wp-block-media-text"})
"""Classes of boxes that are taken apart."""
_PLAIN_NAME = re.compile(r"[\w:.-]+")
_SHOW_NOTHING = HEADINGS | {"a", "b", "br", "em", "i", "span", "strong"}
"""What a heading without a text may hold and still be none."""
_HOLD_NO_TEXT = frozenset({"ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr", "select"})


def anchors_for_targets(tree: Tree, context: Context) -> None:
    """An empty `<a id>` at every element that a link of this page or of another names, but for headings with a text."""
    elements = tree.elements
    own = [
        WantedAnchor(one.get("href")[1:], "") for one in elements if one.tag == "a" and one.get("href").startswith("#")
    ]
    names = {name for one in (*own, *context.library.wanted()) for name in one.names} - {""}
    for parent in elements if names else ():
        if not HEADINGS.isdisjoint(child.tag for child in parent.children if isinstance(child, Element)):
            parent.children = _with_named_headings(parent.children, names)
            tree.changed()
    for parent in elements if names else ():
        if any(isinstance(child, Element) and _is_named(child, names) for child in parent.children):
            parent.children = [node for child in parent.children for node in _anchored(child, names)]
            tree.changed()


def _with_named_headings(children: list[Node], names: set[str]) -> list[Node]:
    """Children in which a heading has the name of an anchor in it, or of one that stands alone before it."""
    kept: list[Node] = []
    for child in children:
        if isinstance(child, Element) and child.tag in HEADINGS:
            _take_name(child, child, names)
            before = next((one for one in reversed(kept) if not isinstance(one, str) or one.strip()), "")
            if isinstance(before, Element) and _is_lone_anchor(before) and _take_name(child, before, names):
                kept.remove(before)
        kept.append(child)
    return kept


def _take_name(heading: Element, holder: Element, names: set[str]) -> bool:
    """Give a heading the name of an anchor, unless links name it by one of its own already. Answers whether it did."""
    taken = False
    for one in holder.elements():
        name = next((one.get(said) for said in ("id", "name") if one.get(said) in names), "")
        fits = _PLAIN_NAME.fullmatch(name) and heading.get("id") not in names - {name}
        if fits and one.tag == "a" and not one.get("href"):
            heading.attributes["id"] = name
            one.attributes = {}
            taken = True
    return taken


def _is_lone_anchor(element: Element) -> bool:
    """Whether an element is an anchor around nothing, or holds but that."""
    inside = [one.tag for one in element.elements()]
    return inside in (["a"], ["p", "a"]) and not element.text().strip()


def _is_named(element: Element, names: set[str]) -> bool:
    return element.get("id") in names or bool(_second_name(element, names))


def _second_name(element: Element, names: set[str]) -> str:
    """The name of an anchor that has another id, where links lead to it: one element has no two."""
    name = element.get("name") if element.tag == "a" and element.get("id") else ""
    return name if name in names and name != element.get("id") else ""


def _anchored(node: Node, names: set[str]) -> Sequence[Node]:
    if isinstance(node, Element) and (second := _second_name(node, names)):
        names.discard(second)
        return (Element("a", {"id": second}), node)
    name = node.get("id") if isinstance(node, Element) else ""
    if isinstance(node, str) or name not in names or node.tag.startswith(":"):
        return (node,)
    if node.tag in _KEEP_THEIR_NAMES and not _is_empty_heading(node):
        return (node,)
    names.discard(name)
    anchor = Element("a", {"id": name})
    if node.tag in _FOLLOW_THEIR_NAMES or not _PARTED.isdisjoint(node.classes):
        return (anchor, node)
    if node.tag in HEADINGS:
        return (Element("p", {}, [anchor]),)
    _first_with_text(node).children.insert(0, anchor)
    return (node,)


def _is_empty_heading(node: Element) -> bool:
    """Whether nothing of a heading would be left."""
    is_heading = node.tag in HEADINGS and not node.text().strip()
    return is_heading and all(one.tag in _SHOW_NOTHING for one in node.elements())


def _first_with_text(element: Element) -> Element:
    while element.tag in _HOLD_NO_TEXT:
        inside = next((child for child in element.children if isinstance(child, Element)), None)
        if inside is None:
            break
        element = inside
    return element
