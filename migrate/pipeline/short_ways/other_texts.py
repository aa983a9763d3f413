"""Which items only have another text than at the last run, where everything else in the export is the same.

What is decided about the site, and what items ask of each other, is made from notes alone. So where the notes of both
runs differ in nothing but what an item is to itself, such as its digest and the time of its last change, no other item
is another. Its title is shown by those who ask for it, and by menus; its place follows from it if there is no slug.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import NamedTuple

from migrate.pipeline.known_notes import KnownNotes
from migrate.site.collect.indexed_item import IndexedItem
from migrate.site.collect.kept_notes import noted_in
from migrate.site.collect.notes import Note
from migrate.site.decide.languages.languages import tells_of_languages

_END = b"end"
"""Stands behind the last note of an export that is whole."""


class OtherTexts(NamedTuple):
    """What is another than at the last run."""

    digests: Mapping[str, str]
    """Those of the items by key, as they were at the last run."""
    retitled: frozenset[str]
    """Those of them that have another title too."""
    added: tuple[Note, ...] = ()
    """Items that were not among those that are compared."""


def items_with_other_texts(notes: KnownNotes) -> OtherTexts | None:
    """Those items; None: more than texts is another, or much, or nobody knows. Each key must stand once."""
    common = set(notes.earlier_names).intersection(notes.names)
    if 2 * len(common) < len(notes.names):  # to compare so much takes longer than what it can spare
        return None
    before, now = _TellingPortions(common, notes.find), _TellingPortions(common, notes.gathered)
    digests, retitled, added = dict[str, str](), set[str](), list[Note]()
    try:
        told = list(before.in_turn(notes.earlier_names))
        for one, other in zip_longest(told, _without_added(told, now.in_turn(notes.names), added)):
            if _to_others(one) != _to_others(other):
                return None
            was, entry = _entry(one), _entry(other)
            if was and entry and was.digest != entry.digest:
                if was.has_comments and not entry.has_comments:  # then a document is gone
                    return None
                digests[entry.key] = was.digest
                retitled.update([entry.key] if was.title != entry.title else [])
    except ValueError:
        return None
    speaks = tells_of_languages(before.fields ^ now.fields)
    return None if speaks else OtherTexts(digests, frozenset(retitled), tuple(added))


def _without_added(
    before: Iterable[Note | bytes], now: Iterable[Note | bytes], added: list[Note]
) -> Iterator[Note | bytes]:
    """What is told now, but for notes of items of which nothing was told before: these go to `added`."""
    known = {one.key for one in before if isinstance(one, Note)}
    for one in now:
        if isinstance(one, Note) and one.key not in known:
            added.append(one)
        else:
            yield one


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


def _entry(told: Note | bytes | None) -> IndexedItem | None:
    entry = told.entry if isinstance(told, Note) else None
    return entry if isinstance(entry, IndexedItem) else None


def _to_others(told: Note | bytes | None) -> Note | bytes | None:
    """What others can know of an item without asking for its title."""
    if not isinstance(told, Note):
        return told
    entry = told.entry
    if isinstance(entry, IndexedItem):
        title = "" if entry.slug else entry.title
        entry = entry._replace(digest="", line=0, title=title, has_comments=False, thumbnail=0)
    return told._replace(version=0, entry=entry)
