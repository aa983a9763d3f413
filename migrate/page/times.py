"""Times as content files hold them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, tzinfo
from functools import lru_cache

_LENGTH = len("YYYY-MM-DDThh:mm:ss")


def written(time: datetime) -> str:
    """An aware time as `YYYY-MM-DDThh:mm:ss+hh:mm`, or `…Z` by Greenwich."""
    # With its zone `isoformat` takes four times as long, and a site knows few.
    by_its_clock = datetime.combine(time, time.time())
    return by_its_clock.isoformat()[:_LENGTH] + _offset(time.tzinfo)


@lru_cache(maxsize=256)
def _offset(zone: tzinfo | None) -> str:
    """How a time ends in a zone that has one distance from Greenwich."""
    offset = datetime.min.replace(tzinfo=zone).isoformat()[_LENGTH:]
    return "Z" if offset == "+00:00" else offset


def minutes_ahead(text: str, date: str) -> int | None:
    """How far ahead of Greenwich a document says that its `date` is; None if that is not this time by its clock."""
    found = re.search(rf'^["{{ ]*date\W+({re.escape(date.replace(" ", "T"))}(?:Z|[+-]\d\d:\d\d))', text, re.MULTILINE)
    offset = datetime.fromisoformat(found[1]).utcoffset() if found else None
    return None if offset is None else offset // timedelta(minutes=1)
