"""The pages of terms that get another place because their term has another name."""

from __future__ import annotations

from collections.abc import Iterable

from migrate.model.documents import Placed
from migrate.site.decide.paths.paths import place


class TermMoves:
    """Those of one taxonomy. None can have the place of another one that waits for its own."""

    def __init__(self, wanted: Iterable[tuple[Placed, str]]) -> None:
        """`wanted` are the pages of earlier runs, and where they would go by their names."""
        self._going = {place(one.path): place(path) for one, path in wanted if one.path == one.home.assigned}

    def closes_circle(self, before: Placed | None, path: str) -> bool:
        """Whether a page could go there only after others that can go only after it."""
        if before is None or before.path == path:
            return False
        own, here, steps = place(before.path), place(path), len(self._going)
        while here not in {own, ""} and steps:
            here, steps = self._going.get(here, ""), steps - 1
        return here == own != place(path) and own != ""

    def go(self, before: Placed | None, path: str) -> None:
        """Note where a page goes."""
        if before and before.path == before.home.assigned:
            self._going[place(before.path)] = place(path)
