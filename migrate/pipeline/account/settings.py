"""Settings of the old site that its items betray: an export itself holds none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from urllib.parse import unquote, urlsplit

from migrate.account.line import AccountLine
from migrate.site.answer.site import Site
from migrate.site.collect.indexed_item import IndexedItem

_LOOKED_AT = 200
"""Posts whose addresses are looked at."""
_SHOP = "product"
_PART = re.compile(r"(?<=/)(?:[^/]+?)(?=/|\.html?$|$)")


def settings_lines(site: Site) -> Iterator[AccountLine]:
    """How addresses were made, which page came first, where lists were, and whether there was a shop."""
    public = (one for one in site.pages.entries() if one.type == "post" and one.public)
    shapes = Counter(map(_shape, islice(public, _LOOKED_AT)))
    if shapes:
        shape, _ = shapes.most_common(1)[0]
        why = "each page keeps its address" if "%" in shape else "addresses with ?p= are led on by the server's rules"
        yield AccountLine("settings", f"addresses of posts {shape}", site.index.counts["post", "publish"], True, why)
    if site.front:
        yield AccountLine("settings", f"front page {site.front}", 1, True)
    for folder, address in sorted(site.list_pages.items()):
        yield AccountLine("settings", f"list of {folder} {address}", 1, True)
    products = site.index.counts[_SHOP, "publish"]
    if products:
        yield AccountLine("settings", "a shop", products, False, "its products are pages; nothing can be bought there")


def _shape(entry: IndexedItem) -> str:
    """The address of a post as WordPress' settings would say it; what they have no word for as it is."""
    try:
        path = unquote(urlsplit(entry.link).path)
    except ValueError:
        return ""
    named = {**dict.fromkeys([one.slug for one in entry.terms], "%category%"), **_names(entry)}
    shape = _PART.sub(lambda part: named.get(part[0], part[0]), path) if path.strip("/") else "?p=…"
    return shape.replace("%monthnum%/%monthnum%", "%monthnum%/%day%")  # where both are one number


def _names(entry: IndexedItem) -> dict[str, str]:
    year, month, day = entry.date[:4], entry.date[5:7], entry.date[8:10]
    dated = {year: "%year%", **({month: "%monthnum%", day: "%day%"} if month != day else {month: "%monthnum%"})}
    return {**dated, str(entry.id): "%post_id%", entry.creator: "%author%", entry.slug: "%postname%"}
