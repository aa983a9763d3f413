"""What judging a site came to, as one HTML file: it asks for nothing outside itself, and nothing in it can run."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment

from migrate.verify.verdict import Judgement, Verdict


def verdict_page(judgement: Judgement, title: str) -> str:
    """The page. Whatever stands in titles and texts stays text."""
    script, years = _part("verdicts.js"), _years(judgement.items)
    page: str = (
        Environment(autoescape=True)
        .from_string(_part("verdicts.html"))
        .render(
            title=title,
            good=judgement.is_good,
            status=judgement.status,
            summary=judgement.summary,
            years=years,
            most=max((count for _, count in years), default=1),
            site=judgement.site,
            data=[_item(one) for one in judgement.items],
            style=_part("style.css"),
            script=script,
            script_digest=b64encode(sha256(script.encode()).digest()).decode(),
        )
    )
    return page


def _part(name: str) -> str:
    return (files("migrate.report") / "page" / name).read_text("utf-8")


def _years(items: tuple[Verdict, ...]) -> list[tuple[int, int]]:
    """How many items each year has, from the first to the last; a year without any leaps to the eye."""
    counts = Counter(int(one.date[:4]) for one in items if one.date[:4].isdecimal() and int(one.date[:4]))
    return [(year, counts[year]) for year in range(min(counts), max(counts) + 1)] if counts else []


def _item(one: Verdict) -> dict[str, Any]:
    return {
        "id": one.wordpress_id,
        "title": one.title,
        "path": one.path,
        "url": one.url,
        "result": one.result,
        "type": one.type,
        "author": one.author,
        "faults": one.faults,
    }
