"""What says nothing: sizes, icons, and `<cite>` in a quotation, whose last paragraph is its source anyway."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote

from migrate.browser import read_address
from migrate.content.context import Context
from migrate.content.transform import replace_elements, unwrap, within
from migrate.diagnostics import Code
from migrate.tree import SHORTCODE, Element, Node, Tree

_LARGEST_ICON = 64
_ICONS = frozenset({"svg", "i"})
"""Drawings, and the element for which fonts of icons have their signs."""
_PICTURES = frozenset({"img", "iframe", "video", "audio", SHORTCODE})
_SIDE = re.compile(r"\d{1,6}")
_IN_A_LINE = frozenset({"a", "b", "code", "em", "i", "q", "span", "strong", "u"})
_QUOTATIONS = frozenset({"blockquote", "figcaption"})


def drop_sizes(tree: Tree, context: Context) -> None:
    """The text of what is only larger, smaller or in another face."""
    replace_elements(tree, {"small": unwrap, "big": unwrap, "font": unwrap}, context)


def drop_icons(tree: Tree, context: Context) -> None:
    """Leave out drawings without words that are small, or hidden from those who are read to."""
    replace_elements(tree, {"svg": _icon}, context)


def _icon(drawing: Element, context: Context) -> Sequence[Node]:
    if not _is_icon(drawing):
        return [drawing]
    context.report(Code.ICON)
    return ()


def _is_icon(drawing: Element) -> bool:
    """Whether a drawing has no words and is hidden, small, or, where nothing says its size, of one line alone."""
    if drawing.text().strip():
        return False
    view = (drawing.get("viewbox") or drawing.get("viewBox")).replace(",", " ").split()
    said = list(filter(None, (drawing.get("width"), drawing.get("height"))))
    sides = [int(side[0]) for side in map(_SIDE.match, said or view[2:]) if side]
    is_small = bool(sides) and max(sides) <= _LARGEST_ICON
    is_sign = bool(view) and not said and sum(not one.children for one in drawing.elements()) == 1
    return is_small or is_sign or drawing.get("aria-hidden") == "true"


def name_icon_links(tree: Tree, context: Context) -> None:
    """Give words to links in which there was nothing but an icon: their label, or where they lead.

    Where another link to the same address has words or a picture, an icon without a label only repeats it.
    """
    if not any(one.tag == "svg" or not one.children for one in tree.named(*_ICONS)):
        return
    said = {one.get("href") for one in tree.named("a") if _shows_something(one)}

    def rule(link: Element, context: Context) -> Sequence[Node]:
        if not _shows_something(link) and not _ICONS.isdisjoint(one.tag for one in link.elements()):
            address = link.get("href")
            name = link.get("aria-label") or link.get("title") or ("" if address in said else _where(address))
            link.children = [*link.children, *filter(None, [name])]
        return [link]

    replace_elements(tree, {"a": rule}, context)


def _shows_something(link: Element) -> bool:
    """Whether there are words in a link, or a picture that is no icon."""
    return bool(link.text().strip()) or not _PICTURES.isdisjoint(one.tag for one in link.elements())


def _where(href: str) -> str:
    """In few words where a link leads: the host, an address of mail, a number to call, or the slug of a page."""
    address = read_address(href)
    if address is None:
        return href.partition(":")[2].partition("?")[0].strip()
    slug = address.rest.partition("#")[0].partition("?")[0].rstrip("/").rpartition("/")[2]
    return address.host.removeprefix("www.") or unquote(slug).replace("-", " ")


def quotes_without_cite(tree: Tree, context: Context) -> None:
    """The text of every `<cite>` in a quotation in its place, glued to the last word on a line of its own."""
    quoted = within(tree, _QUOTATIONS)
    glued = {id(one.children[-1]) for one in tree.elements if len(one.children) > 1 and _ends_in_glued(one.children)}

    def rule(element: Element, context: Context) -> Sequence[Node]:
        if id(element) not in quoted:
            return [element]
        return [Element("br"), *element.children] if id(element) in glued else element.children

    replace_elements(tree, {"cite": rule}, context)


def _ends_in_glued(children: list[Node]) -> bool:
    before, last = children[-2:]
    if isinstance(last, str) or last.tag != "cite" or last.text()[:1].isspace():
        return False
    text = before if isinstance(before, str) else before.text() if before.tag in _IN_A_LINE else ""
    return bool(text) and not text[-1].isspace()
