"""Pass one over an export: reads everything, keeps what other items need.

The export is cut into portions here; all else, the parsing included, is left to workers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import chain, repeat
from typing import NamedTuple, TypeAlias, TypeVar

from migrate.account.tally import Tally
from migrate.diagnostics import MigrateError
from migrate.model.export import Author, Channel, Item, Term
from migrate.options import Options
from migrate.pipeline.known_notes import KnownNotes
from migrate.site.collect.index import Index
from migrate.site.collect.kept_notes import NotedPortion, noted_in, text_of
from migrate.site.collect.notes import Note, NotesBatch, note, notes_batch
from migrate.workers import Job, in_order
from migrate.wxr.item_cache import ItemCache
from migrate.wxr.known_cuts import KnownCut, digest_of
from migrate.wxr.portion import Portion, Reading
from migrate.wxr.portions import read_portion_as
from migrate.wxr.read import Export
from migrate.wxr.repair_log import RepairLog

Thing = TypeVar("Thing")
Watch = Callable[[Iterable[Thing]], Iterable[Thing]]
"""Lets somebody count what passes by."""
Notes: TypeAlias = Reading[Author | Term | NotesBatch | Tally]


class SurveyContext(NamedTuple):
    """What all portions are read with."""

    options: Options
    cache: ItemCache | None
    notes: KnownNotes | None


class Surveyed(NamedTuple):
    """What a worker tells of a portion."""

    reading: Notes
    cut: KnownCut
    """Where it was cut, for a later run."""
    name: bytes = b""
    """What its notes may be kept as."""
    text: bytes = b""
    """Its notes as they are kept; empty: as they were kept already, or not at all."""


def survey(
    export: Export,
    options: Options,
    jobs: int,
    watch: Watch[object] = iter,
    cache: ItemCache | None = None,
    *,
    notes: KnownNotes | None = None,
    beside: Iterable[object] = (),
) -> Index:
    """What the export says of itself and of each of its items.

    `cache`, if given, gets what can become a page. What `notes` know is not read; they get what they did not know, if
    all of it is read. The next of `beside` is asked for whenever a portion was read: others are at work on more.
    """
    index = Index(options)
    if notes:
        notes.size = export.size()
    job: Job[SurveyContext, Portion, Surveyed] = Job(survey_portion, SurveyContext(options, cache, notes), _give_up)

    def readers(portions: Iterable[Portion]) -> Iterator[Notes]:
        for one, _ in zip(in_order(job, portions, jobs), chain(beside, repeat(None)), strict=False):
            if notes and export.only is None:
                notes.gather(one.name, one.text, one.cut)
            yield one.reading

    for _ in watch(_taken_in(index, export.read_by(readers))):
        pass
    return index


def _taken_in(index: Index, records: Iterable[Channel | Author | Term | NotesBatch | Tally]) -> Iterator[object]:
    """Every record and note, as soon as the index has taken it in."""
    for record in records:
        if isinstance(record, NotesBatch):
            yield from index.unpack(record)
        elif isinstance(record, Tally):
            index.tally.merge(record)
        else:
            index.add(record)
            yield record


def survey_portion(work: SurveyContext, portion: Portion) -> Surveyed:
    """The notes of a portion, from an earlier run if that had the same."""
    portion = portion if portion.digest else _digested(portion)
    cut = cut_of(portion)
    if work.notes is None:
        return Surveyed(_note_portion(work, portion)[0], cut)
    name, line = work.notes.name(portion, work.options), portion.lines.start
    if text := work.notes.find(name) or work.notes.gathered(name):
        with suppress(ValueError):
            return Surveyed(_as_read(noted_in(text, portion.file, line), portion.digest), cut, name)
    reading, noted = _note_portion(work, portion)
    text = text_of(noted, line) if noted and work.notes.keeps(portion) else b""
    return Surveyed(reading, cut, name, text)


def cut_of(portion: Portion) -> KnownCut:
    """Where a portion was cut, for a later run."""
    newlines = len(portion.lines) - 1
    return KnownCut(portion.digest, len(portion.room), newlines, portion.names_no_slug, is_head=portion.is_head)


def _digested(portion: Portion) -> Portion:
    """The same with its bytes and, if all are at hand, their digest."""
    segment = portion.segment()
    digest = digest_of(segment.data, is_head=portion.is_head) if segment.whole else b""
    return portion._replace(stored=segment, digest=digest)


def _as_read(noted: NotedPortion, digest: bytes) -> Notes:
    """What a portion of which nothing else was to be told would be read as."""
    records = (notes_batch(noted.notes), noted.tally)
    return Reading(records=records, complete=noted.is_end, cut_off=0, found=[], repairs=RepairLog(), digest=digest)


def _note_portion(work: SurveyContext, portion: Portion) -> tuple[Notes, NotedPortion | None]:
    """Read a portion. Its notes say all of it, unless there was something to tell of it, or more in it than items."""
    items: list[Item] = []
    tally = Tally()

    def noted(item: Item) -> Note:
        one = note(item, work.options)
        if not item.beside:
            tally.add(item)
        if work.cache and one.entry:
            items.append(item)
        return one

    reading = read_portion_as(noted, portion)
    notes = [one for one in reading.records if isinstance(one, Note)]
    records: list[Author | Term | NotesBatch | Tally] = [one for one in reading.records if not isinstance(one, Note)]
    told = records or reading.cut_off or reading.found or reading.repairs.counts
    records += [notes_batch(notes), tally]
    kept = work.cache.put(items, portion.room, portion.lines) if work.cache else None
    made: Notes = Reading(
        records=records,
        complete=reading.complete,
        cut_off=reading.cut_off,
        found=reading.found,
        repairs=reading.repairs,
        kept=kept,
        digest=portion.digest,
    )
    return made, None if told else NotedPortion(notes, tally, reading.complete)


def _give_up(portion: Portion) -> Iterator[Surveyed]:
    """Without a survey of the whole export nothing can be converted."""
    lines = portion.lines
    raise MigrateError(
        f"{portion.file}: the process that read lines {lines.start} to {lines.stop} was ended",
        "The memory may not suffice: run again with --jobs 1.",
    )
