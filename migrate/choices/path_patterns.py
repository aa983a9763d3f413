"""Patterns for the paths of content files, such as `content/blog/{year}/{slug}.md`."""

from __future__ import annotations

import difflib
import re
from typing import Any

from migrate.diagnostics import MigrateError

WORDS = ("date", "year", "month", "day", "slug", "id", "type", "category")
"""What may stand in braces."""
WORD = re.compile(r"\{([^{}]*)\}")
BUNDLED = "/index.md"
"""Ends the path of a page that is a folder."""
_FIRST, _LAST = "content/", ".md"
_LITERAL = re.compile(r"[\w-]*")
_TAKEN = frozenset({"categories", "tags", "author"})
_EXAMPLE = 'for example: "content/posts/{date}-{slug}.md"'


def path_pattern(place: str, value: Any) -> str:
    """A pattern as it stands in the file. Raises MigrateError for one that names no content file."""
    if not isinstance(value, str):
        raise MigrateError(f"{place} is {value!r}", _EXAMPLE)
    if not value.startswith(_FIRST) or not value.endswith(_LAST):
        raise MigrateError(f"{place} is {value!r}, which has to begin with {_FIRST} and to end in {_LAST}", _EXAMPLE)
    for word in WORD.findall(value):
        if word not in WORDS:
            near = difflib.get_close_matches(word, WORDS, n=1, cutoff=0.0)
            hint = f"Did you mean {{{near[0]}}}? There is: {', '.join(f'{{{one}}}' for one in WORDS)}"
            raise MigrateError(f"{place}: there is no {{{word}}}", hint)
    parts = value[len(_FIRST) : -len(_LAST)].split("/")
    if parts[-1] == "index" and len(parts) > 1:
        parts.pop()
    for part in parts:
        _check_part(place, part)
    if parts[0].lower() in _TAKEN and len(parts) > 1:
        raise MigrateError(f"{place}: content/{parts[0]} holds the pages of terms", "Name another folder.")
    return value


def _check_part(place: str, part: str) -> None:
    rest = WORD.sub("", part)
    if not part or not _LITERAL.fullmatch(rest):
        what = "an empty part" if not part else f"{part!r}"
        raise MigrateError(f"{place}: {what} is no name of a file", "Letters, digits, - and _ are, beside {words}.")
    if part.lower() in {"index", "_index", "404"}:
        raise MigrateError(f"{place}: {part}.md means something else to Hugo", _EXAMPLE)
