"""A plan as unified diffs."""

from __future__ import annotations

from collections.abc import Iterator

from migrate.report.differences import difference
from migrate.sync.changes import Action, Change
from migrate.sync.files import Files
from migrate.sync.plan import Plan
from migrate.sync.spool import Spool

_RED, _GREEN, _YELLOW, _CYAN, _BOLD = "31", "32", "33", "36", "1"
COLOURS = {
    Action.CREATE: _GREEN,
    Action.UPDATE: _CYAN,
    Action.MERGE: _CYAN,
    Action.CONFLICT: _RED,
    Action.MOVE: _CYAN,
    Action.DELETE: _RED,
    Action.ORPHAN: _YELLOW,
}
_SIGNS = {"+": _GREEN, "-": _RED, "@": _CYAN}


def text(plan: Plan, files: Files, spool: Spool, coloured: bool = False) -> Iterator[str]:
    """Lines without ends: for each change a heading, then its diff."""
    for change in plan.changes:
        yield painted(_heading(change), _BOLD, coloured)
        if change.action is not Action.ORPHAN:
            yield from _coloured(difference(change, files, spool), coloured)


def painted(line: str, colour: str, coloured: bool) -> str:
    """The line in a colour of the terminal, or as it is."""
    return f"\x1b[{colour}m{line}\x1b[0m" if coloured else line


def _heading(change: Change) -> str:
    origin = f" from {change.origin}" if change.origin else ""
    why = f" ({', '.join(change.reasons)})" if change.reasons else ""
    return f"{change.action} {change.path}{origin}{why}"


def _coloured(difference: str, coloured: bool) -> Iterator[str]:
    for index, line in enumerate(difference.removesuffix("\n").split("\n")):
        colour = _BOLD if index < 2 else _SIGNS.get(line[:1], "")
        yield painted(line, colour, coloured and bool(colour))
