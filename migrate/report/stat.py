"""A plan with a line a file, as people know it from `git status` and `git diff --stat`; and what people did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from migrate.report.differences import difference
from migrate.report.line import Line
from migrate.report.text import STYLES
from migrate.sync.changes import Action, Change
from migrate.sync.files import Files
from migrate.sync.plan import Plan
from migrate.sync.spool import Spool
from migrate.sync.status import Status

LETTERS = {
    Action.CREATE: "A",
    Action.UPDATE: "M",
    Action.MERGE: "G",
    Action.CONFLICT: "C",
    Action.MOVE: "R",
    Action.DELETE: "D",
    Action.ORPHAN: "?",
}
"""The letter of each action: added, modified, merged, conflict, renamed, deleted; an orphan is nobody's."""


def stat(plan: Plan, files: Files, spool: Spool) -> Iterator[Line]:
    """For each change a line: letter, path, lines added and removed, reasons."""
    for change in plan.changes:
        yield Line(f"{LETTERS[change.action]} {_path(change)}", STYLES[change.action], _rest(change, files, spool))


def status_lines(found: Iterable[Status]) -> Iterator[str]:
    """Lines without ends: what the user did, whether a conflict waits, path."""
    for one in found:
        path = f"{one.origin} -> {one.path}" if one.origin else one.path
        yield f"{one.letters} {path}"


def _path(change: Change) -> str:
    return f"{change.origin} -> {change.path}" if change.origin else change.path


def _rest(change: Change, files: Files, spool: Spool) -> str:
    reasons = f"  ({', '.join(change.reasons)})" if change.reasons else ""
    if change.action is Action.ORPHAN:
        return reasons
    body = difference(change, files, spool).split("\n")[2:]
    added, removed = (sum(line.startswith(sign) for line in body) for sign in "+-")
    return f"  +{added} -{removed}{reasons}"
