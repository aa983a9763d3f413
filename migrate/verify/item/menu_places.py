"""Places that entries of menus name, as `#contact` of a site on one page: texts define them, or the old theme did."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import chain
from urllib.parse import unquote

from migrate.pipeline.truth import Truth
from migrate.site.answer.site import Site
from migrate.tree import HEADINGS

BY_NO_TEXT = "no text has such a place: the old theme made it, or it led nowhere in WordPress"
_NAMES = r"""(?:id|name|anchor)["'\\]*+\s*+[:=]\s*+["'\\]*+"""
"""What stands before the name of a place in HTML, shortcodes, the attributes of blocks and the data of builders."""


def places_in_menus(site: Site) -> frozenset[str]:
    """What stands behind the `#` in addresses of menus, decoded."""
    entries = chain.from_iterable(menu.entries for menu in site.menus)
    return frozenset(unquote(entry.url.partition("#")[2]) for entry in entries if "#" in entry.url) - {""}


def places_in_text(truth: Truth, among: Collection[str]) -> Iterator[str]:
    """Those of some places that a text defines, be it in what nobody sees of it, or that a heading of it could mean."""
    if not among:
        return
    shown = {name for one in truth.tree.elements() for name in (one.get("id"), one.get("name"))}
    shown.update(_as_place(one.text()) for one in truth.tree.elements() if one.tag in HEADINGS)
    stored = "\n".join((truth.item.content, *(value for _, value in truth.item.meta)))
    for name in among:
        if name in shown or (name in stored and re.search(rf"{_NAMES}{re.escape(name)}(?![\w-])", stored, re.I)):
            yield name


def _as_place(heading: str) -> str:
    """What plugins for tables of contents, and Hugo, make of a heading."""
    return "-".join(re.findall(r"\w+", heading.lower()))
