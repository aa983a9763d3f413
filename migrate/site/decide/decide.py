"""From what was collected to what is decided about every page: one question is settled for all before the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from migrate.diagnostics import Code, Diagnostics
from migrate.model import Kind, Placed
from migrate.options import Options
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
from migrate.site.decide.path_choice import HOME, POSTS, PathClaims, type_folder
from migrate.site.decide.paths import place
from migrate.site.decide.term_pages import claim_term_pages, hidden_pages, with_former
from migrate.site.decide.terms import TermPage, Terms

_LISTS = frozenset({"categories", "tags", AUTHORS})


@dataclass(frozen=True, slots=True)
class Decided:
    """All that is settled about the new site. Nothing in it changes any more."""

    earlier: Mapping[str, Placed]
    order: ChoosingOrder
    hosts: Hosts
    library: Library
    terms: Terms
    root: str
    """What stands before `/category/`: the folder of the site, and the script where the server cannot rewrite."""
    pages: Decisions
    absent: tuple[Placed, ...]
    """The pages of earlier runs that the export does not hold."""
    absent_terms: tuple[Placed, ...]
    """The pages of terms of earlier runs of which visitors may know."""
    term_pages: tuple[TermPage, ...]
    """Of all terms and authors, those without a file among them."""
    hidden_terms: tuple[TermPage, ...]
    """Those of earlier runs of which visitors may not know any more."""
    moved_sections: Mapping[str, str]
    """Sections whose own address a page has: name to the address that the list of their items gets instead."""
    list_pages: Mapping[str, str]
    """Sections whose list is a page of the old site: name to its address."""
    moved_taxonomies: Mapping[str, str]
    """The same for the lists of terms."""
    repeated: frozenset[str]
    """The names of files that mean several: a reference by name must mean one."""
    addresses: TakenAddresses


class _Home(NamedTuple):
    """Where a page is, as far as is settled before its slug and aliases are."""

    path: str
    desired: str
    linked: str
    """The path in the link of the item."""
    is_front: bool
    """Whether that link is the front page's."""
    url: str


def decide(
    index: Index, options: Options, earlier: Mapping[str, Placed], taken: Collection[str], diagnostics: Diagnostics
) -> Decided:
    """Settle everything about the new site.

    `earlier` are the documents of earlier runs by key, `taken` the paths of files that the user made.
    """
    index.complete_rules()
    order = ChoosingOrder(index, earlier)
    facts = order.facts
    hosts = Hosts(index.channel, [*_main_host(facts.hosts), *options.hosts], _former(index.former_hosts))
    library = learn_library(index.attachments, hosts)
    types = frozenset(map(type_folder, facts.types - {"post", "page"}))
    sections = frozenset({POSTS, *types})
    root = hosts.folder + ("/index.php" if facts.scripted * 2 > len(order) else "")
    terms = Terms(index, facts, order.bylines, earlier, types)
    lists = sections | _LISTS | set(terms.taxonomies().values())
    absent = tuple(one for one in earlier.values() if one.kind is Kind.CONTENT and order.rank(one.key) is None)

    paths = PathClaims(index, hosts, lists, earlier, taken, list_pages(order, hosts, options, diagnostics))
    addresses = AddressClaims(order, absent, diagnostics)
    homes = [_claim_home(rank, entry, hosts, paths, addresses) for rank, entry in order.ranked()]
    addresses.claim_rest_of_gone()
    term_pages = tuple(claim_term_pages(terms, addresses, paths, root, diagnostics))
    of_pages = paths.list_pages((one.path, one.url) for one in homes)
    moved = addresses.claim_lists(sorted((lists | _bare_folders(homes)) - of_pages.keys()))
    slugs = _claim_slugs(order, homes, addresses)
    repeated = _repeated_names(chain((one.path for one in homes), (one.path for one in absent), taken))
    pages = Decisions(order, index.attachments, terms, library.media, ExportTime(index))
    for (rank, entry), home, slug in zip(order.ranked(), homes, slugs, strict=True):
        decision = _decision(entry, home, slug, earlier.get(entry.key), repeated)
        if entry.public:
            former = _former_addresses(entry, home, decision.address, earlier.get(entry.key), hosts, library, options)
            decision.aliases.extend(one.path for one in former if addresses.claim_for_item(rank, one))
        pages.add(decision)
    term_pages = tuple(with_former(page, earlier.get(page.key), addresses) for page in term_pages)
    return Decided(
        earlier=earlier,
        order=order,
        hosts=hosts,
        library=library,
        terms=terms,
        root=root,
        pages=pages,
        absent=absent,
        absent_terms=tuple(one for one in earlier.values() if one.kind is Kind.TERM and one.key not in terms.unseen),
        hidden_terms=tuple(hidden_pages(terms, earlier)),
        term_pages=term_pages,
        moved_sections={name: address for name, address in moved.items() if name not in lists - sections},
        list_pages=of_pages,
        moved_taxonomies={name: address for name, address in moved.items() if name in lists - sections},
        repeated=repeated,
        addresses=addresses.taken(),
    )


def name_of(path: str) -> str:
    """The name by which a reference may call a content file, in whatever folder it is."""
    return place(path).rpartition("/")[2]


def _claim_home(rank: Rank, entry: IndexedItem, hosts: Hosts, paths: PathClaims, addresses: AddressClaims) -> _Home:
    linked, is_front = linked_path(entry.link, hosts)
    path, desired = paths.claim(entry, is_front)
    url = addresses.claim_item(rank, entry, linked, is_front)
    return _Home(path, desired, linked, is_front, "" if path == HOME else url)


def _claim_slugs(order: ChoosingOrder, homes: Sequence[_Home], addresses: AddressClaims) -> list[str]:
    """The slug of each page; those whose address Hugo makes of it get one that is nobody else's."""
    slugs: list[str] = []
    unaddressed: list[Rank] = []
    drafts: list[Rank] = []
    for (rank, entry), home in zip(order.ranked(), homes, strict=True):
        slug = "" if home.path == HOME else entry.slug
        if slug and not usable_slug(slug):
            addresses.report(Code.SLUG_UNUSABLE, slug, entry)
            slug = ""
        slugs.append(slug)
        if home.path != HOME and not home.url:
            (unaddressed if entry.status in {"publish", "future"} else drafts).append(rank)
    for rank in unaddressed:
        slugs[rank - 1] = addresses.claim_slug(rank, homes[rank - 1].path, slugs[rank - 1])
    for rank in drafts:
        slugs[rank - 1] = addresses.slug_of_draft(homes[rank - 1].path, slugs[rank - 1])
    return slugs


def _decision(entry: IndexedItem, home: _Home, slug: str, before: Placed | None, repeated: Collection[str]) -> Decision:
    return Decision(
        path=home.path,
        desired=home.desired,
        url=home.url,
        slug=slug,
        aliases=[],
        stands=before is None or (before.path != "" and not before.drafted),
        by_name=not repeated or name_of(home.path) not in repeated,
        public=entry.public,
    )


def _former_addresses(
    entry: IndexedItem, home: _Home, own: str, before: Placed | None, hosts: Hosts, library: Library, options: Options
) -> list[Address]:
    """All other addresses of a published item, `own` being its address today; others may have them."""
    found = [*before.former_urls, *([before.url] if before.url != own else [])] if before else []
    if home.is_front and hosts.folder:
        found.append(f"{hosts.folder}/")
    if home.linked == own:
        found += former_addresses(own, entry)
    if entry.id:
        found += library.pages_to(entry.id, with_files=options.attachment_pages == "aliases")
    return [as_address(one) for one in distinct(found) if one != own]


def _bare_folders(homes: Iterable[_Home]) -> set[str]:
    """Folders at the top of the content without a page of their own: Hugo makes a list of each."""
    parts = [one.path.removeprefix("content/").partition("/") for one in homes]
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
