"""Pass two over an export: converts the items that are asked for.

The export is cut into portions here; all else, the parsing included, is left to workers.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from migrate.diagnostics import Code, Diagnostic, Diagnostics
from migrate.model.documents import COMMENTS, Conversion
from migrate.pipeline.convert import ConvertContext, convert, without_text
from migrate.site.collect.indexed_item import IndexedItem
from migrate.workers import Job, in_order
from migrate.wxr.portion import Portion
from migrate.wxr.portions import read_again
from migrate.wxr.read import Export

Converted = tuple[list[Conversion], list[Diagnostic]]


class WantedPortion(NamedTuple):
    """A portion in which something is wanted."""

    portion: Portion
    documents: Mapping[int, Sequence[str]]
    """Keys of the documents that are asked for, by the line in which their item starts."""


def convert_all(
    export: Export, entries: Iterable[IndexedItem], documents: Container[str], work: ConvertContext, jobs: int
) -> Iterator[Converted]:
    """Pass two: those documents of these entries that are asked for, in the order of the export."""

    def rescue(wanted: WantedPortion) -> Iterator[Converted]:
        for line, keys in _by_item(wanted):
            yield job.alone(WantedPortion(wanted.portion, {line: keys})) or _dead(keys, work)

    job = Job(_convert_portion, work, rescue)
    return in_order(job, wanted_portions(export, entries, documents), jobs)


def _by_item(wanted: WantedPortion) -> Iterator[tuple[int, list[str]]]:
    """The line of each item and what is asked for of it. Many may start in one line."""
    for line, keys in sorted(wanted.documents.items()):
        for item in dict.fromkeys(key.removeprefix(COMMENTS) for key in keys):
            yield line, [key for key in keys if key.removeprefix(COMMENTS) == item]


class _Places(NamedTuple):
    """Where items of one file start, ascending, and their keys. There may be a hundred thousand."""

    lines: array[int]
    keys: list[str]

    def within(self, lines: range) -> Iterator[tuple[int, str]]:
        """The items that start in one of these lines."""
        for at in range(bisect_left(self.lines, lines.start), bisect_left(self.lines, lines.stop)):
            yield self.lines[at], self.keys[at]


def _places(entries: Iterable[IndexedItem]) -> dict[str, _Places]:
    """The items of each file."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for entry in entries:
        found[entry.file].append((entry.line, entry.key))
    return {
        file: _Places(array("Q", [line for line, _ in ascending]), [key for _, key in ascending])
        for file, ascending in ((file, sorted(items)) for file, items in found.items())
    }


def wanted_portions(
    export: Export, entries: Iterable[IndexedItem], documents: Container[str]
) -> Iterator[WantedPortion]:
    """The portions in which something of these entries is wanted. Where nothing is, the export is not even opened."""
    places = _places(entries)
    for portion in export.portions() if places else ():
        items = places[portion.file].within(portion.lines) if portion.file in places else ()
        here: dict[int, list[str]] = defaultdict(list)
        for line, key in items:
            for one in (key, COMMENTS + key):
                if one in documents:
                    here[line].append(one)
        if here:
            yield WantedPortion(portion, dict(here))


def _convert_portion(work: ConvertContext, wanted: WantedPortion) -> Converted:
    diagnostics = Diagnostics()
    converted = [
        one
        for item in read_again(wanted.portion, wanted.documents, work.cache)
        for one in convert(item, wanted.documents[item.line], work, diagnostics)
    ]
    return list(map(work.lay, converted)) if work.lay else converted, diagnostics.found


def _dead(keys: Sequence[str], work: ConvertContext) -> Converted:
    """An item whose conversion ended its worker."""
    diagnostics = Diagnostics()
    entry = work.site.index.entries[keys[0].removeprefix(COMMENTS)]
    detail = f"{entry.title or entry.key}: the worker process died"
    diagnostics.report(Code.CONVERSION_FAILED, detail, file=entry.file, line=entry.line, wordpress_id=entry.id)
    return without_text(entry.key, keys, work.site, work.options), diagnostics.found
