"""Pages that stand for a list: which one showed the posts, or the items of a type, an export does not say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from migrate.diagnostics import Code, Diagnostics
from migrate.options import Options
from migrate.site.addresses import Hosts, key, linked_path
from migrate.site.collect.indexed_item import IndexedItem
from migrate.site.decide.choosing_order import ChoosingOrder
from migrate.site.decide.languages.languages import ONE, SiteLanguages
from migrate.site.decide.paths.choice import POSTS, type_folder

_ARCHIVES = {"product": "shop"}
"""The names that plugins give to the page with all items of a type, where it is not the type's own name."""
_FILLED_BY_PLUGINS = """
shop cart basket checkout my-account account wishlist order-received login log-in logout register lost-password
reset-password profile dashboard members activity groups activate forums events calendar courses search sitemap
donor-dashboard donation-confirmation donation-failed purchase-confirmation purchase-history membership-account
membership-checkout membership-levels thank-you my-bookings user password-reset
"""
_OF_PLUGINS = frozenset(_FILLED_BY_PLUGINS.split())
"""Names of empty pages that plugins fill."""


def list_pages(
    order: ChoosingOrder, hosts: Hosts, options: Options, diagnostics: Diagnostics, languages: SiteLanguages = ONE
) -> dict[str, str]:
    """Pages that stand for the list of a section, by key: `posts`, or the folder of a type."""
    if not options.posts and not order.facts.empty:
        return {}
    pages = [_Known(entry, *linked_path(entry.link, hosts)) for entry in _pages(order)]
    found: dict[str, str] = {}
    for code in languages.codes:
        here = [one for one in pages if languages.of(one.entry) == code]
        found |= _in_one_language(here, order, options, diagnostics)
    return found


def _in_one_language(
    pages: Sequence[_Known], order: ChoosingOrder, options: Options, diagnostics: Diagnostics
) -> dict[str, str]:
    above = {one.entry.parent for one in pages}
    empty = [one for one in pages if one.entry.empty and one.path and one.entry.id not in above]
    archives = dict(_archives(empty, order.facts.types))
    if options.posts:
        named = [one.entry.key for one in pages if key(one.path) == key(options.posts)]
        return archives | dict.fromkeys(named[:1], POSTS)
    if "post" not in order.facts.types or not any(one.is_front for one in pages):
        return archives
    candidates = [one for one in empty if one.entry.key not in archives and one.entry.slug not in _OF_PLUGINS]
    if len(candidates) > 1:
        diagnostics.report(Code.POSTS_PAGE_UNKNOWN, ", ".join(sorted(one.path for one in candidates)))
        return archives
    return archives | {one.entry.key: POSTS for one in candidates}


class _Known(NamedTuple):
    entry: IndexedItem
    path: str
    is_front: bool


def _pages(order: ChoosingOrder) -> Iterator[IndexedItem]:
    """The public pages, in the order of choosing."""
    ranks = sorted(filter(None, map(order.rank, order.facts.hierarchical)))
    return (entry for entry in map(order.entry, ranks) if entry.public)


def _archives(empty: Iterable[_Known], types: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The page with all items of each type, where there is one of its name."""
    for kind in sorted(types):
        names = {kind, f"{kind}s", _ARCHIVES.get(kind, kind)} if kind not in {"post", "page"} else set()
        yield from [(one.entry.key, type_folder(kind)) for one in empty if one.entry.slug in names][:1]
