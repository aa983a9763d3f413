"""Which addresses of the old site only a rule of the web server can answer.

Pages answer for themselves (`url`, `aliases`). What remains: addresses that ask by number, archives by date, feeds,
further pages of a list or a post, attachment pages without a post, terms in whose place the user has a page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from migrate.model.decided import Redirects
from migrate.model.documents import Placed
from migrate.model.export import TermReference
from migrate.model.rest_of_site import Attachment
from migrate.site.addresses import Hosts, asked_by_name, linked_path
from migrate.site.answer.asked_by_name import WORDS, Question, rules_by_name, terms_by_name
from migrate.site.collect.guests import AUTHORS
from migrate.site.collect.index import Index
from migrate.site.collect.indexed_item import IndexedItem
from migrate.site.decide.bylines import nicename
from migrate.site.decide.choosing_order import SERIES
from migrate.site.decide.media.media import Media
from migrate.site.decide.paths.choice import POSTS, type_folder
from migrate.site.decide.paths.paths import day
from migrate.site.decide.terms.terms import TermPage, bases_with_parents, default_last

GENERATED = re.compile(
    r"^/(?:\d{4}(?:/\d{1,2}){0,2}/?|comments/feed/?|wp-(?:rss2?|rdf|atom|commentsrss2)\.php"
    r"|(?P<above>.+?/)??(?:(?:feed|rss2?|rdf|atom)(?:/(?:feed|rss2?|rdf|atom))?|page/\d+)/?)$"
)
"""Addresses that WordPress makes up for lists of posts: by date, as feeds, by page number; `above` is the list's."""
_OWN_TYPES = frozenset({"post", "page"})
_MOST_PAGES = 200
_FEEDS = ("feed/", "feed/atom/", "feed/rss2/")
_PODCAST = "/podcast.xml"
"""Where the feed of a podcast is."""
_PODCAST_FEED = "/feed/podcast"
"""Where it was."""
_LISTED = 10
"""How many posts WordPress shows on one page of a list."""
_WORDS = {"tag": ("post_tag", "tag"), "category_name": ("category", "category"), "author_name": (AUTHORS, "author")}
"""Parameters that ask for a term by its slug: its taxonomy, and the word in its address."""
Free = Callable[[str, str | None], bool]
"""Whether nobody has an address on the new site, but perhaps the one with this key."""


@dataclass(slots=True)
class _Shown:
    """What the published items say of addresses beside their own."""

    items: dict[int, str] = field(default_factory=dict)
    """Their addresses by number."""
    parts: dict[str, str] = field(default_factory=dict)
    """The further pages of items that were shown in parts."""
    dates: set[str] = field(default_factory=set)
    """The days of posts."""
    types: dict[str, set[str]] = field(default_factory=dict)
    """The types of items, each with the folders in which the addresses of its items are."""
    episodes: bool = False
    series: set[str] = field(default_factory=set)
    """The keys of series of episodes."""
    terms: Counter[TermReference] = field(default_factory=Counter)
    depths: set[int] = field(default_factory=set)
    asked: dict[Question, str] = field(default_factory=dict)
    """The addresses of items that were asked for by name."""
    is_plain: bool = False
    """Whether WordPress rewrote no addresses."""

    def add(self, entry: IndexedItem, address: str) -> None:
        """Take in one item with its address."""
        if entry.id:
            self.items.setdefault(entry.id, address)
        if entry.type == "post":
            self.dates.add(day(entry.date))
            self.is_plain = self.is_plain or "?p=" in entry.link
        elif (question := asked_by_name(entry.link, entry.slug))[0]:
            self.asked[question] = address
        for number in range(2, min(entry.pages, _MOST_PAGES) + 1):
            self.parts[f"{address.rstrip('/')}/{number}/"] = address
        self.types.setdefault(entry.type, set()).add(folder_of(address))
        self.episodes = self.episodes or entry.episode
        if entry.episode:
            self.series.update(f"term:{SERIES}/{unquote(one.slug)}" for one in entry.terms if one.taxonomy == SERIES)
        self.terms.update(entry.terms)
        if address != "/":
            self.depths.add(address.strip("/").count("/") + 1)

    def add_kept(self, one: Placed) -> None:
        """Take in a page that the export no longer holds: what led to it leads there as long as it stands."""
        if one.identity.wordpress_id:
            self.items.setdefault(one.identity.wordpress_id, one.url)
        if one.path.startswith(f"content/{POSTS}/"):
            self.dates.add(day(one.marks.date))
        self.depths.add(one.url.strip("/").count("/") + 1)


def redirects(
    *,
    index: Index,
    public: Iterable[tuple[IndexedItem, str]],
    kept: Iterable[Placed],
    kept_terms: Iterable[Placed],
    term_pages: Iterable[TermPage],
    hosts: Hosts,
    media: Media,
    is_known: Callable[[Attachment], bool],
    root: str,
    moved_lists: Mapping[str, str],
    free: Free,
) -> Redirects:
    """All that a web server must know of the old site.

    `public` are the published items with their addresses, `kept` and `kept_terms` the pages that the export no longer
    holds; `is_known` says of which files visitors could know; `root` is what stands before `/category/`;
    `moved_lists` names the lists that are not at their own name.
    """
    shown, terms = _shown(public, kept), list(term_pages)
    gone = [one for one in kept_terms if one.url and one.path and one.key not in {page.key for page in terms}]
    urls = {page.plain_key: _place(page) for page in default_last(terms) if page.url}
    urls |= {key: _place(page) for page in default_last(terms) if page.url for key, _ in page.merged}
    pages = _attachments(_known(index, shown, is_known), hosts, media, shown.items)
    by_name = rules_by_name(_asked(shown, terms, moved_lists))
    moved = _moved(shown, terms, root, pages, _lists(shown, hosts.folder, root, moved_lists))
    return Redirects(
        folder=hosts.folder,
        posts=moved_lists.get(POSTS, f"/{POSTS}/"),
        words=(*((name, f"{root}/{word}/") for name, (_, word) in _WORDS.items()), *by_name.words),
        items=tuple(sorted(shown.items.items())),
        categories=tuple(sorted((*_categories(index, urls), *_gone_categories(gone)))),
        authors=tuple(sorted(_authors(index, urls))),
        named=(*sorted(_named(urls, root)), *by_name.named),
        moved=tuple(sorted(_unless_taken(moved, terms, free))),
        lists=tuple(sorted((*(page.url for page in terms if page.url and page.path), *(one.url for one in gone)))),
        dates=tuple(sorted(one for one in _dates(shown.dates, hosts.folder) if free(one, None))),
        depths=tuple(sorted(shown.depths)),
    )


def _asked(shown: _Shown, terms: Iterable[TermPage], moved_lists: Mapping[str, str]) -> dict[Question, str]:
    """What is asked for by name where WordPress rewrites no addresses, beside what it always has words for."""
    if not shown.is_plain:
        return shown.asked
    known = WORDS.values()
    found = {one: _place(page) for one, page in terms_by_name(default_last(terms)) if one[0] not in known}
    return {**found, **lists_by_type(shown.types, moved_lists), **shown.asked}


def folder_of(address: str) -> str:
    """What an address is below."""
    return address[: address.rstrip("/").rfind("/") + 1]


def with_more(
    known: Redirects,
    posts: Iterable[tuple[IndexedItem, str]],
    files: Iterable[Attachment],
    *,
    hosts: Hosts,
    media: Media,
    free: Free,
) -> Redirects:
    """The same with posts that were published since, and their addresses, and with files, whose pages visitors knew.

    Nobody had any of their addresses, and the terms of the posts were known.
    """
    shown = _shown(posts, ())
    pages = _attachments(files, hosts, media, shown.items)
    moved = {old: new for old, new in (shown.parts | pages).items() if free(old, None)} | dict(known.moved)
    dates = (one for one in _dates(shown.dates, known.folder) if free(one, None))
    return known._replace(
        items=tuple(sorted((*known.items, *shown.items.items()))),
        moved=tuple(sorted(moved.items())),
        dates=tuple(sorted({*known.dates, *dates})),
        depths=tuple(sorted({*known.depths, *shown.depths})),
    )


def _shown(public: Iterable[tuple[IndexedItem, str]], kept: Iterable[Placed]) -> _Shown:
    shown = _Shown()
    for entry, address in public:
        shown.add(entry, address)
    for one in kept:
        if one.published and one.path and one.url:
            shown.add_kept(one)
    return shown


def _moved(
    shown: _Shown, terms: Sequence[TermPage], root: str, pages: Mapping[str, str], lists: Mapping[str, str]
) -> dict[str, str]:
    """Old addresses with new ones, every kind that needs no rule of its own; of two for one the later counts."""
    return {**shown.parts, **_moved_terms(shown, terms, root), **_feeds_of_series(shown, terms, root), **pages, **lists}


def _known(index: Index, shown: _Shown, is_known: Callable[[Attachment], bool]) -> Iterator[Attachment]:
    """Files whose pages visitors could know."""
    files = (one for one in index.attachments.records() if one.public)
    return (one for one in files if one.parent in shown.items or is_known(one))


def _place(page: TermPage) -> str:
    """Where a term is: at its address, or where Hugo puts the page that the user made for it."""
    if page.path or not page.url:
        return page.url
    return f"/{page.taxonomy}/{quote(page.name.lower().replace(' ', '-'), safe='/')}/"


def _categories(index: Index, urls: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    for (taxonomy, slug), term in index.terms.items():
        if taxonomy == "category" and term.id and (url := urls.get(f"term:category/{slug}")):
            yield term.id, url


def _authors(index: Index, urls: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    for author in index.authors.values():
        if author.id and (url := urls.get(f"term:{AUTHORS}/{author.login}")):
            yield author.id, url


def _named(urls: Mapping[str, str], root: str) -> Iterator[tuple[str, str, str]]:
    parameters = {taxonomy: (name, word) for name, (taxonomy, word) in _WORDS.items()}
    taken = set(urls.values())
    for key, url in urls.items():
        taxonomy, _, slug = key.removeprefix("term:").partition("/")
        name, word = parameters.get(taxonomy, ("", ""))
        slug = nicename(slug) if taxonomy == AUTHORS else slug
        if name and f"{root}/{word}/{slug}/" not in taken:
            yield name, slug, url


def _moved_terms(shown: _Shown, terms: Sequence[TermPage], root: str) -> dict[str, str]:
    """Addresses of terms where no page of ours is, from where to where."""
    return _terms(shown.terms, terms) | _former_terms(terms) | _children(terms, root)


def _terms(carried: Counter[TermReference], terms: Iterable[TermPage]) -> dict[str, str]:
    """Terms that cannot be at their old address, with their feeds and further pages."""
    away = [page for page in terms if _place(page) != page.url]
    count: Counter[str] = Counter()
    for one, times in carried.items():
        count[f"term:{one.taxonomy}/{unquote(one.slug)}"] += times
    moved: dict[str, str] = {}
    for page in away:
        new = _place(page)
        moved[page.url] = new
        moved |= {f"{page.url}{feed}": f"{new}index.xml" for feed in _FEEDS}
        moved |= {f"{page.url}page/{number}/": new for number in range(2, (count[page.plain_key] - 1) // _LISTED + 2)}
    return moved


def _former_terms(terms: Iterable[TermPage]) -> dict[str, str]:
    """Where terms were before: their feeds, and of one that has no page of ours the address itself."""
    moved: dict[str, str] = {}
    for page in terms:
        new = _place(page)
        for old in page.former:
            moved |= {f"{old}{feed}": f"{new}index.xml" for feed in _FEEDS} | ({} if page.path else {old: new})
    return moved


def _feeds_of_series(shown: _Shown, terms: Iterable[TermPage], root: str) -> dict[str, str]:
    """The feed of each podcast of several, which Seriously Simple Podcasting has below that of all."""
    series = (
        (page.key.rpartition("/")[2], f"{_place(page)}index.xml") for page in terms if page.plain_key in shown.series
    )
    return {f"{root}{_PODCAST_FEED}/{slug}{end}": feed for slug, feed in series for end in ("", "/")}


def _gone_categories(gone: Iterable[Placed]) -> Iterator[tuple[int, str]]:
    """Categories of earlier runs that the export does not hold."""
    return ((one.marks.term_id, one.url) for one in gone if one.key.startswith("term:category/") and one.marks.term_id)


def _children(terms: Iterable[TermPage], root: str) -> dict[str, str]:
    """Categories asked for without their parents, whom WordPress leads on."""
    fronts = tuple(f"{root}/{base}/" for base in bases_with_parents())
    below = {page.url: _place(page) for page in terms if page.url.startswith(fronts)}
    short = (
        (f"{front}{url.strip('/').rpartition('/')[2]}/", new)
        for url, new in below.items()
        for front in fronts
        if url.startswith(front)
    )
    return {old: new for old, new in short if old not in below}


def _attachments(
    attachments: Iterable[Attachment], hosts: Hosts, media: Media, items: dict[int, str]
) -> dict[str, str]:
    """Pages of attachments, which showed the file: the first that has an address keeps it.

    Adds to `items`, by number: of an attachment its file, or where that is on another host the item it belongs to.
    """
    moved: dict[str, str] = {}
    found: dict[int, str] = {}
    for one in attachments:
        path, file = linked_path(one.link, hosts)[0], media.path(one.url)
        if path and file and path != file:
            moved.setdefault(path, file)
        if one.id and one.id not in items and (address := file or items.get(one.parent)):
            found[one.id] = address
    items |= found
    return moved


def _lists(shown: _Shown, folder: str, root: str, moved_lists: Mapping[str, str]) -> dict[str, str]:
    """The front page of a site in a folder, the lists of custom types, and those of post formats, with their feeds."""
    moved = {f"{folder}/": "/"} if folder else {}
    if shown.episodes:
        moved |= dict.fromkeys((f"{root}{_PODCAST_FEED}", f"{root}{_PODCAST_FEED}/"), _PODCAST)
    posts = moved_lists.get(POSTS, f"/{POSTS}/")
    listed = lists_of_types(shown.types, root, moved_lists)
    for one in shown.terms:
        if one.taxonomy == "post_format":
            listed[f"{root}/type/{one.slug.removeprefix('post-format-')}/"] = posts
    moved |= listed | {f"{old}{feed}": f"{new}index.xml" for old, new in listed.items() for feed in _FEEDS}
    return {old: new for old, new in moved.items() if old != new}


def lists_of_types(types: Mapping[str, Collection[str]], root: str, moved_lists: Mapping[str, str]) -> dict[str, str]:
    """Where items of custom types were listed, and where they are now; `types` names the folders that hold some."""
    listed: dict[str, str] = {}
    for name in types:
        if name in _OWN_TYPES:
            continue
        listed |= dict.fromkeys((f"{root}/{name}/", _above(types[name])), _list_of_type(name, moved_lists))
    listed.pop("", None)
    return listed


def _list_of_type(name: str, moved_lists: Mapping[str, str]) -> str:
    section = type_folder(name)
    return moved_lists.get(section, f"/{section}/")


def lists_by_type(types: Iterable[str], moved_lists: Mapping[str, str]) -> dict[Question, str]:
    """The lists of custom types by the question for them: `?post_type=book`."""
    return {("post_type", name): _list_of_type(name, moved_lists) for name in types if name not in _OWN_TYPES}


def _above(folders: Collection[str]) -> str:
    """The folder in which all of these are, where one of them is that: the list of a type is there. Else empty."""
    shortest = min(folders, key=len)
    return shortest if shortest != "/" and all(one.startswith(shortest) for one in folders) else ""


def _unless_taken(moved: Mapping[str, str], terms: Iterable[TermPage], free: Free) -> Iterator[tuple[str, str]]:
    own = {page.url: page.key for page in terms if not page.path}
    return (one for one in moved.items() if free(one[0], own.get(one[0])))


def _dates(dates: Iterable[str], folder: str) -> set[str]:
    return {f"{folder}{one}" for date in dates for one in _archives(date)}


def _archives(date: str) -> Iterator[str]:
    if found := day(date):
        year, month, number = found.split("-")
        yield from (f"/{year}/", f"/{year}/{month}/", f"/{year}/{month}/{number}/")
