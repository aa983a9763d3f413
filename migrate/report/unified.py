"""Unified diffs of two texts, in time that does not grow with the square of their length."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from migrate.sync.merge.matching import matching
from migrate.text import lines

_CONTEXT = 3
_NO_END = "\\ No newline at end of file\n"


def unified(before: str, after: str, from_name: str, to_name: str) -> str:
    """The diff with its two header lines; an empty name stands for a file that does not exist."""
    old, new = lines(before), lines(after)
    hunks = [_hunk(edits, old, new) for edits in _grouped(list(_edits(old, new)))]
    return f"--- {_name('a', from_name)}\n+++ {_name('b', to_name)}\n" + "".join(hunks)


_Edit = tuple[int, int, int, int]
"""A range of old lines and the range of new lines that takes its place."""


def _name(side: str, path: str) -> str:
    return f"{side}/{path}" if path else "/dev/null"


def _edits(old: list[str], new: list[str]) -> Iterator[_Edit]:
    corners = [(-1, -1), *matching(old, new), (len(old), len(new))]
    for (i, j), (next_i, next_j) in pairwise(corners):
        if (next_i, next_j) != (i + 1, j + 1):
            yield i + 1, next_i, j + 1, next_j


def _grouped(edits: list[_Edit]) -> Iterator[list[_Edit]]:
    """Edits whose context would touch belong to one hunk."""
    group: list[_Edit] = []
    for edit in edits:
        if group and edit[0] - group[-1][1] > 2 * _CONTEXT:
            yield group
            group = []
        group.append(edit)
    if group:
        yield group


def _hunk(edits: list[_Edit], old: list[str], new: list[str]) -> str:
    start = max(0, edits[0][0] - _CONTEXT)
    stop = min(len(old), edits[-1][1] + _CONTEXT)
    new_start = edits[0][2] - (edits[0][0] - start)
    new_stop = edits[-1][3] + (stop - edits[-1][1])
    body = []
    place = start
    for first, last, new_first, new_last in edits:
        body += [_line(" ", line) for line in old[place:first]]
        body += [_line("-", line) for line in old[first:last]]
        body += [_line("+", line) for line in new[new_first:new_last]]
        place = last
    body += [_line(" ", line) for line in old[place:stop]]
    return f"@@ -{_range(start, stop)} +{_range(new_start, new_stop)} @@\n" + "".join(body)


def _range(start: int, stop: int) -> str:
    """Lines count from 1; an empty range names the line before it, as diff(1) does."""
    length = stop - start
    first = start + 1 if length else start
    return f"{first}" if length == 1 else f"{first},{length}"


def _line(sign: str, line: str) -> str:
    return sign + (line if line.endswith("\n") else f"{line}\n{_NO_END}")
