"""Lists of the old site, as its feeds have them, beside the lists and feeds of the new one at the same addresses.

A feed says without the theme around it what a list begins with, and in which order.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from email.utils import parsedate_to_datetime
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from migrate.listing import entries, value
from migrate.verify.verdict import SiteFault

if TYPE_CHECKING:
    from migrate.verify.built.build import Built
    from migrate.verify.built.surroundings import Surroundings

_RSS = re.compile(r"<rss[\s>]")
_HREF = re.compile(r"""<a\b[^<>]*?\bhref=(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""")
_NUMBER = re.compile(r"(?<=\?p=)\d+$")
"""What is another in the guid that WordPress gives each post."""
_BEGINNING = 4_096
_MOST = 500
_FEW = 3
_FURTHER = "page"


class FeedItem(NamedTuple):
    """What a feed says of one item."""

    link: str
    """Its address as it stands there."""
    guid: str
    time: float
    """When it was published, in seconds; 0 where that cannot be read."""


def read_feed(text: str) -> tuple[FeedItem, ...]:
    """The items of an RSS feed, in its order. Whatever else the text is: none."""
    found = islice(entries(text, "item"), _MOST) if _RSS.search(text[:_BEGINNING]) else ()
    return tuple(FeedItem(value(one, "link"), value(one, "guid"), _time(value(one, "pubDate"))) for _, one in found)


def feed_faults(
    feeds: Mapping[str, Sequence[FeedItem]],
    around: Surroundings,
    live: Built,
    published: Collection[str],
    *,
    homes: Collection[str],
) -> Iterator[SiteFault]:
    """What lists and feeds of the new site lack or order otherwise. `feeds` are those of the old one, by their lists.

    Items that are not `published` here are passed over, they are told elsewhere. `homes` are the first pages of all
    languages.
    """
    others: dict[str, tuple[str, str]] = {}
    for path, items in sorted((around.path_of(page), items) for page, items in feeds.items()):
        places = {around.path_of(one.link): one for one in items}
        old = {place: one for place, one in places.items() if place in published}
        if path not in homes:  # the first page need not be the list of which the feed tells
            yield from _unlisted(path, old, around, live)
        new = _new_feed(path, around, live)
        yield from _otherwise(path, old, new)
        others |= {at: (old[at].guid, new[at].guid) for at in new.keys() & old.keys() if old[at].guid != new[at].guid}
    if others:
        yield _taken_for_new(others)


def _taken_for_new(others: Mapping[str, tuple[str, str]]) -> SiteFault:
    """That posts, by their addresses, have another guid than they had, and how they keep it."""
    at, (was, is_now) = min(others.items())
    told = f"feed readers take {_counted(others)} for new: the guid of {at} was {was} and is {is_now}"
    number = _NUMBER.search(was) if _NUMBER.search(is_now) else None
    keeps = f'[params] guid = "{was[: number.start()]}" in hugo.toml' if number else '[front_matter.keys] guid = "guid"'
    return SiteFault("warning", "", f"{told} ({keeps} keeps it)")


def _unlisted(path: str, old: Mapping[str, FeedItem], around: Surroundings, live: Built) -> Iterator[SiteFault]:
    """What the list at the same address does not show on any of its pages."""
    if not old or not live.answers(path) or around.alias_target(live, path):
        return
    shown = set(_listed(path, around, live))
    if lost := [place for place in old if place not in shown]:
        yield SiteFault("link", path, f"the old site lists {_named(lost)} here, the new one does not")


def _listed(path: str, around: Surroundings, live: Built) -> Iterator[str]:
    """The paths to which a list leads on all of its pages."""
    first = live.file(path)
    for file in (first, *first.parent.glob(f"{_FURTHER}/*/index.html")):
        for found in _HREF.findall(file.read_text("utf-8", "replace")):
            yield around.path_of(unescape("".join(found)))


def _new_feed(path: str, around: Surroundings, live: Built) -> dict[str, FeedItem]:
    address = f"{path}index.xml"
    text = live.file(address).read_text("utf-8", "replace") if live.answers(address) else ""
    return {around.path_of(one.link): one for one in read_feed(text)}


def _otherwise(path: str, old: Mapping[str, FeedItem], new: Mapping[str, FeedItem]) -> Iterator[SiteFault]:
    """What the feed lacks although it goes back further, and where its order is another."""
    both = [place for place in new if place in old]
    oldest = min((old[place].time for place in both), default=0.0)
    if lost := [place for place, one in old.items() if new and place not in new and one.time > oldest]:
        yield SiteFault("link", path, f"the feed of the old site has {_named(lost)}, the new one does not")
    wanted = sorted(both, key=list(old).index)
    moved = ((is_there, here) for is_there, here in zip(wanted, both, strict=True) if is_there != here)
    if swapped := next((pair for pair in moved if old[pair[0]].time != old[pair[1]].time), None):
        yield SiteFault("link", path, f"the feed of the old site has {swapped[0]} where the new one has {swapped[1]}")


def _named(places: Sequence[str]) -> str:
    more = f" and {len(places) - _FEW:,} more" if len(places) > _FEW else ""
    return f"{', '.join(places[:_FEW])}{more}"


def _counted(posts: Mapping[str, object]) -> str:
    return f"{len(posts):,} {'post' if len(posts) == 1 else 'posts'}"


def _time(text: str) -> float:
    try:
        return parsedate_to_datetime(text).timestamp()
    except (ValueError, OverflowError):
        return 0.0
