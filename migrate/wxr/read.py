"""Reads exports: from bytes to the items, authors and terms of a site, one after the other.

Each export is cut into portions of whole items, and each portion is repaired and parsed for itself: memory stays flat,
a broken item costs no other, other processes can help, and line numbers do not end at 65,535 as libxml2's do. Of files
that are not packed only the places of the portions go to those processes.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import NamedTuple

from migrate.diagnostics import Code, Diagnostic, Diagnostics
from migrate.model.export import Author, Channel, Item, Term
from migrate.workers import Job
from migrate.wxr.byte_range import Original
from migrate.wxr.cuts import PortionCut, cuts, file_cuts
from migrate.wxr.encoding import decode
from migrate.wxr.identity import ExportIdentity, timeless
from migrate.wxr.known_cuts import KnownCut, KnownCuts
from migrate.wxr.open import LARGEST_EXPORT, Allowance, ExportPart, find_parts
from migrate.wxr.portion import NO_SLUGS, Portion, Reading, Record_co, Slugs
from migrate.wxr.preamble import says_partial
from migrate.wxr.repair_log import RepairLog
from migrate.wxr.segments import Segment, is_one_segment

Entity = Channel | Author | Term | Item
Readers = Callable[[Iterable[Portion]], Iterable[Reading[Record_co]]]
"""Reads portions, wherever that happens, and answers in their order."""


class Export:
    """One or more WXR files read as one site."""

    def __init__(self, paths: Sequence[Path], diagnostics: Diagnostics, max_size: int = LARGEST_EXPORT) -> None:
        """Find the files and make sure that they are exports.

        Raises MigrateError where one is missing, unreadable or no export.
        """
        self._diagnostics = diagnostics
        self._said: set[Diagnostic] = set()
        self._parts = find_parts(paths, diagnostics, max_size)
        self._max_size = max_size
        self._originals: dict[ExportPart, Original] = {}
        self._places: dict[ExportPart, list[Portion]] = {}
        """The portions of each file that was read to its end and need not be cut again."""
        self.partial = False
        """Whether a file says that it holds a part of the site. Known once all was read."""
        self.truncated = False
        """Whether a file was found to end early. Known once all was read."""
        self.known_cuts: Sequence[KnownCut] = ()
        """Where an earlier run cut an export that may be mostly the same."""
        self._identity: str | None = None
        self._foreseen: Callable[[], _Foreseen | None] | None = None
        """Waits until another process has looked through the files, if one is at it; None comes where it died."""
        self._cuts: dict[ExportPart, list[PortionCut]] = {}
        """Where files are cut, if it found that out."""
        self.language = ""
        """That of the site, where it is known better than the export says."""
        self.only: Container[int] | None = None
        """The numbers of the portions that are read, from 0 on; None: all of them are."""

    @property
    def files(self) -> tuple[str, ...]:
        """Names of the files that are read, in order."""
        return tuple(part.name for part in self._parts)

    def size(self) -> int:
        """The same for exports that say the same, be they made at another time; 0 where that is not told by bytes.

        It reads the beginning of each file. Raises MigrateError where a file is gone.
        """
        return 0 if any(part.packed for part in self._parts) else sum(map(self._timeless_size, self._parts))

    @property
    def is_small(self) -> bool:
        """Whether it is read before another process could begin to help."""
        return (size := self.size()) > 0 and is_one_segment(size)

    def _timeless_size(self, part: ExportPart) -> int:
        size = Original.now(part.name, part.path).size
        start = next(part.chunks(Allowance(self._max_size)), b"")
        return size - len(start) + len(timeless(start))

    @property
    def is_digested(self) -> bool:
        """Whether its identity is known already."""
        return self._identity is not None

    def identity(self) -> str:
        """The same for exports that say the same, be they made at another time (hexadecimal); reads them if need be.

        Empty where an item is too large to be read. Raises MigrateError where a file cannot be read.
        """
        self._await()
        if self._identity is None:
            self._take(self.foresee())
        return self._identity or ""

    @contextmanager
    def looked_through(self) -> Iterator[None]:
        """Let another process digest the files meanwhile, and find out where they are cut."""
        for part in self._parts:
            self._source(part)
        job: Job[Export, None, _Foreseen] = Job(_foresee, self, lambda _: iter(()))
        with job.begun(None) as self._foreseen:
            yield
        self._foreseen = None

    def foresee(self) -> _Foreseen:
        """What there is to know of the files before anything in them is read."""
        identity, allowance, known = ExportIdentity(), Allowance(self._max_size), KnownCuts(self.known_cuts)
        found: list[list[PortionCut] | None] = []
        for part in self._parts:
            original = self._source(part).original
            file = file_cuts(original, part.chunks(allowance), known, packed=part.packed)
            for digest in file.digests:
                identity.add(digest)
            identity.end_file()
            found.append(file.cuts)
        return _Foreseen(str(identity), found)

    def cut_up(self) -> list[Portion]:
        """All portions with their digests; none where bytes alone do not tell these: files are packed, or damaged."""
        self._await()
        if self._identity is None and not any(part.packed for part in self._parts):
            self._take(self.foresee())
        return list(self.portions()) if len(self._cuts) == len(self._parts) else []

    def _await(self) -> None:
        waiting, self._foreseen = self._foreseen, None
        if waiting and (found := waiting()):
            self._take(found)

    def _take(self, found: _Foreseen) -> None:
        self._identity = found.identity
        self._cuts = {part: cuts for part, cuts in zip(self._parts, found.cuts, strict=True) if cuts}

    def read(self) -> Iterator[Entity]:
        """Everything the exports hold, in their order; again from the start whenever called.

        Authors and terms that several files repeat come once. What is broken is told on the first reading only. Raises
        MigrateError where a file cannot be read any more or grows beyond all bounds.
        """
        from migrate.wxr.portions import read_portion  # brings the parser, and whoever digests alone needs none

        return self.read_by(lambda portions: map(read_portion, portions))

    def read_by(self, readers: Readers[Record_co]) -> Iterator[Channel | Record_co]:
        """The same, where `readers` may make something else of the items."""
        seen: set[tuple[str, ...]] = set()
        begun: deque[tuple[_Source, Portion]] = deque()
        identity = ExportIdentity()
        current: _Source | None = None
        for reading in readers(self._begun(begun)):
            source, portion = begun.popleft()
            if source is not current:
                self._end(current, identity)
                yield source.channel
            current = source
            source.take(reading, portion)
            identity.add(reading.digest)
            yield from (record for record in reading.records if _is_new(record, seen))
        self._end(current, identity)
        if self.only is None and self._identity is None:
            self._identity = str(identity) or None

    def portions(self) -> Iterator[Portion]:
        """The portions of all files, for those who know already what is in them.

        What a whole reading has found at places of a file is not read here.
        """
        allowance = Allowance(self._max_size)
        for part in self._parts:
            yield from self._places.get(part) or self._cut_again(part, allowance)

    def _cut_again(self, part: ExportPart, allowance: Allowance) -> Iterator[Portion]:
        source = self._source(part)
        return source.portions(self._cuts.get(part) or source.cuts(part.chunks(allowance)))

    def _begun(self, begun: deque[tuple[_Source, Portion]]) -> Iterator[Portion]:
        """The portions of all files; each goes to the end of `begun` with its file."""
        allowance, known = Allowance(self._max_size), KnownCuts(self.known_cuts)
        start, numbers = 0, count()
        self._await()
        for part in self._parts:
            source = self._source(part)
            cuts = self._cuts.get(part) or source.cuts(part.chunks(allowance), known)
            for portion, number in zip(source.portions(cuts, start), numbers, strict=False):
                start = portion.room.stop
                if self.only is None or number in self.only:
                    begun.append((source, portion))
                    yield portion

    def _source(self, part: ExportPart) -> _Source:
        """A file to be read now. Raises MigrateError where it is not what it was at an earlier reading."""
        now = Original.now(part.name, part.path)
        self._originals.setdefault(part, now).check(now)
        return _Source(part, now, self.language)

    def _end(self, source: _Source | None, identity: ExportIdentity) -> None:
        """Tell what was found in a file once all of it was read."""
        if source is None:
            return
        identity.end_file()
        self.truncated |= not source.complete
        self.partial |= source.partial
        if source.places is not None:
            self._places[source.part] = source.places
        for diagnostic in source.diagnostics():
            if diagnostic not in self._said:
                self._said.add(diagnostic)
                self._diagnostics.extend((diagnostic,))


class _Foreseen(NamedTuple):
    """What another process found out about an export."""

    identity: str
    cuts: list[list[PortionCut] | None]
    """Where each file is cut; None where that is not known."""


def _foresee(export: Export, _: None) -> _Foreseen:
    return export.foresee()


def _is_new(record: object, seen: set[tuple[str, ...]]) -> bool:
    """Whether an author or term was not met before; everything else always is new."""
    match record:
        case Author():
            key: tuple[str, ...] = (record.login,)
        case Term():
            key = (record.taxonomy, record.slug, record.language)
        case _:
            return True
    new = key not in seen
    seen.add(key)
    return new


@dataclass(slots=True, eq=False)
class _Source:
    """One file of an export while it is read."""

    part: ExportPart
    original: Original
    language: str = ""
    """That of the site, where it is known better than the file says."""
    complete: bool = False
    """Whether the end of the export was met."""
    partial: bool = False
    """Whether it says that it holds a part of the site."""
    places: list[Portion] | None = field(default_factory=list)
    """The portions that were read, without their bytes; None: some can only be had by cutting the file again."""
    _channel: Channel | None = None
    _cut_off: int = 0
    _log: RepairLog = field(default_factory=RepairLog)
    _found: list[Diagnostic] = field(default_factory=list)

    @property
    def channel(self) -> Channel:
        """The head of the file. Known as soon as there is a portion."""
        assert self._channel is not None
        return self._channel

    def cuts(self, chunks: Iterable[bytes], known: KnownCuts | None = None) -> Iterator[PortionCut]:
        """Where the file is cut, whose bytes these are."""
        text, original = decode(chunks, self._log), None if self.part.packed else self.original
        return cuts(text, original, known=known, digested=bool(known))

    def portions(self, cuts: Iterable[PortionCut], start: int = 0) -> Iterator[Portion]:
        """The file in portions; `start` bytes of the export come before it."""
        from migrate.wxr.file_head import file_head  # brings the parser

        opening = b""
        declared: Callable[[], Slugs] = dict
        for cut in cuts:
            if cut.is_head:
                segment = cut.stored.segment()
                self.partial = says_partial(segment.data)
                self._channel, opening, declared = file_head(self.part.name, segment, self.language)
            room = range(start, start + cut.size)
            yield Portion(
                file=self.part.name,
                opening=opening,
                stored=cut.stored,
                slugs=declared() if cut.names_no_slug else NO_SLUGS,
                is_head=cut.is_head,
                room=room,
                language=self.language or self.channel.language,
                digest=cut.digest,
                names_no_slug=cut.names_no_slug,
            )
            start = room.stop

    def take(self, reading: Reading[object], portion: Portion) -> None:
        """Note what reading a portion told of the file, and where it is found again."""
        self.complete = reading.complete
        self._cut_off = reading.cut_off
        self._found += reading.found
        self._log.add(reading.repairs)
        if reading.kept:
            portion = Portion(portion.file, b"", reading.kept)
        if isinstance(portion.stored, Segment):
            self.places = None
        elif self.places is not None:
            self.places.append(portion)

    def diagnostics(self) -> list[Diagnostic]:
        """What there is to tell of the file after its end."""
        told = Diagnostics()
        told.extend(self._found)
        self._log.report(told, self.part.name)
        if not self.complete:
            detail = "an item is cut off" if self._cut_off else ""
            told.report(Code.TRUNCATED, detail, file=self.part.name, line=self._cut_off)
        return told.found
