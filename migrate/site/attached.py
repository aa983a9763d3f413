"""Which attachments belong to which post."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right

from migrate.site.index import Attachments


class Attached:
    """The numbers of the attachments of every post, by menu_order, then id."""

    def __init__(self, attachments: Attachments) -> None:
        found = sorted(
            (one.parent, one.menu_order, one.id, number) for number, one in enumerate(attachments.records(), 1)
        )
        self._parents = array("q", [one[0] for one in found])
        self._numbers = array("I", [one[3] for one in found])

    def to(self, post_id: int) -> array[int]:
        """The numbers of a post's attachments."""
        start = bisect_left(self._parents, post_id)
        return self._numbers[start : bisect_right(self._parents, post_id, start)]
