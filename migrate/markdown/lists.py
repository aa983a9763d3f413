"""Lists: bullets, numbers, definitions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from migrate.diagnostics import Code
from migrate.markdown.html_blocks import goes_on
from migrate.markdown.inline import InlineContext
from migrate.markdown.marks import CALL, NOTHING
from migrate.markdown.prepare import is_boundary
from migrate.markdown.walk import Block, Walk
from migrate.tree import HIDDEN, Element, Node, items_of

_START = re.compile(r"\d{1,9}$", re.ASCII)
_LINE = re.compile(r"\n(?=[^\n])")
_NEEDS_NO_BLANK_LINE = frozenset(["ul", "ol", "menu", "dir", "pre", ":fence", "blockquote"])
_BULLETS = frozenset("*-+")
_OUR_CALL = f"{CALL} wp-"
_NOT_BEFORE = frozenset(["ul", "ol", "menu", "dir", "blockquote"])


def indent(text: str, width: int) -> str:
    """All lines but the first moved to the right; empty lines stay empty."""
    return _LINE.sub("\n" + " " * width, text) if "\n" in text else text


def bullet_list(walk: Walk, element: Element, parents: frozenset[str], *, meets: bool) -> str:
    """A list with bullets. `meets`: it follows another at once, and needs another bullet to stay apart."""
    bullets = walk.options["bullets"]
    marker = bullets[meets % len(bullets)]
    return _written(*_items(walk, element, parents), lambda _: marker)


def numbered_list(walk: Walk, element: Element, parents: frozenset[str], *, meets: bool) -> str:
    """A numbered list, from its `start` on. A number out of turn begins a list of its own, with the other sign."""
    if lost := _lost_numbers(element):
        walk.report(Code.LIST_NUMBERS, lost)
    signs = _numbers(element, ")." if meets else ".)")
    return _written(*_items(walk, element, parents), lambda _: next(signs))


def _numbers(element: Element, signs: str) -> Iterator[str]:
    number = _number(element.get("start"), 1)
    restarts = 0
    for at, entry in enumerate(items_of(element)):
        given = _number(entry.get("value"), number)
        restarts += bool(at) and given != number
        yield f"{given}{signs[restarts % 2]}"
        number = given + 1


def _number(text: str, otherwise: int) -> int:
    return int(text) if _START.match(text.strip()) else otherwise


def _lost_numbers(element: Element) -> str:
    """What a list says of its numbers that Markdown cannot say."""
    if element.get("type", "1") != "1":
        return f"type={element.get('type')}"
    if "reversed" in element.attributes:
        return "reversed"
    if element.get("start").strip().startswith("-"):
        return f"start={element.get('start').strip()}"
    return "list-style-type" if "list-style-type" in element.get("style") else ""


def _written(items: list[list[Block]], loose: bool, marker: Callable[[int], str]) -> str:
    lines = []
    last = max((number for number, blocks in enumerate(items) if blocks), default=-1)
    for number, blocks in enumerate(items[: last + 1]):
        sign = marker(number)
        if not blocks and sign in _BULLETS:
            continue  # it would say nothing
        text = ("\n\n" if loose else "\n").join([text for _, text in blocks])
        # An item must not be empty: Goldmark ends the list around it, or takes its bullet for text.
        lines.append(f"{sign} {indent(text or NOTHING, len(sign) + 1)}")
    return ("\n\n" if loose else "\n").join(lines)


def _items(walk: Walk, element: Element, parents: frozenset[str]) -> tuple[list[list[Block]], bool]:
    """Each item's blocks, and whether a blank line belongs into one of them and so everywhere in the list."""
    entries = items_of(element)
    items = [_item(walk, item, parents) for item in entries]
    loose = any(type(child) is Element and child.tag == "p" for item in entries for child in item.children)
    apart = "_apart" in parents
    return items, loose or not all(_is_tight(item, apart=apart) for item in items)


def _item(walk: Walk, item: Element, parents: frozenset[str]) -> list[Block]:
    box = _take_checkbox(item.children)
    blocks = walk.blocks(item, parents)
    if blocks and blocks[0][0] == HIDDEN:  # in a shortcode nothing stands in its place, and an item begins with more
        blocks.sort(key=lambda block: block[0] == HIDDEN)
    if not box:
        return _without_box(blocks)
    if blocks and blocks[0][0] == "p":
        return [("p", f"{box} {blocks[0][1]}"), *blocks[1:]]
    return [("p", box), *blocks]


def _without_box(blocks: list[Block]) -> list[Block]:
    """An item whose text may begin with a link named x, which Hugo would take for a box with a tick."""
    if not blocks or blocks[0][0] != "p" or not blocks[0][1].startswith(("[x]", "[X]")):
        return blocks
    text = blocks[0][1]
    return [("p", f"[&#{ord(text[1])};{text[2:]}"), *blocks[1:]]


def _is_tight(blocks: list[Block], *, apart: bool) -> bool:
    """Whether no blank line is needed.

    `apart`: in a shortcode, where Hugo puts HTML in the place of a call and reads on. Our own answer one line of it.
    """
    for at, (tag, text) in enumerate(blocks):
        if tag == "p" and "\n\n" in text:
            return False
        if apart and text[0] == CALL and not (len(blocks) == 1 and text.startswith(_OUR_CALL)):
            return False
        if at and not _may_follow(blocks[at - 1], tag, text):
            return False
    return True


def _may_follow(previous: Block, tag: str, block: str) -> bool:
    """Whether a block is read as one of its own without a blank line before it."""
    if previous[0] in _NOT_BEFORE or goes_on(previous[1]):
        return False
    if tag == "ol":
        return block.startswith("1. ")
    return tag in _NEEDS_NO_BLANK_LINE and not block.startswith("<")


def _take_checkbox(children: list[Node]) -> str:
    """The sign of a task that starts with a check box, which is taken out."""
    for at, child in enumerate(children):
        if isinstance(child, str):
            if child.strip():
                return ""
        elif child.tag == "input" and child.get("type") == "checkbox":
            del children[at]
            return "[x]" if "checked" in child.attributes else "[ ]"
        else:
            return _take_checkbox(child.children) if child.tag in ("p", "label") else ""
    return ""


def is_definition_list(element: Element) -> bool:
    """Whether every definition has a term and every term a definition, as Markdown demands, and nothing else does."""
    parts = [
        child for child in element.children if not is_boundary(child) and (isinstance(child, Element) or child.strip())
    ]
    tags = [part.tag if isinstance(part, Element) else "" for part in parts]
    terms = [part for part in parts if isinstance(part, Element) and part.tag == "dt"]
    if not tags or tags[0] != "dt" or tags[-1] != "dd" or not {"dt", "dd"}.issuperset(tags):
        return False
    return all(term.text().strip() for term in terms)


def definition_list(walk: Walk, element: Element, parents: frozenset[str]) -> str:
    """Terms and what they mean."""
    groups: list[str] = []
    defined = True
    for child in element.children:
        if not isinstance(child, Element):
            continue
        if child.tag == "dd":
            text, loose = _definition(walk.blocks(child, parents))
            blank = "\n" if loose and groups else ""
            groups.append(f"{blank}: {indent(text or NOTHING, 2)}")
            defined = True
        elif child.tag == "dt":
            term = walk.paragraph(walk.inline(child.children, parents), InlineContext.TERM)
            groups.append(f"\n{term}" if defined and groups else term)
            defined = False
    return "\n".join(groups)


def _definition(blocks: list[Block]) -> tuple[str, bool]:
    return "\n\n".join([text for _, text in blocks]), len(blocks) > 1
