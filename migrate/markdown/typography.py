"""Typographic signs written as ASCII, where Hugo's typographer makes exactly the same signs of it again.

The rules follow the Goldmark typographer's: it looks at the characters beside a quotation mark and counts the open
ones of a paragraph. Where the outcome is not certain the sign stays as it is, which is right everywhere.
"""

from __future__ import annotations

import re
import unicodedata

from migrate.markdown.marks import BREAK, CODE, END, FIRST, LAST, TARGET

_SIGNS = re.compile("[“”‘’–—…]")
_SIGN_OR_FIXED = re.compile(f"[{TARGET}-{CODE}][^{END}]*{END}|[“”‘’–—…]")
_DASHES = {"–": "--", "—": "---"}


def ascii_signs(text: str) -> str:
    """Inline text (with marks) in which every sign that Hugo restores is written in ASCII."""
    if text.isascii() or _SIGNS.search(text) is None:
        return text
    doubles = _doubles_restored(text)
    return _SIGN_OR_FIXED.sub(lambda found: _ascii(found, doubles), text)


def _ascii(found: re.Match[str], doubles: bool) -> str:
    sign, text = found[0], found.string
    left = text[found.start() - 1] if found.start() else " "
    right = text[found.end() : found.end() + 1] or " "
    if sign in "“”":
        return '"' if doubles else sign
    if sign in _DASHES:
        return _DASHES[sign] if _stands_among_words(left, right) else sign
    if sign == "…":
        return sign if "." in (left, right) or "…" in (left, right) else "..."
    if sign == "’":
        return "'" if left.isalnum() and right.isalpha() else sign
    return sign


def _stands_among_words(left: str, right: str) -> bool:
    """Not beside another dash, nor where a line might hold nothing else and become a rule or an underline."""
    return not ({left, right} & {"-", "–", "—", BREAK}) and (left.isalnum() or right.isalnum() or left != right)


def _doubles_restored(text: str) -> bool:
    """Whether every double quotation mark of a paragraph opens or closes as the typographer would have it."""
    if '"' in text or text.count("“") != text.count("”"):
        return False
    is_open = False
    for found in re.finditer("[“”]", text):
        opening = found[0] == "“"
        left = text[found.start() - 1] if found.start() else " "
        right = text[found.end() : found.end() + 1] or " "
        if opening == is_open or not (_opens if opening else _closes)(left, right):
            return False
        is_open = opening
    return not is_open


def _opens(left: str, right: str) -> bool:
    return (left.isspace() and not right.isspace()) or (_punctuates(left) and right.isalnum())


def _closes(left: str, right: str) -> bool:
    if left.isspace():
        return False
    return right.isspace() or (left.isalnum() and _punctuates(right) and right not in "“”")


def _punctuates(sign: str) -> bool:
    return FIRST <= sign <= LAST or unicodedata.category(sign).startswith("P")
