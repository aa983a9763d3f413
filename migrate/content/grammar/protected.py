"""Parts of a text that later steps must leave alone: from `<name …>` to the next `</name>`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from migrate.usual_tags import TagNames, may_hold


def split_regions(text: str, names: tuple[str, ...], tags: TagNames | None = None) -> Iterator[tuple[str, str]]:
    """The text in pieces, each with the name of its region or empty. A region that nothing closes is none.

    With `tags`, where they are known, most texts need not be searched.
    """
    opening, patterns = _patterns(names)
    closings = dict(patterns) if may_hold(tags, *names) else {}
    position = start = 0
    while closings and (found := opening.search(text, position)):
        name = found[1].lower()
        position = found.end()
        closing = closings[name].search(text, position) if name in closings else None
        if closing is None:
            closings.pop(name, None)
            continue
        if found.start() > start:
            yield text[start : found.start()], ""
        start = position = closing.end()
        yield text[found.start() : start], name
    if start < len(text):
        yield text[start:], ""


@cache
def _patterns(names: tuple[str, ...]) -> tuple[re.Pattern[str], dict[str, re.Pattern[str]]]:
    """What opens a region, and what closes one of each name."""
    opening = re.compile(rf"<({'|'.join(names)})(?=[\s/>])", re.I)
    return opening, {name: re.compile(rf"</{name}\s*+>", re.I) for name in names}
