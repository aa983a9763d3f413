"""Where an earlier run cut an export: what it found there is known again, and cut there again, without being searched.

A cut is good for what stands before it, whatever follows. So where a portion begins as before and its bytes are as
before, it ends as before.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import NamedTuple

from migrate.wxr.identity import timeless


class KnownCut(NamedTuple):
    """What is remembered of a portion."""

    digest: bytes
    """As `digest_of` makes it."""
    size: int
    newlines: int
    names_no_slug: bool
    """As in `PortionCut`."""
    is_head: bool
    """Whether a file began with it."""


class KnownCuts:
    """Follows an export along the portions that an earlier run made of one, as long as they are the same."""

    def __init__(self, cuts: Sequence[KnownCut] = ()) -> None:
        self._cuts = cuts
        self._places = {one.digest: place for place, one in enumerate(cuts) if one.digest}
        self._next = 0
        self._at_head = False

    def __bool__(self) -> bool:
        return bool(self._cuts)

    def begin_file(self) -> None:
        """The next portion is the head of a file."""
        heads = (place for place in range(self._next, len(self._cuts)) if self._cuts[place].is_head)
        self._next, self._at_head = next(heads, len(self._cuts)), True

    @property
    def size(self) -> int:
        """That of the portion that is to be expected; 0: nobody knows, or its file ended with it, and was not cut."""
        after = self._next + 1
        is_cut = after < len(self._cuts) and not self._cuts[after].is_head
        return self._one.size if is_cut and self._one else 0

    def expected(self, data: bytes) -> KnownCut | None:
        """The portion that is to be expected, if these are its bytes."""
        one = self._one
        return one if one and digest_of(data, is_head=one.is_head) == one.digest else None

    def met(self, digest: bytes) -> None:
        """Say which portion was met: after one that is known, the one that followed it is to be expected."""
        self._next, self._at_head = self._places.get(digest, len(self._cuts)) + 1, False

    @property
    def _one(self) -> KnownCut | None:
        one = self._cuts[self._next] if self._next < len(self._cuts) else None
        return one if one and one.is_head == self._at_head else None


def digest_of(data: bytes, *, is_head: bool) -> bytes:
    """Stands for the bytes of a portion; for those of a head without the time at which it was made."""
    return blake2b(timeless(data) if is_head else data, digest_size=16).digest()
