"""The attachments of the whole library: which belong to which post, and where their pages were."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from migrate.site.addresses import Hosts
from migrate.site.index import Attachments
from migrate.site.media import Media
from migrate.site.placement import path_of


class Attached:
    """The numbers of the attachments of every post, by menu_order, then id."""

    def __init__(self, attachments: Attachments, hosts: Hosts, media: Media) -> None:
        """Tells `media` of every file."""
        self._attachments = attachments
        self._media = media
        self._pages: list[str] = []
        """The address of the page of each, which showed nothing but the file."""
        self._learned = bytearray()
        """Whether each is a file of the site, as far as was known when its turn came."""
        found = []
        for number, one in enumerate(attachments.records(), 1):
            found.append((one.parent, one.menu_order, one.id, number))
            self._pages.append(path_of(one.link, hosts))
            self._learned.append(media.learn(number, one) is not None)
        found.sort()
        self._parents = array("q", [one[0] for one in found])
        self._numbers = array("I", [one[3] for one in found])

    def to(self, post_id: int) -> array[int]:
        """The numbers of a post's attachments."""
        start = bisect_left(self._parents, post_id)
        return self._numbers[start : bisect_right(self._parents, post_id, start)]

    def pages_to(self, post_id: int) -> list[str]:
        """The addresses of the pages of a post's attachments."""
        return [page for number in self.to(post_id) if (page := self._pages[number - 1])]

    def pages_of_files(self) -> Iterator[tuple[int, str]]:
        """The attachments that are files of the site and had a page, with its address."""
        for number, (page, learned) in enumerate(zip(self._pages, self._learned, strict=True), 1):
            if page and (learned or self._media.path(self._attachments.numbered(number).url)):
                yield number, page

    def forget_pages(self) -> None:
        """Let go of what only the decisions about pages need."""
        self._pages, self._learned = [], bytearray()
