"""Times as content files hold them."""

from __future__ import annotations

from datetime import datetime


def written(time: datetime) -> str:
    """An aware time as `YYYY-MM-DDThh:mm:ss+hh:mm`, or `…Z` by Greenwich."""
    text = time.isoformat(timespec="seconds")
    return text[:-6] + "Z" if text.endswith("+00:00") else text
