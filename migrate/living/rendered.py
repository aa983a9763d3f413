"""Brings what visitors see of each published item into the site, and later only what changed.

The API's `modified_after` sees neither what was deleted nor what was un-published, and is no parameter at all before
WordPress 5.7: so the ids of all items and when they were changed are asked for each time, a hundred a request.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from migrate.diagnostics import Code, Diagnostics
from migrate.living.pages import read_page
from migrate.living.rest import A_REQUEST, RestApi, RestType, open_api
from migrate.living.sitemap import sitemap
from migrate.living.store import LARGEST, Known, SeenItem, Store
from migrate.web.client import web_address
from migrate.web.retry import FetchError
from migrate.web.session import Session

_LET_IN = (
    "It asks visitors to log in, or turns programs away: let them in for the time of the move."
    " The export alone is enough to migrate."
)
_MOST_FAILURES = 20
"""Requests in vain after which the site is not asked any more in this run."""
Watch = Callable[[int, int], None]


@dataclass(slots=True)
class Brought:
    """What a run came to."""

    asked: int = 0
    """Items that visitors can see."""
    changed: int = 0
    """Those that were brought."""
    deleted: int = 0
    failed: int = 0
    source: str = ""
    """Where they came from."""


@dataclass(slots=True)
class RenderedBringer:
    """Brings what visitors see of a site, in one run."""

    session: Session
    store: Store
    diagnostics: Diagnostics
    anew: bool
    """Whether everything is asked for, whatever is known."""
    watch: Watch
    brought: Brought = field(default_factory=Brought)
    _failures: int = 0

    def bring(self) -> Brought:
        """Bring what is new, delete what is no longer public.

        Raises:
            FetchError: the site does not answer; what came before stays.

        """
        found = open_api(self.session)
        if found:
            self.brought.source = "the REST API"
            self._by_api(*found)
        else:
            self.brought.source = "its pages, as it has no REST API for visitors"
            self._by_pages()
        return self.brought

    def _by_api(self, api: RestApi, types: Sequence[RestType]) -> None:
        listed: dict[int, Known] = {}
        for kind in types:
            try:
                listed |= api.listed(kind)
            except FetchError as error:
                self._fail(Code.NOT_LISTED, f"{kind.name}: {error}")
                listed |= {number: one for number, one in self.store.known().items() if one.type == kind.name}
        known = {} if self.anew else self.store.known()
        self.brought.asked = len(listed)
        self._delete(self.store.known().keys() - listed.keys())
        wanted = [number for number, one in listed.items() if known.get(number) != one]
        for kind in types:
            mine = [number for number in wanted if listed[number].type == kind.name]
            for start in range(0, len(mine), A_REQUEST):
                self._batch(api, kind, mine[start : start + A_REQUEST], listed)

    def _batch(self, api: RestApi, kind: RestType, wanted: Sequence[int], listed: dict[int, Known]) -> None:
        """Bring some items. Where one of them makes WordPress fail, it is found by halves."""
        try:
            came = {one.id: one for one in api.seen(kind, wanted, _before(wanted, listed))}
        except FetchError as error:
            if len(wanted) == 1:
                self._from_page(wanted[0], listed[wanted[0]], str(error))
            else:
                self._vain(error)
                half = len(wanted) // 2
                self._batch(api, kind, wanted[:half], listed)
                self._batch(api, kind, wanted[half:], listed)
            return
        for number in wanted:
            one = came.get(number)
            if one is None:
                self._delete([number])  # protected by a password, or gone since it was listed
            elif one.html.strip():
                self._keep(one)
            else:
                self._from_page(number, listed[number], "")

    def _from_page(self, number: int, known: Known, reason: str) -> None:
        """Bring an item from its page. `reason`: why the API could not; empty: it shows nothing of it."""
        try:
            page = read_page(self._page(known.address))
        except FetchError as error:
            self._vain(error)
            self._fail(Code.NOT_SEEN, f"{known.address or number}: {reason or error}", number)
            return
        html = page.html if page.id == number and len(page.html) <= LARGEST else ""
        if reason and not html:
            self._fail(Code.NOT_SEEN, f"{known.address}: {reason}", number)
        else:
            self._keep(SeenItem(number, known.type, known.address, known.modified, title=page.title, html=html))

    def _by_pages(self) -> None:
        listed = sitemap(self.session).addresses
        if not listed:
            raise FetchError("has neither a REST API nor a sitemap that visitors can read", remedy=_LET_IN)
        by_address = {one.address: (number, one) for number, one in self.store.known().items()}
        self.brought.asked = len(listed)
        met = set()
        for address, changed in listed.items():
            number, known = by_address.get(address, (0, None))
            if known and changed and known.modified == changed and not self.anew:
                met.add(number)
                continue
            met.add(self._page_of(address, changed) or number)
        self._delete(self.store.known().keys() - met)

    def _page_of(self, address: str, changed: str) -> int:
        """Bring the item at an address. Returns its id, 0 for what is none."""
        try:
            page = read_page(self._page(address))
        except FetchError as error:
            self._vain(error)
            self._fail(Code.NOT_SEEN, f"{address}: {error}")
            return 0
        if page.id and page.html.strip() and len(page.html) <= LARGEST:
            self._keep(SeenItem(page.id, "", address, changed, title=page.title, html=page.html))
        return page.id

    def _page(self, address: str) -> str:
        url = web_address(address).copy_with(scheme=self.session.home.scheme)
        if not self.session.is_home(url):
            raise FetchError("is at another host")
        reply = self.session.read(url, "text/html")
        if reply.status != 200 or not self.session.is_home(reply.address):
            raise FetchError(f"answers {reply.status}" if reply.status != 200 else "leads to another host")
        return reply.text()

    def _keep(self, one: SeenItem) -> None:
        self._failures = 0
        self.store.write(one)
        self.brought.changed += 1
        self.watch(self.brought.changed, self.brought.asked)

    def _delete(self, numbers: Iterable[int]) -> None:
        self.brought.deleted += sum(self.store.delete(number) for number in sorted(numbers))

    def _fail(self, code: Code, detail: str, number: int = 0) -> None:
        self.brought.failed += 1
        self.diagnostics.report(code, detail, wordpress_id=number)

    def _vain(self, error: FetchError) -> None:
        self._failures += 1
        if self._failures > _MOST_FAILURES:
            raise FetchError(f"fails again and again, and is not asked any more: {error}") from error


def _before(wanted: Iterable[int], listed: dict[int, Known]) -> str:
    """A moment before the first of some items was changed, for WordPress to look no further back."""
    first = min((listed[number].modified for number in wanted), default="")
    return first[:10] + "T00:00:00" if len(first) >= 19 and first[4] == first[7] == "-" else ""
