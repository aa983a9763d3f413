"""When to try again: exponential back-off with jitter, unless the server says when (Retry-After, RFC 9110, 10.2.3)."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

RETRIED = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
"""Answers after which the same request may succeed; those from 520 on are Cloudflare's."""
_FIRST, _LONGEST, _LONGEST_ASKED = 1.0, 30.0, 120.0


class FetchError(Exception):
    """A file could not be had from an address; the message says why."""

    def __init__(self, reason: str, *, again: bool = False, after: float | None = None, remedy: str = "") -> None:
        super().__init__(reason)
        self.remedy = remedy
        """What may help; empty: nothing but time."""
        self.again = again
        """Whether trying again makes sense,"""
        self.after = after
        """and after how many seconds, where the server said so."""


def back_off(attempt: int) -> float:
    """Seconds to wait after the given failed attempt (the first is 0). Jitter keeps workers from coming together."""
    return min(_LONGEST, _FIRST * float(1 << attempt)) * random.uniform(0.5, 1.0)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds for which the server asks to be left alone, capped; None if it does not ask.

    A date is compared with the server's own clock, ours may be wrong.
    """
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return min(_LONGEST_ASKED, float(value[:9]))
    then = _date(value)
    if not then:
        return None
    now = _date(headers.get("date", "")) or datetime.now(UTC)
    return min(_LONGEST_ASKED, max(0.0, (then - now).total_seconds()))


def _date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
