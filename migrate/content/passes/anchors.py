"""Places that links on the same page lead to keep their names although their elements will not."""

from __future__ import annotations

from migrate.content.context import Context
from migrate.content.tree import Element

_KEEP_THEIR_NAMES = frozenset({"a", "h1", "h2", "h3", "h4", "h5", "h6", "img", "iframe", "form", "input"})
_HOLD_NO_TEXT = frozenset({"ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr", "pre", "hr", "select"})


def anchors_for_targets(root: Element, context: Context) -> None:
    """An empty `<a id>` at the start of every element that a link on the page names, but for headings."""
    elements = list(root.elements())
    wanted = {one.get("href")[1:] for one in elements if one.tag == "a" and one.get("href").startswith("#")} - {""}
    for element in elements if wanted else ():
        name = element.get("id")
        if name in wanted and element.tag not in _KEEP_THEIR_NAMES and not element.tag.startswith(":"):
            _first_with_text(element).children.insert(0, Element("a", {"id": name}))
            wanted.discard(name)


def _first_with_text(element: Element) -> Element:
    while element.tag in _HOLD_NO_TEXT:
        inside = next((child for child in element.children if isinstance(child, Element)), None)
        if inside is None:
            break
        element = inside
    return element
