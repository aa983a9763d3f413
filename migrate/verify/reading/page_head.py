"""What the head of a page says to search engines, and whether it says what the front matter wants."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from migrate.tree import whole_elements

_SELECTOR = "head title, head meta[name][content], head meta[property][content], head link[rel][href]"
_FEEDS = frozenset({"application/rss+xml", "application/atom+xml"})
_SAID = {
    **{name: name for name in ("title", "description", "canonical")},
    **{"shared_title": "og:title", "shared_picture": "og:image"},
}
"""What single lines say, by the names of `PageHead`."""
_KEPT_AWAY = {"noindex": ("noindex",), "nofollow": ("nofollow",), "none": ("noindex", "nofollow")}
"""What keeps search engines away; the rest of `robots` says how much of a page they may show."""


class PageHead(NamedTuple):
    """What the head of a page says. Empty: nothing."""

    title: str = ""
    description: str = ""
    canonical: str = ""
    robots: frozenset[str] = frozenset()
    """`noindex`, `nofollow` or both."""
    feeds: tuple[str, ...] = ()
    """Addresses as they stand there."""
    shared_title: str = ""
    """What other sites show where somebody shares the page (Open Graph)."""
    shared_picture: str = ""
    """The address of the picture that they show."""


def read_head(html: str) -> PageHead:
    """What the head of a whole page says; of two elements for one thing, the first, but for `robots`."""
    said: dict[str, str] = {}
    feeds: list[str] = []
    robots: set[str] = set()
    for tag, given, text in whole_elements(html, _SELECTOR):
        names = (given.get("name") or given.get("property") or given.get("rel") or "").lower().split()
        if tag == "title":
            said.setdefault("title", " ".join(text.split()))
        elif tag == "meta" and names[:1] == ["robots"]:
            robots |= _kept_away(given.get("content") or "")  # of several lines all count
        elif tag == "meta" and names[:1]:
            said.setdefault(names[0], " ".join((given.get("content") or "").split()))
        elif "canonical" in names:
            said.setdefault("canonical", (given.get("href") or "").strip())
        elif "alternate" in names and (given.get("type") or "").lower() in _FEEDS:
            feeds.append((given.get("href") or "").strip())
    known = {key: said.get(name, "") for key, name in _SAID.items()}
    return PageHead(**known, robots=frozenset(robots), feeds=tuple(feeds))


def unsaid(params: Mapping[str, Any], html: str) -> Iterator[str]:
    """What the front matter tells search engines and the page does not. `params` are named as Hugo names them."""
    robots, canonical = str(params.get("robots", "")), str(params.get("canonicalurl", ""))
    if not robots and not canonical:
        return
    head = read_head(html)
    if kept_away := _kept_away(robots) - head.robots:
        yield f"does not say {', '.join(sorted(kept_away))} to search engines"
    if canonical and head.canonical.rstrip("/") != canonical.rstrip("/"):
        yield f"does not name {canonical} as the original"


def _kept_away(robots: str) -> frozenset[str]:
    """What keeps search engines away in a text with what they are told."""
    return frozenset(one for name in re.split(r"[\s,]+", robots.lower()) for one in _KEPT_AWAY.get(name, ()))
