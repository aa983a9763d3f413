"""Which addresses of the old site only a rule of the web server can answer.

Pages answer for themselves (`url`, `aliases`). What remains: addresses that ask by number, archives by date, feeds,
further pages of a list or a post, attachment pages without a post, terms to which no page can be bound.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from urllib.parse import quote

from migrate.model import Attachment, Redirects
from migrate.site.addresses import Hosts
from migrate.site.index import Entry, Index
from migrate.site.media import Media
from migrate.site.paths import day
from migrate.site.placement import path_of
from migrate.site.terms import AUTHORS, TermPage

GENERATED = re.compile(
    r"^/(?:\d{4}(?:/\d{1,2}){0,2}/?|(?:.+/)?(?:feed|rss2?|rdf|atom)(?:/(?:feed|rss2?|rdf|atom))?/?|(?:.+/)?page/\d+/?"
    r"|wp-(?:rss2?|rdf|atom|commentsrss2)\.php)$"
)
"""Addresses that WordPress makes up for lists of posts: by date, as feeds, by page number."""
_MOST_PAGES = 200
Owner = Callable[[str], str | None]
"""Who has an address on the new site."""


def redirects(
    *,
    index: Index,
    public: Iterable[tuple[Entry, str]],
    term_pages: Iterable[TermPage],
    hosts: Hosts,
    media: Media,
    posts: str,
    owner: Owner,
) -> Redirects:
    """All that a web server must know of the old site. `public` are the published items with their addresses."""
    shown, terms = list(public), list(term_pages)
    urls = {page.key: page.url for page in terms if page.url}
    dates = {f"{hosts.folder}{one}" for entry, _ in shown if entry.type == "post" for one in _archives(entry.date)}
    return Redirects(
        folder=hosts.folder,
        posts=posts,
        tags=f"{hosts.folder}/tag/",
        items=tuple(sorted(_items(shown, index.attachments.values(), media))),
        categories=tuple(sorted(_categories(index, urls))),
        authors=tuple(sorted(_authors(index, urls))),
        moved=tuple(sorted(_moved(shown, terms, index.attachments.values(), hosts, media, owner))),
        lists=tuple(sorted(page.url for page in terms if page.url and page.path)),
        dates=tuple(sorted(one for one in dates if owner(one) is None)),
    )


def _items(
    shown: Iterable[tuple[Entry, str]], attachments: Iterable[Attachment], media: Media
) -> Iterator[tuple[int, str]]:
    yield from ((entry.id, address) for entry, address in shown if entry.id)
    for one in attachments:
        if one.id and (path := media.path(one.url)):
            yield one.id, path


def _categories(index: Index, urls: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    for (taxonomy, slug), term in index.terms.items():
        if taxonomy == "category" and term.id and (url := urls.get(f"term:category/{slug}")):
            yield term.id, url


def _authors(index: Index, urls: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    for author in index.authors.values():
        if author.id and (url := urls.get(f"term:{AUTHORS}/{author.login}")):
            yield author.id, url


def _moved(
    shown: Iterable[tuple[Entry, str]],
    terms: Iterable[TermPage],
    attachments: Iterable[Attachment],
    hosts: Hosts,
    media: Media,
    owner: Owner,
) -> set[tuple[str, str]]:
    moved: dict[str, str] = {}
    for entry, address in shown:
        for number in range(2, min(entry.pages, _MOST_PAGES) + 1):
            moved[f"{address.rstrip('/')}/{number}/"] = address
    for page in terms:
        if page.url and not page.path:
            moved[page.url] = f"/{page.taxonomy}/{quote(page.name.lower().replace(' ', '-'), safe='/')}/"
    for one in attachments:
        path, file = path_of(one.link, hosts), media.path(one.url)
        if path and file and path != file:
            moved.setdefault(path, file)
    if hosts.folder:
        moved[f"{hosts.folder}/"] = "/"
    own = {page.url: page.key for page in terms if not page.path}
    return {(old, new) for old, new in moved.items() if owner(old) in {None, own.get(old)}}


def _archives(date: str) -> Iterator[str]:
    if found := day(date):
        year, month, number = found.split("-")
        yield from (f"/{year}/", f"/{year}/{month}/", f"/{year}/{month}/{number}/")
