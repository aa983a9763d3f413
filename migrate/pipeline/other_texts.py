"""Which items only have another text than at the last run, where everything else in the export is the same.

What is decided about the site, and what items ask of each other, is made from notes alone. So where the notes of both
runs differ in nothing but the digests of items and the times of their last change, no other item is another.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from itertools import zip_longest

from migrate.pipeline.known_notes import KnownNotes
from migrate.site.collect.indexed_item import IndexedItem
from migrate.site.collect.kept_notes import noted_in
from migrate.site.collect.notes import Note

_END = b"end"
"""Stands behind the last note of an export that is whole."""


def items_with_other_texts(notes: KnownNotes) -> frozenset[str] | None:
    """Their keys; None: more than texts is another, or much, or nobody knows. Each key must stand once."""
    common = set(notes.earlier_names).intersection(notes.names)
    if 2 * len(common) < len(notes.names):  # to compare so much takes longer than what it can spare
        return None
    before, now = _TellingPortions(common, notes.find), _TellingPortions(common, notes.gathered)
    keys: set[str] = set()
    try:
        for one, other in zip_longest(before.in_turn(notes.earlier_names), now.in_turn(notes.names)):
            if _but_text(one) != _but_text(other):
                return None
            if isinstance(one, Note) and isinstance(other, Note) and _digest(one) != _digest(other):
                keys.add(other.key)
    except ValueError:
        return None
    return frozenset(keys) if before.fields == now.fields else None


class _TellingPortions:
    """What the portions of a run tell that the other run has not."""

    def __init__(self, common: Container[bytes], text: Callable[[bytes], bytes]) -> None:
        """`common` are the names of those that both have; `text` is what is kept of another."""
        self._common, self._text = common, text
        self.fields: set[tuple[str, str]] = set()
        """The custom fields in them: some tell what made the site."""

    def in_turn(self, names: Iterable[bytes]) -> Iterator[Note | bytes]:
        """Their notes; of the others, and of those of which nothing is kept, the names."""
        for name in names:
            text = b"" if name in self._common else self._text(name)
            if text:
                told = noted_in(text, "", 0)
                self.fields.update(told.tally.fields)
                yield from told.notes
                yield from [_END] if told.is_end else []
            else:
                yield name


def _digest(told: Note) -> str:
    return told.entry.digest if isinstance(told.entry, IndexedItem) else ""


def _but_text(told: Note | bytes | None) -> Note | bytes | None:
    """What others can know of an item."""
    if not isinstance(told, Note):
        return told
    entry = told.entry
    if isinstance(entry, IndexedItem):
        entry = entry._replace(digest="", line=0)
    return told._replace(version=0, entry=entry)
