"""Times as exports write them: `YYYY-MM-DD hh:mm:ss`, ISO 8601, RFC 2822, and the zero dates that mean none."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from migrate.model import Item


def published(item: Item) -> datetime | None:
    """When an item was published: by Greenwich, else by the blog's own clock, else what pubDate says; None: never."""
    return moment(item.date_gmt) or moment(item.date) or _rfc_2822(item.published)


def modified(item: Item) -> datetime | None:
    """When an item was last changed, by Greenwich."""
    return moment(item.modified_gmt)


def moment(text: str) -> datetime | None:
    """A time in UTC; None for zero dates and whatever is no date."""
    try:
        return _utc(datetime.fromisoformat(text.strip()))
    except (ValueError, OverflowError):
        return None


def _rfc_2822(text: str) -> datetime | None:
    if "-0001" in text:
        return None
    try:
        return _utc(parsedate_to_datetime(text))
    except (ValueError, TypeError, OverflowError):
        return None


def _utc(time: datetime) -> datetime:
    return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
