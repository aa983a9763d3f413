"""Which texts of an item everybody may see, and which nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape
from urllib.parse import unquote

from migrate.hugo.plain_text import plain_text
from migrate.pipeline.truth import Truth
from migrate.verify.reading.phrases import runs_of, text_of


def is_out(truth: Truth) -> bool:
    """Whether everybody may see an item by now: it is published, or was to be at a time that is over."""
    date = truth.fields.get("date")
    is_due = truth.item.status == "future" and isinstance(date, datetime) and date <= datetime.now(UTC)
    return truth.page.published or (is_due and truth.fields.get("draft") is not True)


def unseen_texts(truth: Truth) -> Iterator[list[str]]:
    """The texts of an item that nobody may see, each the runs of its words."""
    if not is_out(truth):
        yield from ([plain_text(truth.item.title)], runs_of(truth.tree), [plain_text(truth.item.excerpt)])
    yield from map(runs_of, truth.hidden)


def seen_texts(truth: Truth) -> Iterator[str]:
    """The texts of an item that everybody may see, as HTML; the addresses in it say the titles of what they lead to."""
    if is_out(truth):
        yield from map(escape, (plain_text(truth.item.title), text_of(truth.tree), plain_text(truth.item.excerpt)))
        yield from (unquote(one.get("href")) for one in truth.tree.elements() if one.get("href"))
        yield from (one.content for one in truth.item.comments if one.is_public)
        yield from map(escape, _texts_in(truth.fields))


def _texts_in(value: object) -> Iterator[str]:
    """All texts in front matter."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts_in(one)
