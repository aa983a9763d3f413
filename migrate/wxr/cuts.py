"""Where a file of an export is cut into portions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from migrate.wxr.byte_range import ByteRange, Original
from migrate.wxr.encoding import Decoded, decode
from migrate.wxr.known_cuts import KnownCuts, digest_of
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
    """As `digest_of` makes it; empty: it was not made, or not all bytes are at hand."""


class FileCuts(NamedTuple):
    """What there is to know of a file before anything in it is read."""

    digests: list[bytes]
    """Of all portions; empty ones of those of which not all bytes are at hand."""
    cuts: list[PortionCut] | None
    """Without bytes; None where these are needed, or there are repairs to be told of."""


def cuts(
    text: Decoded, original: Original | None, *, known: KnownCuts | None = None, digested: bool = False
) -> Iterator[PortionCut]:
    """Where a file is cut, from its first byte to its last, which are in `text`.

    Portions are places in `original` as far as they can be read there again; None: they can nowhere. What is `known`
    has its digest; with `digested` all have.
    """
    known = known or KnownCuts()
    known.begin_file()
    stream = segments(text.chunks, known)
    head = with_root(next(stream), stream)
    for segment in chain([head], stream):
        cut = _cut(segment, _place(segment, original, text.skipped), is_head=segment is head, digested=digested)
        known.met(cut.digest)
        yield cut


def file_cuts(original: Original, chunks: Iterable[bytes], known: KnownCuts | None, *, packed: bool) -> FileCuts:
    """The same of the whole file, whose bytes these are, with digests and without bytes."""
    log = RepairLog()
    digests: list[bytes] = []
    found: list[PortionCut] | None = []
    for cut in cuts(decode(chunks, log), None if packed else original, known=known, digested=True):
        digests.append(cut.digest)
        if log.counts or isinstance(cut.stored, Segment):
            found = None
        if found is not None:
            found.append(cut)
    return FileCuts(digests, found)


def _cut(segment: Segment, place: ByteRange | None, *, is_head: bool, digested: bool) -> PortionCut:
    data, known = segment.data, segment.known
    if known:
        return PortionCut(place or segment, is_head, len(data), known.names_no_slug, known.digest)
    digest = digest_of(data, is_head=is_head) if digested and segment.whole else b""
    return PortionCut(place or segment, is_head, len(data), _names_no_slug(data), digest)


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
