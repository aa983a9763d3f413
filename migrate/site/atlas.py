"""Everything a link of the old site can lead to, and where each of it is found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from migrate.model import Attachment, Placed
from migrate.page.references import reference
from migrate.site.addresses import Address, as_address, key
from migrate.site.decided import Pages
from migrate.site.index import Entry, Index
from migrate.site.links import Goal
from migrate.site.media import Media
from migrate.site.ranking import AUTHORS, Ranking
from migrate.site.shelf import Table, fingerprint
from migrate.site.terms import TermPage

_SEVERAL = 2**32 - 1
"""Stands for the pages that share a slug."""


class Atlas:
    """Implements `links.Map`: what the export holds, and for what it does not hold the state of earlier runs.

    Fill it in this order: items and terms, what is absent, files, aliases, former addresses of what is absent.
    """

    def __init__(
        self, index: Index, ranking: Ranking, pages: Pages, media: Media, is_known: Callable[[Attachment], bool]
    ) -> None:
        """`is_known` says of which files visitors could know."""
        self._index = index
        self._ranking = ranking
        self._decided = pages
        self._media = media
        self._is_known = is_known
        self._pages = Table()
        self._files = Table(len(index.attachments))
        """Attachments by the address of their page, which showed nothing but the file."""
        self._slugs = Table(len(ranking))
        self._terms: dict[str, str] = {}
        self._named: dict[tuple[str, str], str] = {}
        self._absent: list[Goal] = []
        self._absent_ids: dict[int, Goal] = {}

    def add_item(self, number: int, entry: Entry, address: str | None) -> None:
        """An item, with its address of today if it has one."""
        if address is not None:
            self._pages.setdefault(as_address(address).mark, number)
        if entry.public and entry.slug:
            slug = fingerprint(key(entry.slug))
            if self._slugs.setdefault(slug, number) != number:
                self._slugs.replace(slug, _SEVERAL)

    def add_terms(self, placed: Iterable[Placed], term_pages: Sequence[TermPage]) -> None:
        """The pages of terms of earlier runs, and those of this one."""
        self._terms |= {key(one.url): one.url for one in placed if one.url}
        self._terms |= {key(one.url): one.url for one in term_pages if one.url}
        self._named = _named(self._index, term_pages)

    def add_absent(self, one: Placed, by_name: bool) -> None:
        """A page of an earlier run that the export does not hold."""
        public = one.published and bool(one.path)
        goal = Goal(one.url or "/", reference(one.path, by_name) if public else "", public)
        self._absent.append(goal)
        if one.url:
            self._pages.setdefault(as_address(one.url).mark, len(self._ranking) + len(self._absent))
        if one.wordpress_id:
            self._absent_ids[one.wordpress_id] = goal

    def add_file(self, number: int, path: str) -> None:
        """An attachment, with the address of its page."""
        address = as_address(path)
        if address.key not in self._terms:
            self._files.setdefault(address.mark, number)

    def add_alias(self, number: int, alias: Address) -> None:
        """Another address of an item: it counts where nothing else has it."""
        if alias.key not in self._terms and not self._files.get(alias.mark):
            self._pages.setdefault(alias.mark, number)

    def add_former(self, absent: Sequence[Placed]) -> None:
        """The former addresses of all that is absent."""
        for number, one in enumerate(absent, len(self._ranking) + 1):
            for former in one.former_urls:
                self._pages.setdefault(as_address(former).mark, number)

    def page(self, spelled: str) -> Goal | None:
        """The page at an address (as `addresses.key` spells it), its address of today or a former one."""
        number = self._pages.get(fingerprint(spelled))
        return self._goal(number) if number else None

    def address(self, spelled: str) -> str | None:
        """The address on the new site of a term, an author, or a file that stands in for a page of its own."""
        if found := self._terms.get(spelled):
            return found
        number = self._files.get(fingerprint(spelled))
        return self._media.path(self._index.attachments.numbered(number).url) if number else None

    def slug(self, name: str) -> tuple[Goal, str] | None:
        """The one page that has this slug, and its date."""
        number = self._slugs.get(fingerprint(name))
        return None if number in {0, _SEVERAL} else (self._goal(number), self._ranking.entry(number).date)

    def numbered(self, number: int) -> Goal | str | None:
        """What `?p=12`, `?page_id=12` and `?attachment_id=12` mean: a page, or the address of a file."""
        if rank := self._ranking.number(str(number)):
            return self._goal(rank)
        file = self._index.attachments.get(str(number))
        path = self._media.path(file.url) if file and self._is_known(file) else ""
        return path or self._absent_ids.get(number)

    def named(self, question: tuple[str, str]) -> str | None:
        """What `?cat=3`, `?tag=x` and the like mean: an address by parameter and value."""
        return self._named.get(question)

    def _goal(self, number: int) -> Goal:
        ranks = len(self._ranking)
        return self._decided.goal(number) if number <= ranks else self._absent[number - ranks - 1]


def _named(index: Index, term_pages: Sequence[TermPage]) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    urls = {term.key: term.url for term in term_pages if term.url}
    for (taxonomy, slug), term in index.terms.items():
        if url := urls.get(f"term:{taxonomy}/{slug}"):
            if taxonomy == "category":
                found["cat", str(term.id)] = found["category_name", slug] = url
            elif taxonomy == "post_tag":
                found["tag", slug] = url
    for author in index.authors.values():
        if url := urls.get(f"term:{AUTHORS}/{author.login}"):
            found["author", str(author.id)] = found["author_name", author.login] = url
    return found
