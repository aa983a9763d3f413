"""A plan with a line a file, as people know it from `git status` and `git diff --stat`; and what people did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from migrate.report.differences import difference
from migrate.report.line import Line
from migrate.report.text import STYLES
from migrate.sync.files import Files
from migrate.sync.plan.changes import Action, Change
from migrate.sync.plan.plan import Plan
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


_SHIPPED = ("themes/wxr2hugo/", "layouts/_shortcodes/wp-")
"""How paths begin of what comes along with every site."""
_FEW = 5


def stat(plan: Plan, files: Files, spool: Spool) -> Iterator[Line]:
    """For each change a line: letter, path, lines added and removed, reasons. Many new files of ours are one line."""
    for beginning, together in groupby(plan.changes, _beginning):
        ours = list(together) if beginning else []
        if len(ours) > _FEW:
            yield _summed(beginning, ours, files, spool)
        else:
            yield from (_line(change, files, spool) for change in ours or together)


def _line(change: Change, files: Files, spool: Spool) -> Line:
    return Line(f"{LETTERS[change.action]} {_path(change)}", STYLES[change.action], _rest(change, files, spool))


def _beginning(change: Change) -> str:
    """How the path begins of a new file that comes along with every site; else empty."""
    is_new = change.action is Action.CREATE
    return next((one for one in _SHIPPED if change.path.startswith(one)), "") if is_new else ""


def _summed(beginning: str, changes: list[Change], files: Files, spool: Spool) -> Line:
    """One line for many new files."""
    added = sum(_added_and_removed(one, files, spool)[0] for one in changes)
    name = beginning if beginning.endswith("/") else f"{beginning}*"
    first = changes[0]
    return Line(
        f"{LETTERS[first.action]} {name}", STYLES[first.action], f"  {len(changes)} files  +{added} -0{_reasons(first)}"
    )


def status_lines(found: Iterable[Status]) -> Iterator[str]:
    """Lines without ends: what the user did, whether a conflict waits, path."""
    for one in found:
        path = f"{one.origin} -> {one.path}" if one.origin else one.path
        yield f"{one.letters} {path}"


def _path(change: Change) -> str:
    return f"{change.origin} -> {change.path}" if change.origin else change.path


def _rest(change: Change, files: Files, spool: Spool) -> str:
    if change.action is Action.ORPHAN:
        return _reasons(change)
    added, removed = _added_and_removed(change, files, spool)
    return f"  +{added} -{removed}{_reasons(change)}"


def _reasons(change: Change) -> str:
    return f"  ({', '.join(change.reasons)})" if change.reasons else ""


def _added_and_removed(change: Change, files: Files, spool: Spool) -> tuple[int, int]:
    """How many lines come and how many go."""
    body = difference(change, files, spool).split("\n")[2:]
    added, removed = (sum(line.startswith(sign) for line in body) for sign in "+-")
    return added, removed
