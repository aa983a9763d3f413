"""Which elements of two sequences correspond: patience diff, then difflib where a region is small.

Elements that occur once on both sides anchor the alignment (Bram Cohen's patience diff); between anchors the same is
done again. A region without anchors goes to difflib if it is small and counts as rewritten if it is large: difflib
alone takes quadratic time on texts with many equal lines, and every second line of a Markdown text is blank.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import TypeAlias

Pairs: TypeAlias = list[tuple[int, int]]
Region: TypeAlias = tuple[int, int, int, int]

_SMALL = 40_000
_DEEPEST = 30


def matching(old: Sequence[str], new: Sequence[str]) -> Pairs:
    """Positions of elements that correspond, ascending on both sides."""
    pairs: Pairs = []
    waiting: list[tuple[Region, int]] = [((0, len(old), 0, len(new)), 0)]
    while waiting:
        region, depth = waiting.pop()
        region = _trimmed(old, new, region, pairs)
        if region[0] == region[1] or region[2] == region[3]:
            continue
        anchors = _anchors(old, new, region) if depth < _DEEPEST else []
        if anchors:
            pairs += anchors
            waiting += [(gap, depth + 1) for gap in _gaps(region, anchors)]
        else:
            pairs += _small(old, new, region)
    return sorted(pairs)


def _trimmed(old: Sequence[str], new: Sequence[str], region: Region, pairs: Pairs) -> Region:
    """Take equal elements off both ends into `pairs`."""
    start, stop, new_start, new_stop = region
    while start < stop and new_start < new_stop and old[start] == new[new_start]:
        pairs.append((start, new_start))
        start, new_start = start + 1, new_start + 1
    while start < stop and new_start < new_stop and old[stop - 1] == new[new_stop - 1]:
        stop, new_stop = stop - 1, new_stop - 1
        pairs.append((stop, new_stop))
    return start, stop, new_start, new_stop


def _anchors(old: Sequence[str], new: Sequence[str], region: Region) -> Pairs:
    start, stop, new_start, new_stop = region
    new_counts = Counter(new[new_start:new_stop])
    old_counts = Counter(old[start:stop])
    places = {new[j]: j for j in range(new_start, new_stop) if new_counts[new[j]] == 1}
    unique = [(i, places[old[i]]) for i in range(start, stop) if old_counts[old[i]] == 1 and old[i] in places]
    return _longest_ascending(unique)


def _longest_ascending(pairs: Pairs) -> Pairs:
    """The longest subsequence that ascends on the new side too (patience sorting, Fredman 1975)."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        pile = bisect_left(tops, place)
        tops[pile : pile + 1] = [place]
        ends[pile : pile + 1] = [index]
        before.append(ends[pile - 1] if pile else -1)
    chain: Pairs = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def _gaps(region: Region, anchors: Pairs) -> list[Region]:
    starts = [(region[0], region[2]), *((i + 1, j + 1) for i, j in anchors)]
    stops = [*anchors, (region[1], region[3])]
    return [(i, stop, j, new_stop) for (i, j), (stop, new_stop) in zip(starts, stops, strict=True)]


def _small(old: Sequence[str], new: Sequence[str], region: Region) -> Pairs:
    start, stop, new_start, new_stop = region
    if (stop - start) * (new_stop - new_start) > _SMALL:
        return []
    matcher = SequenceMatcher(None, old[start:stop], new[new_start:new_stop], autojunk=False)
    blocks = matcher.get_matching_blocks()
    return [(start + i + step, new_start + j + step) for i, j, size in blocks for step in range(size)]
