"""The built site around an item: where its addresses lead, and how they are spelled there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

from migrate.content.shared.stylesheets import Selector
from migrate.tree import parse
from migrate.verify.built.build import NOT_BUILT, Built

_PLAIN_PATH = re.compile(r"((?:[\w-]+/)*(?:[\w-]+(?:\.\w+)?)?)(?:#([\w-]*))?")
"""A path and a fragment in which nothing needs reading."""
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)
_HOSTED = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.I)
_ALIAS = 'http-equiv="refresh"'
_REFRESH = re.compile(r'<meta http-equiv="refresh" content="0; url=([^"]*)">')
"""How Hugo itself writes an alias."""
_LARGEST_ALIAS = 4_000


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What all items are judged with."""

    site: Path
    """Its folder, resolved."""
    base_url: str = ""
    items: Built = NOT_BUILT
    live: Built | None = None
    """None where only the items themselves are judged."""
    hosts: tuple[str, ...] = ()
    """Those of the old site and of the new one, with their ports and without."""
    unseen: tuple[Selector, ...] = ()
    """What the style sheets of the site hide."""
    led: dict[str, str] = field(default_factory=dict)
    """Where addresses lead, as far as that was asked."""
    asked: Mapping[str, str] = field(default_factory=dict)
    """The paths that the front page of the old site was asked for by number or word, by `p=12` and the like."""
    menu_places: frozenset[str] = frozenset()
    """The places that entries of menus name."""

    @property
    def answering(self) -> Built | None:
        """The site as it goes live, where Hugo could build it."""
        return self.live if self.live and self.live.is_there else None

    def follow(self, address: str) -> str:
        """The address at which an alias ends; any other as it is."""
        if not address.startswith("/"):
            return address
        path, sign, fragment = address.partition("#")
        if path not in self.led:
            self.led[path] = as_built(self.alias_target(self.items, path) or path)
        return f"{self.led[path]}{sign}{fragment}"

    def plain(self, address: str) -> str:
        """An address in one spelling: from the root where it is in the site, decoded, aliases followed."""
        return self.follow(self.local(_spelled(address.strip(), self.base_url)))

    def said(self, address: str) -> str:
        """The same for an address as a text says it, which knows nothing of that folder."""
        return self.follow(_spelled(address, self.base_url))

    def local(self, path: str) -> str:
        """A path without the folder that the site is to lie in on its host."""
        folder = unquote(urlsplit(self.base_url).path).rstrip("/")
        return path[len(folder) :] if folder and f"{path}/".startswith(f"{folder}/") else path

    def path_of(self, address: str) -> str:
        """The decoded path of an address of the site, under its old host or its new one; empty: it is elsewhere."""
        try:
            parts = urlsplit(address)
        except ValueError:
            return ""
        if parts.netloc and parts.netloc.lower() not in self.hosts:
            return ""
        return self.asked.get(unquote(parts.query), "") if parts.query else self.local(unquote(parts.path) or "/")

    def alias_target(self, built: Built, address: str) -> str:
        """Where the page at an address leads at once; empty where it does not."""
        return self.local(_refreshed(built, address))


@lru_cache(maxsize=5_000)
def _spelled(address: str, base_url: str) -> str:
    if base_url and address.startswith(base_url):
        address = f"/{address[len(base_url) :]}"
    return unquote(address)


def _refreshed(built: Built, address: str) -> str:
    try:
        with built.file(address).open("rb") as file:
            data = file.read(_LARGEST_ALIAS + 1)
    except (OSError, ValueError):
        return ""
    return leads_on(data.decode("utf-8", "replace")) if len(data) <= _LARGEST_ALIAS else ""


def leads_on(page: str) -> str:
    """Where a page leads at once; empty where it does not."""
    if len(page) > _LARGEST_ALIAS or _ALIAS not in page:
        return ""
    if found := _REFRESH.search(page):
        return unquote(urlsplit(unescape(found[1])).path)
    refreshing = (one for one in parse(page).elements() if one.tag == "meta" and one.get("http-equiv") == "refresh")
    content = next((one.get("content") for one in refreshing), "")
    return unquote(urlsplit(content.partition("url=")[2].strip()).path)


def inside_site(address: str, page: str, base_url: str) -> tuple[str, str] | None:
    """Decoded path and fragment of an address that stands on a page, if it is inside the site."""
    base = urlsplit(base_url)
    folder = base.path.rstrip("/")
    root = "" if folder else "/"
    start = next((len(one) for one in (base_url, root) if one.endswith("/") and address.startswith(one)), None)
    if start and (plain := _PLAIN_PATH.fullmatch(address, start)):  # most are so
        return f"/{plain[1]}", plain[2] or ""
    if base.netloc and base.netloc not in address and _HOSTED.match(address):
        return None
    try:
        parts = urlsplit(urljoin(f"{base.scheme or 'http'}://{base.netloc}{folder}{quote(page)}", address))
        is_elsewhere = _SCHEME.match(address) and urlsplit(address).netloc != base.netloc
    except ValueError:
        return None
    if is_elsewhere or parts.netloc != base.netloc or parts.scheme not in {"http", "https"} or not address:
        return None
    path = unquote(parts.path) or "/"
    if folder and not f"{path}/".startswith(f"{unquote(folder)}/"):
        return path, parts.fragment
    return path[len(unquote(folder)) :] or "/", parts.fragment


def as_built(path: str) -> str:
    """A path as Hugo makes it: that of a page is a folder, whether the old site said its last slash or not."""
    return path if "." in path or path.endswith("/") else f"{path}/"
