"""Times as content files hold them."""

from __future__ import annotations

from datetime import UTC, datetime


def in_utc(time: datetime) -> str:
    """A time as `YYYY-MM-DDThh:mm:ssZ`."""
    return time.astimezone(UTC).isoformat()[:19] + "Z"
