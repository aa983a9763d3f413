"""`wxr2hugo diff`: what `sync` with the same options would do."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from migrate.cli.arguments import (
    Conflict,
    Exports,
    Jobs,
    MaxDelete,
    MaxSize,
    OnlyChanges,
    PlanFormat,
    Prune,
    SameSite,
    SitePath,
    Verbose,
)

if TYPE_CHECKING:
    from migrate.cli.workspace import Workspace


def diff(
    arguments: Exports,
    site: SitePath = Path(),
    form: Annotated[PlanFormat, typer.Option("--format", help="How the plan is printed.")] = PlanFormat.TEXT,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", help="Write the plan to a file outside the site.")
    ] = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="End with 1 if sync would change anything.")] = False,
    prune: Prune = False,
    max_delete: MaxDelete = None,
    conflict: Conflict = None,
    only: OnlyChanges = None,
    same_site: SameSite = False,
    jobs: Jobs = 0,
    max_size: MaxSize = 20_000,
    verbose: Verbose = False,
) -> None:
    """Say what sync with the same options would do; nothing in DIR changes.

    After the exports, paths in the site or WordPress ids may follow: then only those are shown.
    """
    from migrate.cli import console
    from migrate.cli.workspace import open_workspace, sync_request
    from migrate.report.counts import closing_line

    exports, chosen = _exports_and_chosen(arguments, site)
    request = sync_request(exports, site, prune, max_delete, conflict, only, same_site, jobs, max_size)
    with open_workspace(request, writes=False) as workspace, _target(output, site) as stream:
        _write(workspace, chosen, form, stream, colored=output is None and console.colors_on_output())
        if form is not PlanFormat.JSON:
            console.show_diagnostics(workspace.diagnostics, verbose=verbose)
        console.say(closing_line(workspace.plan))
        raise typer.Exit(1 if exit_code and workspace.plan.has_changes else 0)


def _exports_and_chosen(arguments: list[str], site: Path) -> tuple[list[str], list[str]]:
    """The exports, the first argument among them, and after them what in the site is to be shown."""
    split = next((n for n, one in enumerate(arguments) if n and not _is_export(one, site)), len(arguments))
    return arguments[:split], arguments[split:]


def _is_export(argument: str, site: Path) -> bool:
    path = Path(argument)
    if argument == "-" or path.suffix in {".xml", ".gz", ".zip"}:
        return True
    return path.exists() and not path.resolve().is_relative_to(site.resolve())


def _write(workspace: Workspace, chosen: list[str], form: PlanFormat, stream: IO[str], *, colored: bool) -> None:
    from migrate.report.stat import stat
    from migrate.report.structured import plan_json
    from migrate.report.text import text

    plan = workspace.plan.only(chosen) if chosen else workspace.plan
    if form is PlanFormat.JSON:
        stream.writelines(plan_json(plan, workspace.diagnostics, workspace.files, workspace.spool))
        return
    lines = (text if form is PlanFormat.TEXT else stat)(plan, workspace.files, workspace.spool, colored)
    stream.writelines(f"{line}\n" for line in lines)


@contextmanager
def _target(output: Path | None, site: Path) -> Iterator[IO[str]]:
    from migrate.diagnostics import MigrateError

    if output is None:
        yield sys.stdout
        return
    if output.resolve().is_relative_to(site.resolve()):
        raise MigrateError(f"{output}: this is inside the site, where diff writes nothing", "Name a file elsewhere.")
    with output.open("w", encoding="utf-8") as stream:
        yield stream
