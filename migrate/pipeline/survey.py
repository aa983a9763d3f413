"""Pass one over an export: reads everything, keeps what other items need.

The export is cut into portions here; all else, the parsing included, is left to workers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from migrate.account.tally import Tally
from migrate.diagnostics import MigrateError
from migrate.model import Author, Channel, Item, Term
from migrate.options import Options
from migrate.site.collect.index import Index
from migrate.site.collect.notes import Note, NotesBatch, note, notes_batch
from migrate.workers import Job, in_order
from migrate.wxr.item_cache import ItemCache
from migrate.wxr.portions import Portion, Reading, read_portion_as
from migrate.wxr.read import Export

Thing = TypeVar("Thing")
Watch = Callable[[Iterable[Thing]], Iterable[Thing]]
"""Lets somebody count what passes by."""
Notes: TypeAlias = Reading[Author | Term | NotesBatch | Tally]


@dataclass(frozen=True, slots=True)
class SurveyContext:
    """What all portions are read with."""

    options: Options
    cache: ItemCache | None


def survey(
    export: Export, options: Options, jobs: int, watch: Watch[object] = iter, cache: ItemCache | None = None
) -> Index:
    """What the export says of itself and of each of its items. `cache`, if given, gets what can become a page."""
    index = Index(options)
    job = Job(_note_portion, SurveyContext(options, cache), _give_up)

    def readers(portions: Iterable[Portion]) -> Iterator[Notes]:
        return in_order(job, portions, jobs)

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


def _note_portion(work: SurveyContext, portion: Portion) -> Notes:
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
    records: list[Author | Term | NotesBatch | Tally] = [one for one in reading.records if not isinstance(one, Note)]
    records.append(notes_batch(one for one in reading.records if isinstance(one, Note)))
    records.append(tally)
    kept = work.cache.put(items, portion.room, portion.lines) if work.cache else None
    return Reading(
        records=records,
        complete=reading.complete,
        cut_off=reading.cut_off,
        found=reading.found,
        repairs=reading.repairs,
        kept=kept,
    )


def _give_up(portion: Portion) -> Iterator[Notes]:
    """Without a survey of the whole export nothing can be converted."""
    lines = portion.lines
    raise MigrateError(
        f"{portion.file}: the process that read lines {lines.start} to {lines.stop} was ended",
        "The memory may not suffice: run again with --jobs 1.",
    )
