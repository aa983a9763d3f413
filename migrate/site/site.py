"""The whole site at once: every page's place and addresses, and the answers to what one item asks about another."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from migrate.diagnostics import Diagnostics
from migrate.model import Attachment, Item, Kind, Listed, Page, Placed, Redirects, Wanted
from migrate.options import Options
from migrate.site.addresses import Hosts, take_apart
from migrate.site.atlas import site_map
from migrate.site.fragments import Spot, links_to_places, wanted_places
from migrate.site.index import Entry, Index, MenuItem, plain
from migrate.site.library import View, ask, digest, link_of
from migrate.site.links import Resolver
from migrate.site.media import Media, encoded
from migrate.site.menus import Menu, menus
from migrate.site.pages import Addressing, aliases_of, make_page, natural_address, rank, term_pages
from migrate.site.placement import POSTS, Placement, type_folder
from migrate.site.rules import redirects
from migrate.site.terms import AUTHORS, TermPage, Terms

_SCHEMES = frozenset({"", "http", "https", "mailto", "tel"})
_LISTS = frozenset({"categories", "tags", AUTHORS})


class Site:
    """What the export and the state of earlier runs say together. It does not change once it is built.

    `placed` are the documents of earlier runs by key, `taken` the paths of files that the user made.
    """

    def __init__(
        self,
        index: Index,
        options: Options,
        placed: Mapping[str, Placed] | None = None,
        taken: Collection[str] = (),
        diagnostics: Diagnostics | None = None,
    ) -> None:
        placed = placed or {}
        diagnostics = diagnostics if diagnostics is not None else Diagnostics()
        self.index = index
        self.options = options
        self._ranked = sorted(filter(index.becomes_page, index.entries.values()), key=rank)
        self.hosts = Hosts(index.channel, [*_hosts_of(self._ranked), *options.hosts], _former(index.former_hosts))
        self.media = Media(self.hosts, index.attachments.values())
        types = frozenset(type_folder(one.type) for one in self._ranked if one.type not in {"post", "page"})
        self.terms = Terms(index, self._ranked, placed, types)
        self.sections = frozenset({POSTS, *types})
        lists = self.sections | _LISTS | set(self.terms.taxonomies().values())
        placement = Placement(index.entries, self.hosts, lists, placed, taken)
        self._positions = placement.positions(self._ranked)
        self._addressing = addressing = Addressing(self.hosts, placed, diagnostics)
        self._urls = addressing.items(self._ranked, self._positions)
        self._all_terms = tuple(term_pages(self.terms, addressing, placement, self._root, diagnostics))
        self.term_pages = tuple(page for page in self._all_terms if page.path)
        """The pages of all terms and authors to which Hugo can bind one."""
        moved = self._moved(sorted(lists | self._bare_folders()), addressing)
        self.moved_taxonomies = {name: one for name, one in moved.items() if name in lists - self.sections}
        """Taxonomies whose own address a page has: key to the address that the list of its terms gets instead."""
        self.moved_sections = {name: one for name, one in moved.items() if name not in self.moved_taxonomies}
        """The same for sections."""
        self._slugs = addressing.natural(self._ranked, self._urls, self._positions)
        self.pages = self._pages(placed, addressing)
        """What was decided for every item that becomes a page, by key, what is published first, then by id."""
        self.links = Resolver(
            self.hosts,
            self.media,
            site_map(
                index=index,
                ranked=self._ranked,
                pages=self.pages,
                addresses={entry.key: self.address(entry.key) for entry in self._ranked},
                term_pages=self._all_terms,
                placed=placed,
                taken=taken,
                hosts=self.hosts,
                media=self.media,
            ),
        )
        spots = [*self._spots(), *_spots_of_absent(one for one in placed.values() if one.key not in self.pages)]
        addresses = {encoded(self.address(entry.key)): entry.key for entry in self._ranked} if spots else {}
        self._wanted = wanted_places(spots, addresses, lambda href, here: self.links.resolve(href, here)[0].url)

    def view(self, item: Item, diagnostics: Diagnostics | None = None) -> View:
        """The rest of the site as the content of one item may ask for it."""
        return View(self, item, diagnostics if diagnostics is not None else Diagnostics())

    def answers(self, lookups: Iterable[str]) -> str:
        """Digest of today's answers to what a view recorded in an earlier run (hexadecimal)."""
        return digest([ask(self, question) for question in lookups])

    def decisions(self, key: str) -> str:
        """Digest of everything the site decided about a page but its place (hexadecimal)."""
        page = self.pages[key]
        fields = (page.url, page.aliases, page.slug, page.published, page.image, page.image_alt)
        return digest((fields, page.categories, page.tags, page.taxonomies, page.author))

    def address(self, key: str) -> str:
        """Where a page is: root-relative, decoded; empty for what is no page."""
        position = self._positions.get(key)
        if position is None:
            return ""
        return self._urls[key] or natural_address(position.path, self._slugs[key])

    def attachment(self, attachment_id: int) -> Attachment | None:
        """The attachment with this id."""
        return self.index.attachments.get(str(attachment_id))

    def attachments_of(self, post_id: int) -> tuple[Attachment, ...]:
        """All attachments of a post, by menu_order, then id."""
        return self._attached.get(post_id, ())

    def listed(self, post_id: int) -> Listed | None:
        """A published item by its id, for a label and a link."""
        entry = self.index.entries.get(str(post_id))
        if entry is None or entry.key not in self.pages or not entry.public:
            return None
        return Listed(entry.id, entry.title, self.address(entry.key), entry.parent, entry.menu_order)

    def children_of(self, post_id: int) -> tuple[Listed, ...]:
        """Published pages below a page (0: the top), by menu_order, then title."""
        return self._children.get(post_id, ())

    def wanted(self, key: str) -> tuple[Wanted, ...]:
        """The places in a page that links of other pages and menus lead to."""
        return self._wanted.get(key, ())

    @property
    def title(self) -> str:
        """The name of the site."""
        return plain(self.index.channel.title) if self.index.channel else ""

    @property
    def custom_taxonomies(self) -> tuple[str, ...]:
        """Front matter keys of the taxonomies that Hugo must be told of, besides categories, tags and authors."""
        return tuple(sorted(set(self.terms.taxonomies().values()) - _LISTS))

    @cached_property
    def redirects(self) -> Redirects:
        """What a web server must know of the old site."""
        return redirects(
            index=self.index,
            public=[(entry, self.address(entry.key)) for entry in self._ranked if entry.public],
            term_pages=self._all_terms,
            hosts=self.hosts,
            media=self.media,
            root=self._root,
            moved_sections=self.moved_sections,
            owner=self._addressing.owner,
        )

    @cached_property
    def menus(self) -> tuple[Menu, ...]:
        """The menus of the old site."""
        names = {slug: term.name for (taxonomy, slug), term in self.index.terms.items() if taxonomy == "nav_menu"}
        return menus(self.index.menu_items.values(), names, self._menu_target)

    @cached_property
    def _attached(self) -> dict[int, tuple[Attachment, ...]]:
        found: dict[int, list[Attachment]] = defaultdict(list)
        for one in self.index.attachments.values():
            found[one.parent].append(one)
        return {parent: tuple(sorted(all_, key=lambda one: (one.menu_order, one.id))) for parent, all_ in found.items()}

    @cached_property
    def _children(self) -> dict[int, tuple[Listed, ...]]:
        found: dict[int, list[Listed]] = defaultdict(list)
        for entry in self._ranked:
            if entry.type == "page" and (listed := self.listed(entry.id)):
                found[entry.parent].append(listed)
        by_order = {
            parent: sorted(all_, key=lambda one: (one.menu_order, one.title, one.id)) for parent, all_ in found.items()
        }
        return {parent: tuple(all_) for parent, all_ in by_order.items()}

    @property
    def _root(self) -> str:
        """What stands before `/category/`: the folder of the site, and the script where the server cannot rewrite."""
        scripted = sum("/index.php/" in entry.link for entry in self._ranked if entry.type == "post")
        return self.hosts.folder + ("/index.php" if scripted * 2 > len(self._ranked) else "")

    def _pages(self, placed: Mapping[str, Placed], addressing: Addressing) -> dict[str, Page]:
        pages = {}
        for entry in self._ranked:
            own = self.address(entry.key)
            attached = self.attachments_of(entry.id) if entry.id else ()
            aliases = aliases_of(
                entry=entry,
                own=own,
                before=placed.get(entry.key),
                attachments=attached,
                addressing=addressing,
                hosts=self.hosts,
            )
            pages[entry.key] = make_page(
                entry=entry,
                position=self._positions[entry.key],
                url=self._urls[entry.key],
                slug=self._slugs[entry.key],
                terms=self.terms,
                media=self.media,
                image=self.attachment(entry.thumbnail) if entry.thumbnail else None,
                aliases=aliases,
            )
        return pages

    def _spots(self) -> Iterator[Spot]:
        """All links to places on other pages: in the texts, in reusable blocks and in menus."""
        for entry in self._ranked:
            for href in entry.places:
                yield href, self.address(entry.key) or "/", entry.key
        for number, text in self.index.blocks.items():
            for href in links_to_places(text):
                yield href, "/", str(number)
        for item in self.index.menu_items.values():
            if "#" in item.url:
                yield item.url, "/", str(item.id)

    def _bare_folders(self) -> set[str]:
        """Folders at the top of the content without a page of their own: Hugo makes a list of each."""
        parts = [position.path.removeprefix("content/").split("/") for position in self._positions.values()]
        pages = {one[0].removesuffix(".md") for one in parts if len(one) == 1}
        return {one[0] for one in parts if len(one) > 1} - pages

    def _moved(self, lists: Sequence[str], addressing: Addressing) -> dict[str, str]:
        moved = {}
        for name in lists:
            if addressing.claim(f"/{name}/", f"list:{name}"):
                continue
            candidates = (f"/all-{name}{number}/" for number in ("", *range(2, 1000)))
            moved[name] = next(one for one in candidates if addressing.claim(one, f"list:{name}"))
        return moved

    def _menu_target(self, item: MenuItem) -> tuple[str, str] | None:
        if item.kind == "post_type":
            listed = self.listed(item.object_id)
            return (listed.title, listed.link) if listed else None
        if item.kind == "taxonomy":
            return self._menu_term(item)
        if item.kind == "post_type_archive":
            return item.object, f"/{POSTS if item.object == 'post' else type_folder(item.object)}/"
        url = self.links.resolve(item.url)[0].url
        return ("", url) if url and take_apart(url).scheme in _SCHEMES else None

    def _menu_term(self, item: MenuItem) -> tuple[str, str] | None:
        term = self._menu_terms.get((item.object, item.object_id))
        return (term.title, term.url) if term and term.url else None

    @cached_property
    def _menu_terms(self) -> dict[tuple[str, int], TermPage]:
        pages = {page.key: page for page in self._all_terms}
        known = ((taxonomy, term.id, f"term:{taxonomy}/{slug}") for (taxonomy, slug), term in self.index.terms.items())
        return {(taxonomy, number): pages[key] for taxonomy, number, key in known if key in pages}


def _spots_of_absent(absent: Iterable[Placed]) -> Iterator[Spot]:
    """The links of pages that this export does not hold but whose files stand, as their conversion asked about them."""
    for one in absent:
        for question in json.loads(one.lookups or "[]") if one.kind is Kind.CONTENT and one.path else ():
            if "#" in question and (link := link_of(question)) and not link[0].startswith("#"):
                yield *link, one.key


def _former(hosts: Counter[str]) -> list[str]:
    """Where a good part of the items was made: a few may have been imported from the site of somebody else."""
    return sorted(host for host, times in hosts.items() if times * 3 >= hosts.total())


def _hosts_of(ranked: Iterable[Entry]) -> list[str]:
    """The host that most published items live at, whatever the head of the export says."""
    count = Counter(take_apart(entry.link).host or "" for entry in ranked if entry.public)
    host, times = count.most_common(1)[0] if count else ("", 0)
    return [host] if host and times * 2 > count.total() else []
