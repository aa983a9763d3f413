"""The line that closes a run."""

from __future__ import annotations

from migrate.sync.plan.changes import Action
from migrate.sync.plan.plan import Plan

_WORDS = {
    Action.CREATE: ("created", "created"),
    Action.UPDATE: ("updated", "updated"),
    Action.MERGE: ("merged", "merged"),
    Action.CONFLICT: ("conflict", "conflicts"),
    Action.MOVE: ("moved", "moved"),
    Action.DELETE: ("deleted", "deleted"),
    Action.ORPHAN: ("orphan", "orphans"),
}


def closing_line(plan: Plan, *, dry: bool = False) -> str:
    """How many files got what, as `12 created, 3 updated, …, 240 unchanged`; of a `dry` run, would get it."""
    summary = plan.summary
    counts = (f"{summary[action]} {_WORDS[action][summary[action] != 1]}" for action in Action)
    return ("Would be: " if dry else "") + ", ".join([*counts, f"{plan.unchanged} unchanged"])
