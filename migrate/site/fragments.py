"""Places inside a page that links elsewhere on the site lead to: `/about/#team` wants `team` of the page about us."""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable
from html import unescape
from itertools import pairwise

from migrate.model import Wanted
from migrate.site.shelf import Pack

_BEFORE = ('href="', "href='", 'HREF="', "HREF='", '"url":"')
"""What stands before the address of a link, in HTML and in the attributes of blocks."""
_NO_ADDRESS = frozenset({"", '"', "'", "&", ":", " ", ";", ">", "(", "\n"})
"""What stands before a `#` that is no part of another page's address: entities, colours, places on the same page."""
_FRAGMENT = re.compile(r"[^\"'<>\s\\]+")
Spot = tuple[str, str, str]
"""The address of a link with a fragment, the address of the page it stands on, and the key of that page."""


def links_to_places(text: str) -> tuple[str, ...]:
    """The addresses of all links in a stored text that name a place on another page, without parsing the text."""
    found: dict[str, None] = {}
    for before, after in pairwise(text.split("#")) if "#" in text else ():
        if before[-1:] in _NO_ADDRESS:
            continue
        start = max(before.rfind('"'), before.rfind("'")) + 1
        fragment = _FRAGMENT.match(after)
        if fragment and before.endswith(_BEFORE, 0, start):
            found[unescape(f"{before[start:]}#{fragment[0]}")] = None
    return tuple(found)


class WantedPlaces:
    """What links want of each page, by its number."""

    def __init__(
        self, spots: Iterable[Spot], addresses: Callable[[], Iterable[str]], resolve: Callable[[str, str], str]
    ) -> None:
        """`addresses` gives those of all pages by number, encoded; `resolve` the new address of a link."""
        found: defaultdict[str, set[Wanted]] = defaultdict(set)
        for href, here, page in spots:
            found[resolve(href, here).partition("#")[0]].add(Wanted(href.partition("#")[2], href, page))
        pages = {address: number for number, address in enumerate(addresses(), 1) if address in found} if found else {}
        self._pack = Pack()
        self._places = array("Q", bytes(8 * (max(pages.values(), default=0) + 1)))
        for address, number in pages.items():
            self._places[number] = self._pack.add([tuple(one) for one in sorted(found[address])])

    def of(self, number: int) -> tuple[Wanted, ...]:
        """What links want of one page, sorted."""
        place = self._places[number] if number < len(self._places) else 0
        return tuple(map(Wanted._make, self._pack[place])) if place else ()
