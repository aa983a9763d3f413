"""Times as exports write them: `YYYY-MM-DD hh:mm:ss`, RFC 2822, and the zero dates that mean none.

WordPress shows times by the blog's own clock. So they are written by that clock with its distance from Greenwich, and
every theme shows the day that WordPress showed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import lru_cache

from migrate.model.export import Item
from migrate.site.collect.clock import ahead_of

Near = Callable[[str], int]
"""Answers how many minutes the blog's clock was ahead of Greenwich at a time of which only that clock is known."""


def by_greenwich(date: str) -> int:
    """The distance where nothing is known of it."""
    return 0


def published(item: Item, near: Near) -> datetime | None:
    """When an item was published: by the blog's clock, else by Greenwich, else what pubDate says; None: never."""
    return local(item.date, item.date_gmt, near) or _rfc_2822(item.published)


def modified(item: Item, near: Near) -> datetime | None:
    """When an item was last changed."""
    return local(item.modified, item.modified_gmt, near)


def local(date: str, date_gmt: str, near: Near) -> datetime | None:
    """One time by the blog's clock, which knows its distance from Greenwich; None for zero dates and no dates."""
    try:
        time = datetime.fromisoformat(date.strip())
    except ValueError:
        return _moment(date_gmt)
    minutes = ahead_of(time, date_gmt)
    zone = _zone(near(date) if minutes is None else minutes)
    return datetime.combine(time, time.time(), zone)  # `replace` takes ten times as long


# A site knows two zones, and has thousands of times.
@lru_cache(maxsize=256)
def _zone(minutes: int) -> timezone:
    return timezone(timedelta(minutes=minutes))


def _moment(text: str) -> datetime | None:
    try:
        time = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _rfc_2822(text: str) -> datetime | None:
    if "-0001" in text:
        return None
    try:
        time = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)
