"""Front matter as Hugo read it, compared with what it should say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from migrate.page.keys import UnreadableError, lowered
from migrate.page.parts import parted
from migrate.page.syntaxes import KEYS
from migrate.verify.verdict import Fault

_OURS = """
aliases author canonicalURL categories comments description draft episode event format images product rating recipe
robots seo_title slug sticky summary tags translationKey weight
""".split()  # noqa: SIM905
"""Keys that nobody but this tool writes: where one is not expected, it must say nothing."""
_UNTOLD = frozenset({"build", "_build", "headless", "outputs"})
"""Keys of which Hugo tells nothing."""
_MAY_BE_UNTOLD = re.compile(r"(?:^|[{,])[\s\[\"']*(?:_?build|headless|outputs)\b", re.M | re.I)
_ELSEWHERE = frozenset({"url"})
"""What is judged as the address of the page."""
_OF_EVERY_PAGE = frozenset({"date", "lastmod", "publishdate", "draft", "title", "iscjklanguage", *_ELSEWHERE})
"""What Hugo tells of a page, whether its file says it or not."""


def front_matter_faults(expected: Mapping[str, object], found: Mapping[str, Any], text: str = "") -> Iterator[Fault]:
    """What differs. `found` is what the judging theme prints of a page, `text` its file."""
    read: dict[str, Any] = {lowered(name): value for name, value in found["params"].items()}
    read |= {name.lower(): found[name] for name in ("draft", "title", "date", "lastmod", "publishDate")}
    wanted = {lowered(name): (name, value) for name, value in expected.items() if name not in _ELSEWHERE}
    for name in ("lastmod", "publishDate") if expected.get("date") else ():
        wanted.setdefault(name.lower(), (name, expected["date"]))
    for name in _OURS:
        wanted.setdefault(name.lower(), (name, None))
    more = [key for key in read if key not in wanted and key not in _OF_EVERY_PAGE and _plain(read[key]) is not None]
    if more or _may_be_untold(text):
        own = settings_of(text)
        read |= {key: value for key, value in own.items() if key in _UNTOLD}
        wanted |= {key: (key, None) for key in read if key in own and key not in {*wanted, *_OF_EVERY_PAGE}}
    for key, (name, value) in sorted(wanted.items()):
        other = read.get(key)
        if value is other or (isinstance(value, str) and value == other):
            continue  # most are so
        if _plain(value) != _plain(other) or _is_closed(key, value) != _is_closed(key, other):
            yield Fault("front_matter", f"{name}: {_shown(value)}", f"{name}: {_shown(other)}")


def _may_be_untold(text: str) -> bool:
    """Whether a file may have keys of which Hugo tells nothing."""
    lowered = text.lower()
    return any(name in lowered for name in _UNTOLD) and bool(_MAY_BE_UNTOLD.search(text))


def strange_keys(expected: Mapping[str, object], text: str) -> Iterator[Fault]:
    """What the file of a page of which Hugo made none says beside what it should."""
    known = {lowered(name) for name in expected} | _OF_EVERY_PAGE
    for key, value in sorted(settings_of(text).items()):
        if key not in known:
            yield Fault("front_matter", f"{key}: nothing", f"{key}: {_shown(value)}")


def settings_of(text: str) -> dict[str, object]:
    """What a file says itself: the lists above a page hand down to it what they like."""
    parts = parted(text)
    try:
        said = {lowered(key): value for key, value in KEYS[parts.syntax].settings(parts.front)}
    except (KeyError, UnreadableError):
        return {}
    beside = said.pop("params", None)
    return {lowered(str(key)): value for key, value in beside.items()} | said if isinstance(beside, dict) else said


def _is_closed(key: str, value: object) -> bool:
    """Whether a key says no where it would mean yes if it said nothing."""
    return key == "comments" and value is False


def _plain(value: object) -> object:
    """A value such that two ways to write it are equal."""
    match value:
        case None | "" | False | 0 | [] | ():
            return None
        case datetime():
            return (value, value.utcoffset())
        case date():
            return (datetime(value.year, value.month, value.day), None)
        case str() if (moment := _moment(value)) is not None:
            return (moment, moment.utcoffset())
        case Mapping():
            return {str(name).lower(): _plain(one) for name, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value] if len(value) > 1 else _plain(value[0])
        case _:
            return str(value)


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text[4:5] == "-" and "T" in text else None
    except ValueError:
        return None


def _shown(value: object) -> str:
    match value:
        case None | [] | ():
            return "nothing"
        case datetime():
            return value.isoformat()
        case list() | tuple():
            return ", ".join(map(str, value))
        case _:
            return str(value)
