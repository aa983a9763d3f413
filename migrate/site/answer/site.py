"""The whole site at once: every page's place and addresses, and the answers to what one item asks about another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain, repeat

from migrate.browser import is_harmless
from migrate.diagnostics import Code, Diagnostics
from migrate.model.decided import ONE_LANGUAGE_SO_FAR, LanguageChoice, Redirects
from migrate.model.documents import Placed
from migrate.model.export import BESIDE, term_reference
from migrate.model.rest_of_site import Attachment, AuthorPage, Listed, StoredBlock, WantedAnchor
from migrate.model.seen import NOBODY_SAW, SeenSite
from migrate.site.addresses import linked_path, take_apart
from migrate.site.answer.asked import questions_of
from migrate.site.answer.language_rules import language_rules, moved_in_languages
from migrate.site.answer.link_targets import LinkTargets
from migrate.site.answer.links import Resolver, asked_link
from migrate.site.answer.menus import Menu, menus
from migrate.site.answer.redirects import Free, redirects, with_more
from migrate.site.answer.wanted_anchors import AnchorLink, WantedAnchors
from migrate.site.collect.anchor_links import anchor_links
from migrate.site.collect.guests import AUTHORS
from migrate.site.collect.index import Index
from migrate.site.collect.indexed_item import IndexedItem, MenuItem
from migrate.site.decide.bylines import nicename
from migrate.site.decide.choosing_order import Rank
from migrate.site.decide.decide import Decided, decide
from migrate.site.decide.media.media import encoded
from migrate.site.decide.paths.choice import POSTS, type_folder
from migrate.site.decide.terms.terms import TermPage
from migrate.text import alphabetically, plain_line

_SCHEMES = frozenset({"", "http", "https", "mailto", "tel"})


def decided_site(
    index: Index,
    earlier: Mapping[str, Placed] | None = None,
    taken: Collection[str] = (),
    diagnostics: Diagnostics | None = None,
    choice: LanguageChoice = ONE_LANGUAGE_SO_FAR,
    seen: SeenSite = NOBODY_SAW,
) -> Site:
    """What the export and the state of earlier runs say together.

    `earlier` are the documents of earlier runs by key, `taken` the paths of files that the user made, `choice` is what
    was settled of languages, `seen` what visitors of the old site saw.
    """
    told = diagnostics if diagnostics is not None else Diagnostics()
    return Site(index, decide(index, earlier or {}, taken, told, choice), seen)


class Site:
    """Answers from what was collected and decided. It changes nothing, and does not change."""

    def __init__(self, index: Index, decided: Decided, seen: SeenSite) -> None:
        self.index = index
        self.seen = seen
        """What visitors of the old site saw."""
        self._earlier = decided.earlier
        self.pages = decided.pages
        """What was decided for every item that becomes a page, by key, what is published first, then by id."""
        self.media = decided.frame.library.media
        self.terms = decided.frame.terms
        self.languages = decided.frame.languages
        self.moved_lists, self.private_lists = decided.moved_lists, decided.private_lists
        self.list_pages = decided.list_pages
        """Where the old site listed the posts, or the items of a type, by the folder at the top of the content."""
        self.has_episodes = decided.frame.order.facts.episodes
        """Whether visitors could hear or see episodes of a podcast."""
        self.counts = decided.frame.order.facts.counts
        """How many items become pages, by type and status."""
        self.post_sections = decided.post_sections
        """The folders at the top of the content in which posts are."""
        self._lists = {**decided.moved_lists, **decided.list_pages}
        if POSTS not in decided.post_sections:
            self._lists[POSTS] = self._list_of(decided.post_sections)
        self.term_pages = decided.with_files
        """The pages of terms and authors to which Hugo can bind one."""
        self._all_terms, self._absent_terms = decided.term_pages, decided.absent_terms
        self._left_out_terms = decided.left_out_terms
        self._order = decided.frame.order
        self._hosts, self._root = decided.frame.hosts, decided.frame.root
        self._files = decided.frame.library.of_posts
        self._absent = decided.frame.absent
        self._addresses = decided.addresses
        self.repeated, self.is_plain = decided.repeated, decided.is_plain
        self._targets = LinkTargets(index, decided)
        self.links = Resolver(decided.frame.hosts, self.media, self._targets)
        self._wanted = WantedAnchors(
            chain(_links_of_pages(decided), _links_of_parts(index), _links_of_absent(decided.frame.absent)),
            self._encoded_addresses,
            lambda href, here: self.links.resolve(href, here)[0].url,
        )
        self.links.forget()

    def _list_of(self, sections: Sequence[str]) -> str:
        """Where the posts are listed: in their section, if they have one; else the home page lists them."""
        return self._lists.get(sections[0], f"/{sections[0]}/") if len(sections) == 1 else "/"

    def asked(self, key: str) -> list[str]:
        """What the conversion of an item asked in an earlier run."""
        before = self._earlier.get(key)
        return questions_of(str(before.lookups)) if before else []

    def address(self, key: str) -> str:
        """Where a page is: root-relative, decoded; empty for what is no page."""
        rank = self._order.rank(key)
        return self.pages.address(rank) if rank else ""

    def language(self, key: str) -> str:
        """The language of a page; empty in a site of one."""
        entry = self.index.entries.get(key)
        return self.languages.of(entry) if entry else ""

    def spoken(self, key: str) -> str:
        """The language of an item as WordPress or Hugo names it (`de-DE`); empty where nothing says."""
        code = self.language(key)
        of_site = self.index.channel.language if self.index.channel else ""
        return next((one.locale or code for one in self.languages.known if one.code == code), of_site)

    def attachment(self, attachment_id: int) -> Attachment | None:
        """The attachment with this id, if visitors could see it."""
        found = self.index.attachments.get(str(attachment_id))
        return found if found and found.public else None

    def withheld(self, attachment_id: int) -> bool:
        """Whether there is an attachment with this id that visitors could not see."""
        found = self.index.attachments.get(str(attachment_id))
        return found is not None and not found.public

    def attachments_of(self, post_id: int) -> tuple[Attachment, ...]:
        """All attachments of a post that visitors could see, by menu_order, then id."""
        found = map(self.index.attachments.numbered, self._files.to(post_id))
        return tuple(one for one in found if one.public)

    def listed(self, post_id: int) -> Listed | None:
        """A published item by its id, for a label and a link."""
        rank = self._order.rank(str(post_id))
        return self._listed(rank) if rank else self._targets.left_out(post_id)

    def reusable_block(self, block_id: int) -> StoredBlock | None:
        """A reusable block or synced pattern, a stored menu, or what a plugin keeps in an item and shows in others."""
        return self.index.blocks.get(block_id)

    def named_block(self, name: str) -> int:
        """The number of the item that a plugin shows by this type and slug (`envira/boats`), the oldest; 0 for none."""
        return min((number for number, one in self.index.blocks.items() if one.name == name), default=0)

    def table(self, number: int) -> StoredBlock | None:
        """The table that TablePress shows by this number, which no export holds.

        It numbers tables as they are made. So they are told if there is one, or if texts show as many as there are.
        """
        tables, named = self.index.tables, sorted(self.index.tables_named)
        if len(tables) == 1:
            return next(iter(tables.values()))
        if number not in named or len(named) != len(tables):
            return None
        return tables[sorted(tables, key=lambda key: (len(key), key))[named.index(number)]]

    def children_of(self, post_id: int) -> tuple[Listed, ...]:
        """Published pages below a page (0: the top), by menu_order, then title."""
        return self._children.get(post_id, ())

    def title_of(self, item_id: int) -> str:
        """The title of a published item of any type, be it a page or not."""
        entry = self.index.entries.get(str(item_id))
        return entry.title if entry and entry.public else ""

    def keeps_back(self, item_id: int) -> bool:
        """Whether there is an item with this id, of any type, that not everybody can read."""
        entry = self.index.entries.get(str(item_id))
        return entry is not None and not entry.public

    def author(self, login: str) -> AuthorPage | None:
        """Somebody who wrote on the site, if visitors may know."""
        page = self._author_pages.get(f"term:{AUTHORS}/{login}")
        return AuthorPage(page.title, nicename(login), page.url) if page else None

    def wanted(self, key: str) -> tuple[WantedAnchor, ...]:
        """The places in a page that links of other pages and menus lead to."""
        return self._wanted.of(self._order.rank(key))

    def is_known(self, file: Attachment) -> bool:
        """Whether visitors could know of a file of the library."""
        return self._order.is_known(file)

    @property
    def has_series(self) -> bool:
        """Whether episodes of a podcast stood in series, each of which has a feed of its own."""
        return self._order.facts.series

    @property
    def title(self) -> str:
        """The name of the site."""
        return plain_line(self.index.channel.title) if self.index.channel else ""

    @cached_property
    def redirects(self) -> Redirects:
        """What a web server must know of the old site: much, see `forget_redirects`."""
        made = redirects(
            index=self.index,
            public=((entry, self.pages.address(rank)) for rank, entry in self._order.ranked() if entry.public),
            kept=self._absent,
            kept_terms=self._absent_terms,
            term_pages=self._all_terms,
            hosts=self._hosts,
            media=self.media,
            is_known=self.is_known,
            root=self._root,
            moved_lists=self._lists,
            free=self._addresses.free,
        )
        moved = (*made.moved, *self._leading())
        if not self.languages.known:
            return made._replace(moved=tuple(sorted(moved)))
        public = (entry for _, entry in self._order.ranked() if entry.public)
        elsewhere = moved_in_languages(self.languages, public, self._lists)
        free = {old: new for old, new in (*elsewhere, *self._outside()) if self._addresses.free(old, None)}
        rules = tuple(language_rules(self.languages))
        return made._replace(moved=tuple(sorted((free | dict(moved)).items())), languages=rules, main=self._hosts.base)

    @property
    def term_files(self) -> Iterator[str]:
        """The paths of the pages of terms, those too that the export does not hold any more."""
        yield from (page.path for page in self.term_pages)
        present = {page.key for page in self.term_pages}
        yield from (one.path for one in self._absent_terms if one.key not in present)

    @property
    def hosts(self) -> Counter[str]:
        """How many public pages are at each host."""
        return self._order.facts.hosts

    def redirects_with(self, known: Redirects, keys: Iterable[str], free: Free) -> Redirects:
        """What a web server must know where it is `known` of a site without these items; as `redirects.with_more`."""
        added = tuple(keys)
        posts = [(entry, self.address(key)) for key in added if (entry := self.index.entries.get(key))]
        files = [file for key in added if (file := self.index.attachments.get(key))]
        return with_more(known, posts, files, hosts=self._hosts, media=self.media, free=free)

    def forget_redirects(self) -> None:
        """Let go of what web servers must know, once it is written."""
        self.__dict__.pop("redirects", None)

    def addresses(self) -> Iterator[int]:
        """Fingerprints of all addresses that somebody has, or would have once published."""
        return self._addresses.marks()

    def terms_of(self, entry: IndexedItem) -> set[str]:
        """The keys of the terms of an item and of its authors, and of those above them."""
        authors = (term_reference(AUTHORS, login, "") for login in self._order.bylines.of(entry))
        return self.terms.of(self.languages.of(entry)).lines((*entry.terms, *authors))

    @property
    def front(self) -> str:
        """The title of the page that visitors met first; empty where that was the list of posts."""
        pages = map(self._order.entry, filter(None, map(self._order.rank, self._order.facts.hierarchical)))
        return next((one.title for one in pages if one.public and linked_path(one.link, self._hosts)[1]), "")

    @property
    def not_selected(self) -> Mapping[tuple[str, str, str], int]:
        """How many items the owner left out, by type, status, and standing."""
        return self._order.facts.not_selected

    def selects(self, key: str) -> bool:
        """Whether the owner wants the item of a page; files of an earlier run may stand for others."""
        return self._order.selects(self.index.entries[key])

    @property
    def on_old_site(self) -> Iterator[str]:
        """The whole addresses of what visitors saw and the owner did not select: items, and pages of terms."""
        yield from self._targets.on_old_site()
        yield from (term.url for term in self._left_out_terms)

    @property
    def not_public(self) -> Iterator[tuple[Code, str]]:
        """What menus and lists of terms leave out because visitors could not see it, and each item not chosen."""
        for item in self.index.menu_items.values():
            if not item.public:
                yield Code.MENU_ENTRY_NOT_PUBLIC, f"{item.menu}: {item.title or item.id}"
        standings: Counter[str] = Counter()
        for (_, _, standing), count in self.not_selected.items():
            standings[standing] += count
        for status, count in sorted(standings.items()):
            yield from repeat((Code.NOT_SELECTED, status or "without a status"), count)
        for key in sorted(self.terms.unseen):
            yield Code.NAMES_NOT_PUBLIC, key.removeprefix("term:")

    @cached_property
    def menus(self) -> tuple[Menu, ...]:
        """The menus of the old site."""
        names = {slug: term.name for (taxonomy, slug), term in self.index.terms.items() if taxonomy == "nav_menu"}
        shown = [item for item in self.index.menu_items.values() if item.public]
        if not self.languages.known:
            return menus(shown, names, self._menu_target)
        return tuple(self._menus_by_language(shown, names))

    def _menus_by_language(self, shown: Sequence[MenuItem], names: dict[str, str]) -> Iterator[Menu]:
        """A menu is in the language of most of what it leads to; one whose entries have several labels is in all."""
        translated = {(item.menu, item.id) for item in shown if item.language}
        in_all = {menu for menu, _ in translated}
        for code in self.languages.codes:
            own = [
                one
                for one in shown
                if one.language == code or (not one.language and (one.menu, one.id) not in translated)
            ]
            for menu in menus(own, names, partial(self._menu_target_in, code)):
                items = [one for one in shown if one.menu == menu.slug]
                if menu.slug in in_all or self._language_of_menu(items) == code:
                    yield menu._replace(language=code)

    def _language_of_menu(self, items: Iterable[MenuItem]) -> str:
        said = Counter(filter(None, map(self._language_of_target, items)))
        return max(
            said, key=lambda code: (said[code], code == self.languages.default, code), default=self.languages.default
        )

    def _language_of_target(self, item: MenuItem) -> str:
        if item.kind == "post_type":
            return self.language(str(item.object_id))
        if item.kind == "taxonomy":
            term = self._menu_terms.get((item.object, item.object_id))
            return term.language if term else ""
        local = self._hosts.local(item.url)
        return self.languages.roots.language(local.path) if local else ""

    def _menu_target_in(self, code: str, item: MenuItem) -> tuple[str, str] | None:
        """What an entry leads to in a language, where that is another document of the same item or term."""
        if item.kind == "post_type" and (rank := self._order.rank(f"{item.object_id}{BESIDE}{code}")):
            listed = self._listed(rank)
            return (listed.title, listed.link) if listed else None
        if item.kind == "taxonomy" and (term := self._menu_terms.get((f"{item.object}{BESIDE}{code}", item.object_id))):
            return (term.title, term.url) if term.url else None
        if item.kind == "post_type_archive":
            section = POSTS if item.object == "post" else type_folder(item.object)
            name = section if code == self.languages.default else f"{section}{BESIDE}{code}"
            return item.object, self._lists.get(name, f"{self.languages.files.prefix(code)}/{section}/")
        return self._menu_target(item)

    @cached_property
    def _children(self) -> dict[int, tuple[Listed, ...]]:
        found: dict[int, list[Listed]] = defaultdict(list)
        for rank in map(self._order.rank, self._order.facts.hierarchical):
            if rank and (listed := self._listed(rank)) and listed.id:
                found[listed.parent].append(listed)
        by_order = {
            parent: sorted(all_, key=lambda one: (one.menu_order, alphabetically(one.title), one.id))
            for parent, all_ in found.items()
        }
        return {parent: tuple(all_) for parent, all_ in by_order.items()}

    def _listed(self, rank: Rank) -> Listed | None:
        entry = self._order.entry(rank)
        address = self.pages.address(rank)
        return Listed(entry.id, entry.title, address, entry.parent, entry.menu_order) if entry.public else None

    def _encoded_addresses(self) -> Iterator[tuple[Rank, str]]:
        ranks = map(Rank, range(1, len(self._order) + 1))
        return ((rank, encoded(self.pages.address(rank))) for rank in ranks)

    def _menu_target(self, item: MenuItem) -> tuple[str, str] | None:
        if item.kind == "post_type":
            listed = self.listed(item.object_id)
            return (listed.title, self._led(listed)) if listed else None
        if item.kind == "taxonomy":
            return self._menu_term(item)
        if item.kind == "post_type_archive":
            section = POSTS if item.object == "post" else type_folder(item.object)
            is_private = self.private_lists.get(section, False)
            return None if is_private else (item.object, self._lists.get(section, f"/{section}/"))
        url = self.links.resolve(item.url)[0].url
        return ("", url) if url and is_harmless(url) and take_apart(url.strip()).scheme in _SCHEMES else None

    def _led(self, listed: Listed) -> str:
        """Where a page is, or where it only leads."""
        rank = self._order.rank(str(listed.id))
        address = self.pages.leading.get(rank, "") if rank else ""
        return self.links.resolve(address)[0].url if address else listed.link

    def _outside(self) -> Iterator[tuple[str, str]]:
        """Older addresses that are no aliases, because these would begin with the prefix of the language."""
        for _, entry, decision in self.pages.ranked():
            language = self.languages.of(entry)
            for alias in decision.aliases if decision.public else ():
                if not self.languages.own_alias(language, alias):
                    yield alias, decision.address

    def _leading(self) -> Iterator[tuple[str, str]]:
        """The addresses of pages that only lead elsewhere, and where they lead."""
        for rank, address in self.pages.leading.items():
            here, there = self.pages.address(rank), self.links.resolve(address)[0].url
            if there not in {here, encoded(here)}:
                yield here, there

    def _menu_term(self, item: MenuItem) -> tuple[str, str] | None:
        term = self._menu_terms.get((item.object, item.object_id))
        return (term.title, term.url) if term and term.url else None

    @cached_property
    def _author_pages(self) -> dict[str, TermPage]:
        return {page.key: page for page in self._all_terms if page.key.startswith(f"term:{AUTHORS}/")}

    @cached_property
    def _menu_terms(self) -> dict[tuple[str, int], TermPage]:
        pages = {page.key: page for page in (*self._left_out_terms, *self._all_terms)}
        pages |= {key: page for page in self._all_terms for key, _ in page.merged}
        found: dict[tuple[str, int], TermPage] = {}
        for (taxonomy, slug), term in self.index.terms.items():
            for code in ("", *(one.code for one in self.languages.known)):
                sign = f"{BESIDE}{code}" if code else ""
                if page := pages.get(f"term:{taxonomy}/{slug}{sign}"):
                    found[f"{taxonomy}{sign}", term.id] = page
                    found.setdefault((taxonomy, term.id), page)
        return found


def _links_of_pages(decided: Decided) -> Iterator[AnchorLink]:
    order = decided.frame.order
    for rank in filter(None, map(order.rank, order.facts.naming_places)):
        entry, address = order.entry(rank), decided.pages.address(rank)
        yield from (AnchorLink(href, address, entry.key) for href in entry.places)


def _links_of_parts(index: Index) -> Iterator[AnchorLink]:
    """The links in reusable blocks and in menus, which stand on any page."""
    for number, block in index.blocks.items():
        yield from (AnchorLink(href, "/", str(number)) for href in anchor_links(block.text))
    for item in index.menu_items.values():
        if "#" in item.url and item.public:
            yield AnchorLink(item.url, "/", str(item.id))


def _links_of_absent(absent: Iterable[Placed]) -> Iterator[AnchorLink]:
    """The links of pages that this export does not hold but whose files stand, as their conversion asked about them."""
    for one in absent:
        for question in questions_of(str(one.lookups)) if one.path else ():
            if "#" in question and (link := asked_link(question)) and not link[0].startswith("#"):
                yield AnchorLink(*link, one.key)
