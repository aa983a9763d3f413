"""The attachments of the whole library: which belong to which post, and where their pages were."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from migrate.site.addresses import Hosts, linked_path
from migrate.site.collect.item_tables import Attachments
from migrate.site.decide.media.media import FileNumber, Media


class FilesOfPosts:
    """The numbers of the attachments of every post, by menu_order, then id."""

    def __init__(self, found: list[tuple[int, int, int, FileNumber]]) -> None:
        """`found` has parent, menu_order, id and number of every attachment."""
        found = sorted(found)
        self._parents = array("q", [one[0] for one in found])
        self._numbers = array("I", [one[3] for one in found])

    def to(self, post_id: int) -> list[FileNumber]:
        """The numbers of a post's attachments."""
        start = bisect_left(self._parents, post_id)
        return list(map(FileNumber, self._numbers[start : bisect_right(self._parents, post_id, start)]))


@dataclass(frozen=True, slots=True)
class Library:
    """What is learned of the attachments. Their pages only the decisions need, and what links can lead to."""

    media: Media
    of_posts: FilesOfPosts
    _attachments: Attachments
    _pages: list[str]
    """The address of the page of each, which showed nothing but the file; empty where visitors saw none."""
    _parents: array[int]
    _learned: bytearray
    """Whether each is a file of the site, as far as was known when its turn came."""

    def pages_to(self, post_id: int, *, with_files: bool) -> list[str]:
        """The addresses of the pages of a post's attachments; without `with_files` where the file is not the site's."""
        numbers = self.of_posts.to(post_id)
        return [
            self._pages[one - 1] for one in numbers if self._pages[one - 1] and (with_files or not self._has_file(one))
        ]

    def pages_of_files(self) -> Iterator[tuple[FileNumber, str, int]]:
        """The attachments that are files of the site and had a page, with its address and the item that they are of."""
        for number, (page, parent) in enumerate(zip(self._pages, self._parents, strict=True), 1):
            if page and self._has_file(FileNumber(number)):
                yield FileNumber(number), page, parent

    def _has_file(self, number: FileNumber) -> bool:
        return bool(self._learned[number - 1] or self.media.path(self._attachments.numbered(number).url))


def learn_library(attachments: Attachments, hosts: Hosts) -> Library:
    """All that the attachments say of files and of posts, in one look at each."""
    media = Media(hosts, attachments)
    found, pages, parents, learned = [], [], array("q"), bytearray()
    for number, one in enumerate(attachments.records(), 1):
        found.append((one.parent, one.menu_order, one.id, FileNumber(number)))
        pages.append(linked_path(one.link, hosts)[0] if one.public else "")
        parents.append(one.parent)
        learned.append(media.learn(FileNumber(number), one) is not None)
    return Library(
        media=media,
        of_posts=FilesOfPosts(found),
        _attachments=attachments,
        _pages=pages,
        _parents=parents,
        _learned=learned,
    )
