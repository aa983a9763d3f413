"""What the owner of a site says in `[select]`, checked as far as that goes without an export."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime
from typing import Any

from migrate.diagnostics import MigrateError

_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_EXAMPLE = "expected a day, month or year, such as 2020-05-04, 2020-05 or 2020"


def first_day(place: str, value: Any) -> str:
    """The first day that a day, month or year names, as `YYYY-MM-DD`. Raises MigrateError for what is no date."""
    year, month, day = _parts(place, value)
    return _made(place, value, (year, month or 1, day or 1))


def last_day(place: str, value: Any) -> str:
    """The last day that a day, month or year names, as `YYYY-MM-DD`. Raises MigrateError for what is no date."""
    year, month, day = _parts(place, value)
    month = month or 12
    return _made(place, value, (year, month, day or (monthrange(year, month)[1] if 0 < month < 13 and year else 1)))


def numbers(place: str, value: Any) -> tuple[int, ...]:
    """A list of ids. Raises MigrateError for anything else."""
    listed = value if isinstance(value, list) else [value]
    found = [int(one) if isinstance(one, str) and one.isascii() and one.isdigit() else one for one in listed]
    if not all(type(one) is int and one > 0 for one in found):
        raise MigrateError(f"{place} is {value!r}", "expected a list of WordPress ids, such as [12, 40]")
    return tuple(found)


def check_span(place: str, since: str, until: str) -> None:
    """Raises MigrateError where no day is in between."""
    if since and until and since > until:
        raise MigrateError(f"{place}: since is {since} and until is {until}", "No day is in between.")


def _parts(place: str, value: Any) -> tuple[int, int, int]:
    """Year, month and day; 0 where none is named."""
    text = value.date().isoformat() if isinstance(value, datetime) else str(value)
    known = type(value) in (str, int, date, datetime)
    found = _DAY.fullmatch(text) if known else None
    if not found:
        raise MigrateError(f"{place} is {value!r}", _EXAMPLE)
    year, month, day = (int(part) if part else 0 for part in found.groups())
    if not year or found[2] == "00" or found[3] == "00":
        raise MigrateError(f"{place} is {value!r}, and there is no such day", _EXAMPLE)
    return year, month, day


def _made(place: str, value: Any, parts: tuple[int, int, int]) -> str:
    try:
        return date(*parts).isoformat()
    except ValueError as error:
        raise MigrateError(f"{place} is {str(value)!r}, and there is no such day", _EXAMPLE) from error
