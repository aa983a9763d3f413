"""What the page of an item, as it goes live, has to show of its text whatever its layout and hooks do with it.

A few places of each are looked for: layouts and hooks that keep something back do it everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any
from urllib.parse import unquote

from migrate.verify.reading.page_head import unsaid
from migrate.verify.reading.phrases import says
from migrate.verify.reading.shortcodes import DYNAMIC

_SAID = tuple(re.compile(rf">[^<>]*?\b([A-Za-z]{{2,}}(?: [A-Za-z]+){{{most}}})\b") for most in (3, 1))
"""Words that stand beside each other in the content of a page: four, else two."""
_LIST = re.compile(rf'class="?(?:{"|".join(sorted(DYNAMIC))})\b')
"""A list, which differs where drafts are shown too."""
_LAST = 600
"""Signs from the end at which words are looked for."""
_LINKED = re.compile(r'<a\s[^<>]*?\bhref="((?!#|mailto:)[^"]+)"(?=[^<>]*>\s*[^\s<])')
"""Addresses of links with words."""
_SHOWN = re.compile(r'<img\s[^<>]*?\bsrc="((?!data:)[^"]+)"')
_NAME = re.compile(r"([^/?#]+?)(?:\.[a-z]{2,5})?/?(?:[?#].*)?$", re.I | re.S)
_BEFORE = "/\"='?"
"""What stands before addresses and parts of them."""
_HOST = re.compile(r"https?://", re.I)
_SHORT = 3
"""Letters of a name that may stand anywhere."""
_TOLD = frozenset({"robots", "canonicalurl"})
"""What search engines are told, as Hugo names it."""
Lack = tuple[str, str]
"""The kind of a fault, and what is said of it."""


def lacks(facts: dict[str, Any], html: str, live: Callable[[], str]) -> Iterator[Lack]:
    """What a page lacks. `html` is what Hugo makes of the text alone; `live` answers the page, empty: there is none."""
    if facts["kind"] != "page" or _LIST.search(html):
        return
    places = (0, len(html) // 2, max(len(html) - _LAST, 0))
    runs = ([one[1] for at in places if (one := words.search(html, at))] for words in _SAID)
    said = next(filter(None, runs), [])
    links, pictures = (_few(pattern, html) if mark in html else [] for mark, pattern in _MARKED)
    hooked = dict(_words_of_hooks(html))
    page = live() if said or links or pictures or hooked or not _TOLD.isdisjoint(facts["params"]) else ""
    if not page:
        return
    if any(one not in page and not says(page, one) for one in said):
        yield "text", "does not show all of its text as it goes live"
    elif lost := next((tag for word, tag in hooked.items() if word not in page), ""):
        yield "text", f"does not show the words of its <{lost}> as it goes live"
    if lost := next((one for one in links if not _has(page, one)), ""):
        yield "link", f"does not link to {unescape(lost)} as it goes live"
    if lost := next((one for one in pictures if not _has(page, one)), ""):
        yield "image", f"does not show {unescape(lost)} as it goes live"
    yield from (("warning", f"its theme {one}") for one in unsaid(facts["params"], page))


_MARKED = (("<a ", _LINKED), ("<img ", _SHOWN))
_WORD = r"\b[^<>]*>(?:[^<>]{{0,200}}<(?!/{0})[^<>]{{0,200}}>){{0,9}}?[^<>]{{0,200}}?(?<!&)\b([A-Za-z]{{4,}})"
_WORD_IN = {one: re.compile(f"<{one}{_WORD.format(one)}") for one in ("h2", "h3", "pre", "blockquote", "td")}
"""A word in what a hook may take for itself."""


def _words_of_hooks(html: str) -> Iterator[tuple[str, str]]:
    """The first word in one element of each kind for which there are hooks, with its tag."""
    for tag, pattern in _WORD_IN.items():
        found = pattern.search(html) if f"<{tag}" in html else None
        if found:
            yield found[1], tag


def _few(pattern: re.Pattern[str], html: str) -> list[str]:
    """The first address and the last one."""
    first = pattern.search(html)
    end = html.rfind("<", 0, len(html) - _LAST) if first else 0
    last = next(iter(pattern.findall(html, max(end, 0))[-1:]), None)
    return list(dict.fromkeys(one for one in (first and first[1], last) if one))


def _has(page: str, address: str) -> bool:
    """Whether a page names what is at an address, in whatever way its theme makes addresses."""
    core = _core(address)
    if any(before + core in page for before in _BEFORE):
        return True
    plain, text = unquote(unescape(core)), unquote(unescape(page))
    return any(before + plain in text for before in _BEFORE)


def _core(address: str) -> str:
    """What of an address stays whatever becomes of it: host and path, in the site the name of a page or file."""
    if host := _HOST.match(address):
        return address[host.end() :].rstrip("/")
    name = _NAME.search(address)
    return name[1] if name and len(name[1]) > _SHORT else address
