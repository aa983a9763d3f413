"""Which items become pages, in the order in which they choose their places, and what they have in common."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from functools import lru_cache
from typing import NewType

from migrate.model.export import TermReference, term_reference
from migrate.model.rest_of_site import Attachment
from migrate.site.addresses import take_apart
from migrate.site.collect.guests import AUTHORS
from migrate.site.collect.index import Index
from migrate.site.collect.indexed_item import IndexedItem
from migrate.site.decide.bylines import Bylines
from migrate.site.decide.selection import Selection

_SCHEME = len("https://")
SERIES = "series"
"""The taxonomy of podcasts of which a site has several."""
LAST = 1 << 62
"""Stands for the id of what has none: it comes after all others."""
Rank = NewType("Rank", int)
"""The number of an item that becomes a page, in the order of choosing, from 1 on."""
Priority = tuple[bool, int, str]
"""Who comes first where two want the same: sorts as they choose."""


def priority(public: bool, wordpress_id: int, key: str) -> Priority:
    """What is published comes first, then what is older."""
    return not public, wordpress_id or LAST, key


class ChoosingOrder:
    """The items that become pages by rank, and what they have in common."""

    def __init__(
        self, index: Index, earlier: Container[str], language: Callable[[IndexedItem], str] | None = None
    ) -> None:
        """What the owner did not select is no page, but for documents of an `earlier` run, which stay in step.

        `language` tells that of an item, where the site has several.
        """
        self._entries = index.entries
        self._unseen_items = index.unseen_items
        self.bylines = Bylines(index)
        self.facts = SiteFacts()
        """What the pages of the site have in common."""
        self._selection = Selection(index, self.bylines) if index.options.is_partial else None
        self._left_out = array("I")
        """The places of public items that were not selected."""
        self.by_language: dict[str, SiteFacts] = defaultdict(SiteFacts)
        """The same by language, where there are several."""
        self._hidden = bytearray(len(index.entries) + 1)
        """Whether each item is one that not everybody can read; 0 is nobody's place."""
        self._places = array("I", [place for _, place in sorted(self._told(index, earlier, language))])
        authors = {term_reference(AUTHORS, login, "") for login in index.unseen_authors}
        for facts in (self.facts, *self.by_language.values()):
            facts.hidden |= authors
        self._ranks = array("I", bytes(4 * len(index.entries) + 4))
        for rank, place in enumerate(self._places, 1):
            self._ranks[place] = rank

    def _told(
        self, index: Index, earlier: Container[str], language: Callable[[IndexedItem], str] | None
    ) -> Iterator[tuple[Priority, int]]:
        """The turn and the place of each item that becomes a page, while the facts take in all items."""
        for place, entry in enumerate(index.entries.records(), 1):
            self._hidden[place] = not entry.public
            logins = self.bylines.of(entry)
            told = [self.facts, self.by_language[language(entry)]] if language else [self.facts]
            for facts in told:
                facts.tell(entry, logins)
            if not index.becomes_page(entry):
                continue
            if not self.selects(entry) and entry.key not in earlier:
                self.facts.not_selected[entry.type, entry.status, entry.standing] += 1
                if entry.public:
                    self._left_out.append(place)
                for facts in told:
                    facts.left_out |= _spoken_of(entry, logins)
            else:
                turn = priority(entry.public, entry.id, entry.key)
                yield turn, place
                for facts in told:
                    facts.add(entry, turn, logins)

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[IndexedItem]:
        return map(self._entries.numbered, self._places)

    @property
    def has_rules(self) -> bool:
        """Whether items of a plugin say who may read others."""
        return bool(self._entries.rules)

    def selects(self, entry: IndexedItem) -> bool:
        """Whether the owner wants an item."""
        return self._selection is None or self._selection.takes(entry)

    def left_out(self) -> Iterator[IndexedItem]:
        """The public items that the owner left out: they stay at their addresses on the old site."""
        return map(self._entries.numbered, self._left_out)

    def is_known(self, file: Attachment) -> bool:
        """Whether visitors could know of a file: by itself, and by the item that it is attached to."""
        return file.public and self.shows_below(file.parent)

    def shows_below(self, item_id: int) -> bool:
        """Whether visitors could know of what is attached to an item, or to none, or to one that is not here."""
        key = str(item_id)
        return not (item_id and (self._hidden[self._entries.number(key)] or key in self._unseen_items))

    def ranked(self) -> Iterator[tuple[Rank, IndexedItem]]:
        """Every item with its rank."""
        return ((Rank(number), entry) for number, entry in enumerate(self, 1))

    def entry(self, rank: Rank) -> IndexedItem:
        """The item with this rank."""
        return self._entries.numbered(self._places[rank - 1])

    def rank(self, key: str) -> Rank | None:
        """The rank of an item; None for what is no page."""
        rank = self._ranks[self._entries.number(key)]
        return Rank(rank) if rank else None


def _spoken_of(entry: IndexedItem, logins: Iterable[str]) -> set[TermReference]:
    """The terms of an item; its authors are such terms too."""
    return {*entry.terms, *(term_reference(AUTHORS, login, "") for login in logins)}


def host_of(link: str) -> str:
    """The host in the link of an item."""
    return _host(link[: link.find("/", _SCHEME) + 1] or link)


@lru_cache(maxsize=1000)
def _host(address: str) -> str:
    return take_apart(address).host or ""


class SiteFacts:
    """What the pages of a site have in common."""

    def __init__(self) -> None:
        self.not_selected: Counter[tuple[str, str, str]] = Counter()
        """Items that the owner left out, by type, status, and standing."""
        self.hosts: Counter[str] = Counter()
        """At which their public addresses are."""
        self.counts: Counter[tuple[str, str]] = Counter()
        """How many they are, by type and status."""
        self.newest = ""
        """The latest of the dates of public ones."""
        self.types: set[str] = set()
        self.creators: set[str] = set()
        self.shown: set[TermReference] = set()
        """The terms of all items that visitors can see; authors are such terms too."""
        self.foreseen: dict[TermReference, str] = {}
        """Those of items that visitors can see from a date on, with the first such date."""
        self.hidden: set[TermReference] = set()
        """The terms of all others."""
        self.left_out: set[TermReference] = set()
        """The terms of those that the owner left out."""
        self.scripted = 0
        """How many addresses of posts name the script, because the server could not rewrite."""
        self.hierarchical: list[str] = []
        """The keys of those that can be below each other."""
        self.leading: dict[str, tuple[str, str]] = {}
        """The links of public ones that only lead elsewhere, and where they lead, by key."""
        self.naming_places: list[str] = []
        """The keys of those whose text names places on other pages."""
        self.episodes = False
        """Whether one of them is a public episode."""
        self.series = False
        """Whether such episodes stand in series, each of which has a feed."""
        self.empty = False
        """Whether one of these is public and holds nothing."""
        self._terms: dict[TermReference, tuple[Priority, int]] = {}
        """Every term that one of them carries, and where it stands first."""

    @property
    def terms(self) -> list[TermReference]:
        """Every term that a page carries, in the order of the pages."""
        return sorted(self._terms, key=self._terms.__getitem__)

    def tell(self, entry: IndexedItem, logins: Iterable[str]) -> None:
        """Take in of what terms an item speaks, be it a page or not. Hugo shows a scheduled one when its day comes.

        `logins` are its authors.
        """
        spoken_of = _spoken_of(entry, logins)
        if entry.public or not entry.is_foreseen:
            terms = self.shown if entry.public else self.hidden
            terms |= spoken_of
            return
        for term in spoken_of:
            self.foreseen[term] = min(entry.date, self.foreseen.get(term, entry.date))

    def add(self, entry: IndexedItem, turn: Priority, logins: Iterable[str]) -> None:
        """Take in a page, whose place in the order `turn` tells."""
        if entry.public:
            self.hosts[host_of(entry.link)] += 1
            self.newest = max(self.newest, entry.date)
        self.types.add(entry.type)
        self.counts[entry.type, entry.status] += 1
        self.creators.update(logins)
        self.scripted += entry.type == "post" and "/index.php/" in entry.link
        if entry.leads_to and entry.public:
            self.leading[entry.key] = entry.link, entry.leads_to
        if entry.places:
            self.naming_places.append(entry.key)
        if entry.episode and entry.public:
            self.episodes = True
            self.series = self.series or any(one.taxonomy == SERIES for one in entry.terms)
        if entry.type == "page":
            self.hierarchical.append(entry.key)
            self.empty = self.empty or (entry.empty and entry.public)
        for at, term in enumerate(entry.terms):
            first = self._terms.get(term)
            if first is None or (turn, at) < first:
                self._terms[term] = turn, at
