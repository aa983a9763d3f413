"""Columns that stand side by side, and links that look like buttons."""

from __future__ import annotations

import re
from collections.abc import Sequence

from migrate.content.context import Context
from migrate.content.transform import Rule, replace_elements, within
from migrate.patterns import rare_pattern
from migrate.tree import MORE, SHORTCODE, Element, Node, Tree

_CLOSED = frozenset({"blockquote", "li", "dd", "td", "th", "figure", "pre"})
_MEDIA_SHARE = rare_pattern(
    r"grid-template-columns\s*:\s*(?:(\d{1,2})(?:\.\d+)?%\s+auto|auto\s+(\d{1,2})(?:\.\d+)?%)", re.I
)
_SHARE = rare_pattern(r"flex-basis\s*:\s*(\d{1,2}(?:\.\d{1,2})?)\d*%", re.I)


def place_columns(tree: Tree, context: Context) -> None:
    """Two columns or more, or a picture and the text beside it, become the content of `wp-columns`."""
    replace_elements(tree, {"div": _where_calls_can_stand(tree, _columns)}, context)


def _where_calls_can_stand(tree: Tree, rule: Rule) -> Rule:
    """The rule, but not for what is in quotations, lists and tables, whose signs would stand in the call."""
    closed = within(tree, _CLOSED)
    return lambda element, context: [element] if id(element) in closed else rule(element, context)


def _columns(element: Element, context: Context) -> Sequence[Node]:
    if "wp-block-media-text" in element.classes:
        return _media_beside_text(element)
    columns = [one for one in element.children if isinstance(one, Element) and "wp-block-column" in one.classes]
    shown = [one for one in columns if _says(one)]
    others = [one for one in element.children if one not in columns and (not isinstance(one, str) or one.strip())]
    if "wp-block-columns" not in element.classes or len(shown) < 2 or others:
        return [element]
    if any(one.tag == MORE for one in element.elements()):
        return [element]  # a call cannot be cut in two
    inner = [_column(one.children, share) for one, share in zip(shown, _shares(shown), strict=True)]
    return [Element(SHORTCODE, {"shortcode": "wp-columns"}, inner)]


def _column(children: list[Node], share: float) -> Node:
    return Element(SHORTCODE, {"shortcode": "wp-column"} | ({"width": f"{share:g}%"} if share else {}), children)


def _media_beside_text(element: Element) -> Sequence[Node]:
    """A picture or film and its text as two columns. Where it stood at the right is said of both: it comes first."""
    children = [one for one in element.children if isinstance(one, Element)]
    texts = [one for one in children if "wp-block-media-text__content" in one.classes]
    media = [one for one in children if one not in texts]
    said = any(isinstance(one, str) and one.strip() for one in element.children)
    if said or len(texts) != 1 or len(media) != 1 or not (_says(texts[0]) and _says(media[0])):
        return [element]
    if any(one.tag == MORE for one in element.elements()):
        return [element]
    found = _MEDIA_SHARE.search(element.get("style"))
    share = float(found[1] or found[2]) if found else 0.0
    inner = [
        _column(texts[0].children, 100 - share if share else 0) if one is texts[0] else _column([one], share)
        for one in children
    ]
    turned = "has-media-on-the-right" in element.classes and children[0] is media[0]
    return [Element(SHORTCODE, {"shortcode": "wp-columns"} | ({"turned": "true"} if turned else {}), inner)]


def _shares(columns: list[Element]) -> list[float]:
    """How much of a hundred each column has; those that do not say share what is left. None says: all 0."""
    said = [_SHARE.search(one.get("style")) for one in columns]
    given = [float(found[1]) if found else 0.0 for found in said]
    left = max(100 - sum(given), 10.0) / max(given.count(0.0), 1)
    return [one or round(left, 2) for one in given] if any(given) else given


def _says(element: Element) -> bool:
    """Whether an element shows anything."""
    return bool(element.text().strip()) or any(
        one.tag[0] == ":" or one.tag in ("img", "hr") for one in element.elements()
    )


_BUTTONS = "wp-buttons"


def place_buttons(tree: Tree, context: Context) -> None:
    """Links that look like buttons become the content of `wp-buttons`, those that stand together of one."""
    replace_elements(tree, {"div": _where_calls_can_stand(tree, _buttons)}, context)
    together = {id(one) for parent in tree.elements if parent.get("shortcode") == _BUTTONS for one in parent.elements()}

    def alone(element: Element, context: Context) -> Sequence[Node]:
        is_alone = "wp-block-button" in element.classes and id(element) not in together
        return [Element(SHORTCODE, {"shortcode": _BUTTONS}, [element])] if is_alone and _links(element) else [element]

    replace_elements(tree, {"p": _where_calls_can_stand(tree, alone)}, context)


def _buttons(element: Element, context: Context) -> Sequence[Node]:
    if "wp-block-button" in element.classes:
        return [Element("p", element.attributes, element.children)]
    buttons = [one for one in element.children if isinstance(one, Element) and "wp-block-button" in one.classes]
    return [Element(SHORTCODE, {"shortcode": _BUTTONS}, element.children)] if any(map(_links, buttons)) else [element]


def _links(button: Element) -> bool:
    """Whether a button leads anywhere."""
    return any(one.tag == "a" and one.get("href") for one in button.elements())
