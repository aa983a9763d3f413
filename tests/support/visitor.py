"""A visitor of a built site: follows old addresses to their pages, and every link and picture of every page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from tests.support.old_addresses import Old
from tests.support.web_servers import Asked

_STEPS = 1
"""How often an old address may lead on."""
_PICTURES = {"img": ("src", "srcset"), "source": ("src", "srcset"), "video": ("src", "poster"), "audio": ("src",)}
_LINKS = {"a": ("href",), "link": ("href",), "iframe": ("src",), "script": ("src",), "object": ("data",)}
_REFRESH = re.compile(r"url=(\S+)", re.I)
_SIZE = re.compile(r"\s+[\d.]+[wx]\s*(?:,|$)")


def problem(server: Asked, old: Old, most: int = _STEPS) -> str:
    """What is wrong with the answer to an old address, which may lead on so often; empty where nothing is."""
    address, steps = old.address, -1
    page, body = None, b""
    while address:
        steps += 1
        here = address
        status, address, body = server.ask(here)
        page = LexborHTMLParser(body) if body[:9].lower() == b"<!doctype" else None
        if page is not None and not address:
            address = _refreshed(page)
        if steps > most + 2:
            break
    if status != 200:
        return f"{status} at {here}"
    if steps > most:
        return f"{steps} redirects to {here}"
    return _wrong_feed(old, body) if old.feed else _wrong_page(old, page, here)


def _refreshed(page: LexborHTMLParser) -> str:
    refresh = page.css_first("meta[http-equiv=refresh]")
    found = _REFRESH.search(refresh.attributes["content"] or "") if refresh else None
    parts = urlsplit(found[1]) if found else None
    return quote(unquote(parts.path), safe="/%") if parts else ""


def _wrong_feed(old: Old, body: bytes) -> str:
    found = re.search(r"<rss.*?<link>(.*?)</link>", body.decode(), re.S)
    if not found:
        return "no feed"
    path = unquote(urlsplit(found[1]).path)
    return "" if path == (old.target or path) else f"the feed of {path} in place of {old.target}"


def _wrong_page(old: Old, page: LexborHTMLParser | None, here: str) -> str:
    if page is None:
        return "" if unquote(here).endswith(old.target) else f"{here} in place of {old.target}"
    link = page.css_first("link[rel=canonical]")
    canonical = unquote(urlsplit((link.attributes["href"] if link else "") or "").path)
    if canonical != (old.target or canonical):
        return f"the page {canonical} in place of {old.target}"
    head = page.css_first("h1")
    if old.title and _letters(old.title) not in _letters(head.text() if head else ""):
        return f"the page is called {head.text() if head else ''!r} in place of {old.title!r}"
    return ""


def _letters(text: str) -> str:
    plain = LexborHTMLParser(text).text() if "<" in text or "&" in text else text
    return "".join(one for one in plain.lower() if one.isalnum())


@dataclass
class Walk:
    """What the pages of a site refer to inside it."""

    links: int = 0
    pictures: int = 0
    missing: list[tuple[str, str]] = field(default_factory=list)
    """Page and address of what is not there."""
    fragments: list[tuple[str, str]] = field(default_factory=list)
    """Page and address of links to places that no page has."""


def walk(public: Path, server: Asked, host: str) -> Walk:
    """Follow every reference of every page that stays inside the site."""
    found, answers = Walk(), dict[str, bool]()
    ids: dict[str, set[str]] = {}
    for page, pictured, address in _references(public, host):
        found.pictures += pictured
        found.links += not pictured
        parts = urlsplit(address)
        asked = quote(unquote(parts.path), safe="/") + (f"?{parts.query}" if parts.query else "")
        if asked not in answers:
            answers[asked] = _arrives(server, asked)
        if not answers[asked]:
            found.missing.append((page, address))
        elif parts.fragment and not parts.query:
            if asked not in ids:
                ids[asked] = _places(server.ask(asked)[2])
            if unquote(parts.fragment) not in ids[asked]:
                found.fragments.append((page, address))
    return found


def _arrives(server: Asked, address: str) -> bool:
    status, target, _ = server.ask(address)
    return status == 200 or (bool(target) and server.ask(target)[0] == 200)


def _places(body: bytes) -> set[str]:
    page = LexborHTMLParser(body)
    return {one.attributes.get(name) or "" for name in ("id", "name") for one in page.css(f"[{name}]")}


def _references(public: Path, host: str) -> Iterator[tuple[str, bool, str]]:
    """Page, whether a picture or a recording is meant, and the address, of all references inside the site."""
    for file in sorted(public.rglob("*.html")):
        page = "/" + file.relative_to(public).as_posix().removesuffix("index.html")
        html = LexborHTMLParser(file.read_bytes())
        for pictured, tags in ((True, _PICTURES), (False, _LINKS)):
            for tag, names in tags.items():
                for node in html.css(tag):
                    for address in _addresses(node.attributes, names):
                        if inside := _inside(address, page, host):
                            yield page, pictured, inside


def _addresses(attributes: dict[str, str | None], names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        value = (attributes.get(name) or "").strip()
        if name == "srcset":
            yield from filter(None, (one.strip() for one in _SIZE.split(value)))
        elif value:
            yield value


def _inside(address: str, page: str, host: str) -> str:
    """The address from the root of the site, empty where it leads out of it."""
    try:
        parts = urlsplit(urljoin(f"https://{host}{quote(page)}", address))
    except ValueError:
        return ""
    return (
        parts._replace(scheme="", netloc="").geturl()
        if parts.netloc == host and parts.scheme in {"http", "https"}
        else ""
    )
