"""Pages of the old site as a browser gets them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from migrate.web.client import web_address
from migrate.web.retry import FetchError
from migrate.web.session import Session

_MOST_FAILURES = 20
"""Pages in a row that do not come, after which no more are asked for."""
_LARGEST_PAGE = 16 << 20


def visited(session: Session, addresses: Iterable[str], watch: Callable[[int], None]) -> Iterator[tuple[str, str]]:
    """Each address with the page that answers there; what is elsewhere, leads away or does not come is passed over."""
    vain = 0
    for number, address in enumerate(addresses):
        watch(number)
        try:
            url = web_address(address)
            if url.host != session.home.host:
                continue
            url = url.copy_with(scheme=session.home.scheme)
            reply = session.read(url, "text/html", most=_LARGEST_PAGE)
        except FetchError:
            vain += 1
            if vain >= _MOST_FAILURES:
                return
            continue
        vain = 0
        if reply.status == 200 and reply.address == url and reply.kind in {"text/html", "application/xhtml+xml"}:
            yield str(url), reply.text()
