"""Where a file of an export is cut into portions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import chain
from typing import NamedTuple

from migrate.wxr.byte_range import ByteRange, Original
from migrate.wxr.encoding import Decoded, decode
from migrate.wxr.identity import timeless
from migrate.wxr.preamble import with_root
from migrate.wxr.repair_log import RepairLog
from migrate.wxr.segments import Segment, segments

_TERM = b"<category"
_SLUG = b" nicename="
_WITHOUT_SLUG = re.compile(_TERM + rb"(?![^>]*\snicename=)")


class PortionCut(NamedTuple):
    """What becomes a portion, as far as can be told without reading the items in it."""

    stored: Segment | ByteRange
    """Its bytes, or where in the file they are."""
    is_head: bool
    """Whether the file begins with it; it holds the start of the export proper then."""
    size: int
    names_no_slug: bool
    """Whether an item in it carries a term without its slug."""
    digest: bytes = b""
    """As `digest_of` makes it; empty: it was not made yet."""


def cuts(text: Decoded, original: Original | None, *, digested: bool = False) -> Iterator[PortionCut]:
    """Where a file is cut, from its first byte to its last, which are in `text`.

    Portions are places in `original` as far as they can be read there again; None: they can nowhere.
    """
    stream = segments(text.chunks)
    head = with_root(next(stream), stream)
    for segment in chain([head], stream):
        data, is_head = segment.data, segment is head
        stored = _place(segment, original, text.skipped) or segment
        digest = digest_of(data, is_head=is_head) if digested else b""
        yield PortionCut(stored, is_head, len(data), _names_no_slug(data), digest)


def digested_cuts(original: Original, chunks: Iterable[bytes]) -> list[PortionCut] | None:
    """The same with digests and without bytes; None where these are needed, or there are repairs to be told of."""
    log = RepairLog()
    found: list[PortionCut] = []
    for cut in cuts(decode(chunks, log), original, digested=True):
        if log.counts or isinstance(cut.stored, Segment):
            return None
        found.append(cut)
    return found


def digest_of(data: bytes, *, is_head: bool) -> bytes:
    """Stands for the bytes of a portion; for those of a head without the time at which it was made."""
    return blake2b(timeless(data) if is_head else data, digest_size=16).digest()


def _names_no_slug(data: bytes) -> bool:
    """Whether there is a term without its slug. To look for the terms by the pattern takes three times as long.

    So most terms are known by how WordPress writes a slug, and the pattern judges those alone that lack it.
    """
    place = data.find(_TERM)
    while place >= 0:
        if data.find(_SLUG, place, data.find(b">", place)) < 0 and _WITHOUT_SLUG.match(data, place):
            return True
        place = data.find(_TERM, place + len(_TERM))
    return False


def _place(segment: Segment, original: Original | None, skipped: int | None) -> ByteRange | None:
    """Where in the file a segment can be read, if it can; `skipped` bytes of the file are not part of the text."""
    if original is None or skipped is None or not segment.whole:
        return None
    return ByteRange(original, skipped + segment.offset, len(segment.data), segment.lines)
