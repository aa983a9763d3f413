"""Who is who: which documents of earlier runs are made of which items and terms of this export.

An item is the same if its id and its guid agree. One with an id given anew is known by its guid, else by link, slug and
date; a known id with another guid, slug and date is another item. A term is known by its id, then by its slug; where
the export gives no ids, by its name once its slug is gone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar
from urllib.parse import unquote

from migrate.model.documents import COMMENTS, Kind, Marks, Placed
from migrate.model.export import BESIDE, NO_ID, TermReference
from migrate.model.source import Identified
from migrate.patterns import rare_pattern
from migrate.site.collect.guests import AUTHORS, CO_AUTHOR
from migrate.site.collect.index import Index
from migrate.site.collect.indexed_item import IndexedItem
from migrate.site.decide.terms.files import clean_name

_NAMED = rare_pattern(r"content/(?:.*/)?(?:(\d{4}-\d\d-\d\d)-)?([^/]+)\.md")
Known = TypeVar("Known", bound=Hashable)


class _Item(NamedTuple):
    """What an item, or the document that was made of one, is known by."""

    guid: str
    slug: str
    day: str
    path: str
    language: str = ""
    """As far as it is known."""


def identify(index: Index, placed: Mapping[str, Placed]) -> Identified:
    """Whose keys are others now, and how well the export fits the site; `placed` are the documents of earlier runs."""
    pages = {one.key: _document(one) for one in placed.values() if one.identity.kind is Kind.CONTENT}
    terms = {one.key: one for one in placed.values() if one.identity.kind is Kind.TERM}
    items: dict[str, _Item] = {}
    carried: set[TermReference] = set()
    if pages or terms:
        for entry in index.entries.records():
            items[entry.key] = _item(entry)
            carried.update(entry.terms)
    found = _Matching(pages, items)
    found.match()
    renamed = found.renamed() | _renamed_terms(index, terms, carried)
    comments = {COMMENTS + old: COMMENTS + new for old, new in renamed.items() if COMMENTS + old in placed}
    return Identified(renamed | comments, len(found.homes), len(found.strangers), found.other_guids)


def renamed(placed: Mapping[str, Placed], who: Identified) -> Mapping[str, Placed]:
    """The documents of earlier runs by the keys that they have today."""
    if not who.renamed:
        return placed
    return {
        who.renamed.get(key, key): one._replace(identity=one.identity.renamed(who.renamed[key]))
        if key in who.renamed
        else one
        for key, one in placed.items()
    }


def marks(entry: IndexedItem) -> Marks:
    """What a document remembers of its item."""
    return Marks(entry.guid, entry.slug, entry.date)


def _item(entry: IndexedItem) -> _Item:
    return _Item(entry.guid, entry.slug, entry.date[:10], _path(entry.link), entry.language)


def _document(one: Placed) -> _Item:
    """Of a document that remembers no slug and no date, its path tells them."""
    guid, slug, date, _ = one.marks
    if not guid and not slug and (named := _NAMED.fullmatch(one.home.desired or one.path)):
        date, slug = named[1] or "", named[2]
    return _Item(guid, slug, date[:10], _path(one.url), one.identity.language)


def _path(link: str) -> str:
    return "" if "?" in link else unquote(re.sub(r"^[^/]*//[^/]*", "", link)).strip("/")


@dataclass(slots=True)
class _Matching:
    """Documents of earlier runs (`pages`) and items, each by key."""

    pages: Mapping[str, _Item]
    items: Mapping[str, _Item]
    homes: dict[str, str] = field(default_factory=dict)
    """For the key of a document that of its item."""
    _taken: set[str] = field(default_factory=set)

    def match(self) -> None:
        """Find for each document its item: the surest ways first."""
        self._match_own(lambda page, item: bool(page.guid) and page.guid == item.guid and _in_one_language(page, item))
        if len(self.homes) == len(self.pages):
            return
        self._match_by(lambda one: (one.guid, one.language) if one.guid and one.language else None)
        self._match_by(lambda one: one.guid)
        self._match_own(lambda page, item: (page.slug, page.day) == (item.slug, item.day))
        self._match_by(lambda one: (one.path, one.slug, one.day) if one.day and (one.path or one.slug) else None)
        self._match_own(_may_be_the_same)

    def renamed(self) -> dict[str, str]:
        """The documents whose key is another now. One whose item is gone gives way to the item that has its key."""
        renamed = {old: new for old, new in self.homes.items() if old != new}
        for key in self.strangers:
            renamed[key] = f"formerly:{key}:{self.pages[key].guid}"
        return renamed

    @property
    def other_guids(self) -> int:
        """How many items have another guid than their documents remember."""
        pairs = ((self.pages[old].guid, self.items[new].guid) for old, new in self.homes.items())
        return sum(before != now for before, now in pairs if before and now)

    @property
    def strangers(self) -> list[str]:
        """Documents whose item is not in the export, where their key is another's."""
        return [key for key in self.pages if key not in self.homes and (key in self.items or key in self._taken)]

    def _match_own(self, agree: Callable[[_Item, _Item], bool]) -> None:
        for key, page in self.pages.items():
            item = self.items.get(key)
            if item and key not in self.homes and key not in self._taken and agree(page, item):
                self._take(key, key)

    def _match_by(self, mark: Callable[[_Item], Hashable]) -> None:
        """Those that have this mark in common, where no other has it."""
        here = _unique((key, mark(one)) for key, one in self.pages.items() if key not in self.homes)
        there = _unique((key, mark(one)) for key, one in self.items.items() if key not in self._taken)
        for known, key in here.items():
            if known in there:
                self._take(key, there[known])

    def _take(self, page: str, item: str) -> None:
        self.homes[page] = item
        self._taken.add(item)


def _in_one_language(page: _Item, item: _Item) -> bool:
    return not page.language or not item.language or page.language == item.language


def _may_be_the_same(page: _Item, item: _Item) -> bool:
    """Whether nothing says that an id means another item now."""
    return not page.guid or not item.guid or page.slug == item.slug != "" or page.day == item.day != ""


def _unique(pairs: Iterable[tuple[str, Known | None]]) -> dict[Known, str]:
    found = [(known, key) for key, known in pairs if known]
    times = Counter(known for known, _ in found)
    return {known: key for known, key in found if times[known] == 1}


class _Term(NamedTuple):
    """What a term of this export is known by."""

    number: int
    taxonomy: str
    name: str


def _renamed_terms(index: Index, placed: Mapping[str, Placed], carried: Iterable[TermReference]) -> dict[str, str]:
    """Terms with another slug now."""
    if not placed:
        return {}
    known = {_term_key(one.taxonomy, unquote(one.slug)): _Term(NO_ID, one.taxonomy, one.name) for one in carried}
    known |= {
        _term_key(tax, slug): _Term(NO_ID if tax == AUTHORS else one.id, tax, one.name)
        for (tax, slug), one in index.terms.items()
    }
    own = {key: _in_all_languages(key, one) for key, one in placed.items()}
    there_already = {plain for plain, _ in own.values()}
    by_id = _unique((key, (one.taxonomy, one.number) if one.number else None) for key, one in known.items())
    by_name = _unique((key, _named(one.taxonomy, one.name)) for key, one in known.items() if key not in there_already)
    renamed: dict[str, str] = {}
    for key, one in placed.items():
        plain, sign = own[key]
        taxonomy = plain.removeprefix("term:").partition("/")[0]
        same_id, same_name = by_id.get((taxonomy, one.marks.term_id)), by_name.get(_named(taxonomy, one.identity.title))
        there = same_id or (None if plain in known else same_name)
        if (
            there
            and there != plain
            and (plain not in known or there == same_name or _moved_on(one, plain, there, known))
        ):
            renamed[key] = there + sign
    return _without_collisions(renamed, placed)


def _moved_on(one: Placed, plain: str, there: str, known: Mapping[str, _Term]) -> bool:
    """Whether a term left its slug to another: its id has its name elsewhere, and what has the slug has not."""
    name = clean_name(one.identity.title)
    return clean_name(known[there].name) == name != clean_name(known[plain].name)


def _in_all_languages(key: str, one: Placed) -> tuple[str, str]:
    """The key of a term whatever its language, and what stands behind it for this one."""
    sign = f"{BESIDE}{one.identity.language}"
    return (key.removesuffix(sign), sign) if one.identity.language and key.endswith(sign) else (key, "")


def _term_key(taxonomy: str, slug: str) -> str:
    """The key of a term's page. Authors have their logins in it, without what plugins write before those."""
    return f"term:{taxonomy}/{slug.removeprefix(CO_AUTHOR) if taxonomy == AUTHORS else slug}"


def _named(taxonomy: str, name: str) -> tuple[str, str]:
    return taxonomy, clean_name(name)


def _without_collisions(renamed: dict[str, str], placed: Mapping[str, Placed]) -> dict[str, str]:
    """A term that keeps its slug keeps its key: no other gets it, and no two get one."""
    stay = placed.keys() - renamed.keys()
    times = Counter(renamed.values())
    kept = {old: new for old, new in renamed.items() if new not in stay and times[new] == 1}
    return kept if len(kept) == len(renamed) else _without_collisions(kept, placed)
