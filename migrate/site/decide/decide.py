"""From what was collected to what is decided about every page: one question is settled for all before the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from migrate.diagnostics import Code, Diagnostics
from migrate.model import Home, Kind, Placed
from migrate.options import HOSTS_WITHOUT_RULES, Options
from migrate.site.addresses import Address, Hosts, as_address, linked_path
from migrate.site.collect.export_time import ExportTime
from migrate.site.collect.guests import AUTHORS
from migrate.site.collect.index import Index, IndexedItem
from migrate.site.decide.addressing import AddressClaims, TakenAddresses, usable_slug
from migrate.site.decide.aliases import distinct, former_addresses
from migrate.site.decide.attachments import Library, learn_library
from migrate.site.decide.choosing_order import ChoosingOrder, Rank
from migrate.site.decide.decisions import Decision, Decisions
from migrate.site.decide.list_pages import list_pages
from migrate.site.decide.path_choice import FRONT_PAGE, POSTS, PathClaims, type_folder
from migrate.site.decide.paths import place
from migrate.site.decide.term_pages import claim_term_pages, hidden_pages, with_former
from migrate.site.decide.terms import TermPage, Terms

_LISTS = frozenset({"categories", "tags", AUTHORS})


@dataclass(frozen=True, slots=True)
class SiteFrame:
    """What holds for the whole new site before any page is settled."""

    order: ChoosingOrder
    hosts: Hosts
    library: Library
    terms: Terms
    root: str
    """What stands before `/category/`: the folder of the site, and the script where the server cannot rewrite."""
    absent: tuple[Placed, ...]
    """The pages of earlier runs that the export does not hold."""
    sections: frozenset[str]
    """The folders that hold posts and items of custom types."""
    taxonomies: frozenset[str]
    """Those that hold terms and authors."""
    attachment_pages: str
    """As in the options."""


@dataclass(frozen=True, slots=True)
class Decided:
    """All that is settled about the new site. Nothing in it changes any more."""

    frame: SiteFrame
    earlier: Mapping[str, Placed]
    pages: Decisions
    absent_terms: tuple[Placed, ...]
    """The pages of terms of earlier runs of which visitors may know."""
    term_pages: tuple[TermPage, ...]
    """Of all terms and authors, those without a file among them."""
    hidden_terms: tuple[TermPage, ...]
    """Those of earlier runs of which visitors may not know any more."""
    moved_lists: Mapping[str, str]
    """Folders whose own address a page has: name to the address that the list of what they hold gets instead."""
    list_pages: Mapping[str, str]
    """Sections whose list is a page of the old site: name to its address."""
    repeated: frozenset[str]
    """The names of files that mean several: a reference by name must mean one."""
    addresses: TakenAddresses


class _Claimed(NamedTuple):
    """What a page has got before slugs and aliases are settled."""

    home: Home
    linked: str
    """The path in the link of the item."""
    is_front: bool
    """Whether that link is the front page's."""
    url: str
    slug: str
    """As WordPress has it; of the home page none."""
    shown: bool
    """Whether visitors see the page, or will once its date has come, unless it is for few."""

    @property
    def path(self) -> str:
        """Where its document goes."""
        return self.home.assigned


def decide(
    index: Index, options: Options, earlier: Mapping[str, Placed], taken: Collection[str], diagnostics: Diagnostics
) -> Decided:
    """Settle everything about the new site.

    `earlier` are the documents of earlier runs by key, `taken` the paths of files that the user made.
    """
    frame = _frame(index, options, earlier)
    order, lists = frame.order, frame.sections | frame.taxonomies
    of_lists = list_pages(order, frame.hosts, options, diagnostics)
    paths = PathClaims(index, frame.hosts, lists, earlier, taken, list_pages=of_lists)
    addresses = AddressClaims(order, frame.absent, diagnostics)
    claims = [_claim_home(rank, entry, frame.hosts, paths, addresses) for rank, entry in order.ranked()]
    addresses.claim_rest_of_gone()
    term_pages = list(claim_term_pages(frame.terms, addresses, paths, frame.root, diagnostics))
    of_pages = paths.list_pages((one.path, one.url) for one in claims)
    moved = addresses.claim_lists(sorted((lists | _bare_folders(claims)) - of_pages.keys()))
    slugs = _claim_slugs(order, claims, addresses)
    repeated = _repeated_names(chain((one.path for one in claims), (one.path for one in frame.absent), taken))
    pages = Decisions(order, index.attachments, frame.terms, frame.library.media, ExportTime(index))
    for (rank, entry), claimed, slug in zip(order.ranked(), claims, slugs, strict=True):
        before = earlier.get(entry.key)
        decision = _decision(entry, claimed, slug, before, repeated)
        former = _former_addresses(entry, claimed, decision.address, before, frame) if entry.public else []
        decision.aliases.extend(one.path for one in former if addresses.claim_for_item(rank, one))
        pages.add(decision)
    return Decided(
        frame=frame,
        earlier=earlier,
        pages=pages,
        absent_terms=_known_terms(frame.terms, earlier),
        hidden_terms=tuple(hidden_pages(frame.terms, earlier)),
        term_pages=tuple(with_former(page, earlier.get(page.key), addresses) for page in term_pages),
        moved_lists=moved,
        list_pages=of_pages,
        repeated=repeated,
        addresses=addresses.taken(),
    )


def _frame(index: Index, options: Options, earlier: Mapping[str, Placed]) -> SiteFrame:
    index.complete_rules()
    order = ChoosingOrder(index, earlier)
    facts = order.facts
    hosts = Hosts(index.channel, [*_main_host(facts.hosts), *options.hosts], _former(index.former_hosts))
    types = frozenset(map(type_folder, facts.types - {"post", "page"}))
    terms = Terms(index, facts, order.bylines, earlier, types, options=options)
    sections = frozenset({POSTS, *types})
    return SiteFrame(
        order=order,
        hosts=hosts,
        library=learn_library(index.attachments, hosts),
        terms=terms,
        root=hosts.folder + ("/index.php" if facts.scripted * 2 > len(order) else ""),
        absent=tuple(
            one for one in earlier.values() if one.identity.kind is Kind.CONTENT and order.rank(one.key) is None
        ),
        sections=sections,
        taxonomies=frozenset({*_LISTS, *terms.taxonomies().values()}) - sections,
        attachment_pages="aliases" if options.host in HOSTS_WITHOUT_RULES else options.attachment_pages,
    )


def _known_terms(terms: Terms, earlier: Mapping[str, Placed]) -> tuple[Placed, ...]:
    return tuple(one for one in earlier.values() if one.identity.kind is Kind.TERM and one.key not in terms.unseen)


def name_of(path: str) -> str:
    """The name by which a reference may call a content file, in whatever folder it is."""
    return place(path).rpartition("/")[2]


def _claim_home(rank: Rank, entry: IndexedItem, hosts: Hosts, paths: PathClaims, addresses: AddressClaims) -> _Claimed:
    linked, is_front = linked_path(entry.link, hosts)
    home = paths.claim(entry, is_front)
    url = addresses.claim_item(rank, entry, linked, is_front)
    at_front = home.assigned == FRONT_PAGE
    return _Claimed(
        home=home,
        linked=linked,
        is_front=is_front,
        url="" if at_front else url,
        slug="" if at_front else entry.slug,
        shown=entry.status in {"publish", "future"},
    )


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
        if claimed.path != FRONT_PAGE and not claimed.url:
            (unaddressed if claimed.shown else drafts).append(rank)
    for rank in unaddressed:
        slugs[rank - 1] = addresses.claim_slug(rank, claims[rank - 1].path, slugs[rank - 1])
    for rank in drafts:
        slugs[rank - 1] = addresses.slug_of_draft(claims[rank - 1].path, slugs[rank - 1])
    return slugs


def _decision(
    entry: IndexedItem, claimed: _Claimed, slug: str, before: Placed | None, repeated: Collection[str]
) -> Decision:
    return Decision(
        home=claimed.home,
        url=claimed.url,
        slug=slug,
        aliases=[],
        stands=before is None or (before.path != "" and not before.drafted),
        by_name=not repeated or name_of(claimed.path) not in repeated,
        public=entry.public,
    )


def _former_addresses(
    entry: IndexedItem, claimed: _Claimed, own: str, before: Placed | None, frame: SiteFrame
) -> list[Address]:
    """All other addresses of a published item, `own` being its address today; others may have them."""
    found = [*before.former_urls, *([before.url] if before.url != own else [])] if before else []
    if claimed.is_front and frame.hosts.folder:
        found.append(f"{frame.hosts.folder}/")
    if claimed.linked == own:
        found += former_addresses(own, entry)
    if entry.id:
        found += frame.library.pages_to(entry.id, with_files=frame.attachment_pages == "aliases")
    return [as_address(one) for one in distinct(found) if one != own]


def _bare_folders(claims: Iterable[_Claimed]) -> set[str]:
    """Folders at the top of the content without a page of their own: Hugo makes a list of each."""
    parts = [one.path.removeprefix("content/").partition("/") for one in claims]
    pages = {name.removesuffix(".md") for name, below, _ in parts if not below}
    return {name for name, below, _ in parts if below} - pages


def _repeated_names(paths: Iterable[str]) -> frozenset[str]:
    once: set[str] = set()
    repeated: set[str] = set()
    for path in {one for one in paths if one}:
        name = name_of(path)
        (repeated if name in once else once).add(name)
    return frozenset(repeated)


def _former(hosts: Counter[str]) -> list[str]:
    """Where a good part of the items was made: a few may have been imported from the site of somebody else."""
    return sorted(host for host, times in hosts.items() if times * 3 >= hosts.total())


def _main_host(hosts: Counter[str]) -> list[str]:
    """The host that most published items live at, whatever the head of the export says."""
    host, times = hosts.most_common(1)[0] if hosts else ("", 0)
    return [host] if host and times * 2 > hosts.total() else []
