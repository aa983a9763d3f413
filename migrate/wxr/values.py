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


def local(text: str) -> str:
    """`YYYY-MM-DD hh:mm:ss`, from that or from an ISO date; empty where it is no day of the calendar."""
    text = text.strip()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return ""
    if len(text) == 19 and text[10] == " ":
        return text
    return moment.replace(tzinfo=None).isoformat(" ", "seconds")


def in_utc(text: str, *, zoned: bool = False) -> str:
    """The same for Greenwich's time; with `zoned` only where the text itself names a time zone."""
    text = text.strip()
    if len(text) == 19 and text[10] == " ":
        return "" if zoned else local(text)
    try:
        moment = datetime.fromisoformat(text)
        return local(moment.astimezone(UTC).isoformat()) if moment.tzinfo else "" if zoned else local(text)
    except (ValueError, OverflowError):
        return ""


def name(text: str) -> str:
    """A name of a term or an author: WordPress stores these HTML-escaped, even inside CDATA."""
    return unescape(text.strip())


def slug(text: str) -> str:
    """A term's slug, percent-decoded."""
    return unquote(text.strip())
