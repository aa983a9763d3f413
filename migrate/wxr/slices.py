"""Cuts repaired bytes into single items, whatever is broken in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from migrate.wxr.segments import Segment

_TOKENS = re.compile(
    rb"<!\[CDATA\[(?s:.*?)(?:\]\]>|\Z)|<!--(?s:.*?)(?:-->|\Z)"
    rb"|(?P<item><item[\s>])|(?P<item_end></item\s*>)|(?P<export_end></channel\s*>|</rss\s*>)"
)


class Slice(NamedTuple):
    """One item, or what stands between two, of a segment."""

    data: bytes
    line: int
    is_item: bool
    until: str
    """What it goes on to: `item_end`, the next `item`, `export_end`; empty: the end of the segment."""


def slices(segment: Segment) -> Iterator[Slice]:
    """A segment cut into single items and what is between them. Slow, and sure whatever is broken."""
    data, line, dropped_lines = segment.data, segment.line, segment.dropped_lines
    start, is_item = 0, False
    for token in _TOKENS.finditer(data):
        if token.lastgroup is None:
            continue
        opens = token.lastgroup == "item"
        cut = token.start() if opens else token.end()
        yield Slice(data[start:cut], line, is_item, token.lastgroup)
        line += data.count(b"\n", start, cut)
        if is_item:
            line, dropped_lines = line + dropped_lines, 0
        start, is_item = cut, opens
    yield Slice(data[start:], line, is_item, "")
