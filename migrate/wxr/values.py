"""Reads single values of an export: numbers, dates, names."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape
from urllib.parse import unquote

_LONGEST_NUMBER = 18
_NUMBER = re.compile(rf"\s*(-?[0-9]{{1,{_LONGEST_NUMBER}}})\s*")


def number(text: str) -> int:
    """A whole number; 0 for anything else."""
    # Nearly all are nothing but digits.
    if text.isdigit() and text.isascii() and len(text) <= _LONGEST_NUMBER:
        return int(text)
    match = _NUMBER.fullmatch(text)
    return int(match[1]) if match else 0


def date(text: str) -> str:
    """`YYYY-MM-DD hh:mm:ss`, from that or from an ISO date; empty where it is no day of the calendar.

    The time zone of an ISO date counts for the fields in Greenwich time, which is all that carry one.
    """
    text = text.strip()
    try:
        moment = datetime.fromisoformat(text)
        if len(text) == 19 and text[10] == " ":
            return text
        if moment.tzinfo:
            moment = moment.astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return ""
    return moment.isoformat(" ", "seconds")


def name(text: str) -> str:
    """A name of a term or an author: WordPress stores these HTML-escaped, even inside CDATA."""
    return unescape(text.strip())


def slug(text: str) -> str:
    """A term's slug, percent-decoded."""
    return unquote(text.strip())
