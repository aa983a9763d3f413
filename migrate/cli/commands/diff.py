"""`wxr2hugo diff`: what `sync` with the same options would do; of an open conflict also what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from migrate.cli.arguments import (
    LARGEST_EXPORT,
    Conflict,
    Guarantee,
    Host,
    Jobs,
    MaxDelete,
    MaxSize,
    Move,
    OnlyChanges,
    PlanFormat,
    Prune,
    SameSite,
    SitePath,
    Theme,
    Verbose,
)
from migrate.cli.chosen import exports_and_chosen

if TYPE_CHECKING:
    from migrate.cli.request import Request
    from migrate.cli.workspace import Workspace
    from migrate.report.line import Line
    from migrate.sync.plan.plan import Plan

ExportsAndChosen = Annotated[
    list[str],
    typer.Argument(metavar="EXPORT... [PATH|ID...]", help="Exports, then what to show of the site; all if nothing."),
]
Output = Annotated[
    Path | None, typer.Option("--output", metavar="FILE", help="Write the plan to a file outside the site.")
]


def diff(
    arguments: ExportsAndChosen,
    site: SitePath = None,
    form: Annotated[PlanFormat, typer.Option("--format", help="How the plan is printed.")] = PlanFormat.TEXT,
    output: Output = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="End with 1 if sync would change anything.")] = False,
    prune: Prune = False,
    max_delete: MaxDelete = None,
    conflict: Conflict = None,
    only: OnlyChanges = None,
    same_site: SameSite = False,
    move: Move = False,
    theme: Theme = None,
    host: Host = None,
    guarantee: Guarantee = False,
    jobs: Jobs = 0,
    max_size: MaxSize = LARGEST_EXPORT,
    verbose: Verbose = False,
) -> None:
    """Show what sync or migrate would change; write nothing.

    With the same options sync does exactly this, or migrate on a site never migrated.

    After the exports, paths in the site or WordPress ids may follow: then only those are shown. Without an export, what
    WordPress proposes for files with an open conflict is shown.
    """
    from migrate.cli.host import going_by
    from migrate.cli.place import site_folder
    from migrate.cli.request import Wishes, sync_request

    folder = site_folder(site)
    exports, chosen = exports_and_chosen(arguments, folder)
    if not exports:
        _put_conflicts(chosen, output, folder)
        return
    wishes = Wishes(prune, max_delete, conflict, only, same_site=same_site, guarantee=guarantee, move=move)
    wishes = going_by(wishes, folder, theme, host)
    request = sync_request(exports, folder, wishes, jobs=jobs, max_size=max_size)
    request = request._replace(tells_all=form is PlanFormat.HTML)
    raise typer.Exit(_show(request, chosen, form, output, verbose=verbose, exit_code=exit_code))


def _show(
    request: Request, chosen: list[str], form: PlanFormat, output: Path | None, *, verbose: bool, exit_code: bool
) -> int:
    """Make the plan and put it where it belongs. Returns the exit status."""
    from migrate.cli import console
    from migrate.cli.advice import show_next
    from migrate.cli.outcome import exit_status
    from migrate.cli.output import check_output
    from migrate.cli.running import tell
    from migrate.cli.workspace import open_workspace

    check_output(output, request.site, request.exports)
    with open_workspace(request, writes=False) as workspace:
        _say_if_new(workspace)
        plan = _chosen(workspace, chosen, request.site)
        console.put(_lines(workspace, plan, form), output)
        shown = workspace._replace(plan=plan)
        tell(shown, request, dry=True, verbose=verbose, diagnostics=form is not PlanFormat.JSON)
        show_next(workspace, request, dry=True, again=workspace.plan.before.migrated)
        return exit_status(workspace.diagnostics, plan, dry=True, asked=exit_code)


def _put_conflicts(names: list[str], output: Path | None, site: Path) -> None:
    from migrate.cli import console
    from migrate.cli.output import check_output

    check_output(output, site, ())
    console.put(_conflicts(names, site), output)


def _conflicts(names: list[str], site: Path) -> Iterator[Line]:
    from migrate.cli.place import in_site
    from migrate.cli.workspace import migrated_state
    from migrate.hugo.config.seen import languages
    from migrate.report.differences import proposal_difference
    from migrate.report.text import diff_lines
    from migrate.sync.files import Files
    from migrate.sync.resolve import in_conflict
    from migrate.sync.state.disk import followed

    state = followed(site, migrated_state(site), languages(site))
    for entry in in_conflict(state, [in_site(name, site) for name in names]):
        yield from diff_lines(proposal_difference(entry, Files(site)))


def _say_if_new(workspace: Workspace) -> None:
    from migrate.cli import console

    if not workspace.plan.before.migrated:
        console.say(f"{workspace.files.site}: this site was never migrated; this is what migrate would make of it.")


def _chosen(workspace: Workspace, names: list[str], site: Path) -> Plan:
    """The plan as far as it is asked for. Raises MigrateError for a name that is nothing of this site."""
    from migrate.cli.place import PATHS_HINT, in_site
    from migrate.diagnostics import MigrateError

    plan, within = workspace.plan, [in_site(name, site) for name in names]
    for name in within:
        is_known = (site / name).exists() or (name.isdecimal() and plan.after.paths({int(name)}))
        if not is_known and not len(plan.only([name]).changes):
            raise MigrateError(f"{name}: is no file, folder or WordPress id of this site", PATHS_HINT)
    return plan.only(within) if within else plan


def _lines(workspace: Workspace, plan: Plan, form: PlanFormat) -> Iterable[Line | str]:
    from migrate.report.stat import stat
    from migrate.report.structured import plan_json
    from migrate.report.text import text

    if form is PlanFormat.JSON:
        return plan_json(plan, workspace.diagnostics, workspace.files, workspace.spool)
    if form is PlanFormat.HTML:
        return [_page(workspace, plan)]
    return (text if form is PlanFormat.TEXT else stat)(plan, workspace.files, workspace.spool)


def _page(workspace: Workspace, plan: Plan) -> str:
    from migrate.cli.accounted import account_table
    from migrate.hugo.config.existing import configured_title
    from migrate.report.plan_page import ItemFacts, Told, plan_page

    source, folder = workspace.source, workspace.files.site.resolve()

    def facts(key: str) -> ItemFacts:
        entry = source.about(key) if source else None
        return ItemFacts(entry.type, entry.creator, entry.date) if entry else ItemFacts()

    lines = workspace.account()
    account = list(account_table(lines)) if lines else []
    dates = source.dates() if source else []
    title = configured_title(folder) or (source.site.title if source else "")
    told = Told(title, folder.name, workspace.diagnostics.found, account, facts=facts, dates=dates)
    return plan_page(plan, workspace.files, workspace.spool, told)
