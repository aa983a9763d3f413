"""Front matter as Hugo read it, compared with what it should say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from migrate.verify.verdict import Fault

_OURS = """
aliases author canonicalURL categories comments description draft episode event format images product rating recipe
robots seo_title slug sticky summary tags translationKey weight
""".split()  # noqa: SIM905
"""Keys that nobody but this tool writes: where one is not expected, it must say nothing."""
_ELSEWHERE = frozenset({"url"})
"""What is judged as the address of the page."""


def front_matter_faults(expected: Mapping[str, object], found: Mapping[str, Any]) -> Iterator[Fault]:
    """What differs. `found` is what the judging theme prints of a page."""
    read: dict[str, Any] = {**found["params"], "draft": found["draft"], "title": found["title"]}
    read |= {name: found[name] for name in ("date", "lastmod", "publishDate")}
    wanted = {name: value for name, value in expected.items() if name not in _ELSEWHERE}
    date = wanted.get("date")
    for name in ("lastmod", "publishDate"):
        if date:
            wanted.setdefault(name, date)
    for name in {*_OURS} - wanted.keys():
        wanted[name] = None
    for name, value in sorted(wanted.items()):
        other = read.get(name, read.get(name.lower()))
        if _plain(value) != _plain(other):
            yield Fault("front_matter", f"{name}: {_shown(value)}", f"{name}: {_shown(other)}")


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
