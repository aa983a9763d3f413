"""The heads of pages: what search engines are told of each, and which feeds it names. Old ones beside new ones."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from migrate.verify.reading.folding import as_shown
from migrate.verify.reading.page_head import PageHead, read_head
from migrate.verify.verdict import SiteFault

if TYPE_CHECKING:
    from migrate.verify.built.build import Built
    from migrate.verify.built.surroundings import Surroundings
    from migrate.verify.old_site.feeds import FeedItem

_WORD = re.compile(r"\w+")
_SIZE = re.compile(r"(?:-scaled|-\d+x\d+|_hu_?[0-9a-f]{8,}(?:_\w+)?)+(?=\.\w+$)")
"""What WordPress and Hugo put into the name of a picture that they have scaled."""
_TAG = re.compile(r"<[^<>]*>")
_LONGEST = 300


class OldAddresses(NamedTuple):
    """What a living site names. All addresses are root-relative and decoded, questions at their end."""

    named: Collection[str] = ()
    """Those in its sitemap and feed, and the feeds in its pages."""
    heads: Mapping[str, PageHead] = {}
    """What the heads of its pages say, by the addresses of these."""
    feeds: Mapping[str, Sequence[FeedItem]] = {}
    """What its feeds list, by the addresses of the lists."""
    pictures: Collection[str] = ()
    """Files that its sitemap names."""


NO_ADDRESSES = OldAddresses()


class SiteTitle(NamedTuple):
    """How a site is called, and where its pages say so and no more."""

    name: str
    homes: Collection[str]
    """The first pages of all languages."""


def head_faults(
    heads: Mapping[str, PageHead], around: Surroundings, live: Built, title: SiteTitle
) -> Iterator[SiteFault]:
    """What pages of the new site say otherwise than the old ones at the same addresses.

    What the old site said of every page at once is told once: a setting keeps search engines away from all of it.
    """
    everywhere = frozenset.intersection(*(one.robots for one in heads.values())) if len(heads) > 1 else frozenset()
    if everywhere:
        yield SiteFault("warning", "", f"the old site says {', '.join(sorted(everywhere))} on every page")
    unshared: list[str] = []
    for path, old in sorted((around.path_of(page), head) for page, head in heads.items()):
        if path and live.answers(path) and not around.alias_target(live, path):
            new = read_head(live.file(path).read_text("utf-8", "replace"))
            yield from _differing(path, old._replace(robots=old.robots - everywhere), new, around, title)
            unshared += [path] * bool(old.shared_picture and not new.shared_picture)
    if unshared:
        others = f" and on {len(unshared) - 1:,} more" if unshared[1:] else ""
        told = f"the old page{others} names a picture for sites on which it is shared (og:image), the new one none"
        yield SiteFault("warning", unshared[0], told)


def _differing(path: str, old: PageHead, new: PageHead, around: Surroundings, title: SiteTitle) -> Iterator[SiteFault]:
    name = title.name
    has_title = path not in title.homes and _words(old.title) not in ([], _words(name))
    if has_title and _titled(old.title, name) != _titled(new.title, name):
        yield _fault(path, "title", old.title, new.title)
    if old.description and _words(old.description) != _words(new.description):
        yield _fault(path, "description", old.description, new.description)
    if old.canonical and _place(old.canonical, around) != _place(new.canonical or path, around):
        yield _fault(path, "canonical", old.canonical, new.canonical)
    if has_title and old.shared_title and new.shared_title and _shared(old, name) != _shared(new, name):
        yield _fault(path, "og:title", old.shared_title, new.shared_title)
    if new.shared_picture and _picture(old.shared_picture) not in ("", _picture(new.shared_picture)):
        yield _fault(path, "og:image", old.shared_picture, new.shared_picture)
    if old.robots != new.robots:
        yield _fault(path, "robots", ", ".join(sorted(old.robots)), ", ".join(sorted(new.robots)))


def _fault(path: str, what: str, old: str, new: str) -> SiteFault:
    return SiteFault("head", path, f"{what}: “{old[:_LONGEST]}” on the old site, “{new[:_LONGEST]}” here")


def _words(text: str) -> list[str]:
    return _WORD.findall(as_shown(text).lower())


def _picture(address: str) -> str:
    """The name of a picture in whatever size."""
    return _SIZE.sub("", unquote(address.partition("?")[0].rpartition("/")[2])[-_LONGEST:]).lower()


def _shared(head: PageHead, name: str) -> list[str]:
    return _titled(_TAG.sub("", head.shared_title), name)


def _titled(title: str, name: str) -> list[str]:
    """The words of a title without those of the site's name, which themes put at either end."""
    words, around = _words(title), _words(name)
    length = len(around)
    if length and len(words) > length and words[-length:] == around:
        return words[:-length]
    if length and len(words) > length and words[:length] == around:
        return words[length:]
    return words


def _place(address: str, around: Surroundings) -> str:
    """An address as a path where it is of the site, under its old host or its new one."""
    path = around.path_of(address)
    return path.rstrip("/") if path else address
