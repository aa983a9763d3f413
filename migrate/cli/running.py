"""How `migrate` and `sync` end: the plan is printed or applied, and the exit status says whether a person is needed."""

from __future__ import annotations

import sys

from migrate.cli import console
from migrate.cli.workspace import Request, Workspace, open_workspace
from migrate.report.counts import closing_line
from migrate.report.stat import stat
from migrate.sync.apply import apply


def run(request: Request, *, again: bool, dry_run: bool, verbose: bool) -> int:
    """Do it, or with `dry_run` say what would be done. Returns the exit status."""
    with open_workspace(request, writes=not dry_run, again=again) as workspace:
        if dry_run:
            show_stat(workspace)
        else:
            apply(workspace.plan, workspace.files, workspace.spool, workspace.diagnostics, request.processes)
        console.show_diagnostics(workspace.diagnostics, verbose=verbose)
        console.say(closing_line(workspace.plan))
        return 0 if dry_run else status(workspace)


def show_stat(workspace: Workspace) -> None:
    """A line for each file that changes, on standard output."""
    for line in stat(workspace.plan, workspace.files, workspace.spool, console.colors_on_output()):
        sys.stdout.write(f"{line}\n")


def status(workspace: Workspace) -> int:
    """1 where something needs a person, else 0."""
    return int(workspace.plan.needs_a_person or workspace.diagnostics.need_a_person)
