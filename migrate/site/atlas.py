"""Puts together everything a link of the old site can lead to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from migrate.model import Attachment, Kind, Page, Placed
from migrate.site.addresses import Hosts, key
from migrate.site.index import Entry, Index
from migrate.site.links import Goal, Map, reference
from migrate.site.media import Media
from migrate.site.paths import place
from migrate.site.placement import path_of
from migrate.site.terms import AUTHORS, TermPage


def site_map(
    *,
    index: Index,
    ranked: Sequence[Entry],
    pages: Mapping[str, Page],
    addresses: Mapping[str, str],
    term_pages: Sequence[TermPage],
    placed: Mapping[str, Placed],
    taken: Iterable[str],
    hosts: Hosts,
    media: Media,
) -> Map:
    """The map of the site: what the export holds, and for what it does not hold the state of earlier runs."""
    absent = [one for one in placed.values() if one.kind is Kind.CONTENT and one.key not in pages]
    files = _Files([*(page.path for page in pages.values()), *(one.path for one in absent), *taken])
    goals = {
        entry.key: _goal(entry, pages[entry.key], addresses[entry.key], placed.get(entry.key), files)
        for entry in ranked
    }
    for one in absent:
        public = one.published and bool(one.path)
        goals[one.key] = Goal(one.url or "/", reference(one.path, files.unique) if public else "", public)
    others = {key(one.url): one.url for one in placed.values() if one.kind is Kind.TERM and one.url}
    others |= {key(term.url): term.url for term in term_pages if term.url}
    others |= _attachment_pages(index.attachments.values(), hosts, media, others)
    return Map(
        goals=goals,
        pages=_pages(ranked, pages, absent, hosts, others),
        addresses=others,
        slugs=_slugs(ranked),
        numbered=_numbered(index, ranked, absent, media),
        named=_named(index, term_pages),
    )


class _Files:
    """Counts how many content files go by one name: a reference by name must mean one."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._counts = Counter(place(path).rpartition("/")[2] for path in set(paths) if path)

    def unique(self, path: str) -> bool:
        return self._counts[place(path).rpartition("/")[2]] <= 1


def _goal(entry: Entry, page: Page, address: str, before: Placed | None, files: _Files) -> Goal:
    """A page may be referred to if it is public and its file stands, or will stand, where no hand made it a draft."""
    deleted = before is not None and not before.path
    drafted = before is not None and before.drafted
    public = entry.public and not deleted and not drafted
    return Goal(address, reference(page.path, files.unique) if public else "", public)


def _pages(
    ranked: Sequence[Entry], pages: Mapping[str, Page], absent: Iterable[Placed], hosts: Hosts, others: Collection[str]
) -> dict[str, str]:
    """The page at each address: today's addresses first, then former ones that nothing else has."""
    found: dict[str, str] = {}
    for entry in ranked:
        if path := path_of(entry.link, hosts):
            found.setdefault(key(path), entry.key)
        elif pages[entry.key].path == "content/_index.md":
            found.setdefault(key(hosts.folder), entry.key)
    for one in absent:
        if one.url:
            found.setdefault(key(one.url), one.key)
    for entry in ranked:
        for alias in filter(lambda one: key(one) not in others, pages[entry.key].aliases):
            found.setdefault(key(alias), entry.key)
    for one in absent:
        for former in one.former_urls:
            found.setdefault(key(former), one.key)
    return found


def _attachment_pages(
    attachments: Iterable[Attachment], hosts: Hosts, media: Media, others: Mapping[str, str]
) -> dict[str, str]:
    """The page of an attachment showed nothing but the file, so a link to it now leads to the file."""
    found: dict[str, str] = {}
    for one in attachments:
        path, file = path_of(one.link, hosts), media.path(one.url)
        if path and file and key(path) not in others:
            found.setdefault(key(path), file)
    return found


def _slugs(ranked: Sequence[Entry]) -> dict[str, tuple[str, str]]:
    count = Counter(key(entry.slug) for entry in ranked if entry.public and entry.slug)
    return {
        key(entry.slug): (entry.key, entry.date) for entry in ranked if entry.public and count[key(entry.slug)] == 1
    }


def _numbered(index: Index, ranked: Sequence[Entry], absent: Iterable[Placed], media: Media) -> dict[int, str]:
    found = {one.wordpress_id: one.key for one in absent if one.wordpress_id}
    found |= {one.id: path for one in index.attachments.values() if one.id and (path := media.path(one.url))}
    return found | {entry.id: entry.key for entry in ranked if entry.id}


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
