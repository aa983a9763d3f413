"""The old site, while it still runs: a conversation with it, and what it shows, for those who compare."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

if TYPE_CHECKING:
    from http.cookiejar import CookieJar

    from migrate.living.seen import OldSite
    from migrate.verify.heads import OldAddresses
    from migrate.verify.page_head import PageHead
    from migrate.web.session import Session

_BASIC = "WXR2HUGO_BASIC"
AS_FETCHED = "rendered"


class LivingSite(NamedTuple):
    """What a living site shows."""

    shown: OldSite | None = None
    """None: nobody asked."""
    addresses: OldAddresses | None = None
    """Those that it names, where it was asked."""


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
        hint = "If it is yours: --allow-private." if private else "Try again later."
        raise MigrateError(f"{address}: {error}", hint) from error


def opened(address: str, cookies: CookieJar | None = None, *, allow_private: bool, wants_login: bool) -> Session:
    """A conversation with the site, at the address to which it leads visitors."""
    from http.cookiejar import CookieJar

    from migrate.living.opening import open_session
    from migrate.living.where import site_address
    from migrate.web.network import Network
    from migrate.web.session import Secrets

    secrets = Secrets(os.environ.get(_BASIC, ""), CookieJar() if cookies is None else cookies)
    network = Network(allow_private=allow_private, timeout=120.0, patience=300.0)
    return open_session(site_address(address), network, secrets, wants_login=wants_login)


@contextmanager
def old_site(address: str, site: Path, *, allow_private: bool) -> Iterator[LivingSite]:
    """What the site at an address shows now, or what was fetched of it (`rendered`); nothing without an address.

    Raises MigrateError where it cannot be had.
    """
    from tempfile import TemporaryDirectory

    from migrate.diagnostics import MigrateError
    from migrate.living.seen import OldSite
    from migrate.living.store import Store

    if not address:
        yield LivingSite()
    elif address == AS_FETCHED:
        if not Store(site).exists:
            raise MigrateError(f"{site}: nothing was fetched of the old site", "wxr2hugo fetch URL --rendered")
        yield LivingSite(OldSite(site))
    else:
        with TemporaryDirectory(prefix="wxr2hugo-") as aside:
            addresses = _asked(address, Path(aside), allow_private=allow_private)
            yield LivingSite(OldSite(Path(aside)), addresses)


def _asked(address: str, aside: Path, *, allow_private: bool) -> OldAddresses:
    """Bring all that a site shows. Returns what its sitemap, its feed and its pages name."""
    from migrate.cli import console
    from migrate.diagnostics import Diagnostics
    from migrate.living.rendered import RenderedBringer
    from migrate.living.sitemap import feed, sitemap
    from migrate.living.store import Store
    from migrate.living.visit import visited
    from migrate.verify.heads import OldAddresses

    diagnostics = Diagnostics()
    with failures_told(address), console.progress() as progress:
        session = opened(address, allow_private=allow_private, wants_login=False)
        try:
            RenderedBringer(
                session,
                Store(aside),
                diagnostics,
                anew=True,
                watch=lambda done, all_: progress.show("asking", done, all_),
            ).bring()
            listed = [*sitemap(session), *feed(session)]
            pages = dict.fromkeys([*listed, *(one.address for one in Store(aside).known().values())])
            heads = _heads(visited(session, pages, lambda done: progress.show("pages", done, len(pages))))
        finally:
            session.close()
    console.show_diagnostics(diagnostics, verbose=False)
    feeds = (urljoin(page, one) for page, head in heads.items() for one in head.feeds)
    home = urlsplit(str(session.home)).netloc
    addresses = {_path(one) for one in (*listed, *feeds) if urlsplit(one).netloc == home}
    return OldAddresses(sorted(addresses), {_path(page): head for page, head in heads.items()})


def _path(address: str) -> str:
    return unquote(urlsplit(address).path) or "/"


def _heads(pages: Iterable[tuple[str, str]]) -> dict[str, PageHead]:
    from migrate.verify.page_head import read_head

    return {address: read_head(html) for address, html in pages}
