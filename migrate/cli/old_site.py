"""The old site, while it still runs: a conversation with it, and what it shows, for those who compare."""

from __future__ import annotations

import os
import time
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

if TYPE_CHECKING:
    from http.cookiejar import CookieJar

    from migrate.living.sitemap import Sitemap
    from migrate.verify.old_site.heads import OldAddresses
    from migrate.verify.old_site.witness import Witness
    from migrate.verify.reading.page_head import PageHead
    from migrate.web.session import Session

_BASIC = "WXR2HUGO_BASIC"
AS_FETCHED = "rendered"
_WORTH_A_WORD = 10.0
"""Seconds of waiting that are told."""
_MOST_LISTS = 500
"""Feeds that are asked for beside that of the whole site."""


@contextmanager
def failures_told(address: str) -> Iterator[None]:
    """Say why a site could not be asked."""
    from migrate.diagnostics import MigrateError
    from migrate.web.addresses import NotPublicError
    from migrate.web.retry import FetchError

    try:
        yield
    except FetchError as error:
        private = isinstance(error.__cause__, NotPublicError)
        hint = "If it is yours: --allow-private." if private else error.remedy or "Try again later."
        raise MigrateError(f"{address}: {error}", hint) from error


def opened(address: str, cookies: CookieJar | None = None, *, allow_private: bool, wants_login: bool) -> Session:
    """A conversation with the site, at the address to which it leads visitors."""
    from http.cookiejar import CookieJar

    from migrate.living.opening import open_session
    from migrate.living.where import site_address
    from migrate.web.network import Network
    from migrate.web.session import Secrets

    secrets = Secrets(os.environ.get(_BASIC, ""), CookieJar() if cookies is None else cookies)
    slow = 120.0 if wants_login else 30.0  # an export may take long to begin, a page may not
    network = Network(allow_private=allow_private, timeout=slow, patience=2.5 * slow)
    return open_session(site_address(address), network, secrets, wants_login=wants_login, sleep=_wait)


def _wait(seconds: float) -> None:
    from migrate.cli import console

    if seconds >= _WORTH_A_WORD:
        console.say(f"The server is busy: asking again in {seconds:.0f} s")
    time.sleep(seconds)


@contextmanager
def old_site(address: str, site: Path, *, allow_private: bool) -> Iterator[Witness]:
    """What the site at an address shows now, or what was fetched of it (`rendered`); nothing without an address.

    Raises MigrateError where it cannot be had.
    """
    from tempfile import TemporaryDirectory

    from migrate.diagnostics import MigrateError
    from migrate.living.seen import OldSite
    from migrate.living.store import Store
    from migrate.verify.old_site.witness import NO_WITNESS, Witness

    if not address:
        yield NO_WITNESS
    elif address == AS_FETCHED:
        if not Store(site).exists:
            raise MigrateError(f"{site}: nothing was fetched of the old site", "wxr2hugo fetch URL --rendered")
        yield Witness(OldSite(site))
    else:
        with TemporaryDirectory(prefix="wxr2hugo-") as aside:
            with failures_told(address):
                session = opened(address, allow_private=allow_private, wants_login=False)
            try:
                with failures_told(address):
                    witness = _asked(session, Path(aside))
                yield witness
            finally:
                session.close()


def _asked(session: Session, aside: Path) -> Witness:
    """Bring all that a site shows, and what its sitemap, its feeds and its pages name."""
    from migrate.cli import console
    from migrate.diagnostics import Diagnostics
    from migrate.living.rendered import RenderedBringer
    from migrate.living.seen import OldSite
    from migrate.living.sitemap import feed, sitemap
    from migrate.living.store import Store
    from migrate.living.visit import FEEDS, Visitor
    from migrate.verify.old_site.witness import Witness

    diagnostics, visitor, store = Diagnostics(), Visitor(session), Store(aside)
    with console.progress() as progress:
        bringer = RenderedBringer(
            session, store, diagnostics, anew=True, watch=lambda done, all_: progress.show("asking", done, all_)
        )
        bringer.bring()
        listed, newest = sitemap(session), feed(session)
        items = frozenset(one.address for one in store.known().values())
        pages = dict.fromkeys((*listed.addresses, *items))
        heads = _heads(visitor.visited(pages, lambda done: progress.show("pages", done, len(pages))))
        lists = _lists(heads, items)
        feeds = dict(visitor.visited(lists, lambda done: progress.show("lists", done, len(lists)), FEEDS))
    console.show_diagnostics(diagnostics, verbose=False)
    of_lists = {lists[address]: text for address, text in feeds.items()}
    return Witness(OldSite(aside), _addresses(session, listed, heads, of_lists | newest), visitor.led)


def _heads(pages: Iterable[tuple[str, str]]) -> dict[str, PageHead]:
    from migrate.verify.reading.page_head import read_head

    return {address: read_head(html) for address, html in pages}


def _lists(heads: Mapping[str, PageHead], items: Container[str]) -> dict[str, str]:
    """The addresses of the feeds that lists have of their own, each with that of its list."""
    found: dict[str, str] = {}
    for page, head in heads.items():
        own = (
            one for one in (urljoin(page, feed) for feed in head.feeds) if page not in items and one.startswith(page)
        )
        if len(found) < _MOST_LISTS:
            found |= dict.fromkeys(islice(own, 1), page)
    return found


def _addresses(
    session: Session, listed: Sitemap, heads: Mapping[str, PageHead], feeds: Mapping[str, str]
) -> OldAddresses:
    from migrate.verify.old_site.feeds import read_feed
    from migrate.verify.old_site.heads import OldAddresses

    home, read = str(session.home), {page: read_feed(text) for page, text in feeds.items()}
    named = [urljoin(page, one) for page, head in heads.items() for one in head.feeds]
    named += [one.link for one in read.get(home, ())]
    host = urlsplit(home).netloc
    return OldAddresses(
        named=sorted({_path(one) for one in (*listed.addresses, *named) if urlsplit(one).netloc == host}),
        heads={_path(page): head for page, head in heads.items()},
        feeds={"/" if page == home else _path(page): items for page, items in read.items()},
        pictures=sorted(map(_path, listed.pictures)),
    )


def _path(address: str) -> str:
    parts = urlsplit(address)
    return (unquote(parts.path) or "/") + (f"?{unquote(parts.query)}" if parts.query else "")
