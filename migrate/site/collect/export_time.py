"""When an export was made. WordPress shows what is published under a date later than that; Hugo has to be told so."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from heapq import nlargest

from migrate.site.collect.index import Index
from migrate.site.collect.indexed_item import IndexedItem

_FURTHEST = timedelta(hours=14)
"""No place on earth is further from Greenwich."""
_SILENCE = timedelta(days=366)
"""Where only the dates of other items tell the time. One item is the newest of any blog: that alone says nothing."""


class ExportTime:
    """The export's own time: never the clock of this machine, so that the same export always makes the same files."""

    def __init__(self, index: Index) -> None:
        """Told by the heads of its files, else by its newest change, else by the newest dates of its items."""
        self._clock = index.clock
        self._made = _newest_head(index.made) or _as_time(index.newest_change)
        self._newest = [] if self._made else nlargest(2, _dates(index))
        earliest = self._made - _FURTHEST if self._made else None
        self._earliest = str(earliest) if earliest else min(self._newest, default="9")
        """What is dated earlier needs no closer look."""

    def may_be_before(self, date: str) -> bool:
        """Whether it can be earlier than a date; no: surely not."""
        return date > self._earliest

    def before(self, entry: IndexedItem) -> str:
        """The export's own time by Greenwich, if the date of the entry is later; else empty."""
        if not self.may_be_before(entry.date):
            return ""
        with suppress(ValueError, OverflowError):
            date = self._by_greenwich(entry.date)
            made, silence = (self._made, timedelta()) if self._made else (self._newest_but(entry.date), _SILENCE)
            if made and date > made + silence:
                return str(made)
        return ""

    def _newest_but(self, date: str) -> datetime | None:
        others = self._newest[1:] if self._newest[:1] == [date] else self._newest
        return self._by_greenwich(others[0]) if others else None

    def _by_greenwich(self, date: str) -> datetime:
        return datetime.fromisoformat(date) - timedelta(minutes=self._clock.near(date))


def _dates(index: Index) -> list[str]:
    entries = (one.date for one in index.entries.values())
    return [*filter(None, entries), *filter(None, (one.date for one in index.attachments.values()))]


def _newest_head(heads: list[str]) -> datetime | None:
    times = []
    for text in heads:
        with suppress(ValueError, TypeError, OverflowError):
            time = parsedate_to_datetime(text)
            times.append((time.astimezone(UTC) if time.tzinfo else time).replace(tzinfo=None))
    return max(times, default=None)


def _as_time(digits: int) -> datetime | None:
    """A time whose digits make this number."""
    with suppress(ValueError):
        return datetime.strptime(str(digits), "%Y%m%d%H%M%S")
    return None
