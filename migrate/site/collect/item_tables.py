"""Items and files of the library, a hundred thousand of them in little memory."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable
from typing import Any

from migrate.model.export import TermReference
from migrate.model.rest_of_site import Attachment
from migrate.site.collect.indexed_item import IndexedItem
from migrate.site.records import CompressedRecords, Records, RecordTable
from migrate.visibility.rules import MemberRule

_TERMS, _LINK, _SLUG = map(IndexedItem._fields.index, ("terms", "link", "slug"))
_IN_LINK = "\0"
"""Stands for the slug in a link: XML allows it in no text."""


class Entries(RecordTable[IndexedItem]):
    """The items that may become pages. Of their terms they keep numbers: many items carry the same few."""

    def __init__(self) -> None:
        super().__init__()
        self._records = Records()
        self._terms: list[TermReference] = []
        self._known: dict[tuple[str, ...], int] = {}
        self._starts = array("Q")
        """From where on places were adopted, each time."""
        self._firsts = array("Q")
        """For each time, where the numbers of its terms begin in those of all."""
        self._numbers_of_terms = array("I")
        self.rules: list[MemberRule] = []
        """Who may read which of them, as items of a plugin say."""

    @staticmethod
    def packed(entries: Iterable[IndexedItem]) -> tuple[bytes, list[int], list[tuple[str, ...]]]:
        """Entries for `adopt`, their places, their terms."""
        terms: dict[tuple[str, ...], int] = {}
        made, places = Records.packed(_packed(entry, terms) for entry in entries)
        return made, places, [tuple(one) for one in terms]

    def adopt(self, made: bytes, terms: Iterable[tuple[str, ...]]) -> int:
        """Keep what was packed elsewhere. Returns what its places count from."""
        start = self._records.adopt(made)
        self._starts.append(start)
        self._firsts.append(len(self._numbers_of_terms))
        self._numbers_of_terms.extend(map(self._number_of, terms))
        return start

    def terms(self) -> list[TermReference]:
        """All terms that they carry."""
        return self._terms

    def taxonomies(self) -> set[str]:
        """Those of all terms that they carry."""
        return {one.taxonomy for one in self._terms}

    def keep(self, key: str, record: IndexedItem) -> int:
        """Keep an entry. Returns its place."""
        made, places, terms = self.packed([record])
        return self.adopt(made, terms) + places[0]

    def at(self, place: int) -> IndexedItem:
        """The entry at a place."""
        values = self._records[place]
        first = self._firsts[bisect_right(self._starts, place) - 1]
        known, numbers = self._terms, self._numbers_of_terms
        values[_TERMS] = tuple([known[numbers[first + one]] for one in values[_TERMS]])
        if slug := values[_SLUG]:
            values[_LINK] = values[_LINK].replace(_IN_LINK, slug)
        entry = IndexedItem._make(values)
        return self._ruled(entry) if self.rules else entry

    def key_at(self, place: int) -> str:
        """The key of the entry at a place."""
        return str(self._records[place][0])

    def _ruled(self, entry: IndexedItem) -> IndexedItem:
        kept = any(one.keeps(entry.id, entry.type, entry.parent, entry.terms) for one in self.rules)
        return entry._replace(protected=True) if kept else entry

    def _number_of(self, term: tuple[str, ...]) -> int:
        number = self._known.setdefault(term, len(self._terms))
        if number == len(self._terms):
            self._terms.append(TermReference._make(term))
        return number


class Attachments(RecordTable[Attachment]):
    """The files of the library."""

    def __init__(self) -> None:
        super().__init__()
        self._compressed = CompressedRecords()

    @staticmethod
    def packed(notes: Iterable[tuple[str, Attachment]]) -> tuple[list[bytes], range]:
        """Attachments with their keys, for `adopt`, and their places."""
        return CompressedRecords.packed([[key, *one] for key, one in notes])

    def adopt(self, made: Iterable[bytes]) -> int:
        """Keep what was packed elsewhere. Returns what its places count from."""
        return self._compressed.adopt(made)

    def keep(self, key: str, record: Attachment) -> int:
        """Keep an attachment. Returns its place."""
        return self._compressed.add([key, *record])

    def at(self, place: int) -> Attachment:
        """The attachment at a place."""
        return Attachment._make(self._compressed[place][1:])

    def key_at(self, place: int) -> str:
        """The key of the attachment at a place."""
        return str(self._compressed[place][0])


def _packed(entry: IndexedItem, terms: dict[tuple[str, ...], int]) -> list[Any]:
    """The values of an entry, its terms as numbers that `terms` tells of."""
    values: list[Any] = list(entry)
    values[_TERMS] = [terms.setdefault(one, len(terms)) for one in entry.terms]
    if entry.slug:
        values[_LINK] = entry.link.replace(entry.slug, _IN_LINK)
    return values
