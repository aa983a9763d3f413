"""The whole site at once: every page's place and addresses, and the answers to what one item asks about another."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain

from migrate.diagnostics import Code, Diagnostics
from migrate.model import Attachment, Item, Kind, Listed, Placed, Redirects, Wanted
from migrate.options import Options
from migrate.site.addresses import Hosts, take_apart
from migrate.site.atlas import Atlas
from migrate.site.attached import Attached
from migrate.site.decided import Pages
from migrate.site.drafts import Drafts, name_of, repeated_names
from migrate.site.fragments import Spot, WantedPlaces, links_to_places
from migrate.site.index import Index, MenuItem, plain
from migrate.site.library import View, ask, digest, link_of
from migrate.site.links import Resolver
from migrate.site.media import Media, encoded
from migrate.site.menus import Menu, menus
from migrate.site.pages import Addressing, hidden_pages, term_pages
from migrate.site.placement import POSTS, Placement, type_folder
from migrate.site.ranking import AUTHORS, Ranking
from migrate.site.rules import redirects
from migrate.site.terms import TermPage, Terms

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
        self._placed = placed
        self._ranking = ranking = Ranking(index)
        traits = ranking.traits
        self.hosts = Hosts(index.channel, [*_main_host(traits.hosts), *options.hosts], _former(index.former_hosts))
        self.media = Media(self.hosts, index.attachments)
        self._attached = Attached(index.attachments, self.hosts, self.media)
        types = frozenset(map(type_folder, traits.types - {"post", "page"}))
        self.terms = Terms(index, traits, placed, types)
        self.sections = frozenset({POSTS, *types})
        self._root = self.hosts.folder + ("/index.php" if traits.scripted * 2 > len(ranking) else "")
        """What stands before `/category/`: the folder of the site, and the script where the server cannot rewrite."""
        self.pages = Pages(ranking, index.attachments, self.terms, self.media)
        """What was decided for every item that becomes a page, by key, what is published first, then by id."""
        self._atlas = Atlas(index, ranking, self.pages, self.media, self._is_known)
        self.links = Resolver(self.hosts, self.media, self._atlas)
        absent = [one for one in placed.values() if one.kind is Kind.CONTENT and not ranking.number(one.key)]
        self._addressing = Addressing(ranking, absent, diagnostics)
        spots = [*self._decide(placed, absent, taken, diagnostics), *self._other_spots(), *_spots_of_absent(absent)]
        self._wanted = WantedPlaces(
            spots,
            lambda: (encoded(self.pages.decision(number).address) for number in range(1, len(ranking) + 1)),
            lambda href, here: self.links.resolve(href, here)[0].url,
        )
        self.links.forget()

    def _decide(
        self, placed: Mapping[str, Placed], absent: Sequence[Placed], taken: Collection[str], diagnostics: Diagnostics
    ) -> Iterator[Spot]:
        """Decide about all pages. Yields the links to places on other pages."""
        addressing, atlas = self._addressing, self._atlas
        lists = self.sections | _LISTS | set(self.terms.taxonomies().values())
        placement = Placement(self.index, self.hosts, lists, placed, taken)
        drafts = Drafts(self._ranking, self.hosts, placement, addressing, atlas)
        self._all_terms = tuple(term_pages(self.terms, addressing, placement, self._root, diagnostics))
        shown = (page for page in self._all_terms if page.path)
        self.term_pages = (*shown, *hidden_pages(self.terms, placed))
        """The pages of terms and authors to which Hugo can bind one."""
        moved = self._moved(sorted(lists | drafts.bare_folders()), addressing)
        self.moved_taxonomies = {name: one for name, one in moved.items() if name in lists - self.sections}
        """Taxonomies whose own address a page has: key to the address that the list of its terms gets instead."""
        self.moved_sections = {name: one for name, one in moved.items() if name not in self.moved_taxonomies}
        """The same for sections."""
        drafts.settle_slugs()
        known = (one for one in placed.values() if one.kind is Kind.TERM and one.key not in self.terms.unseen)
        atlas.add_terms(known, self._all_terms)
        files = chain((one.path for one in drafts.positions), (one.path for one in absent), taken)
        repeated = repeated_names(files)
        for one in absent:
            atlas.add_absent(one, name_of(one.path) not in repeated)
        for number, page in self._attached.pages_of_files():
            if self._is_known(self.index.attachments.numbered(number)):
                atlas.add_file(number, page)
        yield from drafts.decide(self.pages, placed, self._attached.pages_to, repeated)
        self._attached.forget_pages()
        atlas.add_former(absent)

    def _other_spots(self) -> Iterator[Spot]:
        """Links to places on pages, in reusable blocks and in menus."""
        for number, block in self.index.blocks.items():
            for href in links_to_places(block.text):
                yield href, "/", str(number)
        for item in self.index.menu_items.values():
            if "#" in item.url and item.public:
                yield item.url, "/", str(item.id)

    def view(self, item: Item, diagnostics: Diagnostics | None = None) -> View:
        """The rest of the site as the content of one item may ask for it."""
        return View(self, item, diagnostics if diagnostics is not None else Diagnostics())

    def answers(self, lookups: Iterable[str]) -> str:
        """Digest of today's answers to what a view recorded in an earlier run (hexadecimal)."""
        return digest([ask(self, question) for question in lookups])

    def asked(self, key: str) -> list[str]:
        """What the conversion of an item asked in an earlier run."""
        placed = self._placed.get(key)
        return list(json.loads(str(placed.lookups) or "[]")) if placed else []

    def address(self, key: str) -> str:
        """Where a page is: root-relative, decoded; empty for what is no page."""
        number = self._ranking.number(key)
        return self.pages.decision(number).address if number else ""

    def attachment(self, attachment_id: int) -> Attachment | None:
        """The attachment with this id, if visitors could see it."""
        found = self.index.attachments.get(str(attachment_id))
        return found if found and found.public else None

    def _is_known(self, one: Attachment) -> bool:
        """Whether visitors could know of a file: by itself, and by the item that it is attached to."""
        above = self.index.entries.get(str(one.parent)) if one.public and one.parent else None
        return one.public and (above is None or above.public)

    def withheld(self, attachment_id: int) -> bool:
        """Whether there is an attachment with this id that visitors could not see."""
        found = self.index.attachments.get(str(attachment_id))
        return found is not None and not found.public

    def attachments_of(self, post_id: int) -> tuple[Attachment, ...]:
        """All attachments of a post that visitors could see, by menu_order, then id."""
        found = map(self.index.attachments.numbered, self._attached.to(post_id))
        return tuple(one for one in found if one.public)

    def listed(self, post_id: int) -> Listed | None:
        """A published item by its id, for a label and a link."""
        number = self._ranking.number(str(post_id))
        return self._listed(number) if number else None

    def children_of(self, post_id: int) -> tuple[Listed, ...]:
        """Published pages below a page (0: the top), by menu_order, then title."""
        return self._children.get(post_id, ())

    def wanted(self, key: str) -> tuple[Wanted, ...]:
        """The places in a page that links of other pages and menus lead to."""
        return self._wanted.of(self._ranking.number(key))

    @property
    def title(self) -> str:
        """The name of the site."""
        return plain(self.index.channel.title) if self.index.channel else ""

    @property
    def redirects(self) -> Redirects:
        """What a web server must know of the old site."""
        return redirects(
            index=self.index,
            public=(
                (entry, self.pages.decision(number).address)
                for number, entry in enumerate(self._ranking, 1)
                if entry.public
            ),
            term_pages=self._all_terms,
            hosts=self.hosts,
            media=self.media,
            is_known=self._is_known,
            root=self._root,
            moved_sections=self.moved_sections,
            free=self._addressing.free,
        )

    @property
    def not_public(self) -> Iterator[tuple[Code, str]]:
        """What menus and lists of terms leave out because visitors could not see it."""
        for item in self.index.menu_items.values():
            if not item.public:
                yield Code.MENU_ENTRY_NOT_PUBLIC, f"{item.menu}: {item.title or item.id}"
        for key in sorted(self.terms.unseen):
            yield Code.NAMES_NOT_PUBLIC, key.removeprefix("term:")

    @cached_property
    def menus(self) -> tuple[Menu, ...]:
        """The menus of the old site."""
        names = {slug: term.name for (taxonomy, slug), term in self.index.terms.items() if taxonomy == "nav_menu"}
        shown = (item for item in self.index.menu_items.values() if item.public)
        return menus(shown, names, self._menu_target)

    @cached_property
    def _children(self) -> dict[int, tuple[Listed, ...]]:
        found: dict[int, list[Listed]] = defaultdict(list)
        for number in map(self._ranking.number, self._ranking.traits.hierarchical):
            if (listed := self._listed(number)) and listed.id:
                found[listed.parent].append(listed)
        by_order = {
            parent: sorted(all_, key=lambda one: (one.menu_order, one.title, one.id)) for parent, all_ in found.items()
        }
        return {parent: tuple(all_) for parent, all_ in by_order.items()}

    def _listed(self, number: int) -> Listed | None:
        entry = self._ranking.entry(number)
        address = self.pages.decision(number).address
        return Listed(entry.id, entry.title, address, entry.parent, entry.menu_order) if entry.public else None

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
        for question in json.loads(str(one.lookups) or "[]") if one.kind is Kind.CONTENT and one.path else ():
            if "#" in question and (link := link_of(question)) and not link[0].startswith("#"):
                yield *link, one.key


def _former(hosts: Counter[str]) -> list[str]:
    """Where a good part of the items was made: a few may have been imported from the site of somebody else."""
    return sorted(host for host, times in hosts.items() if times * 3 >= hosts.total())


def _main_host(hosts: Counter[str]) -> list[str]:
    """The host that most published items live at, whatever the head of the export says."""
    host, times = hosts.most_common(1)[0] if hosts else ("", 0)
    return [host] if host and times * 2 > hosts.total() else []
