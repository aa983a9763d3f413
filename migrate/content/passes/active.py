"""Takes out what runs, by the owner's choice: `keep` all, `safe` what cannot run, `drop` all that needs HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence

from migrate.content.addresses import is_harmless, is_harmless_picture
from migrate.content.context import Context
from migrate.content.transform import Rule, drop, replace_elements, unwrap
from migrate.content.tree import Element, Node
from migrate.diagnostics import Code

_UNSEEN = ("base", "head", "link", "meta", "template", "title", "noembed", "frameset")
_RUNS = ("applet", "script", "style")
_SVG_RUNS = ("animate", "animatemotion", "animatetransform", "foreignobject", "handler", "set", "use")
_NEEDS_HTML = (
    *("button", "embed", "fieldset", "form", "iframe", "input", "legend", "map", "math", "object", "option"),
    *("progress", "meter", "select", "svg", "textarea"),
)
_INLINE_NAMES = "abbr bdi bdo cite dfn ins kbd label mark q rp rt ruby samp small sub sup time u var"
_INLINE_HTML = _INLINE_NAMES.split()
_ADDRESS_NAMES = "href src action data poster cite background longdesc xlink:href codebase classid value"
_ADDRESSES = frozenset(_ADDRESS_NAMES.split())
_RUNNING_ATTRIBUTES = frozenset({"srcdoc", "formaction", "ping", "manifest", "is", "nonce"})
_RISKY_STYLE = re.compile(r"[(\\]|position", re.I)


def drop_unseen(root: Element, context: Context) -> None:
    """Remove what belongs to the head of a page and what scripts left in the text."""
    replace_elements(root, dict.fromkeys(_UNSEEN, drop), context)


def drop_active(root: Element, context: Context) -> None:
    """Remove scripts and styles, and in what stays the attributes that run. Nothing is touched with `html = "keep"`."""
    if context.options.html == "keep":
        return
    replace_elements(root, dict.fromkeys((*_RUNS, *_SVG_RUNS), _lost), context)
    for element in root.elements():
        if element.attributes:
            _make_harmless(element, context)


def drop_html(root: Element, context: Context) -> None:
    """With `html = "drop"`, keep of all that Markdown cannot say only the text."""
    if context.options.html != "drop":
        return
    rules: dict[str, Rule] = dict.fromkeys(_INLINE_HTML, unwrap)
    rules |= dict.fromkeys(_NEEDS_HTML, _text_only)
    replace_elements(root, rules, context)


def _lost(element: Element, context: Context) -> Sequence[Node]:
    if element.tag in _RUNS and (element.children or element.attributes):
        context.report(Code.ACTIVE_HTML, f"<{element.tag}> {element.get('src')}".rstrip())
    return ()


def _text_only(element: Element, context: Context) -> Sequence[Node]:
    context.report(Code.ACTIVE_HTML, f"<{element.tag}>")
    address = element.get("src") or element.get("data")
    if address and is_harmless(address):
        return [Element("a", {"href": address}, [address])]
    return () if element.tag in {"svg", "math"} else element.children


def _make_harmless(element: Element, context: Context) -> None:
    if element.tag.startswith(":"):
        return
    for name, value in list(element.attributes.items()):
        if name == "style" and _RISKY_STYLE.search(value):
            del element.attributes[name]
        elif name.startswith("on") or name in _RUNNING_ATTRIBUTES or not _harmless(element, name, value):
            context.report(Code.ACTIVE_HTML, f"{name} of <{element.tag}>")
            del element.attributes[name]


def _harmless(element: Element, name: str, value: str) -> bool:
    if name not in _ADDRESSES:
        return True
    return is_harmless_picture(value) if element.tag == "img" else is_harmless(value)
