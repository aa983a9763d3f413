"""Headings are one line of text each: blocks that stood in one stand behind it, and the bold around all of one goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from migrate.content.context import Context
from migrate.content.transform import replace_elements
from migrate.tree import FENCE, HEADINGS, HIDDEN, INLINE, SHORTCODE, Element, Node, Tree

_WRAPPER_NAMES = "p div center section article address main header footer aside nav"
_WRAPPERS = frozenset(_WRAPPER_NAMES.split())
_LISTS = frozenset({"ul", "ol"})
_BLOCK_NAMES = "ul ol menu dir dl blockquote table pre hr details figure"
_BLOCKS = frozenset(_BLOCK_NAMES.split()) | {FENCE, HIDDEN, SHORTCODE}
_NOT_IN_A_LINE = _WRAPPERS | _BLOCKS
_BOLD = ("b", "strong")
_BETWEEN_WORDS = " \t\n\r\f\u00a0:"
"""What may stand between pieces of bold, or behind the last: nobody sees whether a colon is bold."""


def open_headings(tree: Tree, context: Context) -> None:
    """Paragraphs in a heading are its text, a quotation or a list that is all of one holds it, other blocks follow."""
    open_ones = {
        id(heading)
        for heading in tree.named(*HEADINGS)
        if any(type(child) is Element and child.tag in _NOT_IN_A_LINE for child in heading.children)
    }

    def rule(element: Element, context: Context) -> Sequence[Node]:
        return _opened(element, element.children) if id(element) in open_ones else [element]

    if open_ones:
        replace_elements(tree, dict.fromkeys(HEADINGS, rule), context)


def _opened(heading: Element, children: list[Node]) -> list[Node]:
    """What stands in the place of a heading with these children."""
    line = list(_without_wrappers(children))
    shown = [one for one in line if not isinstance(one, str) or one.strip()]
    found: list[Node] = []
    attributes = heading.attributes
    for is_block, group in groupby(line, key=_is_block):
        run = list(group)
        if is_block:
            found += [_around(heading, one, is_all=shown == [one]) for one in run if isinstance(one, Element)]
        elif any(not isinstance(one, str) or one.strip() for one in run):
            found.append(Element(heading.tag, attributes, run))
            attributes = {}  # an id stands once
    return found


def _without_wrappers(children: list[Node]) -> Iterator[Node]:
    """Children on one line: the edges of paragraphs and divisions become spaces."""
    for child in children:
        if isinstance(child, str) or child.tag not in _WRAPPERS:
            yield child
        else:
            yield from (" ", *_without_wrappers(child.children), " ")


def _is_block(node: Node) -> bool:
    return not isinstance(node, str) and node.tag in _BLOCKS and INLINE not in node.attributes


def _around(heading: Element, block: Element, *, is_all: bool) -> Element:
    """A block of a heading, with the heading in it where it can hold one and nothing else does; `is_all`: of it."""
    if is_all and block.tag == "blockquote":
        block.children = _opened(heading, block.children)
    elif is_all and block.tag in _LISTS:
        for item in block.children:
            if isinstance(item, Element):
                item.children = _opened(Element(heading.tag), item.children)
    return block


def plain_headings(tree: Tree, context: Context) -> None:
    """Headings without the bold that is around all of one, be it in pieces, by the owner's choice."""
    headings = tree.named(*HEADINGS) if context.options.bold_headings == "drop" else ()
    bold = {id(one) for heading in headings if _is_bold(heading) for one in heading.elements()}

    def rule(element: Element, context: Context) -> Sequence[Node]:
        return element.children if id(element) in bold else [element]

    if bold:
        replace_elements(tree, {"b": rule, "strong": rule}, context)


def _is_bold(element: Element) -> bool:
    """Whether all words of an element are bold."""
    return all(
        not child.strip(_BETWEEN_WORDS) if isinstance(child, str) else child.tag in _BOLD or _is_bold(child)
        for child in element.children
    )
