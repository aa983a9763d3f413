"""The heads of pages: what search engines are told of each, and which feeds it names. Old ones beside new ones."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from migrate.verify.folding import as_shown
from migrate.verify.page_head import PageHead, read_head
from migrate.verify.verdict import SiteFault

if TYPE_CHECKING:
    from migrate.verify.build import Built
    from migrate.verify.item import Surroundings

_WORD = re.compile(r"\w+")
_LONGEST = 300


class OldAddresses(NamedTuple):
    """What a living site names. All addresses are root-relative and decoded."""

    named: Collection[str] = ()
    """Those in its sitemap and feed, and the feeds in its pages."""
    heads: Mapping[str, PageHead] = {}
    """What the heads of its pages say, by the addresses of these."""


NO_ADDRESSES = OldAddresses()


def head_faults(heads: Mapping[str, PageHead], around: Surroundings, live: Built, name: str) -> Iterator[SiteFault]:
    """What pages of the new site say otherwise than the old ones at the same addresses. `name` is the site's own.

    What the old site said of every page at once is told once: a setting keeps search engines away from all of it.
    """
    everywhere = frozenset.intersection(*(one.robots for one in heads.values())) if len(heads) > 1 else frozenset()
    if everywhere:
        yield SiteFault("warning", "", f"the old site says {', '.join(sorted(everywhere))} on every page")
    for path, old in sorted(heads.items()):
        if live.answers(path) and not around.alias_target(live, path):
            new = read_head(live.file(path).read_text("utf-8", "replace"))
            yield from _differing(path, old._replace(robots=old.robots - everywhere), new, around, name)


def _differing(path: str, old: PageHead, new: PageHead, around: Surroundings, name: str) -> Iterator[SiteFault]:
    if path != "/" and _words(old.title) not in ([], _words(name)) and _titled(old, name) != _titled(new, name):
        yield _fault(path, "title", old.title, new.title)
    if old.description and _words(old.description) != _words(new.description):
        yield _fault(path, "description", old.description, new.description)
    if old.canonical and _place(old.canonical, around) != _place(new.canonical or path, around):
        yield _fault(path, "canonical", old.canonical, new.canonical)
    if old.robots != new.robots:
        yield _fault(path, "robots", ", ".join(sorted(old.robots)), ", ".join(sorted(new.robots)))


def _fault(path: str, what: str, old: str, new: str) -> SiteFault:
    return SiteFault("head", path, f"{what}: “{old[:_LONGEST]}” on the old site, “{new[:_LONGEST]}” here")


def _words(text: str) -> list[str]:
    return _WORD.findall(as_shown(text).lower())


def _titled(head: PageHead, name: str) -> list[str]:
    """The words of a title without those of the site's name, which themes put at either end."""
    words, around = _words(head.title), _words(name)
    length = len(around)
    if length and len(words) > length and words[-length:] == around:
        return words[:-length]
    if length and len(words) > length and words[:length] == around:
        return words[length:]
    return words


def _place(address: str, around: Surroundings) -> str:
    """An address as a path where it is of the site, under its old host or its new one."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    if parts.netloc and parts.netloc.lower() not in around.hosts:
        return address
    path = unquote(parts.path) or "/"
    return around.local(path).rstrip("/") + (f"?{parts.query}" if parts.query else "")
