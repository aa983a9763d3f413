"""Cuts the stream of an export into pieces that hold whole items, so that each can be repaired and parsed for itself.

The cuts lie where what stands just before proves that no CDATA section, comment or instruction is open, whatever was
before that. So the pieces, repaired one by one, are the whole, repaired at once. Of such places those are taken that
are the same again when something before them became longer or shorter: a piece of another run is known again then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from zlib import crc32

from migrate.wxr.encoding import without_forbidden
from migrate.wxr.known_cuts import KnownCut, KnownCuts
from migrate.wxr.xml_repair import CDATA, CDATA_END, LONGEST_COMMENT, ends_section

SEGMENT_SIZE = 1 << 19
"""Segments are about this long, half as much more or less, or as long as their one item."""
PIECE_SIZE = 1 << 17
"""What is parsed at a time: a tree that fits into the processor's cache is walked faster."""
LARGEST_ITEM = 1 << 26
"""An item of more bytes is not read: parsing takes several times its size in memory."""
Bytes = bytes | bytearray
_ITEM_END = b"</item>"
_BEGINNING = 200
"""So many bytes of an item tell it from others."""
_ATTEMPTS = 8
"""So many ends of items are looked at until one is found that is no doubtful place to cut."""
_PATIENCE = 1 << 20
"""So many bytes without a sure place to cut, and a likely one will do."""
_LONGEST_COMMENT = LONGEST_COMMENT + len(b"<!---->")


class Segment(NamedTuple):
    """Some bytes between items, where they stood, and whether they are all there is."""

    data: bytes
    lines: range
    """Those in which its items can start."""
    offset: int = 0
    """Bytes of the stream before it. Known of segments of a stream, not of pieces of segments."""
    whole: bool = True
    """False: most of the first item was cut out, because it is too large to read."""
    dropped_lines: int = 0
    """Lines that went with it."""
    known: KnownCut | None = None
    """What an earlier run found out about it, if it is a portion of that."""

    @property
    def line(self) -> int:
        """The line in which it starts."""
        return self.lines.start

    def segment(self) -> Segment:
        """Itself: other places of bytes have yet to read them."""
        return self


def segments(chunks: Iterable[bytes], known: KnownCuts | None = None) -> Iterator[Segment]:
    """The stream in order, cut only behind items; the bytes of an item beyond the limit are dropped.

    What is `known` of it is cut as before. Say of each segment that it was met before the next is asked for.
    """
    pile = _Pile(known or KnownCuts())
    for chunk in chunks:
        pile.add(chunk)
        while pile.is_due:
            segment = pile.take()
            if segment:
                yield segment
    yield pile.rest()


def pieces(segment: Segment, *, is_head: bool = False) -> Iterator[Segment]:
    """A segment cut further, if it is whole. That of a head ends with its first item: it is looked at more closely."""
    if not segment.whole:
        yield segment
        return
    data, line, start = segment.data, segment.line, 0
    size = data.find(_ITEM_END) + len(_ITEM_END) if is_head else PIECE_SIZE
    while (end := _next_end(data, start, size)) < len(data):
        piece = data[start:end]
        newlines = _newlines(piece)
        yield Segment(piece, range(line, line + newlines + 1))
        line, start, size = line + newlines, end, PIECE_SIZE
    yield Segment(data[start:], range(line, segment.lines.stop))


def _newlines(data: bytes) -> int:
    """How many there are. To remove them goes from one to the next; to count looks at each byte, which takes longer."""
    return len(data) - len(data.replace(b"\n", b""))


def _next_end(data: bytes, start: int, size: int) -> int:
    """A place to cut about so many bytes behind `start`; the end of the data where there is none."""
    stop = start + size
    while stop < len(data):
        if end := _end_of_items(data, start, stop):
            return end
        # Doubling: looking at a huge item again and again must not take for ever.
        stop += stop - start
    return len(data)


class _Pile:
    """Chunks until they hold whole items."""

    def __init__(self, known: KnownCuts) -> None:
        self._known = known
        # Grows in place: joined chunks would be there twice.
        self._data = bytearray()
        self._due = _most()
        self._line = 1
        self._offset = 0
        self._hole = 0
        """Where bytes were dropped; 0: nowhere."""
        self._dropped = 0
        self._dropped_lines = 0

    def add(self, chunk: bytes) -> None:
        """Put a chunk on the pile."""
        self._data += chunk

    @property
    def is_due(self) -> bool:
        """Whether it is worth looking for whole items."""
        return len(self._data) >= max(self._due, self._known.size)

    def take(self) -> Segment | None:
        """The whole items of the pile; none are there: more chunks are awaited, or the one item is too large."""
        known = None if self._hole else self._expected(self._known.size)
        if known:
            return self._taken(known.size, known)
        place = 0 if self._hole else _steady_place(self._data)
        end = place and _end_of_items(self._data, 0, place)
        end = end or _end_of_items(self._data, self._hole, len(self._data), starts_outside=not self._hole)
        if end:
            return self._taken(end)
        self._wait()
        return None

    def rest(self) -> Segment:
        """What is left at the end."""
        return self._taken(len(self._data), None if self._hole else self._expected(len(self._data)))

    def _expected(self, size: int) -> KnownCut | None:
        with memoryview(self._data) as view:
            return self._known.expected(bytes(view[:size])) if size else None

    def _taken(self, end: int, known: KnownCut | None = None) -> Segment:
        dropped, dropped_lines = self._dropped, self._dropped_lines
        with memoryview(self._data) as view:
            data = bytes(view[:end])
        del self._data[:end]
        newlines = known.newlines if known else _newlines(data)
        stop = self._line + newlines + dropped_lines + 1
        whole = not self._hole
        segment = Segment(data, range(self._line, stop), self._offset, whole, dropped_lines=dropped_lines, known=known)
        self._line, self._offset, self._due = stop - 1, self._offset + end + dropped, _most()
        self._hole = self._dropped = self._dropped_lines = 0
        return segment

    def _wait(self) -> None:
        """Look again when there is twice as much; of an item beyond the limit keep the start alone."""
        size = len(self._data)
        self._due = min(2 * size, LARGEST_ITEM)
        if size >= LARGEST_ITEM:
            self._hole = self._hole or SEGMENT_SIZE
            self._dropped += size - self._hole
            self._dropped_lines += self._data.count(b"\n", self._hole)
            del self._data[self._hole :]
            self._due = 2 * SEGMENT_SIZE


def is_one_segment(size: int) -> bool:
    """Whether so many bytes of an export surely are not cut."""
    return size < SEGMENT_SIZE


def _most() -> int:
    """Of so many bytes surely some are taken; half of a segment's size more than that, so that it is their mean."""
    return SEGMENT_SIZE * 3 // 2


def _steady_place(data: Bytes) -> int:
    """The end of an item before the one whose beginning has the least checksum; 0: there is none, or no other item."""
    ends = _ends_of_items(data, SEGMENT_SIZE // 2, _most() - _BEGINNING)
    return min(ends, key=lambda end: crc32(data[end : end + _BEGINNING]), default=0)


def _ends_of_items(data: Bytes, start: int, stop: int) -> Iterator[int]:
    while (start := data.find(_ITEM_END, start, stop)) >= 0:
        start += len(_ITEM_END)
        yield start


def _end_of_items(data: Bytes, start: int, stop: int, *, starts_outside: bool = True) -> int:
    """Where the last item ends within these bounds behind which surely everything is closed; 0: nowhere.

    In long stretches without such a place one will do that is likely to be. `starts_outside`: nothing is open at
    `start`.
    """
    for sure in (True, False)[: 1 + (stop - start >= _PATIENCE)]:
        limit = stop
        for _ in range(_ATTEMPTS):
            position = data.rfind(_ITEM_END, start, limit)
            if position < 0:
                break
            doubt = _doubt(data, start, position, starts_outside, sure)
            if doubt < 0:
                return position + len(_ITEM_END)
            limit = doubt
    return 0


def _doubt(data: Bytes, start: int, position: int, starts_outside: bool, sure: bool) -> int:
    """Where something stands because of which it is open to doubt that all is closed at a position; -1: nowhere."""
    closed = data.rfind(CDATA_END, start, position)
    since = max(closed, start)
    opened = data.rfind(CDATA, since, position)
    if opened >= 0:
        return opened
    if closed < 0 and not starts_outside:
        return start
    if sure and not _is_closed(data[since:position], closed >= 0):
        return since
    return _open_comment(data, start, position) if sure else -1


def _is_closed(tail: Bytes, is_end: bool) -> bool:
    """Whether a section ends at the start of this, if it `is_end` of one, and none starts in it."""
    # Where characters vanish, tokens may appear.
    clean = without_forbidden(tail)
    return CDATA not in clean and clean.rfind(CDATA_END) <= 0 and (not is_end or ends_section(clean, 0))


def _open_comment(data: Bytes, start: int, position: int) -> int:
    """Where something starts before a position that may be a comment or instruction still open there; -1: nowhere."""
    begin = max(start, position - 2 * _LONGEST_COMMENT)
    before = without_forbidden(data[begin:position])
    if len(before) < _LONGEST_COMMENT and begin > start:
        return begin
    for opening, ending in ((b"<!--", b"-->"), (b"<?", b"?>")):
        opened = before.rfind(opening)
        if opened >= 0 and before.find(ending, opened + len(opening)) < 0:
            return begin + opened
    return -1
