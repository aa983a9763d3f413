"""The addresses in the sitemaps of a site, those of WordPress itself and of its plugins, and in its feed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from migrate.living.where import below
from migrate.web.client import Address, web_address
from migrate.web.retry import FetchError
from migrate.web.session import Session

_FEED = "feed/"
_LINK = re.compile(r"<link>\s*([^<]{1,2000}?)\s*</link>", re.I)
MOST_ADDRESSES = 200_000
_MOST_MAPS = 2_000
_HEAD = 4_096
_STARTS = ("wp-sitemap.xml", "sitemap_index.xml", "sitemap.xml")
_ENTRY = re.compile(r"<(url|sitemap)\b[^>]*>(.*?)</\1>", re.S | re.I)
_LOCATION = re.compile(r"<loc>\s*(?:<!\[CDATA\[)?\s*([^<\]]{1,2000}?)\s*(?:\]\]>)?\s*</loc>", re.I)
_CHANGED = re.compile(r"<lastmod>\s*([^<]{1,40}?)\s*</lastmod>", re.I)


def sitemap(session: Session) -> dict[str, str]:
    """All addresses of the site that its sitemap names, each with when it was changed (empty: it does not say)."""
    for name in _STARTS:
        found = dict(_addresses(session, below(session.home, name)))
        if found:
            return found
    return {}


def feed(session: Session) -> list[str]:
    """The address of the feed of the newest posts, if there is one, and those of the posts in it."""
    address = below(session.home, _FEED)
    text = _read(session, address)
    if "<rss" not in text[:_HEAD]:
        return []
    posts = (_address(session, f"<loc>{link}</loc>") for link in _LINK.findall(text)[:_MOST_MAPS])
    return [str(address), *(str(one) for one in posts if one)]


def _addresses(session: Session, start: Address) -> Iterator[tuple[str, str]]:
    """Map after map; each is read once."""
    waiting, seen, count = [start], {start}, 0
    while waiting:
        text = _read(session, waiting.pop(0))
        for kind, entry in _ENTRY.findall(text):
            found = _address(session, entry)
            if found is None:
                continue
            if kind.lower() == "sitemap":
                if found not in seen and len(seen) < _MOST_MAPS:
                    seen.add(found)
                    waiting.append(found)
                continue
            changed = _CHANGED.search(entry)
            count += 1
            if count > MOST_ADDRESSES:
                return
            yield str(found), changed[1] if changed else ""


def _read(session: Session, address: Address) -> str:
    try:
        reply = session.read(address, "application/xml,text/xml")
    except FetchError:
        return ""
    return reply.text() if reply.status == 200 and reply.address.host == address.host else ""


def _address(session: Session, entry: str) -> Address | None:
    """The address in an entry, if it is of this site."""
    location = _LOCATION.search(entry)
    try:
        found = web_address(unescape(location[1])) if location else None
    except FetchError:
        return None
    if found is None or found.host != session.home.host:
        return None
    return found.copy_with(scheme=session.home.scheme)
