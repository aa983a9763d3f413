"""The two passes over an export: one that surveys it, one that converts the items that are asked for.

Both cut the export into portions here and leave all else, the parsing included, to workers.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from migrate.diagnostics import Code, Diagnostic, Diagnostics, MigrateError
from migrate.model import Author, Conversion, Item, Term
from migrate.options import Options
from migrate.site.index import Entry, Index, Note, note
from migrate.site.site import Site
from migrate.source.convert import convert
from migrate.source.workers import Job, in_order
from migrate.wxr.portions import Portion, Reading, read_portion
from migrate.wxr.read import Export

Thing = TypeVar("Thing")
Watch = Callable[[Iterable[Thing]], Iterable[Thing]]
"""Lets somebody count what passes by."""
Notes: TypeAlias = Reading[Author | Term | Note]
Converted = tuple[list[Conversion], list[Diagnostic]]
Wanted = tuple[Portion, frozenset[int]]
"""A portion, and the lines in which the items start that are wanted."""


@dataclass(frozen=True, slots=True)
class Work:
    """What all items are converted with."""

    keys: frozenset[str]
    """The documents that are asked for."""
    site: Site
    options: Options


def survey(export: Export, options: Options, jobs: int, watch: Watch[object] = iter) -> Index:
    """Pass one: read everything, keep what other items need."""
    index = Index(options)
    job = Job(_note_portion, options, _give_up)

    def readers(portions: Iterable[Portion]) -> Iterator[Notes]:
        return in_order(job, portions, jobs)

    for record in watch(export.read_by(readers)):
        index.add(record)  # type: ignore[arg-type]
    return index


def convert_all(export: Export, entries: Iterable[Entry], work: Work, jobs: int) -> Iterator[Converted]:
    """Pass two: convert the items of these entries, in the order of the export."""
    titles = {(entry.file, entry.line): entry for entry in entries}

    def rescue(wanted: Wanted) -> Iterator[Converted]:
        portion, lines = wanted
        for line in sorted(lines):
            yield job.alone((portion, frozenset({line}))) or _dead(titles[portion.file, line])

    job = Job(_convert_portion, work, rescue)
    return in_order(job, _wanted(export, titles), jobs)


def _wanted(export: Export, places: Iterable[tuple[str, int]]) -> Iterator[Wanted]:
    """The portions in which something is wanted."""
    lines: dict[str, list[int]] = defaultdict(list)
    for file, line in sorted(places):
        lines[file].append(line)
    for portion in export.portions():
        found, within = lines[portion.file], portion.lines
        here = found[bisect_left(found, within.start) : bisect_left(found, within.stop)]
        if here:
            yield portion, frozenset(here)


def _note_portion(options: Options, portion: Portion) -> Notes:
    reading = read_portion(portion)
    records = [note(one, options) if isinstance(one, Item) else one for one in reading.records]
    return Reading(records, reading.complete, reading.cut_off, reading.found)


def _convert_portion(work: Work, wanted: Wanted) -> Converted:
    diagnostics = Diagnostics()
    portion, lines = wanted
    items = [item for item in read_portion(portion, lines).records if isinstance(item, Item)]
    converted = [
        one
        for item in items
        if work.site.index.is_current(item)
        for one in convert(item, work.keys, work.site, work.options, diagnostics)
    ]
    return converted, diagnostics.found


def _give_up(portion: Portion) -> Iterator[Notes]:
    """Without a survey of the whole export nothing can be converted."""
    lines = portion.lines
    raise MigrateError(
        f"{portion.file}: the process that read lines {lines.start} to {lines.stop} was ended",
        "The memory may not suffice: run again with --jobs 1.",
    )


def _dead(entry: Entry) -> Converted:
    """An item whose conversion ended its worker."""
    diagnostics = Diagnostics()
    detail = f"{entry.title or entry.key}: the worker process died"
    diagnostics.report(Code.CONVERSION_FAILED, detail, file=entry.file, line=entry.line, wordpress_id=entry.id)
    return [], diagnostics.found
