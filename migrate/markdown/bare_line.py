"""Bare text, and in it words that are bold, slanted, code or a link: most paragraphs, written without any marks.

Nothing in such a line needs a backslash, and beside each delimiter stands what lets it work. `inline` comes to the same
Markdown; what is refused here is only written more slowly.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from string import punctuation

from migrate.markdown.code import code_span
from migrate.tree import Element, Node

_ASCII = bytes(sign for sign in range(ord(" "), 0x7F) if sign not in b"\\`*_[]<>~{@")
_BARE = _ASCII + bytes(range(0x80, 0xE2)) + bytes(range(0xE3, 0xEF)) + bytes(range(0xF0, 0xF5))
"""What means nothing to anybody, in UTF-8. Typographic signs begin with E2 there, what is no character with EF."""
_WHITE = " \t\n\r\f"
_ENTITY = re.compile(r"&#?\w{1,32};")
_NOT_IN_CODE = re.compile(r"[\t\n\r\f]|  |[^\x00-\x7f]")
_DELIMITERS = {"b": "**", "strong": "**", "em": "_", "i": "_"}
_BESIDE_DELIMITERS = frozenset(f"{punctuation} ")
_PLACES = frozenset({"id", "name"})


def bare_line(children: list[Node], link_end: Callable[[Element], str]) -> str | None:
    """The Markdown of text and inline elements, without white space at its ends; None if anything in it is unusual.

    `link_end` answers the end of a link, from the bracket that closes its text; it is not asked in vain.
    """
    words: list[str] = []
    pieces: list[Node] = []
    for at, child in enumerate(children):
        if isinstance(child, str):
            words.append(child)
            pieces.append(child)
            continue
        found = _element(child, children[at - 1] if at else " ", children[at + 1] if at + 1 < len(children) else " ")
        if found is None:
            return None
        words.append(found[0])
        pieces.append(found[1])
    if not _is_bare("".join(words).strip(_WHITE)):
        return None
    return "".join([one if isinstance(one, str) else f"[{one.children[0]}{link_end(one)}" for one in pieces]).strip(
        _WHITE
    )


def _is_bare(text: str) -> bool:
    """Whether nothing in a text, whatever divides it, is anything but text."""
    if text.encode("utf-8", "surrogatepass").translate(None, _BARE) or "  " in text or "www." in text:
        return False
    is_marked = (":" in text and "://" in text) or ("&" in text and _ENTITY.search(text))
    return not is_marked and not text[-1:].isspace()


def _element(element: Element, before: Node, behind: Node) -> tuple[str, Node] | None:
    """The words of an element that have to be bare, and its Markdown; a link stands for itself. None: it is unusual."""
    text = element.children[0] if len(element.children) == 1 else None
    if not (isinstance(text, str) and isinstance(before, str) and isinstance(behind, str) and before and behind):
        return None
    if not text or text[0].isspace() or text[-1].isspace():
        return None
    if delimiter := _DELIMITERS.get(element.tag):
        works = _lets_work(before[-1]) and _lets_work(behind[0])
        return (text, f"{delimiter}{text}{delimiter}") if works else None
    if element.tag == "a":
        is_link = _PLACES.isdisjoint(element.attributes) and element.get("href").strip()
        return (text, element) if is_link and before[-1] != "!" else None
    if element.tag in ("code", "tt") and not _NOT_IN_CODE.search(text):
        return "x", code_span(text)
    return None


def _lets_work(sign: str) -> bool:
    """Whether a delimiter works that has this sign on its outer side, whatever is on the other."""
    return sign in _BESIDE_DELIMITERS or sign.isspace()
