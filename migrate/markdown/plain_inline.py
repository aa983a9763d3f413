"""The usual inline text: no sign of it needs a backslash, and every mark stands where its delimiter works at once.

Most paragraphs are of that kind, and one look tells. `inline` takes care of all others, piece by piece, and comes to
the same Markdown for these; what is refused here is only written more slowly.
"""

from __future__ import annotations

import re

from migrate.markdown.code import code_span
from migrate.markdown.marks import (
    BREAK,
    CODE,
    DELETED,
    DELETED_END,
    EM,
    EM_END,
    END,
    FIRST,
    LAST,
    LINK,
    STRONG,
    STRONG_END,
    TAG,
    TARGET,
    VERBATIM,
)

_OPENING = f"{EM}{STRONG}{DELETED}{LINK}"
_CLOSING = f"{EM_END}{STRONG_END}{DELETED_END}{TARGET}"
_PUNCTUATION = r"!-/:-@\[-`{-~"
_BARE = bytes(sign for sign in range(ord(" "), 0x7F) if sign not in b"\\`*_[]<>&~{@:")
_REGULAR = re.compile(
    rf"""(?>(?:  # atomic: a possessive group with look-behinds never matches in Python before 3.11.3
      [{re.escape(_BARE.decode())}\x80-\xff]++  # of the next line, what is found in half the time
    | [^\\`*_\[\]<>&~{{@:“”‘’–—…\t\n\r\f{FIRST}-{LAST}]++
    | :(?!//) | &(?!\#?\w{{1,32}};) | <(?=[\s\d]) | _(?<=[^\W_]_)(?=[^\W_]) | @(?<![^\s(]@)
    # Emphasis has a space or punctuation outside, and no space inside.
    | (?: (?<![^\s{_PUNCTUATION}{_OPENING}{BREAK}]) [{EM}{STRONG}{DELETED}] | (?<!!){LINK} ) (?![\s{_CLOSING}{BREAK}])
    | (?<![\s{_OPENING}{BREAK}])
      (?: [{EM_END}{STRONG_END}{DELETED_END}](?![^\s{_PUNCTUATION}{_CLOSING}{LINK}{TAG}{CODE}{BREAK}])
        | {TARGET}[^{END}]*+{END} )
    # A single break, with text on both sides; anchors make it vanish.
    | (?<=[^\s\u200b\ufeff{_OPENING}{BREAK}]) {BREAK}\n?(?![\s{_CLOSING}{BREAK}])
    | {TAG}[^{END}]*+{END} | {VERBATIM}(?!<a\ id=)[^{END}]*+{END}
    | (?<!{END}){CODE}(?!\s)[^\t\n\r\f{END}]++(?<!\s){END}
    )*) (?<![\s\u200b\ufeff{_OPENING}{BREAK}])""",
    re.VERBOSE,
)
_FINISHED = re.compile(f"[{TARGET}-{CODE}][^{END}]*{END}")
_CODE = re.compile(f"{CODE}([^{END}]*){END}")


def as_it_stands(text: str, line_break: str) -> str | None:
    """The Markdown of usual inline text without white space at its ends; None if anything in it is unusual."""
    if "  " in text or not (_is_bare(text) or _REGULAR.fullmatch(text)):
        return None
    if "www." in text and "www." in _FINISHED.sub("", text):
        return None
    return text if text.isascii() else _written(text, line_break)


def _is_bare(text: str) -> bool:
    """Whether all signs of a text mean nothing to anybody, wherever they stand: bytes tell it in no time."""
    return text.isascii() and not text.encode().translate(None, _BARE)


def _written(text: str, line_break: str) -> str:
    if CODE in text:
        text = _CODE.sub(lambda found: code_span(found[1]), text)
    if BREAK in text:
        text = text.replace(f"{BREAK}\n", BREAK).replace(BREAK, line_break)
    # Each mark with the one that always follows it.
    if LINK in text:
        text = text.replace(LINK, "[").replace(TARGET, "")
    if EM in text:
        text = text.replace(EM, "_").replace(EM_END, "_")
    if STRONG in text:
        text = text.replace(STRONG, "**").replace(STRONG_END, "**")
    if DELETED in text:
        text = text.replace(DELETED, "~~").replace(DELETED_END, "~~")
    if VERBATIM in text or TAG in text:
        text = text.replace(VERBATIM, "").replace(TAG, "")
    return text.replace(END, "")
