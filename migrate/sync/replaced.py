"""Files that had to give way because they could not be made drafts as they stood: they are named, and kept."""

from __future__ import annotations

from migrate.choices.on_conflict import OnConflict
from migrate.diagnostics import Code, Diagnostics
from migrate.sync.plan.changes import Action
from migrate.sync.plan.plan import Plan, Policy


def report_replaced(plan: Plan, policy: Policy, diagnostics: Diagnostics) -> None:
    """Diagnose every file of a user whose place the document of WordPress takes without being asked to."""
    if policy.on_conflict is OnConflict.THEIRS or not plan.changes.counts[Action.CONFLICT]:
        return
    for step in plan.steps:
        if step.asides:
            kept, _ = step.asides[0]
            diagnostics.report(Code.FILE_REPLACED, f"yours is kept at {kept}", file=step.target)
