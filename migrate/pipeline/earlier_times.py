"""The blog's clock as documents of earlier runs tell it whose items the export at hand does not hold."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping

from migrate.model.documents import Kind, Placed
from migrate.page.times import minutes_ahead
from migrate.site.answer.questions import clock_question

BaseOf = Callable[[str], str]
"""Answers with the base of a document, by its key."""


def earlier_times(placed: Mapping[str, Placed], held: Container[str], base_of: BaseOf) -> Iterator[tuple[str, int]]:
    """Times and how many minutes the clock was ahead then, of items that said it themselves and are not `held`."""
    for key, one in placed.items():
        date = one.marks.date
        if date and one.identity.kind is Kind.CONTENT and key not in held and not _was_guessed(one):
            minutes = minutes_ahead(base_of(key), date)
            if minutes is not None:
                yield date, minutes


def _was_guessed(one: Placed) -> bool:
    return clock_question(one.marks.date) in str(one.lookups)
