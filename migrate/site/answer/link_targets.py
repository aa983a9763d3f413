"""Everything a link of the old site can lead to, and where each of it is found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NewType

from migrate.browser import is_harmless
from migrate.model.documents import Placed
from migrate.model.export import NO_ID
from migrate.model.rest_of_site import Listed, in_language
from migrate.page.references import reference
from migrate.site.addresses import Address, as_address, asked_by_name, decoded, key, linked_path, take_apart
from migrate.site.answer.asked_by_name import terms_by_name
from migrate.site.answer.redirects import folder_of, lists_by_type, lists_of_types
from migrate.site.collect.guests import AUTHORS
from migrate.site.collect.index import Index
from migrate.site.collect.indexed_item import IndexedItem
from migrate.site.decide.aliases import former_addresses
from migrate.site.decide.choosing_order import Rank
from migrate.site.decide.decide import Decided
from migrate.site.decide.decisions import Decision, Target
from migrate.site.decide.media.media import FileNumber
from migrate.site.decide.paths.choice import FRONT_PAGE
from migrate.site.decide.terms.terms import TermPage, default_last
from migrate.site.records import NumberByHash, fingerprint

Slot = NewType("Slot", int)
"""The number of a page that links can lead to: the rank of an item, or one behind all ranks for what is absent."""


class LinkTargets:
    """Implements `links.Targets`: what the export holds, and for what it does not hold the state of earlier runs."""

    def __init__(self, index: Index, decided: Decided) -> None:
        self._index = index
        self._attachments = index.attachments
        self._order = decided.frame.order
        self._decisions = decided.pages
        self._media = decided.frame.library.media
        self._pages = NumberByHash()
        self._files = NumberByHash(len(index.attachments))
        """Attachments by the address of their page, which showed nothing but the file."""
        self._slugs = NumberByHash(len(decided.frame.order))
        self._shared_slugs: set[int] = set()
        """Fingerprints of those that several pages have."""
        self._terms = {key(one.url): one.url for one in decided.absent_terms if one.url}
        self._terms |= {key(old): one.url for one in decided.term_pages if one.url for old in one.former}
        self._terms |= {key(one.url): one.url for one in decided.term_pages if one.url}
        self._terms |= {key(decoded(take_apart(one.url).path)): one.url for one in decided.left_out_terms}
        self._named = _numbered_before(decided) | _named(index, [*decided.left_out_terms, *decided.term_pages])
        types, lists = _folders_of_types(decided), {**decided.moved_lists, **decided.list_pages}
        self._lists = {key(old): new for old, new in lists_of_types(types, decided.frame.root, lists).items()}
        self._named |= lists_by_type(types, lists)
        self._absent = [_absent_target(one, decided) for one in decided.frame.absent]
        self._absent_ids = {
            one.identity.wordpress_id: target
            for one, target in zip(decided.frame.absent, self._absent, strict=True)
            if one.identity.wordpress_id
        }
        self._left_out = {entry.key: _left_out(entry, decided) for entry in decided.frame.order.left_out()}
        """Public items that stay on the old site, by key."""
        self._others = [*self._absent, *self._left_out.values()]
        self._fill(decided)

    def page(self, spelled: str) -> Target | None:
        """The page at an address (as `addresses.key` spells it), its address of today or a former one."""
        number = self._pages.get(fingerprint(spelled))
        return self._target(Slot(number)) if number else None

    def address(self, spelled: str) -> str | None:
        """The address on the new site of a term, an author, or a file that stands in for a page of its own."""
        if found := self._terms.get(spelled) or self._lists.get(spelled):
            return found
        number = self._files.get(fingerprint(spelled))
        return self._media.path(self._attachments.numbered(number).url) if number else None

    def slug(self, name: str) -> tuple[Target, str] | None:
        """The one page that has this slug, and its date."""
        mark = fingerprint(name)
        rank = Rank(self._slugs.get(mark))
        if not rank or mark in self._shared_slugs:
            return None
        return self._decisions.target(rank), self._order.entry(rank).date

    def numbered(self, number: int) -> Target | str | None:
        """What `?p=12`, `?page_id=12` and `?attachment_id=12` mean: a page, or the address of a file."""
        if rank := self._order.rank(str(number)):
            return self._decisions.target(rank)
        file = self._attachments.get(str(number))
        path = self._media.path(file.url) if file and self._order.is_known(file) else ""
        return path or self._absent_ids.get(number) or self._left_out.get(str(number))

    def left_out(self, number: int) -> Listed | None:
        """A public item that stays on the old site."""
        target, entry = self._left_out.get(str(number)), self._index.entries.get(str(number))
        return Listed(number, entry.title, target.elsewhere, NO_ID, entry.menu_order) if target and entry else None

    def on_old_site(self) -> Iterator[str]:
        """The whole addresses of all public items that stay there."""
        return (target.elsewhere for target in self._left_out.values())

    def named(self, question: tuple[str, str]) -> str | None:
        """What `?cat=3`, `?tag=x` and the like mean: an address by parameter and value."""
        return self._named.get(question)

    def _target(self, slot: Slot) -> Target:
        ranks = len(self._order)
        if slot <= ranks:
            return self._decisions.target(Rank(slot))
        return self._others[slot - ranks - 1]

    def _fill(self, decided: Decided) -> None:
        """Addresses of today come before those of what is absent, these before aliases, then what is former."""
        aliases: list[tuple[int, Address]] = []
        for rank, entry, decision in decided.pages.ranked():
            self._add_item(rank, entry, _address_today(entry, decision, decided))
            name, value = asked_by_name(entry.link, entry.slug)
            if name:
                self._pages.setdefault(as_address(f"?{name}={value}").mark, rank)
            aliases += ((rank, as_address(one)) for one in decision.aliases)
        behind = len(self._order) + 1
        for slot, one in enumerate(decided.frame.absent, behind):
            if one.url:
                self._pages.setdefault(as_address(one.url).mark, slot)
        for slot, entry in enumerate(decided.frame.order.left_out(), behind + len(self._absent)):
            if address := linked_path(entry.link, decided.frame.hosts)[0]:
                self._pages.setdefault(as_address(address).mark, slot)
                aliases += ((slot, as_address(one)) for one in former_addresses(address, entry))
        for number, page, parent in decided.frame.library.pages_of_files():
            if self._order.shows_below(parent):
                self._add_file(number, as_address(page))
        for slot, alias in aliases:
            if alias.key not in self._terms and not self._files.get(alias.mark):
                self._pages.setdefault(alias.mark, slot)
        for slot, one in enumerate(decided.frame.absent, behind):
            for former in one.former_urls:
                self._pages.setdefault(as_address(former).mark, slot)

    def _add_item(self, rank: Rank, entry: IndexedItem, address: str | None) -> None:
        if address is not None:
            self._pages.setdefault(as_address(address).mark, rank)
        if entry.public and entry.slug:
            slug = fingerprint(key(entry.slug))
            if self._slugs.setdefault(slug, rank) != rank:
                self._shared_slugs.add(slug)

    def _add_file(self, number: FileNumber, address: Address) -> None:
        if address.key not in self._terms:
            self._files.setdefault(address.mark, number)


def _folders_of_types(decided: Decided) -> Mapping[str, set[str]]:
    """The folders in which items of custom types were on the old site."""
    types: defaultdict[str, set[str]] = defaultdict(set)
    has_custom = not decided.frame.order.facts.types <= {"post", "page"}
    for _, entry, decision in decided.pages.ranked() if has_custom else ():
        if entry.public and entry.type not in {"post", "page"}:
            types[entry.type].add(folder_of(decision.address))
    return types


def _address_today(entry: IndexedItem, decision: Decision, decided: Decided) -> str | None:
    """The address of an item on the old site, if it has one; that of a draft counts too."""
    linked = decision.url or linked_path(entry.link, decided.frame.hosts)[0]
    if linked:
        return linked
    languages = decided.frame.languages
    if languages.files.plain(decision.home.assigned) != FRONT_PAGE:
        return None
    return languages.roots.front(languages.of(entry)) if languages.known else decided.frame.hosts.folder


def _left_out(entry: IndexedItem, decided: Decided) -> Target:
    """An item that stays on the old site. A link that is none of a page leads nowhere instead."""
    hosts = decided.frame.hosts
    is_own = is_harmless(entry.link) and take_apart(entry.link).host and hosts.local(entry.link) is not None
    return Target("", "", public=False, elsewhere=entry.link if is_own else hosts.base)


def _absent_target(one: Placed, decided: Decided) -> Target:
    """A page of an earlier run that the export does not hold."""
    public = one.published and bool(one.path)
    if not public:
        return Target(one.url or "/", "", public)
    files = decided.frame.languages.files
    named = reference(files.plain(one.path), decided.frame.names_alone(one.path, decided.repeated))
    return Target(one.url or "/", in_language(named, files.language(one.path)) if files.names else named, public)


def _numbered_before(decided: Decided) -> dict[tuple[str, str], str]:
    """What `?cat=3` meant in earlier runs: an export of one type tells no number of a term."""
    urls = {one.key: one.url for one in decided.absent_terms if one.url}
    urls |= {one.key: one.url for one in decided.term_pages if one.url}
    categories = ((one.marks.term_id, key) for key, one in decided.earlier.items() if key.startswith("term:category/"))
    return {("cat", str(number)): urls[key] for number, key in categories if number and key in urls}


def _named(index: Index, term_pages: Sequence[TermPage]) -> dict[tuple[str, str], str]:
    pages = default_last(term_pages)
    found = {question: page.url for question, page in terms_by_name(pages)}
    urls = {term.plain_key: term.url for term in pages if term.url}
    for (taxonomy, slug), term in index.terms.items():
        if taxonomy == "category" and (url := urls.get(f"term:{taxonomy}/{slug}")):
            found["cat", str(term.id)] = url
    for author in index.authors.values():
        if url := urls.get(f"term:{AUTHORS}/{author.login}"):
            found["author", str(author.id)] = found["author_name", author.login] = url
    return found
