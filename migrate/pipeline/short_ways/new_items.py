"""Posts, pages and files that the last run did not know, where they change nothing but what is told of all of them.

A post has a place, an address and terms, a file has an address and a page, and others may name both. Where nobody had
that place and these addresses, nobody asked for them, and the terms are known, all other documents stay what they are,
but for the rules for web servers.
What a post asks about others was never answered before. So only that counts which a part of the site answers as surely
as the whole. A page is judged as a post is, and lies at the top.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote

from migrate.diagnostics import Code
from migrate.model.decided import Redirects
from migrate.model.documents import Kind, Placed
from migrate.model.rest_of_site import Attachment
from migrate.pipeline.known_notes import KnownNotes, Topic
from migrate.pipeline.short_ways.part_of_site import MOST_PORTIONS, notes_of
from migrate.pipeline.short_ways.whole_site import WholeSite, addresses_in, known_files, rules_in
from migrate.site.addresses import as_address, decoded, key, take_apart
from migrate.site.answer.asked import questions_of
from migrate.site.answer.links import asked_link
from migrate.site.answer.site import Site
from migrate.site.collect.guests import AUTHORS
from migrate.site.collect.indexed_item import IndexedItem
from migrate.site.collect.notes import Note
from migrate.site.decide.choosing_order import host_of
from migrate.site.decide.decide import attachment_pages, other_hosts
from migrate.site.decide.decisions import natural_address
from migrate.site.decide.media.media import encoded, spellings
from migrate.site.decide.media.servers import original
from migrate.site.decide.paths.choice import POSTS
from migrate.site.decide.paths.paths import place
from migrate.site.decide.terms.terms import TermPage

_OF_POSTS = f"content/{POSTS}/"
_AT_THE_TOP = len(("content/", "NAME/"))
_ABOUT_ONE = frozenset({"attachment", "block", "kept-back", "listed", "title"})
"""Kinds of questions about the one item with a number: the notes of the last run name it, or there is none."""
_ABOUT_ITSELF = frozenset({"seen", "language", "wanted", "attachments-of"})
"""Kinds of questions that a post asks about itself, of which nobody knows anything who did not know the post."""


class AllTold(NamedTuple):
    """What the last run told of all items in one place."""

    rules: Redirects
    addresses: array[int]
    """Fingerprints of all that somebody has, in order."""

    def is_free(self, address: str, but_for: str | None = None) -> bool:
        """Whether nobody has an address; as `redirects.Free`."""
        mark = as_address(address).mark
        at = bisect_left(self.addresses, mark)
        return at == len(self.addresses) or self.addresses[at] != mark


def all_told(notes: KnownNotes) -> AllTold | None:
    """All that; None where it is not there, or damaged."""
    rules, addresses = rules_in(notes.told_before(Topic.RULES)), addresses_in(notes.told_before(Topic.ADDRESSES))
    return AllTold(rules, addresses) if rules and addresses else None


def plain_items(added: Sequence[Note], notes: KnownNotes) -> dict[str, Note] | None:
    """These notes by key, if they are of public posts, pages and files alone, and nothing named them; else None."""
    is_plain = all((_is_page(one) or _is_file(one)) and not _is_named(one, notes) for one in added)
    return {one.key: one for one in added} if is_plain else None


def _is_page(note: Note) -> bool:
    entry = note.entry
    if not isinstance(entry, IndexedItem) or not (entry.public and entry.id and entry.slug):
        return False
    if entry.type != "post" and (entry.type != "page" or entry.parent or entry.empty):
        return False
    is_asked = note.beside or note.tables or entry.language or entry.joined or "?" in entry.link
    return not (is_asked or note.other is not None or entry.episode or entry.places or entry.leads_to)


def _is_file(note: Note) -> bool:
    file = note.other
    return note.entry is None and isinstance(file, Attachment) and bool(file.id) and file.public and not file.made_as


def _is_named(new: Note, notes: KnownNotes) -> bool:
    """Whether an item of the last run has the number of a new one, lies below it, or has it at its head."""
    number = new.key.encode()
    found = notes.naming([b'"%b"' % number, *(a + number + b for a in (b"[", b",") for b in (b",", b"]"))])
    return len(found) > MOST_PORTIONS or any(
        one.key == new.key or _names(one.entry, new.key) or _names(one.other, new.key) for one in notes_of(notes, found)
    )


def _names(one: object, key: str) -> bool:
    """Whether an item or a file lies below an item, or has it at its head."""
    numbers = (one.parent, one.thumbnail) if isinstance(one, IndexedItem) else ()
    return key in map(str, (one.parent,) if isinstance(one, Attachment) else numbers)


class NewItems:
    """Judges whether items are all that is new, by a part of the site that holds them and what they name."""

    def __init__(
        self, notes: Mapping[str, Note], site: Site, whole: WholeSite, placed: Mapping[str, Placed], told: AllTold
    ) -> None:
        """`notes` by key; `placed` are the documents that stand, `whole` and `told` what the last run told of all."""
        self._notes, self._site, self._whole, self._placed, self._told = notes, site, whole, placed, told
        self._pages = [site.pages.content(key) for key, one in notes.items() if one.entry is not None]
        self._files = [site.index.attachments[key] for key, one in notes.items() if one.entry is None]

    def change_nothing_else(self, taken: Iterable[str], lookups: Mapping[str, Iterable[str]]) -> bool:
        """Whether all other documents stay what they are, and what is asked, `lookups` by key, is answered surely.

        `taken` are the paths of other files.
        """
        return (
            self._whole.is_plain
            and self._site.is_plain
            and self._lives_where_it_lived()
            and {entry.guid for entry, _ in self._pages}.isdisjoint(one.marks.guid for one in self._placed.values())
            and self._have_new_names(taken)
            and all(map(self._is_free, self._addresses()))
            and all(self._has_known_terms(entry) for entry, _ in self._pages)
            and all(map(self._is_own_file, self._files))
            and not self._are_named()
            and not self._were_asked_for()
            and all(self._is_sure(key, question) for key, asked in lookups.items() for question in asked)
        )

    @property
    def newest(self) -> str:
        """The latest of the dates of public pages."""
        return max((self._whole.newest, *(entry.date for entry, _ in self._pages)))

    def whole(self, *, asks_for_files: bool) -> WholeSite:
        """What is told of the site as a whole from now on; where that was asked, with the files of the library."""
        hosts, former = (dict(sorted(one.items())) for one in self._counted())
        whole = self._whole._replace(newest=self.newest, hosts=hosts, former_hosts=former)
        if not self._files:
            return whole
        before = () if asks_for_files and not whole.has_files else whole.files
        files = None if before is None else tuple(sorted({*before, *known_files(self._site, self._files)}))
        return whole._replace(has_files=True, files=files)

    def told(self) -> AllTold:
        """What is told of all items from now on."""
        now = self._told._replace(addresses=self._told.addresses[:])
        for address in self._addresses_of_pages():
            insort(now.addresses, as_address(address).mark)
        return now._replace(rules=self._site.redirects_with(self._told.rules, self._notes, now.is_free))

    def _addresses_of_pages(self) -> Iterator[str]:
        for entry, page in self._pages:
            yield from (self._site.address(entry.key), *page.aliases)

    def _addresses(self) -> Iterator[str]:
        """All addresses of the posts and pages, and of the pages of the files."""
        yield from self._addresses_of_pages()
        yield from (decoded(take_apart(file.link).path) for file in self._files if "?" not in file.link)

    def _is_free(self, address: str) -> bool:
        """Whether nobody had an address, be it a page, a rule or a file of a theme, and it is in nobody's way."""
        return "." not in address and self._told.is_free(address) and not self._ruled.intersection([key(address)])

    @cached_property
    def _ruled(self) -> frozenset[str]:
        rules = self._told.rules
        of_theme = (one.path for one in self._placed.values() if one.identity.kind in {Kind.CONFIG, Kind.DATA})
        pages = (natural_address(path, "") for path in of_theme if path.startswith("content/"))
        return frozenset(map(key, (*(old for old, _ in rules.moved), *rules.dates, *pages)))

    def _counted(self) -> tuple[Counter[str], Counter[str]]:
        """How many pages are at each host from now on, and how many items say that they were made at one."""
        hosts = Counter(self._whole.hosts) + Counter(host_of(entry.link) for entry, _ in self._pages)
        return hosts, Counter(self._whole.former_hosts) + Counter(
            one.former_host for one in self._notes.values() if one.former_host
        )

    def _lives_where_it_lived(self) -> bool:
        """Whether the hosts of the site are those of before, and those that the part knows."""
        before = other_hosts(Counter(self._whole.hosts), Counter(self._whole.former_hosts))
        part = other_hosts(self._site.hosts, self._site.index.former_hosts)
        return before == part == other_hosts(*self._counted())

    def _have_new_names(self, taken: Iterable[str]) -> bool:
        """Whether no other file has the name of a new one, in whatever folder, and each lies where its type does."""
        names = {place(page.path).rpartition("/")[2] for _, page in self._pages}
        placed = [path for one in self._placed.values() for path in {one.path, one.home.assigned}]
        return not names or (
            len(names) == len(self._pages)
            and names.isdisjoint(place(path).rpartition("/")[2] for path in chain(placed, taken))
            and all(self._is_in_place(entry, page.path, placed) for entry, page in self._pages)
        )

    def _is_in_place(self, entry: IndexedItem, path: str, placed: Iterable[str]) -> bool:
        """Whether a post lies among others, a page at the top, with no folder of its name."""
        if entry.type == "post":
            return path.startswith(_OF_POSTS) and any(one.startswith(_OF_POSTS) for one in placed)
        folder = f"{place(path)}/"
        is_list = bool(self._site.index.options.posts) or path.endswith("/_index.md")
        return (
            not is_list
            and folder.count("/") == _AT_THE_TOP
            and not any(place(one).startswith(folder) for one in placed)
        )

    def _has_known_terms(self, entry: IndexedItem) -> bool:
        """Whether all terms of a post, and its authors, have the pages that they had, which visitors knew."""
        terms = self._site.terms.of("")
        keys = self._site.terms_of(entry)
        return all(terms.find(one.taxonomy, unquote(one.slug)) for one in entry.terms) and all(
            map(self._is_known_term, keys)
        )

    def _is_known_term(self, term: str) -> bool:
        before, page = self._placed.get(term), self._pages_of_terms.get(term)
        is_unseen = (Code.NAMES_NOT_PUBLIC, term.removeprefix("term:")) in self._whole.not_public
        if before is None or page is None or page.hidden or is_unseen:
            return False
        return (before.home.assigned, before.url, before.identity.title) == (page.path, page.url, page.title)

    @cached_property
    def _pages_of_terms(self) -> dict[str, TermPage]:
        return {page.key: page for page in self._site.term_pages}

    def _is_own_file(self, file: Attachment) -> bool:
        """Whether a file is one of the site, of an item that visitors know or of none, and has a name of its own.

        Another's is none of its own if either may be that of a copy of the other.
        """
        others = (one for one in self._site.index.attachments.values() if one.id != file.id)
        has_aliases = attachment_pages(self._site.index.options) == "aliases"
        parents = {"0", *self._notes} if has_aliases else self._known_parents
        is_here = bool(self._site.media.path(file.url)) and "%" not in file.url
        return (
            str(file.parent) in parents
            and is_here
            and all(_names_of(file).isdisjoint(_names_of(one)) for one in others)
        )

    @cached_property
    def _known_parents(self) -> frozenset[str]:
        placed = (one.key for one in self._placed.values() if one.published)
        return frozenset(("0", *placed, *(entry.key for entry, _ in self._pages)))

    def _are_named(self) -> bool:
        """Whether an item at the head of a file, of which nothing is noted, names one of the new ones."""
        index = self._site.index
        part = (*index.entries.items(), *index.attachments.items())
        return any(_names(one, new) for key, one in part if key not in self._notes for new in self._notes)

    def _were_asked_for(self) -> bool:
        """Whether an item, or the site, asked for one of the new ones before it was there."""
        names = {name for address in self._addresses() for name in key(address).split("/")[-1:]}
        names |= {*self._notes, *(key(entry.slug) for entry, _ in self._pages)}
        names |= {f"children-of {entry.parent}" for entry, _ in self._pages if entry.type == "page"}
        for file in self._files:
            names |= {f"attachments-of {file.parent}", *(one.rpartition("/")[2] for one in _names_of(file))}
        begun = {name.partition(".")[0] for name in names}  # the rest of it a copy may have behind other signs
        asking = (str(one.lookups) for one in self._placed.values() if one.lookups)
        asked = chain.from_iterable(questions_of(one) for one in asking if _may_name(one, begun))
        return any(names.intersection(_named_in(question)) for question in chain(asked, self._whole.asked))

    def _is_sure(self, post: str, question: str) -> bool:
        """Whether the whole site would answer what a post asks just as the part."""
        if link := asked_link(question):
            return self._is_sure_link(*link)
        kind, _, about = question.partition(" ")
        if kind == "media":
            return not original(about)
        if kind == "author":
            return self._is_known_term(f"term:{AUTHORS}/{about}")
        if kind in _ABOUT_ONE:
            known = self._placed.get(about)
            return known is None or not known.published or known.url == self._site.address(about)
        return kind in _ABOUT_ITSELF and about == post

    def _is_sure_link(self, href: str, here: str) -> bool:
        """Whether a link leads out, to a file, or to a document that stands, by its own address or its number."""
        links, asked = self._site.links, take_apart(href.strip())
        link, problem = links.resolve(href, here)
        if problem or links.leads_out(href, here):
            return not problem
        target, spelled = self._by_url.get(link.url.partition("#")[0]), key(decoded(asked.path))
        if target is None:
            is_file = not original(href) and encoded(self._site.media.path(href.strip())) == link.url
            return is_file or (bool(spelled) and self._pages_of_files.get(spelled) == link.url)
        is_named = spelled == key(target.url) and not asked.query
        is_numbered = ("p", str(target.identity.wordpress_id)) in parse_qsl(asked.query)
        return (is_named or is_numbered) and place(target.path).rpartition("/")[2] not in self._whole.repeated

    @cached_property
    def _by_url(self) -> dict[str, Placed]:
        return {encoded(one.url): one for one in self._placed.values() if one.url and one.published and one.path}

    @cached_property
    def _pages_of_files(self) -> dict[str, str]:
        """The addresses of files by those of their pages, which visitors knew for certain."""
        all_ = self._site.index.attachments.values()
        files = (one for one in all_ if one.public and str(one.parent) in self._known_parents)
        return {key(decoded(take_apart(one.link).path)): encoded(self._site.media.path(one.url)) for one in files}


def _may_name(lookups: str, names: Iterable[str]) -> bool:
    """Whether look-ups, as JSON, can name one of these: not where no letter of them is spelled otherwise."""
    return "%" in lookups or "\\u" in lookups or any(name in lookups.lower() for name in names)


def _names_of(file: Attachment) -> set[str]:
    """The paths that a file has, and those of which it may be a copy, and the same of what WordPress scaled down."""
    path = key(decoded(take_apart(file.url).path))
    originals = [f"{path.rpartition('/')[0]}/{key(file.original)}"] if file.original else []
    return {one for name in (path, *originals) for one in spellings(name)}


def _named_in(question: str) -> Iterator[str]:
    """The words and numbers by which a question may mean an item."""
    kind, _, about = question.partition(" ")
    link = asked_link(question)
    if not link and kind != "media":
        yield from (question, about)
        return
    address = take_apart((link[0] if link else about).strip())
    *folders, name = key(decoded(address.path)).split("/")
    yield from (*folders, *(one.removeprefix("/") for one in spellings(f"/{name}")))
    yield from (key(value).lstrip("0") for _, value in parse_qsl(address.query))
