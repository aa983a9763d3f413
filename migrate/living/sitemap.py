"""The addresses in the sitemaps of a site, those of WordPress itself and of its plugins, and its feed."""

from __future__ import annotations

import re
from typing import NamedTuple

from migrate.listing import entries, value, values
from migrate.living.where import below
from migrate.web.client import Address, web_address
from migrate.web.retry import FetchError
from migrate.web.session import Session

_FEED = "feed/"
MOST_ADDRESSES = 200_000
_MOST_MAPS = 2_000
_HEAD = 4_096
_LONGEST_ROBOTS = 1 << 19
_LONGEST_DATE = 40
_STARTS = ("wp-sitemap.xml", "sitemap_index.xml", "sitemap.xml", "?sitemap=index")
_SITEMAP = re.compile(r"^\s*sitemap:\s*(https?://\S{1,2000})", re.I | re.M)


class Sitemap(NamedTuple):
    """What the sitemaps of a site name."""

    addresses: dict[str, str]
    """Its pages, each with when it was changed (empty: it does not say)."""
    pictures: dict[str, None]
    """The pictures on them, as far as they are at the site itself."""


def sitemap(session: Session) -> Sitemap:
    """All that the sitemaps name that `robots.txt` names, or the first that there is at the usual places."""
    robots = _read(session, below(session.home, "robots.txt"))[:_LONGEST_ROBOTS]
    named = [address for one in _SITEMAP.findall(robots)[:_MOST_MAPS] if (address := _address(session, one))]
    for starts in (named, *([below(session.home, name)] for name in _STARTS)):
        found = _read_maps(session, starts)
        if found.addresses:
            return found
    return Sitemap({}, {})


def feed(session: Session) -> dict[str, str]:
    """The feed of the newest posts, by the address of the site; nothing where there is none."""
    text = _read(session, below(session.home, _FEED))
    return {str(session.home): text} if "<rss" in text[:_HEAD] else {}


def _read_maps(session: Session, starts: list[Address]) -> Sitemap:
    """Map after map; each is read once."""
    found = Sitemap({}, {})
    waiting, seen = [*starts], {*starts}
    while waiting and len(found.addresses) < MOST_ADDRESSES:
        for kind, entry in entries(_read(session, waiting.pop(0)), "url", "sitemap"):
            address = _address(session, value(entry, "loc"))
            if address and kind == "url":
                found.addresses[str(address)] = value(entry, "lastmod")[:_LONGEST_DATE]
                pictures = (_address(session, one) for one in values(entry, "image:loc"))
                found.pictures.update((str(one), None) for one in pictures if one)
            elif address and address not in seen and len(seen) < _MOST_MAPS:
                seen.add(address)
                waiting.append(address)
    return found


def _read(session: Session, address: Address) -> str:
    try:
        reply = session.read(address, "application/xml,text/xml")
    except FetchError:
        return ""
    return reply.text() if reply.status == 200 and reply.address.host == address.host else ""


def _address(session: Session, text: str) -> Address | None:
    """An address, if it is of this site."""
    try:
        found = web_address(text)
    except FetchError:
        return None
    found = found.copy_with(scheme=session.home.scheme)
    return found if session.is_home(found) else None
