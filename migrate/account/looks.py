"""Looks of the old site that are the theme's affair: counted, so that nobody misses them without having been told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from migrate.patterns import rare_pattern

_SIDE = rare_pattern(
    r"<(?:div|p|table|aside|section|blockquote)\b[^<>]*(?:\balign(?:left|right)\b|\bfloat\s*:\s*(?:left|right))[^<>]*>"
    r"(?!\s*(?:<a\b[^<>]*>\s*)?<(?:img|figure|a)\b)"
    r"|<figure\b(?=[^<>]*\bwp-block-(?:pullquote|table|embed)\b)[^<>]*\balign(?:left|right)\b"
)
_LOOKS = (
    ("wide or full width", "align", rare_pattern(r"align(?:wide|full)\b")),
    ("drop caps", "has-drop-cap", rare_pattern(r"has-drop-cap\b")),
    ("sizes of text", "font-size", rare_pattern(r"font-size\b")),
    ("colours of text", "color", re.compile(r"color(?:(?<=has-text-color)\b|(?<![\w-]color)\s*[:=])")),
    ("styles that the theme knew", "is-style-", rare_pattern(r"is-style-(?!default\b)")),
)
"""By what people call each; a word that stands in every tag that has it; and what it is."""
_AT_A_SIDE = ("alignleft", "alignright", "float")
_LONGEST_TAG = 2_000


def looks(text: str) -> Iterator[tuple[str, int]]:
    """How many tags of a text have each look, which is shown without it."""
    tags = _tags(text)
    if not tags:
        return
    together = "".join(tags)
    for name, word, pattern in _LOOKS:
        yield name, len([tag for tag in tags if word in tag and pattern.search(tag)]) if word in together else 0
    if any(word in together for word in _AT_A_SIDE):
        yield "text, quotes and tables at a side", sum(1 for _ in _SIDE.finditer(text))


def _tags(text: str) -> list[str]:
    """Those with attributes, found by the sign `=`: it is rare elsewhere, and most of a text is passed over at once."""
    tags = []
    end = 0
    while end >= 0 and (sign := text.find("=", end)) >= 0:
        start = text.rfind("<", max(end, sign - _LONGEST_TAG), sign)
        close = text.find(">", start, sign + _LONGEST_TAG) if start >= 0 else -1
        if close > sign and not text.startswith("<!--", start):
            tags.append(text[start:close])
        end = close if close > sign else text.find("<", sign)
    return tags
