"""A plan as unified diffs."""

from __future__ import annotations

from collections.abc import Iterator

from migrate.report.differences import difference
from migrate.report.line import Line
from migrate.sync.files import Files
from migrate.sync.plan.changes import Action, Change
from migrate.sync.plan.plan import Plan
from migrate.sync.spool import Spool

STYLES = {
    Action.CREATE: "green",
    Action.UPDATE: "cyan",
    Action.MERGE: "cyan",
    Action.CONFLICT: "red",
    Action.MOVE: "cyan",
    Action.DELETE: "red",
    Action.ORPHAN: "yellow",
}
_SIGNS = {"+": "green", "-": "red", "@": "cyan"}


def text(plan: Plan, files: Files, spool: Spool) -> Iterator[Line]:
    """For each change a heading, then its diff."""
    for change in plan.changes:
        yield Line(_heading(change), "bold")
        if change.action is not Action.ORPHAN:
            yield from diff_lines(difference(change, files, spool))


def diff_lines(difference: str) -> Iterator[Line]:
    """The lines of a unified diff."""
    for number, line in enumerate(difference.removesuffix("\n").split("\n")):
        yield Line(line, "bold" if number < 2 else _SIGNS.get(line[:1], ""))


def _heading(change: Change) -> str:
    origin = f" from {change.origin}" if change.origin else ""
    why = f" ({', '.join(change.reasons)})" if change.reasons else ""
    return f"{change.action} {change.path}{origin}{why}"
