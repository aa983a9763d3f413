"""Times as content files hold them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta


def written(time: datetime) -> str:
    """An aware time as `YYYY-MM-DDThh:mm:ss+hh:mm`, or `…Z` by Greenwich."""
    text = time.isoformat(timespec="seconds")
    return text[:-6] + "Z" if text.endswith("+00:00") else text


def minutes_ahead(text: str, date: str) -> int | None:
    """How far ahead of Greenwich a document says that its `date` is; None if that is not this time by its clock."""
    found = re.search(rf'^["{{ ]*date\W+({re.escape(date.replace(" ", "T"))}(?:Z|[+-]\d\d:\d\d))', text, re.MULTILINE)
    offset = datetime.fromisoformat(found[1]).utcoffset() if found else None
    return None if offset is None else offset // timedelta(minutes=1)
