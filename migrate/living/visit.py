"""Pages of the old site as a browser gets them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from urllib.parse import quote, unquote

from migrate.living.pages import is_front_page
from migrate.web.client import Address, web_address
from migrate.web.retry import FetchError
from migrate.web.session import Reply, Session

_MOST_FAILURES = 20
"""Pages in a row that do not come, after which no more are asked for."""
_MOST_QUESTIONS = 500
"""Paths that are asked for one by one: more of them are a fault of their own."""
_LARGEST_PAGE = 16 << 20
_ACCEPTED = "text/html,application/rss+xml;q=0.9,*/*;q=0.5"
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
FEEDS = frozenset({"application/rss+xml", "application/xml", "text/xml"})
_GONE = frozenset({404, 410})


class Visitor:
    """Looks at one page after the other. What does not come is passed over, and a site that is gone left alone."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._vain = 0
        self._told: dict[str, str | None] = {}

    def visited(
        self, addresses: Iterable[str], watch: Callable[[int], None], kinds: Collection[str] = _PAGES
    ) -> Iterator[tuple[str, str]]:
        """Each address with what answers there; what is elsewhere, leads away or is of another kind is passed over."""
        for number, address in enumerate(addresses):
            watch(number)
            url = self._url(address)
            reply = self._reply(url) if url else None
            if reply and reply.status == 200 and reply.kind in kinds and reply.address == url:
                yield str(url), reply.text()

    def led(self, path: str) -> str | None:
        """Where visitors end who ask for a decoded path; empty where nothing is, None where that cannot be told.

        A page that is the front page under another address is nothing, and so is what asks for a login.
        """
        if path not in self._told:
            self._told[path] = self._led(path) if len(self._told) < _MOST_QUESTIONS else None
        return self._told[path]

    def _led(self, path: str) -> str | None:
        home = self._session.home
        reply = self._reply(home.copy_with(path=quote(path), query=None))
        if reply is None or not self._session.is_home(reply.address):
            return None
        end = unquote(reply.address.path)
        if reply.status in _GONE or "/wp-login.php" in end or (end != home.path and is_front_page(reply.text())):
            return ""
        return end if reply.status == 200 else None

    def _url(self, address: str) -> Address | None:
        """An address as it is asked for, if it is of the site."""
        try:
            url = web_address(address)
        except FetchError:
            return None
        url = url.copy_with(scheme=self._session.home.scheme)
        return url if self._session.is_home(url) else None

    def _reply(self, url: Address) -> Reply | None:
        if self._vain >= _MOST_FAILURES:
            return None
        try:
            reply = self._session.read(url, _ACCEPTED, most=_LARGEST_PAGE)
        except FetchError:
            self._vain += 1
            return None
        self._vain = 0
        return reply
