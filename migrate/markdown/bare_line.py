"""Bare text, and breaks in it and words that are bold, slanted, code or a link: most paragraphs, written without marks.

Nothing in such a line needs a backslash, and beside each delimiter stands what lets it work. `inline` comes to the same
Markdown; what is refused here is only written more slowly.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from string import punctuation

from migrate.markdown.code import code_span
from migrate.markdown.marks import BREAK
from migrate.tree import Element, Node

_ASCII = bytes(sign for sign in range(ord(" "), 0x7F) if sign not in b"\\`*_[]<>~{@")
_BARE = _ASCII + bytes(range(0x80, 0xE2)) + bytes(range(0xE3, 0xEF)) + bytes(range(0xF0, 0xF5))
"""What means nothing to anybody, in UTF-8. Typographic signs begin with E2 there, what is no character with EF."""
_WHITE = " \t\n\r\f"
_ENTITY = re.compile(r"&#?\w{1,32};")
_NOT_IN_CODE = re.compile(r"[\t\n\r\f]|  |[^\x00-\x7f]")
_DELIMITERS = {"b": "**", "strong": "**", "em": "_", "i": "_"}
_BESIDE_DELIMITERS = frozenset(f"{punctuation} {BREAK}")
_PLACES = frozenset({"id", "name"})


def bare_line(children: list[Node], link_end: Callable[[Element], str], line_break: str) -> str | None:
    """The Markdown of text and inline elements, without white space at its ends; None if anything in it is unusual.

    `link_end` answers the end of a link, from the bracket that closes its text; it is not asked in vain. `line_break`
    is what a break becomes.
    """
    if len(children) == 1 and isinstance(children[0], str):  # half of all lines
        text = children[0].strip(_WHITE)
        return text if _is_bare(text) else None
    words: list[str] = []
    pieces: list[Node] = []
    before = " "
    for at, child in enumerate(children, 1):
        if isinstance(child, str):
            text = child.removeprefix("\n") if before == BREAK else child
            if before == BREAK and text[:1].isspace():
                return None
            words.append(text)
            pieces.append(text)
            before = text[-1:] or before
        elif child.tag == "br":
            if before == BREAK or before.isspace():
                return None
            pieces.append(line_break)
            before = BREAK
        else:
            found = _element(child, before, _first_sign(children[at]) if at < len(children) else " ")
            if found is None:
                return None
            words.append(found[0])
            pieces.append(found[1])
            before = ""
    if before == BREAK or not _is_bare("".join(words).strip(_WHITE)):
        return None
    written = [one if isinstance(one, str) else f"[{one.children[0]}{link_end(one)}" for one in pieces]
    return "".join(written).strip(_WHITE)


def _is_bare(text: str) -> bool:
    """Whether nothing in a text, whatever divides it, is anything but text."""
    if text.encode("utf-8", "surrogatepass").translate(None, _BARE) or "  " in text or "www." in text:
        return False
    is_marked = (":" in text and "://" in text) or ("&" in text and _ENTITY.search(text))
    return not is_marked and not text[-1:].isspace()


def _first_sign(node: Node) -> str:
    """What a node begins with; nothing where it is an element."""
    if isinstance(node, str):
        return node[:1]
    return BREAK if node.tag == "br" else ""


def _element(element: Element, before: str, behind: str) -> tuple[str, Node] | None:
    """The words of an element that have to be bare, and its Markdown; a link stands for itself. None: it is unusual.

    `before` and `behind` are the signs beside it.
    """
    text = element.children[0] if len(element.children) == 1 and before and behind else None
    if not isinstance(text, str) or not text or text[0].isspace() or text[-1].isspace():
        return None
    if delimiter := _DELIMITERS.get(element.tag):
        return (text, f"{delimiter}{text}{delimiter}") if _lets_work(before) and _lets_work(behind) else None
    if element.tag == "a":
        is_link = _PLACES.isdisjoint(element.attributes) and element.get("href").strip()
        return (text, element) if is_link and before != "!" else None
    if element.tag in ("code", "tt") and not _NOT_IN_CODE.search(text):
        return "x", code_span(text)
    return None


def _lets_work(sign: str) -> bool:
    """Whether a delimiter works that has this sign on its outer side, whatever is on the other."""
    return sign in _BESIDE_DELIMITERS or sign.isspace()
