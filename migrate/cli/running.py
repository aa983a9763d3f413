"""How `migrate` and `sync` end: the plan is printed or applied, and the exit status says whether a person is needed."""

from __future__ import annotations

from migrate.cli import console
from migrate.cli.accounted import account_table
from migrate.cli.advice import show_next
from migrate.cli.faults import keep_traces
from migrate.cli.outcome import exit_status
from migrate.cli.request import Request
from migrate.cli.withheld import not_public
from migrate.cli.workspace import Workspace, open_workspace
from migrate.living.seen import OldSite
from migrate.report.counts import closing_line
from migrate.report.stat import stat
from migrate.sync.apply import apply


def run(request: Request, *, again: bool, dry_run: bool, verbose: bool) -> int:
    """Do it, or with `dry_run` say what would be done. Returns the exit status."""
    with open_workspace(request, writes=not dry_run, again=again) as workspace:
        if dry_run:
            console.results(stat(workspace.plan, workspace.files, workspace.spool))
        else:
            if workspace.source:
                OldSite(request.site).remember(workspace.source.taken)
            apply(workspace.plan, workspace.files, workspace.spool, workspace.diagnostics, request.processes)
        tell(workspace, request, dry=dry_run, verbose=verbose)
        if not again:
            console.tell(account_table(workspace.account()))
        show_next(workspace, request, dry=dry_run, again=again)
        return exit_status(workspace.diagnostics, workspace.plan, dry=dry_run)


def tell(workspace: Workspace, request: Request, *, dry: bool, verbose: bool, diagnostics: bool = True) -> None:
    """What is to be told of a run: its diagnostics (unless the result holds them), tracebacks, and the counts."""
    if diagnostics:
        console.show_diagnostics(workspace.diagnostics, workspace.plan.after.paths, verbose=verbose)
    show_traces(keep_traces(workspace.diagnostics, None if dry else request.site))
    console.say(closing_line(workspace.plan, dry=dry))
    plan, found = workspace.plan, workspace.diagnostics
    for line in not_public(plan.after.not_public, found, workspace.options, dry=dry, again=not plan.has_changes):
        console.say(line)


def show_traces(path: str) -> None:
    """Where the tracebacks lie that belong into a report of a fault."""
    if path:
        console.say(f"The traceback of what is a fault of wxr2hugo is in {path}")
