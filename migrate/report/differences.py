"""The diff of one change."""

from __future__ import annotations

from migrate.report.unified import unified
from migrate.sync.files import Files
from migrate.sync.plan.changes import Action, Change
from migrate.sync.spool import Spool
from migrate.sync.state.places import proposed_path
from migrate.sync.state.remembered import Remembered
from migrate.text import decode


def difference(change: Change, files: Files, spool: Spool) -> str:
    """From the file as it is to what it becomes; in a conflict that waits, to what WordPress proposes."""
    before = _content(change.before, files)
    if change.action is Action.DELETE:
        return unified(before, "", change.path, "")
    after = before if change.after is None else decode(spool.get(change.after))
    return unified(before, after, change.before, change.path)


def proposal_difference(entry: Remembered, files: Files) -> str:
    """From a file with an open conflict to what WordPress proposes for it."""
    return unified(_content(entry.path, files), _content(proposed_path(entry.base_key), files), entry.path, entry.path)


def _content(path: str, files: Files) -> str:
    return decode(files.read(path) or b"") if path else ""
