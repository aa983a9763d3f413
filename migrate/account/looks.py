"""Looks of the old site that are the theme's affair: counted, so that nobody misses them without having been told."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SIDE = re.compile(
    r"<(?:div|p|table|aside|section|blockquote)\b[^<>]*(?:\balign(?:left|right)\b|\bfloat\s*:\s*(?:left|right))[^<>]*>"
    r"(?!\s*(?:<a\b[^<>]*>\s*)?<(?:img|figure|a)\b)"
    r"|<figure\b(?=[^<>]*\bwp-block-(?:pullquote|table|embed)\b)[^<>]*\balign(?:left|right)\b"
)
_LOOKS = (
    ("wide or full width", re.compile(r"align(?:wide|full)\b")),
    ("drop caps", re.compile(r"has-drop-cap\b")),
    ("sizes of text", re.compile(r"font-size\b")),
    ("colours of text", re.compile(r"color(?:(?<=has-text-color)\b|(?<![\w-]color)\s*[:=])")),
    ("styles that the theme knew", re.compile(r"is-style-(?!default\b)")),
)
"""Each begins with letters, which are found fast."""
_SIGNS = ("style", "has-", "align", "<font")
"""Of which one stands in every text with any of the looks; most texts hold none."""
_LONGEST_TAG = 2_000


def looks(text: str) -> Iterator[tuple[str, int]]:
    """How many tags of a text have each look, which is shown without it."""
    if not any(sign in text for sign in _SIGNS):
        return
    for name, pattern in _LOOKS:
        yield name, len({_tag(text, found.start()) for found in pattern.finditer(text)} - {-1})
    if any(sign in text for sign in ("alignleft", "alignright", "float")):
        yield "text, quotes and tables at a side", sum(1 for _ in _SIDE.finditer(text))


def _tag(text: str, place: int) -> int:
    """Where the tag begins in which a place is; -1: in none."""
    first = max(place - _LONGEST_TAG, 0)  # or a long text of code would be read again and again
    start = text.rfind("<", first, place)
    return -1 if text.rfind(">", first, place) > start or text.startswith("<!--", start) else start
