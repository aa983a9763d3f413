"""Three sequences cut into chunks on which all agree and chunks on which they may not.

The algorithm of diff3 (Khanna, Kunal, Pierce: A formal investigation of diff3, 2007): an element of the base that both
sides kept is stable; what lies between stable elements belongs together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from migrate.sync.merge.matching import matching


@dataclass(frozen=True, slots=True)
class Chunk:
    """Corresponding pieces of the three sides."""

    base: tuple[str, ...]
    user: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def stable(self) -> bool:
        """Whether nobody changed it."""
        return self.base == self.user == self.new

    @property
    def settled(self) -> tuple[str, ...] | None:
        """What becomes of it; None where both sides changed it, each in its way."""
        if self.new in (self.base, self.user):
            return self.user
        return self.new if self.user == self.base else None

    def __add__(self, other: Chunk) -> Chunk:
        return Chunk(self.base + other.base, self.user + other.user, self.new + other.new)


def chunks(base: Sequence[str], user: Sequence[str], new: Sequence[str]) -> list[Chunk]:
    """The three sides as a list of chunks, stable and unstable ones in turn."""
    in_user, in_new = dict(matching(base, user)), dict(matching(base, new))
    found: list[Chunk] = []
    i = j = k = 0
    stable: list[str] = []
    for index in [*(index for index in in_user if index in in_new), len(base)]:
        at_user, at_new = in_user.get(index, len(user)), in_new.get(index, len(new))
        if (index, at_user, at_new) != (i, j, k):
            found += _stable(stable)
            stable = []
            found.append(Chunk(tuple(base[i:index]), tuple(user[j:at_user]), tuple(new[k:at_new])))
        stable += base[index : index + 1]
        i, j, k = index + 1, at_user + 1, at_new + 1
    return found + _stable(stable)


def _stable(elements: list[str]) -> list[Chunk]:
    content = tuple(elements)
    return [Chunk(content, content, content)] if content else []
