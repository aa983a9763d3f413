"""The one place that decides with which status a run ends that could be made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from migrate.diagnostics import Diagnostics

if TYPE_CHECKING:
    from migrate.sync.plan.plan import Plan

DONE, NEEDS_A_PERSON, IMPOSSIBLE, INTERRUPTED = 0, 1, 2, 130
MEANINGS = {
    DONE: "done, warnings or not",
    NEEDS_A_PERSON: "done, but something needs a person: a conflict is open, an item could not be carried over, a"
    " truncated export, two published items with one address, a page of yours at the address of a migrated one; or"
    " `diff --exit-code` found changes",
    IMPOSSIBLE: "could not do it (usage, configuration, no readable export, another site's export);"
    " nothing was written",
    INTERRUPTED: "Ctrl-C; nothing is half done, and the same command goes on",
}
"""What each status says, as users read it."""


def exit_status(
    diagnostics: Diagnostics, plan: Plan | None = None, failed: int = 0, *, dry: bool = False, asked: bool = False
) -> int:
    """1 where something needs a person, else 0.

    `failed` counts what could not be brought. A `dry` run changes nothing, so that nothing needs a person after it:
    it ends with 1 only if it was `asked` whether there is anything to do, and there is.
    """
    if dry:
        needed = asked and plan is not None and plan.has_changes
    else:
        needed = diagnostics.need_a_person or (plan is not None and plan.needs_a_person) or failed > 0
    return NEEDS_A_PERSON if needed else DONE
