"""Looks of the old site that are the theme's affair: counted, so that nobody misses them without having been told."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SIDE = r"[^<>]*(?:\balign(?:left|right)\b|\bfloat\s*:\s*(?:left|right))[^<>]*>"
_LOOKS = tuple(
    (name, signs, re.compile(pattern))
    for name, signs, pattern in (
        ("wide or full width", ("alignwide", "alignfull"), r"<[a-z][^<>]*\balign(?:wide|full)\b"),
        ("drop caps", ("has-drop-cap",), r"<[a-z][^<>]*\bhas-drop-cap\b"),
        ("sizes of text", ("font-size",), r"<[a-z][^<>]*(?:\bhas-[\w-]+-font-size\b|\bfont-size\s*:)"),
        ("colours of text", ("color",), r"<[a-z][^<>]*(?:\bhas-text-color\b|[\"';\s]color\s*[:=])"),
        (
            "text, quotes and tables at a side",
            ("alignleft", "alignright", "float"),
            rf"<(?:div|p|table|aside|section|blockquote)\b{_SIDE}(?!\s*(?:<a\b[^<>]*>\s*)?<(?:img|figure|a)\b)"
            rf"|<figure\b(?=[^<>]*\bwp-block-(?:pullquote|table|embed)\b){_SIDE}",
        ),
        ("styles that the theme knew", ("is-style-",), r"<[a-z][^<>]*\bis-style-(?!default\b)"),
    )
)
"""Each with what occurs in every text that holds one, which is quickly found."""


_SIGNS = ("style", "has-", "align", "<font")
"""Of which one stands in every text with any of the looks; most texts hold none."""


def looks(text: str) -> Iterator[tuple[str, int]]:
    """How often each look stands in a text that is shown without it."""
    if not any(sign in text for sign in _SIGNS):
        return
    for name, signs, pattern in _LOOKS:
        if any(sign in text for sign in signs):
            yield name, len(pattern.findall(text))
