"""Places inside a page that links elsewhere on the site lead to: `/about/#team` wants `team` of the page about us."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple

from migrate.model.rest_of_site import WantedAnchor
from migrate.site.decide.choosing_order import Rank
from migrate.site.records import Records


class AnchorLink(NamedTuple):
    """A link with a fragment, and where it stands."""

    href: str
    here: str
    """The address of the page it stands on."""
    page: str
    """The key of that page."""


class WantedAnchors:
    """What links want of each page."""

    def __init__(
        self,
        links: Iterable[AnchorLink],
        addresses: Callable[[], Iterable[tuple[Rank, str]]],
        resolve: Callable[[str, str], str],
    ) -> None:
        """`addresses` gives those of all pages, encoded; `resolve` the new address of a link."""
        found: defaultdict[str, set[WantedAnchor]] = defaultdict(set)
        for href, here, page in links:
            found[resolve(href, here).partition("#")[0]].add(WantedAnchor(href.partition("#")[2], href, page))
        pages = {address: rank for rank, address in addresses() if address in found} if found else {}
        self._records = Records()
        self._places = array("Q", bytes(8 * (max(pages.values(), default=0) + 1)))
        for address, rank in pages.items():
            self._places[rank] = self._records.add([tuple(one) for one in sorted(found[address])])

    def of(self, rank: Rank | None) -> tuple[WantedAnchor, ...]:
        """What links want of one page, sorted; of what is no page nothing."""
        place = self._places[rank] if rank and rank < len(self._places) else 0
        return tuple(map(WantedAnchor._make, self._records[place])) if place else ()
