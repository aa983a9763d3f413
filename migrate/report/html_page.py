"""A report as one HTML file: it asks for nothing outside itself, and nothing of an export in it can run."""

from __future__ import annotations

import json
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from gzip import compress
from hashlib import sha256
from importlib.resources import files
from itertools import chain, count
from typing import Any, NamedTuple, TypedDict

from jinja2 import Environment

from migrate import __version__

_MOST_PLAIN = 500_000
"""Letters of diffs; more are packed."""
_MOST_ROWS = 500
"""Rows of a table; more make a page that nobody reads."""
_MANY = {"page": "pages", "conflict": "conflicts", "orphan": "orphans"}
"""How more of something are called."""
_NUMERIC = frozenset({"How many", "How often", "Items", "In the site"})
"""Columns of numbers."""
_FIRST_OF_SITES = 1990
"""Of an earlier year, as a slip of the hand dates an item, none that follows is missing."""


class Part(TypedDict, total=False):
    """What is said of an item when it is opened: a sentence, two sides, or a unified diff."""

    name: str
    expected: str
    found: str
    text: str
    """The diff."""


class ReportItem(NamedTuple):
    """One item of the list, by which it can be filtered and found."""

    state: str
    """What became or becomes of it: a result or an action."""
    id: int
    title: str
    path: str
    url: str = ""
    type: str = ""
    author: str = ""
    date: str = ""
    codes: Sequence[str] = ()
    reasons: Sequence[str] = ()
    parts: Sequence[Part] = ()


class Table(NamedTuple):
    """A table above the items; without rows it is not shown."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    is_counted: bool = False
    """Whether the number of its rows says something."""
    is_filter: bool = False
    """Whether its first column has codes by which items can be filtered."""
    is_narrow: bool = False
    """Whether it stands beside others where there is room."""
    note: str = ""
    """What helps to read it."""


@dataclass(frozen=True, slots=True)
class Report:
    """All that a report says."""

    title: str
    kind: str
    """What it is: `the proof`, `what would change`."""
    verdict: str
    good: bool
    counts: Sequence[tuple[str, int]]
    """How many items have each state, the one that matters most first."""
    items: Sequence[ReportItem]
    tables: Sequence[Table] = ()
    notes: Sequence[str] = ()
    """What is wrong with the whole."""
    words: Mapping[str, str] = field(default_factory=dict)
    """`state`, `code` and `reason`: what the filters are called."""
    nothing: Mapping[str, str] = field(default_factory=dict)
    """What is said of an item of which nothing else is, by its state."""
    dates: Sequence[str] = ()
    """Those of all items, where the list has only some."""
    folder: str = ""
    """Where the site is, if the report is of one."""
    no_items: str = "There are no items."
    """What is said where the list would be empty."""
    unlisted: int = 0
    """How many files are counted and not listed, because nothing happens to them."""


def report_page(report: Report) -> str:
    """The page. Whatever stands in titles and texts stays text."""
    script, years = _part("report.js"), _years(report.dates or [one.date for one in report.items])
    texts = [part["text"] for one in report.items for part in one.parts if "text" in part]
    is_packed = sum(map(len, texts)) > _MOST_PLAIN
    page: str = (
        Environment(autoescape=True)
        .from_string(_part("report.html"))
        .render(
            report=report,
            tables=[(f"table-{number}", one) for number, one in enumerate(filter(_has_rows, report.tables), 1)],
            made=f"{datetime.now(UTC):%Y-%m-%d}",
            version=__version__,
            years=years,
            most=max((count for _, count in years), default=1),
            empty_years=_spans([year for year, count in years if not count]),
            most_rows=_MOST_ROWS,
            many=_MANY,
            numeric=_NUMERIC,
            data=_data(report, is_packed=is_packed),
            packed=_packed(texts) if is_packed else "",
            style=_part("style.css"),
            script=script,
            script_digest=b64encode(sha256(script.encode()).digest()).decode(),
        )
    )
    return page


def _part(name: str) -> str:
    return (files("migrate.report") / "page" / name).read_text("utf-8")


def _has_rows(table: Table) -> bool:
    return bool(table.rows)


def _packed(texts: Sequence[str]) -> str:
    """Texts as a browser can unpack them: they are most of a large report."""
    return b64encode(compress(json.dumps(texts, ensure_ascii=False).encode("utf-8", "replace"), mtime=0)).decode()


def _data(report: Report, *, is_packed: bool) -> dict[str, Any]:
    """What the script is given; of texts that are packed their numbers."""
    numbers = count()
    return {
        "items": [_item(one, numbers) if is_packed else one._asdict() for one in report.items],
        "order": [name for name, _ in report.counts],
        "state": report.words.get("state", "State"),
        "code": report.words.get("code", "Code"),
        "reason": report.words.get("reason", "Reason"),
        "nothing": dict(report.nothing),
    }


def _item(one: ReportItem, numbers: Iterator[int]) -> dict[str, Any]:
    parts = [{**part, "text": next(numbers)} if "text" in part else part for part in one.parts]
    return {**one._asdict(), "parts": parts}


def _years(dates: Iterable[str]) -> list[tuple[int, int]]:
    """How many items each year has; one between them that has none leaps to the eye, unless it is still to come."""
    counts = Counter(int(one[:4]) for one in dates if one[:4].isascii() and one[:4].isdecimal() and int(one[:4]))
    between = range(max(min(counts), _FIRST_OF_SITES), max(counts)) if counts else range(0)
    empty = (year for year in between if year <= datetime.now(UTC).year)
    return [(year, counts[year]) for year in sorted({*counts, *empty})]


def _spans(years: Iterable[int]) -> str:
    """Years in words, those that follow each other as one."""
    found: list[list[int]] = []
    for year in years:
        if found and found[-1][1] == year - 1:
            found[-1][1] = year
        else:
            found.append([year, year])
    spans = ((f"{first} to {last}",) if last > first + 1 else map(str, sorted({first, last})) for first, last in found)
    words = list(chain.from_iterable(spans))
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
