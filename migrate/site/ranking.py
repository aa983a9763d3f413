"""Which items become pages, in the order in which they choose their places, and what they have in common."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from migrate.model import TermReference
from migrate.site.addresses import take_apart
from migrate.site.index import Entry, Index

LAST = 1 << 62
"""Stands for the number of what has none."""


def rank(public: bool, number: int, key: str) -> tuple[bool, int, str]:
    """Who comes first where two items want the same: what is published, then the older."""
    return not public, number or LAST, key


class Ranking:
    """The items that become pages. Each has a number: its rank, from 1 on."""

    def __init__(self, index: Index) -> None:
        self._entries = index.entries
        ranked = sorted(
            (rank(entry.public, entry.id, entry.key), place)
            for place, entry in enumerate(index.entries.records(), 1)
            if index.becomes_page(entry)
        )
        self._places = array("I", [place for _, place in ranked])
        self._numbers = array("I", bytes(4 * len(index.entries) + 4))
        for number, place in enumerate(self._places, 1):
            self._numbers[place] = number

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[Entry]:
        return map(self._entries.numbered, self._places)

    def entry(self, number: int) -> Entry:
        """The item with this rank."""
        return self._entries.numbered(self._places[number - 1])

    def number(self, key: str) -> int:
        """The rank of an item; 0 for what is no page."""
        return self._numbers[self._entries.number(key)]


@dataclass(slots=True)
class Traits:
    """What the pages of a site have in common."""

    hosts: Counter[str] = field(default_factory=Counter)
    """At which their public addresses are."""
    types: set[str] = field(default_factory=set)
    terms: dict[TermReference, None] = field(default_factory=dict)
    """Every term that one of them carries, in their order."""
    creators: set[str] = field(default_factory=set)
    scripted: int = 0
    """How many addresses of posts name the script, because the server could not rewrite."""
    hierarchical: array[int] = field(default_factory=lambda: array("I"))
    """The numbers of those that can be below each other."""


def traits_of(ranked: Iterable[Entry]) -> Traits:
    """What these pages have in common."""
    found = Traits()
    for number, entry in enumerate(ranked, 1):
        if entry.public:
            found.hosts[take_apart(entry.link).host or ""] += 1
        found.types.add(entry.type)
        found.terms.update(dict.fromkeys(entry.terms))
        found.creators.add(entry.creator)
        found.scripted += entry.type == "post" and "/index.php/" in entry.link
        if entry.type == "page":
            found.hierarchical.append(number)
    return found
