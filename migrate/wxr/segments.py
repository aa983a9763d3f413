"""Cuts the repaired stream of an export into pieces that hold whole items, so that each can be parsed for itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from migrate.wxr.markup import CDATA, CDATA_END

SEGMENT_SIZE = 1 << 19
"""Segments are at least this long, unless the export ends."""
LARGEST_ITEM = 1 << 26
"""An item of more bytes is not read: parsing takes several times its size in memory."""
_TOKENS = re.compile(
    rb"<!\[CDATA\[(?s:.*?)(?:\]\]>|\Z)|<!--(?s:.*?)(?:-->|\Z)"
    rb"|(?P<item><item[\s>])|(?P<item_end></item\s*>)|(?P<export_end></channel\s*>|</rss\s*>)"
)
_ITEM_END = b"</item>"
_ATTEMPTS = 8
"""So many ends of items are looked at in a chunk until one is found that is not text inside a CDATA section."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Some bytes between items, where they stood, and whether they are all there is."""

    data: bytes
    line: int
    whole: bool = True
    """False: most of the first item was cut out, because it is too large to read."""
    dropped_lines: int = 0
    """Lines that went with it."""


def segments(chunks: Iterable[bytes]) -> Iterator[Segment]:
    """The repaired stream in order, cut only behind items; the bytes of an item beyond the limit are dropped."""
    pile = _Pile()
    in_section = False
    for chunk in chunks:
        end = _end_of_items(chunk, in_section)
        in_section = _ends_in_section(chunk, in_section)
        if pile.add(chunk, end) and pile.size >= SEGMENT_SIZE:
            yield pile.take()
        elif pile.size > LARGEST_ITEM:
            pile.drop()
    yield pile.rest()


class _Pile:
    """Chunks until they hold whole items."""

    def __init__(self) -> None:
        self.size = 0
        self._parts: list[bytes] = []
        self._cut = 0
        self._line = 1
        self._dropped_lines = 0
        self._whole = True

    def add(self, chunk: bytes, end: int) -> int:
        """Put a chunk on the pile, whose items end at `end` (0: nowhere). How much of the pile holds whole items."""
        if end:
            self._cut = self.size + end
        self._parts.append(chunk)
        self.size += len(chunk)
        return self._cut

    def take(self) -> Segment:
        """The whole items of the pile."""
        data = b"".join(self._parts)
        self._parts.clear()
        segment = Segment(data[: self._cut], self._line, self._whole, self._dropped_lines)
        self._line += segment.data.count(b"\n") + self._dropped_lines
        self._parts, self.size = [data[self._cut :]], len(data) - self._cut
        self._cut, self._dropped_lines, self._whole = 0, 0, True
        return segment

    def drop(self) -> None:
        """Forget all of the one item that is on the pile but its start."""
        self._dropped_lines += sum(part.count(b"\n") for part in self._parts[1:])
        del self._parts[1:]
        self.size = len(self._parts[0])
        self._whole = False

    def rest(self) -> Segment:
        """What is left at the end."""
        return Segment(b"".join(self._parts), self._line, self._whole, self._dropped_lines)


def _end_of_items(chunk: bytes, in_section: bool) -> int:
    """Where the last item ends whose end lies in this chunk; 0: nowhere. `in_section`: it starts in a CDATA section."""
    limit = len(chunk)
    for _ in range(_ATTEMPTS):
        position = chunk.rfind(_ITEM_END, 0, limit)
        if position < 0:
            return 0
        opened, closed = chunk.rfind(CDATA, 0, position), chunk.rfind(CDATA_END, 0, position)
        if closed > opened or (closed == opened and not in_section):
            return position + len(_ITEM_END)
        limit = max(opened, 0)
    return 0


def _ends_in_section(chunk: bytes, in_section: bool) -> bool:
    opened, closed = chunk.rfind(CDATA), chunk.rfind(CDATA_END)
    return in_section if opened == closed else opened > closed


@dataclass(frozen=True, slots=True)
class Slice:
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
