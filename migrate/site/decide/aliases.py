"""Every other address under which an item could once be found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice, product

from migrate.patterns import rare_pattern
from migrate.site.addresses import decoded, usable
from migrate.site.collect.indexed_item import IndexedItem

_DATED = rare_pattern(r"/(\d{4})/(\d{2})(?:/(\d{2}))?(?=/)")
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MOST = 100
"""No item has been renamed more often than this by hand."""


def former_addresses(address: str, entry: IndexedItem) -> list[str]:
    """The addresses that WordPress would still redirect: made of the old slugs and old dates in today's address."""
    if not entry.old_slugs and not entry.old_dates:
        return []
    slugs, dates = (entry.slug, *entry.old_slugs), ("", *entry.old_dates)
    found = (_dated(_slugged(address, entry.slug, slug), date) for slug, date in product(slugs, dates))
    return [one for one in dict.fromkeys(islice(found, _MOST)) if one and one != address]


def distinct(addresses: Iterable[str]) -> Iterator[str]:
    """The addresses that may be aliases: real paths, never the front page."""
    for one in dict.fromkeys(addresses):
        if one.strip("/") and usable(one):
            yield one


def _slugged(address: str, slug: str, other: str) -> str:
    """The address with another slug in the place of its own; empty where it does not hold its own."""
    if other == slug:
        return address
    head, found, tail = address.rpartition(f"/{decoded(slug)}")
    return f"{head}/{decoded(other).strip('/')}{tail}" if slug and found and tail[:1] in {"", "/", "."} else ""


def _dated(address: str, date: str) -> str:
    parts = _DATE.match(date)
    if not parts or not address:
        return "" if date else address
    return _DATED.sub(lambda old: "/" + "/".join(islice(parts.groups(), 3 if old[3] else 2)), address, count=1)
