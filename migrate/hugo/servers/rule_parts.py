"""What the rules of all servers have in common: patterns of old addresses, and how an address stands in a rule.

Every address is percent-encoded before it is written, so nothing that an export says can end a rule or begin another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from migrate.browser import read_address
from migrate.model.decided import LanguageRule, Redirects

FEED = "feed(?:/(?:feed|rss2?|rdf|atom))?/?"
ARCHIVE = "[0-9][0-9][0-9][0-9](?:/[0-9][0-9]?)?(?:/[0-9][0-9]?)?(?:/page/[0-9]+|/feed(?:/[a-z0-9]+)?)?/?"
"""Without braces, which mean something else to Caddy."""
LIST_FEEDS = ("feed/", "feed/atom/", "feed/rss2/")
"""For servers that cannot look whether a list has a feed."""
FURTHER = "(?:comment-page-[0-9]+|page/[0-9]+|amp|embed|trackback)/?"
"""What WordPress hangs on the address of an item or a list."""
SCRIPT = "(?:/index\\.php)?"
"""Stands in all addresses of sites whose server could not rewrite them."""
WORD = "[A-Za-z0-9%_/-]+"
BELOW = "[^/\\x00-\\x1f\\x5c][^\\x00-\\x1f\\x5c]*"
"""A path after its first slash, with nothing in it that could make it another host or another header."""
NUMBERED = (("items", "p|page_id|attachment_id"), ("categories", "cat"), ("authors", "author"))
_BARE = re.compile(r"[A-Za-z0-9/_-]")
_AS_IT_IS = re.compile(r"[A-Za-z0-9/._~%-]*")
_HOST = re.compile(r"[a-z0-9.-]+(?::\d+)?")
_CODE = re.compile(r"[a-z0-9_-]+")


def as_asked(path: str) -> str:
    """An address as a browser asks for it: nothing but letters, digits and `/-._~%` stands in it."""
    if _AS_IT_IS.fullmatch(path):
        return path
    if path.startswith(("http://", "https://")) and (elsewhere := read_address(path)):
        return f"{elsewhere.scheme}://{elsewhere.host}{quote(elsewhere.rest.partition('#')[0], safe='/%?=&+,~')}"
    return quote(path.partition("#")[0] if path.startswith("/") else path, safe="/%")


def spellings(slug: str) -> list[str]:
    """A slug as WordPress spells it in an address, and as browsers do."""
    return sorted({as_asked(slug), as_asked(slug).lower()})


def pattern(path: str) -> str:
    """A regular expression that matches exactly this decoded path, made of signs that mean nothing to any server."""
    return "".join(one if _BARE.fullmatch(one) or ord(one) > 0x7F else f"\\x{ord(one):02x}" for one in path)


def sound_languages(redirects: Redirects) -> Iterator[LanguageRule]:
    """Rules for addresses that said their language, of which nothing can end a rule or begin another.

    They hold for every address there was: what comes behind the host, or before the parameter, stays as it was asked.
    """
    for one in redirects.languages:
        if _CODE.fullmatch(one.code) and (not one.host or (_HOST.fullmatch(one.host) and main_host(redirects))):
            yield one


def main_host(redirects: Redirects) -> str:
    """Scheme and host of the site."""
    address = read_address(redirects.main)
    return f"{address.scheme}://{address.host}" if address and _HOST.fullmatch(address.host) else ""
