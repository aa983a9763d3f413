"""Takes out what runs, by the owner's choice: `keep` all, `safe` what cannot run, `drop` all that needs HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from migrate.browser import is_harmless, is_harmless_picture
from migrate.content.context import Context
from migrate.content.passes.allowed import ELEMENTS, is_attribute
from migrate.content.transform import Rule, drop, replace_elements, unwrap
from migrate.diagnostics import Code
from migrate.patterns import rare_pattern
from migrate.tree import Element, Node, Tree

_UNSEEN = ("base", "head", "link", "meta", "template", "title", "noembed", "frameset")
_RUNS = frozenset(("applet", "script", "style"))
_HOLDS_WHAT_RUNS = frozenset(
    ("animate", "animateMotion", "animateTransform", "annotation-xml", "foreignObject", "handler", "set", "use")
)
_NEEDS_HTML = (
    *("button", "embed", "fieldset", "form", "iframe", "input", "legend", "map", "math", "object", "option"),
    *("progress", "meter", "select", "svg", "textarea"),
)
_INLINE_NAMES = "abbr bdi bdo cite dfn ins kbd label mark q rp rt ruby samp small sub sup time u var"
_INLINE_HTML = _INLINE_NAMES.split()
_ADDRESS_NAMES = "href src data poster cite background longdesc srcset xlink:href codebase classid value"
_ADDRESSES = frozenset(_ADDRESS_NAMES.split())
_PAINTS = frozenset({"clip-path", "fill", "stroke"})
_JUDGED_BY_VALUE = _ADDRESSES | _PAINTS | {"style"}
_RUNNING_ATTRIBUTES = frozenset({"ping", "srcdoc"})
_RISKY_STYLE = re.compile(r"[(\\]|position", re.I)
_RISKY_PAINT = rare_pattern(r"(?!url\(\s*[\"']?#[\w-]+[\"']?\s*\)[\w\s#]*\Z).*(?:url|\\)", re.I | re.S)
"""Paint from elsewhere: in the drawing itself it is named by a fragment."""


def drop_unseen(tree: Tree, context: Context) -> None:
    """Remove what belongs to the head of a page and what scripts left in the text."""
    replace_elements(tree, dict.fromkeys(_UNSEEN, drop), context)


def drop_active(tree: Tree, context: Context) -> None:
    """Keep elements and attributes that can do no harm, and of other elements what they hold. Nothing with `keep`."""
    if context.options.html == "keep":
        return
    for element in tree.elements if all(map(_is_own, tree.tags - ELEMENTS)) else _allowed(tree, context):
        if element.attributes and element.tag[0] != ":":
            _make_harmless(element, context)


def drop_html(tree: Tree, context: Context) -> None:
    """With `html = "drop"`, keep of all that Markdown cannot say only the text."""
    if context.options.html != "drop":
        return
    rules: dict[str, Rule] = dict.fromkeys(_INLINE_HTML, unwrap)
    rules |= dict.fromkeys(_NEEDS_HTML, _text_only)
    replace_elements(tree, rules, context)


def _is_own(tag: str) -> bool:
    return tag[0] == ":"


def _allowed(tree: Tree, context: Context) -> Iterator[Element]:
    """The elements that stay, out of each of which the others are taken before those in it are looked at."""
    tree.changed()
    for element in tree.root.elements():
        element.children = list(_without_active(element.children, context))
        yield element


def _without_active(children: Sequence[Node], context: Context) -> Iterator[Node]:
    stack = list(reversed(children))
    while stack:
        child = stack.pop()
        if not isinstance(child, Element) or child.tag in ELEMENTS or _is_own(child.tag):
            yield child
        elif child.tag in _RUNS:
            if child.children or child.attributes:
                context.report(Code.ACTIVE_HTML, f"<{child.tag}> {child.get('src')}".rstrip())
        elif child.tag not in _HOLDS_WHAT_RUNS:
            stack += reversed(child.children)


def _text_only(element: Element, context: Context) -> Sequence[Node]:
    context.report(Code.ACTIVE_HTML, f"<{element.tag}>")
    address = element.get("src") or element.get("data")
    if address and is_harmless(address):
        return [Element("a", {"href": address}, [address])]
    return () if element.tag in {"svg", "math"} else element.children


def _make_harmless(element: Element, context: Context) -> None:
    for name, value in list(element.attributes.items()):
        if is_attribute(name) and (name not in _JUDGED_BY_VALUE or _is_harmless_value(element, name, value)):
            continue
        del element.attributes[name]
        if name.startswith("on") or name in _RUNNING_ATTRIBUTES or name in _ADDRESSES:
            context.report(Code.ACTIVE_HTML, f"{name} of <{element.tag}>")


def _is_harmless_value(element: Element, name: str, value: str) -> bool:
    if name == "style":
        return not _RISKY_STYLE.search(value)
    if name in _PAINTS:
        return not _RISKY_PAINT.match(value)
    judge = is_harmless_picture if element.tag == "img" else is_harmless
    return all(map(judge, value.split())) if name == "srcset" else judge(value)
