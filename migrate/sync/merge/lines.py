"""Lines that both sides changed, taken one at a time: what became of each, and what was put between them.

Finer than git, which sees one change where an inserted line touches an edited one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from migrate.sync.merge.diff3 import Chunk
from migrate.sync.merge.matching import Pairs, matching

_ALIKE = 0.5
"""From which likeness on a line counts as another one edited."""
_MOST = 400
"""Pairs of lines that are compared at most: more were not edited but written anew."""


@dataclass(frozen=True, slots=True)
class _Side:
    """What one side made of the base."""

    lines: tuple[str | None, ...]
    """Each line of the base as it is now; None: deleted."""
    gaps: tuple[tuple[str, ...], ...]
    """What was inserted before each line, and after the last."""

    def deleted_at(self, gap: int) -> bool:
        """Whether a line beside a gap is gone, so that nobody can tell whether what goes there still belongs."""
        return None in self.lines[max(gap - 1, 0) : gap + 1]


def merge_lines(chunk: Chunk, merge_words: Callable[[Chunk], str | None]) -> str | None:
    """The text with both sides' changes; None where they touch the same line or place.

    `merge_words` merges a line that both changed, or answers None.
    """
    user, new = _side(chunk.base, chunk.user), _side(chunk.base, chunk.new)
    pieces: list[str | None] = []
    for at in range(len(chunk.base) + 1):
        pieces.append(_gap(user, new, at))
        if at < len(chunk.base):
            pieces.append(_line(chunk.base[at], user.lines[at], new.lines[at], merge_words))
    found = [piece for piece in pieces if piece is not None]
    return "".join(found) if len(found) == len(pieces) else None


def _gap(user: _Side, new: _Side, at: int) -> str | None:
    mine, theirs = user.gaps[at], new.gaps[at]
    if mine == theirs:
        return "".join(mine)
    if (mine and theirs) or (theirs and user.deleted_at(at)) or (mine and new.deleted_at(at)):
        return None
    return "".join(mine or theirs)


def _line(base: str, user: str | None, new: str | None, merge_words: Callable[[Chunk], str | None]) -> str | None:
    if new in (base, user):
        return user or ""
    if user == base:
        return new or ""
    return None if user is None or new is None else merge_words(Chunk((base,), (user,), (new,)))


def _side(base: Sequence[str], side: Sequence[str]) -> _Side:
    kept = matching(base, side)
    place = dict(sorted([*kept, *_edited(base, side, kept)]))
    starts = [place.get(at) for at in range(len(base))]
    gaps, last = [], 0
    for start in [*starts, len(side)]:
        gaps.append(tuple(side[last:start]) if start is not None else ())
        last = last if start is None else start + 1
    return _Side(tuple(None if start is None else side[start] for start in starts), tuple(gaps))


def _edited(base: Sequence[str], side: Sequence[str], kept: Pairs) -> Pairs:
    """Lines between those that were kept, paired with what they were before."""
    pairs: Pairs = []
    before = (-1, -1)
    for after in [*kept, (len(base), len(side))]:
        old = [at for at in range(before[0] + 1, after[0]) if base[at].strip()]
        now = [at for at in range(before[1] + 1, after[1]) if side[at].strip()]
        pairs += zip(old, now, strict=True) if len(old) == len(now) else _alike(base, side, old, now)
        before = after
    return pairs


def _alike(base: Sequence[str], side: Sequence[str], old: list[int], now: list[int]) -> Pairs:
    if len(old) * len(now) > _MOST:
        return []
    pairs: Pairs = []
    for at in old:
        left = [place for place in now if not pairs or place > pairs[-1][1]]
        if found := next((place for place in left if _likeness(base[at], side[place]) >= _ALIKE), None):
            pairs.append((at, found))
    return pairs


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()
