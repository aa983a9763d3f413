"""What is remembered of a site after a run, gathered while the plan is made."""

from __future__ import annotations

from array import array
from collections.abc import Container, Iterator, Mapping
from heapq import merge
from itertools import chain

from migrate.model.documents import Kind
from migrate.sync.spool import Spool, SpooledBytes, Staged
from migrate.sync.state.found import head_line
from migrate.sync.state.remembered import Remembered, entry_of, line_of, place_of
from migrate.sync.state.state import State


class NextState:
    """Entries of known documents in memory, those of new ones in the spool: a first migration has only such."""

    def __init__(self, base_url: str, before: Container[str], spool: Spool) -> None:
        """`before` says of keys whether they are known."""
        self.base_url = base_url
        self.source = ""
        self.noted = ""
        """Both as in `State`."""
        self.known: dict[str, Remembered] = {}
        self.edited: list[Remembered] = []
        """Those whose files hold something else than the document agreed on."""
        self.not_public = 0
        """How many content files are of items that are not public."""
        self._before = before
        self._spool = spool
        self._new = SpooledBytes(spool)
        self._ids = array("q")
        self._keys: list[str] = []
        self._new_conflicts: dict[str, str] = {}

    def keep(self, entry: Remembered) -> None:
        """Remember a known document, whose line nobody needs yet."""
        self.known[entry.key] = entry
        self._count(entry)
        if entry.disk != entry.base:
            self.edited.append(entry)

    def remember(self, entry: Remembered) -> Staged:
        """Remember a known document or a new one; the line of the state that it gets."""
        line = line_of(entry)
        if entry.key in self._before:
            self.keep(entry)
            return self._spool.put(line)
        self._count(entry)
        self._ids.append(entry.identity.wordpress_id)
        self._keys.append(entry.key)
        if entry.disk != entry.base:
            self.edited.append(entry)
        if entry.conflict:
            self._new_conflicts[entry.key] = entry.base_key
        return self._new.append(line)

    def paths(self, ids: Container[int]) -> dict[int, str]:
        """Where the pages of items with these WordPress ids are."""
        new = (entry_of(self._new[at]) for at, one in enumerate(self._ids) if one in ids)
        known = (entry for entry in self.known.values() if entry.identity.wordpress_id in ids)
        pages = (entry for one in (known, new) for entry in one if entry.identity.kind is Kind.CONTENT and entry.path)
        return {entry.identity.wordpress_id: entry.path for entry in pages}

    def _count(self, entry: Remembered) -> None:
        self.not_public += entry.identity.kind is Kind.CONTENT and not entry.published and entry.path != ""

    def same_as(self, state: State) -> bool:
        """Whether what this state holds is remembered, and nothing else.

        If so it still is of its source. But another source of which that can be said takes the place of one.
        """
        same = self.base_url == state.base_url and self.known == state.entries
        made_from = (self.source, self.noted)
        same_source = not self.source or not state.source or made_from == (state.source, state.noted)
        return same and same_source and not self._keys and state.as_left

    def new(self) -> Iterator[Remembered]:
        """The documents that were not known."""
        return map(entry_of, self._new)

    def all_paths(self) -> Iterator[str]:
        """Where all documents are, known or not."""
        return (entry.path for entry in chain(self.known.values(), self.new()))

    def in_conflict(self, undone: Mapping[str, Remembered | None]) -> set[str]:
        """Where the proposals of open conflicts lie; those `undone` are remembered as given, or not at all."""
        known = {entry.base_key for entry in self._known_but(undone).values() if entry.conflict}
        return known | {place for key, place in self._new_conflicts.items() if key not in undone}

    def lines(self, undone: Mapping[str, Remembered | None]) -> Iterator[bytes]:
        """The lines of `state.jsonl`; `undone` as above."""
        yield head_line(self.base_url)
        known = sorted(self._known_but(undone).values(), key=place_of)
        known_lines = ((place_of(entry), line_of(entry)) for entry in known)
        order = sorted(range(len(self._keys)), key=self._place)
        new_lines = ((self._place(at), self._new[at]) for at in order if self._keys[at] not in undone)
        for _, line in merge(known_lines, new_lines):
            yield line

    def _place(self, at: int) -> tuple[int, str]:
        return self._ids[at], self._keys[at]

    def _known_but(self, undone: Mapping[str, Remembered | None]) -> Mapping[str, Remembered]:
        return self.known | {key: entry for key, entry in undone.items() if entry} if undone else self.known
