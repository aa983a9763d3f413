"""What documents asked about the rest of the site in an earlier run, as it is remembered."""

from __future__ import annotations

import json
from contextlib import suppress


def questions_of(lookups: str) -> list[str]:
    """The questions in a text that remembers them; none where it is damaged, be it by a merge or a hand."""
    with suppress(ValueError, RecursionError):
        found = json.loads(lookups or "[]")
        if type(found) is list and {str}.issuperset(map(type, found)):
            return found
    return []
