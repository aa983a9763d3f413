"""The blog's own clock: how far it was ahead of Greenwich at any time, as its items tell.

An export names no time zone, but most items carry both times. Those that do not, drafts for example, were written by
the clock that their neighbours in time show.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

_MOST = 14 * 60 * 60
"""Seconds; no place on earth is further from Greenwich."""
_STEP = 15 * 60


def minutes_ahead(date: str, date_gmt: str) -> int | None:
    """How far a blog's clock is ahead of Greenwich by two spellings of one time; None where they do not fit.

    All offsets on earth are multiples of a quarter of an hour.
    """
    try:
        return ahead_of(datetime.fromisoformat(date), date_gmt)
    except ValueError:
        return None


def ahead_of(time: datetime, date_gmt: str) -> int | None:
    """The same of a time that was read already."""
    try:
        apart = time - datetime.fromisoformat(date_gmt)
    except (ValueError, TypeError, OverflowError):
        return None
    seconds = _seconds_of(apart)
    return seconds // 60 if not seconds % _STEP and not apart.microseconds and -_MOST <= seconds <= _MOST else None


class Clock:
    """What items tell of the clock. There may be a hundred thousand, so only numbers are kept."""

    def __init__(self) -> None:
        self._times = array("q")
        self._ahead = array("h")
        self._sorted = True
        self._asked_first: Callable[[], Iterable[tuple[str, int]]] | None = None
        self._without_others: tuple[array[int], array[int]] | None = None

    def ask_too(self, others: Callable[[], Iterable[tuple[str, int]]]) -> None:
        """Others know more, as for `add`, but it takes long to find out: they are asked when somebody has to know.

        What those said who were asked before counts no more.
        """
        self._asked_first = others
        if self._without_others:
            self._times, self._ahead = self._without_others
            self._sorted = False

    def add(self, date: str, minutes: int) -> None:
        """An item of this time by the blog's clock shows that it was so many minutes ahead."""
        self._times.append(_seconds(date))
        self._ahead.append(minutes)
        self._sorted = False

    def near(self, date: str) -> int:
        """The minutes that the item nearest in time shows, of two equally near the earlier; 0 where none shows any."""
        if self._asked_first:
            others, self._asked_first = self._asked_first, None
            self._without_others = self._times[:], self._ahead[:]
            for other, minutes in others():
                self.add(other, minutes)
        if not self._sorted:
            pairs = sorted(zip(self._times, self._ahead, strict=True))
            self._times = array("q", [time for time, _ in pairs])
            self._ahead = array("h", [minutes for _, minutes in pairs])
            self._sorted = True
        if not self._times:
            return 0
        time = _seconds(date)
        after = bisect_left(self._times, time)
        candidates = range(max(after - 1, 0), min(after + 1, len(self._times)))
        return self._ahead[min(candidates, key=lambda at: abs(self._times[at] - time))]


def _seconds(date: str) -> int:
    return _seconds_of(datetime.fromisoformat(date) - datetime(1970, 1, 1))


def _seconds_of(apart: timedelta) -> int:
    # To divide it by another takes six times as long.
    return apart.days * 86_400 + apart.seconds
