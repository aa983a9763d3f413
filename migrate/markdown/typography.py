"""Typographic signs written as ASCII, where Hugo's typographer makes exactly the same signs of it again.

The rules follow the Goldmark typographer's: it looks at the characters beside a quotation mark and counts the open
ones of a paragraph. Where the outcome is not certain the sign stays as it is, which is right everywhere.
"""

from __future__ import annotations

import re
import unicodedata

from migrate.markdown.marks import (
    BREAK,
    CODE,
    DELETED,
    DELETED_END,
    END,
    FIRST,
    LAST,
    STRONG,
    STRONG_END,
    TARGET,
    verbatim,
)
from migrate.patterns import rare_pattern

_SIGNS = re.compile("[“”‘’–—…]")
_SIGN_OR_FIXED = re.compile(f"[“”‘’–—…{TARGET}-{CODE}](?:(?<=[{TARGET}-{CODE}])[^{END}]*{END})?")
"""One set of characters to begin with, which is sought many times faster than two alternatives."""
_MADE_SIGNS = rare_pattern(f"([{TARGET}-{CODE}][^{END}]*{END})|[\"']|--+|\\.\\.\\.|<<|>>")
"""What is fixed, or else one of those of which the typographer makes others."""
_DOUBLES = re.compile("[“”]")
_QUOTES = frozenset("“”‘’'")
_ELIDED = frozenset("tenl")
"""After a space, the typographer takes `'` before these for an apostrophe."""
_ABBREVIATED = _ELIDED | frozenset("smdvr")
_TWO_SIGNS = frozenset((STRONG, STRONG_END, DELETED, DELETED_END, TARGET, BREAK))
"""Marks that become two punctuation marks or one and a line end."""
_STOPS = frozenset(".,;:!?)")
_DASH = frozenset("-–—")
_ROW = re.compile("-—*[–-]?")
"""What Hugo makes of a line of nothing but ASCII dashes, the first of them behind a backslash."""
_LONGEST_ROW = 200
_SCHEMES = ("http://", "https://", "ftp://")
_NEAR = 40
_LONGEST_QUOTATION = 200
_CLOSING = re.compile(r"’(?![^\W\d_])")
_DASHES = {"–": "--", "—": "---"}


def ascii_signs(text: str) -> str:
    """Inline text (with marks) in which every sign that Hugo restores is written in ASCII."""
    if text.isascii() or _SIGNS.search(text) is None:
        return text
    doubles = "“" in text and _doubles_restored(text)
    return _SIGN_OR_FIXED.sub(lambda found: _ascii(found, doubles), text)


def to_the_letter(text: str) -> str:
    """Inline text (with marks) in which Hugo makes no sign of another: that of code that has to be HTML."""
    return _MADE_SIGNS.sub(lambda found: found[1] or verbatim("".join(map(_named, found[0]))), text)


def _named(sign: str) -> str:
    return "&quot;" if sign == '"' else f"&#{ord(sign)};"


def _ascii(found: re.Match[str], doubles: bool) -> str:
    sign, text = found[0], found.string
    left = text[found.start() - 1] if found.start() else " "
    right = _right_of(text, found.end(), left)
    if sign in "“”":
        return '"' if doubles else sign
    if sign in _DASHES:
        return _DASHES[sign] if _stands_among_words(found) else sign
    if sign == "…":
        return sign if "." in (left, right) or "…" in (left, right) else "..."
    if sign == "’":
        is_restored = _is_apostrophe(left, right, text[found.end() + 1 : found.end() + 2])
        return "'" if is_restored and not _ends_kept_quotation(text, found.start()) else sign
    if sign == "‘":
        return "'" if _opens_restored(left, right) else sign
    return sign


def _opens_restored(left: str, right: str) -> bool:
    return _opens(left, right) and not right.isdigit() and right not in _ABBREVIATED


def _ends_kept_quotation(text: str, at: int) -> bool:
    """Whether the mark there closes a quotation whose first mark stays as it is: they are to be alike."""
    opening = text.rfind("‘", max(0, at - _LONGEST_QUOTATION), at)
    if opening < 0 or text[at + 1 : at + 2].isalpha() or _CLOSING.search(text, opening, at):
        return False
    left = text[opening - 1] if opening else " "
    return not _opens_restored(left, _right_of(text, opening + 1, left))


def _right_of(text: str, at: int, left: str) -> str:
    """The sign that will stand there: an address may come to be written `<…>`, though not as what something equals."""
    return "<" if text.startswith(_SCHEMES, at) and left != "=" else text[at : at + 1] or " "


def _is_apostrophe(left: str, right: str, second: str) -> bool:
    """Whether the typographer takes a quotation mark for an apostrophe: in a word, behind one, or in `'tis`, `'em`."""
    if left.isalnum():
        return right.isalpha() or (not right.isdigit() and not _is_mark(right) and "" < second < FIRST)
    return left.isspace() and right in _ELIDED


def _stands_among_words(found: re.Match[str]) -> bool:
    """Not beside another dash, nor where its line holds nothing else and would become a rule or an underline.

    Unless that line is a row of dashes, whose first is escaped.
    """
    text, start, end = found.string, found.start(), found.end()
    if text[start - 1 : start] in _DASH and _is_row(text, start):
        return True
    if text[start - 1 : start] in _DASH or text[end : end + 1] in _DASH:
        return False
    before = text[max(0, start - _NEAR) : start].rpartition(BREAK)[2]
    after = text[end : end + _NEAR].partition(BREAK)[0]
    return any(map(str.isalnum, before)) or any(map(str.isalnum, after))


def _is_row(text: str, at: int) -> bool:
    """Whether a line holds nothing but dashes that Hugo makes of ASCII."""
    row = _ROW.match(text, text.rfind(BREAK, max(0, at - _LONGEST_ROW), at) + 1)
    return row is not None and row.start() <= at < row.end() and text[row.end() : row.end() + 1] in ("", BREAK)


def _doubles_restored(text: str) -> bool:
    """Whether every double quotation mark of a paragraph opens or closes as the typographer would have it."""
    if '"' in text or text.count("“") != text.count("”"):
        return False
    is_open = False
    for found in _DOUBLES.finditer(text):
        opening = found[0] == "“"
        left = text[found.start() - 1] if found.start() else " "
        right = _right_of(text, found.end(), left)
        works = _opens(left, right) if opening else _closes(left, right, text[found.end() + 1 : found.end() + 2])
        if opening == is_open or not works:
            return False
        is_open = opening
    return not is_open


def _opens(left: str, right: str) -> bool:
    if left.isspace():
        return not right.isspace() and right != BREAK and right not in _QUOTES
    return _punctuates(left) and right.isalnum()


def _closes(left: str, right: str, second: str) -> bool:
    if left.isspace() or left in _QUOTES or right in _QUOTES:
        return False
    if right.isspace() or not _punctuates(right):
        return right.isspace()
    # Between two punctuation marks it closes only if a third, or a space, follows.
    return left.isalnum() or right in _TWO_SIGNS or (right in _STOPS and (second or " ") in _STOPS | {" "})


def _is_mark(sign: str) -> bool:
    return FIRST <= sign <= LAST


def _punctuates(sign: str) -> bool:
    return _is_mark(sign) or unicodedata.category(sign)[0] in "PS"
