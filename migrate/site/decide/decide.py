"""From what was collected to what is decided about every page: one question is settled for all before the next."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from migrate.choices.path_patterns import BUNDLED
from migrate.diagnostics import Code, Diagnostics
from migrate.model.decided import LanguageChoice
from migrate.model.documents import Home, Kind, Placed
from migrate.model.export import BESIDE
from migrate.options import HOSTS_WITHOUT_RULES, Options
from migrate.page.places import Languages
from migrate.site.addresses import Address, Hosts, as_address, as_page, linked_path
from migrate.site.collect.export_time import ExportTime
from migrate.site.collect.guests import AUTHORS
from migrate.site.collect.index import Index
from migrate.site.collect.indexed_item import IndexedItem
from migrate.site.decide.addressing import AddressClaims, TakenAddresses, usable_slug
from migrate.site.decide.aliases import distinct, former_addresses
from migrate.site.decide.choosing_order import ChoosingOrder, Rank
from migrate.site.decide.decisions import Decision, Decisions, natural_address
from migrate.site.decide.languages.languages import SiteLanguages, site_languages
from migrate.site.decide.list_pages import list_pages
from migrate.site.decide.media.attachments import Library, learn_library
from migrate.site.decide.paths.choice import FRONT_PAGE, POSTS, PathClaims, type_folder
from migrate.site.decide.paths.paths import place
from migrate.site.decide.paths.shapes import PathShapes
from migrate.site.decide.private_lists import private_lists
from migrate.site.decide.term_pages import Ways, claim_term_pages, hidden_pages, left_out_pages, with_former
from migrate.site.decide.terms.by_language import TermsByLanguage, terms_by_language
from migrate.site.decide.terms.terms import TermPage, term_key

_LISTS = frozenset({"categories", "tags", AUTHORS})


class SiteFrame(NamedTuple):
    """What holds for the whole new site before any page is settled."""

    order: ChoosingOrder
    hosts: Hosts
    library: Library
    terms: TermsByLanguage
    languages: SiteLanguages
    list_pages: Mapping[str, str]
    """The pages that stand for the list of a section, by key."""
    script: str
    """`/index.php` where the server cannot rewrite."""
    absent: tuple[Placed, ...]
    """The pages of earlier runs that the export does not hold."""
    sections: frozenset[str]
    """The folders that hold posts and items of custom types."""
    shapes: PathShapes
    """What paths are like."""
    taxonomies: frozenset[str]
    """Those that hold terms and authors."""
    attachment_pages: str
    """As in the options."""
    links: str
    """As in the options."""

    def names_alone(self, path: str, repeated: Collection[str]) -> bool:
        """Whether a reference calls a file by its name alone: a plain link is looked up beside its own file then."""
        return self.links != "markdown" and (not repeated or name_of(path, self.languages.files) not in repeated)

    @property
    def root(self) -> str:
        """What stands before `/category/` in the default language: the folder of the site, and the script."""
        roots = self.languages.roots.roots
        return self.hosts.folder + roots.get(self.languages.default, "") + self.script

    @property
    def ways(self) -> Ways:
        """Where the terms of each language are."""
        return Ways(self.languages, self.hosts.folder, self.script)


class Decided(NamedTuple):
    """All that is settled about the new site. Nothing in it changes any more."""

    frame: SiteFrame
    earlier: Mapping[str, Placed]
    pages: Decisions
    absent_terms: tuple[Placed, ...]
    """The pages of terms of earlier runs of which visitors may know."""
    term_pages: tuple[TermPage, ...]
    """Of all terms and authors of which visitors may know, those without a file among them."""
    awaited_terms: tuple[TermPage, ...]
    """Those of which visitors may know from a date on."""
    hidden_terms: tuple[TermPage, ...]
    """Those of earlier runs of which visitors may not know any more."""
    left_out_terms: tuple[TermPage, ...]
    """Those of which only items speak that the owner left out, with their address on the old site."""
    moved_lists: Mapping[str, str]
    """Folders whose own address a page has: name to the address that the list of what they hold gets instead."""
    private_lists: Mapping[str, bool]
    """Lists that visitors may not know of, and (False) those of earlier runs that they may know of now."""
    list_pages: Mapping[str, str]
    """Sections whose list is a page of the old site: name to its address."""
    post_sections: tuple[str, ...]
    """The folders at the top of the content in which posts are, the one for new ones first; empty: in none."""
    repeated: frozenset[str]
    """The names of files that mean several: a reference by name must mean one."""
    addresses: TakenAddresses

    @property
    def with_files(self) -> tuple[TermPage, ...]:
        """The pages of terms and authors that have a file."""
        made = (*self.term_pages, *self.awaited_terms)
        return (*(page for page in made if page.path), *self.hidden_terms)

    @property
    def is_plain(self) -> bool:
        """Whether nothing but places, addresses and terms tells what a post means to others.

        Else it may be a matter of rules, languages, servers of media or patterns of paths that no other item tells.
        """
        frame = self.frame
        is_bound = (
            frame.languages.known or frame.script or frame.library.media.has_servers or frame.order.facts.episodes
        )
        is_bound = is_bound or bool(self.awaited_terms)
        return not (is_bound or frame.shapes.has_patterns or frame.shapes.bundles or frame.order.has_rules)


class _Claimed(NamedTuple):
    """What a page has got before slugs and aliases are settled."""

    home: Home
    linked: str
    """The path in the link of the item."""
    front: str
    """The address of the front page, if that link is such a page's."""
    url: str
    slug: str
    """As WordPress has it; of the home page none."""
    shown: bool
    """Whether visitors see the page, or will once its date has come, unless it is for few."""
    is_known: bool
    """Whether visitors know of it, or will once its date has come."""
    is_home: bool
    """Whether its file is that of a front page."""
    is_post: bool

    @property
    def path(self) -> str:
        """Where its document goes."""
        return self.home.assigned


def decide(
    index: Index,
    earlier: Mapping[str, Placed],
    taken: Collection[str],
    diagnostics: Diagnostics,
    choice: LanguageChoice,
) -> Decided:
    """Settle everything about the new site, of whose languages the `choice` is made.

    `earlier` are the documents of earlier runs by key, `taken` the paths of files that the user made.
    """
    frame = _frame(index, earlier, site_languages(index, earlier, index.options, choice, diagnostics), diagnostics)
    order, languages, lists = frame.order, frame.languages, frame.sections | frame.taxonomies
    paths = PathClaims(index, frame.hosts, lists, earlier, taken, list_pages=frame.list_pages, languages=languages)
    addresses = AddressClaims(order, frame.absent, diagnostics, languages.files)
    claims = [_claim_home(rank, entry, frame, paths, addresses) for rank, entry in order.ranked()]
    _claim_for_gone(frame.terms, earlier, addresses)
    term_pages = claim_term_pages(frame.terms, addresses, paths, frame.ways, diagnostics)
    of_pages = paths.list_pages((one.path, one.url) for one in claims)
    moved = addresses.claim_lists(sorted(_lists(lists, claims, languages) - of_pages.keys()))
    slugs = _claim_slugs(order, claims, addresses)
    pages, repeated = _no_pages_yet(index, frame, claims), _repeated_names(claims, frame, taken)
    for (rank, entry), claimed, slug in zip(order.ranked(), claims, slugs, strict=True):
        before = earlier.get(entry.key)
        decision = _decision(entry, claimed, slug, before, frame=frame, repeated=repeated)
        former = _former_addresses(entry, claimed, decision.address, before, frame) if entry.public else ()
        decision.aliases.extend(one.path for one in former if addresses.claim_for_item(rank, one))
        pages.add(decision)
    return Decided(
        *(frame, earlier, pages, _known_terms(frame.terms, earlier)),
        *_known_and_awaited(with_former(page, earlier.get(page.key), addresses) for page in term_pages),
        hidden_terms=tuple(hidden_pages(frame.terms, earlier)),
        left_out_terms=tuple(left_out_pages(frame.terms, frame.ways, frame.hosts)),
        moved_lists=moved,
        private_lists=_private_lists(frame, claims, earlier, taken),
        list_pages=of_pages,
        post_sections=_post_sections(frame, claims),
        repeated=repeated,
        addresses=addresses.taken(),
    )


def _frame(
    index: Index, earlier: Mapping[str, Placed], languages: SiteLanguages, diagnostics: Diagnostics
) -> SiteFrame:
    options = index.options
    index.complete_rules()
    order = ChoosingOrder(index, earlier, languages.of if languages.known else None)
    facts = order.facts
    main, former = other_hosts(facts.hosts, index.former_hosts)
    hosts = Hosts(index.channel, [*main, *options.hosts], former, languages.roots)
    types = frozenset(map(type_folder, facts.types - {"post", "page"}))
    terms = terms_by_language(index, order, languages, earlier, types, options=options)
    shapes = PathShapes(options, index.entries.records())
    sections = frozenset({POSTS, *types, *_shaped_sections(order, shapes)})
    return SiteFrame(
        order=order,
        hosts=hosts,
        library=learn_library(index.attachments, hosts),
        terms=terms,
        languages=languages,
        list_pages=_listed(list_pages(order, hosts, options, diagnostics, languages), shapes),
        script="/index.php" if facts.scripted * 2 > len(order) else "",
        absent=tuple(
            one for one in earlier.values() if one.identity.kind is Kind.CONTENT and order.rank(one.key) is None
        ),
        sections=sections,
        shapes=shapes,
        taxonomies=frozenset({*_LISTS, *terms.taxonomies().values()}) - sections,
        attachment_pages=attachment_pages(options),
        links=options.links,
    )


def attachment_pages(options: Options) -> str:
    """As in the options, but for hosts that know no rules."""
    return "aliases" if options.host in HOSTS_WITHOUT_RULES else options.attachment_pages


def _shaped_sections(order: ChoosingOrder, shapes: PathShapes) -> set[str]:
    """The folders at the top of the content that the owner's patterns name, or make of what items are."""
    if not shapes.has_patterns:
        return set()
    shaped = (shapes.shaped(entry, "content/page.md") for entry in order if entry.type != "page")
    parts = (path.removesuffix(BUNDLED).removeprefix("content/").partition("/") for path in shaped)
    return {first for first, below, _ in parts if below}


def _post_sections(frame: SiteFrame, claims: Iterable[_Claimed]) -> tuple[str, ...]:
    wanted, plain = frame.shapes.section_of_posts(), frame.languages.files.plain
    found = Counter(
        plain(one.path).removesuffix(BUNDLED).removeprefix("content/").rpartition("/")[0].partition("/")[0]
        for one in claims
        if one.is_post
    )
    if not found or (POSTS in found and wanted == POSTS):
        return (POSTS,)
    first = [wanted] if wanted in found else []
    return tuple(dict.fromkeys(filter(None, [*first, *sorted(found)])))


def _listed(pages: dict[str, str], shapes: PathShapes) -> dict[str, str]:
    """Pages that stand for lists, where the posts are in another folder than usual, or in none of their own."""
    section = shapes.section_of_posts()
    found = {key: section if name == POSTS else name for key, name in pages.items()}
    return {key: name for key, name in found.items() if name}


def _known_terms(terms: TermsByLanguage, earlier: Mapping[str, Placed]) -> tuple[Placed, ...]:
    unknown = terms.unseen | terms.awaited.keys()
    return tuple(one for one in earlier.values() if one.identity.kind is Kind.TERM and one.key not in unknown)


def _known_and_awaited(term_pages: Iterable[TermPage]) -> tuple[tuple[TermPage, ...], tuple[TermPage, ...]]:
    """The pages of which visitors may know today, and those of which they may from a date on."""
    pages = tuple(term_pages)
    return tuple(page for page in pages if not page.since), tuple(page for page in pages if page.since)


def _claim_for_gone(terms: TermsByLanguage, earlier: Mapping[str, Placed], addresses: AddressClaims) -> None:
    """Let what the export does not hold keep its addresses; terms too, that it holds in another language alone."""
    addresses.claim_rest_of_gone()
    named = {term_key(one.term) for one in terms}
    for one in _known_terms(terms, earlier):
        if one.url and one.path and one.key not in named:
            addresses.claim(one.url, one.key)


def name_of(path: str, files: Languages) -> str:
    """The name by which a reference may call a content file, in whatever folder of its language it is."""
    if files.names and path.startswith("content/"):
        return f"{files.language(path)}/{place(files.plain(path)).rpartition('/')[2]}"
    return place(path).rpartition("/")[2]


def _claim_home(
    rank: Rank, entry: IndexedItem, frame: SiteFrame, paths: PathClaims, addresses: AddressClaims
) -> _Claimed:
    linked, is_front = linked_path(entry.link, frame.hosts)
    linked = as_page(linked)
    home = paths.claim(entry, is_front)
    files = frame.languages.files
    front = f"{files.prefix(frame.languages.of(entry))}/" if is_front else ""
    url = addresses.claim_item(rank, entry, linked, front)
    is_home = files.plain(home.assigned) == FRONT_PAGE
    return _Claimed(
        home=home,
        linked=linked,
        front=front,
        url="" if is_home else url,
        slug="" if is_home else entry.slug,
        shown=entry.status in {"publish", "future"},
        is_known=entry.is_foreseen,
        is_home=is_home,
        is_post=entry.type == "post",
    )


def _lists(lists: Iterable[str], claims: Sequence[_Claimed], languages: SiteLanguages) -> set[str]:
    """The lists that Hugo makes; the language of one stands behind its name, but for the default one."""
    files, found = languages.files, set[str]()
    for code in languages.codes:
        here = [one for one in claims if files.language(one.path) == code]
        names = {*lists, *_bare_folders(files.plain(one.path) for one in here)}
        found |= names if code == files.default else {f"{name}{BESIDE}{code}" for name in names}
    return found


def _private_lists(
    frame: SiteFrame, claims: Sequence[_Claimed], earlier: Mapping[str, Placed], taken: Collection[str]
) -> dict[str, bool]:
    """Those of the folders that hold pages, but for the ones whose name says nothing."""
    absent = ((one.path, one.published) for one in frame.absent if one.path)
    paths = chain(((one.path, one.is_known) for one in claims), absent)
    found = private_lists(paths, earlier, taken, frame.languages.files)
    return {name: hides for name, hides in found.items() if name.partition(BESIDE)[0] not in {POSTS, *frame.taxonomies}}


def _no_pages_yet(index: Index, frame: SiteFrame, claims: Sequence[_Claimed]) -> Decisions:
    """Room for the decisions about the pages that claimed these places."""
    return Decisions(
        *(frame.order, index.attachments, frame.terms, frame.library.media),
        exported=ExportTime(index),
        languages=frame.languages,
        joined=dict(_joined(frame, claims)) if frame.languages.known else {},
        bundles=frame.shapes.bundles,
    )


def _joined(frame: SiteFrame, claims: Sequence[_Claimed]) -> Iterator[tuple[str, str]]:
    """What items have in common with their translations, by key.

    Hugo takes pages at one place for translations of each other: those that are none must say so.
    """
    known, files = frame.languages.joined, frame.languages.files
    at: dict[str, list[str]] = defaultdict(list)
    for (_, entry), claimed in zip(frame.order.ranked(), claims, strict=True):
        if not claimed.is_home:
            at[place(files.plain(claimed.path))].append(entry.key)
    for keys in at.values():
        groups = {known.get(key, "") for key in keys}
        if len(keys) > 1 and (groups == {""} or len(groups) > 1):
            yield from zip(keys, keys, strict=True)
    yield from known.items()


def _claim_slugs(order: ChoosingOrder, claims: Sequence[_Claimed], addresses: AddressClaims) -> list[str]:
    """The slug of each page; those whose address Hugo makes of it get one that is nobody else's."""
    slugs: list[str] = []
    unaddressed: list[Rank] = []
    drafts: list[Rank] = []
    for rank, claimed in zip(map(Rank, range(1, len(claims) + 1)), claims, strict=True):
        slug = claimed.slug
        if slug and not usable_slug(slug):
            addresses.report(Code.SLUG_UNUSABLE, slug, order.entry(rank))
            slug = ""
        slugs.append(slug)
        if not claimed.is_home and not claimed.url:
            (unaddressed if claimed.shown else drafts).append(rank)
    for rank in unaddressed:
        slugs[rank - 1] = addresses.claim_slug(rank, claims[rank - 1].path, slugs[rank - 1])
    for rank in drafts:
        slugs[rank - 1] = addresses.slug_of_draft(claims[rank - 1].path, slugs[rank - 1])
    return slugs


def _decision(
    entry: IndexedItem,
    claimed: _Claimed,
    slug: str,
    before: Placed | None,
    *,
    frame: SiteFrame,
    repeated: Collection[str],
) -> Decision:
    return Decision(
        home=claimed.home,
        url=claimed.url,
        slug=slug,
        aliases=[],
        stands=before is None or (before.path != "" and not before.drafted),
        by_name=frame.names_alone(claimed.path, repeated),
        public=entry.public,
        natural="" if claimed.url else natural_address(claimed.path, slug, frame.languages.files),
    )


def _former_addresses(
    entry: IndexedItem, claimed: _Claimed, own: str, before: Placed | None, frame: SiteFrame
) -> list[Address]:
    """All other addresses of a published item, `own` being its address today; others may have them."""
    found = [*before.former_urls, *([before.url] if before.url != own else [])] if before else []
    if claimed.front and frame.hosts.folder:
        found.append(f"{frame.hosts.folder}{claimed.front}")
    if claimed.linked == own:
        found += former_addresses(own, entry)
    if entry.id:
        found += frame.library.pages_to(entry.id, with_files=frame.attachment_pages == "aliases")
    return [as_address(one) for one in distinct(found) if one != own]


def _bare_folders(paths: Iterable[str]) -> set[str]:
    """Folders at the top of the content without a page of their own: Hugo makes a list of each."""
    parts = [one.removesuffix(BUNDLED).removeprefix("content/").partition("/") for one in paths]
    pages = {name.removesuffix(".md") for name, below, _ in parts if not below}
    return {name for name, below, _ in parts if below} - pages


def _repeated_names(claims: Iterable[_Claimed], frame: SiteFrame, taken: Iterable[str]) -> frozenset[str]:
    files = frame.languages.files
    paths = chain((one.path for one in claims), (one.path for one in frame.absent), taken)
    once: set[str] = set()
    repeated: set[str] = set()
    for path in {one for one in paths if one}:
        name = name_of(path, files)
        (repeated if name in once else once).add(name)
    return frozenset(repeated)


def other_hosts(hosts: Counter[str], former: Counter[str]) -> tuple[list[str], list[str]]:
    """Where else the site lives, by the hosts of its pages, and where it may once have lived."""
    return _main_host(hosts), _former(former)


def _former(hosts: Counter[str]) -> list[str]:
    """Where a good part of the items was made: a few may have been imported from the site of somebody else."""
    return sorted(host for host, times in hosts.items() if times * 3 >= hosts.total())


def _main_host(hosts: Counter[str]) -> list[str]:
    """The host that most published items live at, whatever the head of the export says."""
    host, times = hosts.most_common(1)[0] if hosts else ("", 0)
    return [host] if host and times * 2 > hosts.total() else []
