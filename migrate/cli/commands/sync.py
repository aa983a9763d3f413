"""`wxr2hugo sync`: brings an earlier migration up to date and keeps what people did by hand."""

from __future__ import annotations

import typer

from migrate.cli.arguments import (
    LARGEST_EXPORT,
    Conflict,
    DryRun,
    Exports,
    Guarantee,
    Jobs,
    MaxDelete,
    MaxSize,
    Move,
    OnlyChanges,
    Prune,
    SameSite,
    SitePath,
    Verbose,
)


def sync(
    exports: Exports,
    site: SitePath = None,
    prune: Prune = False,
    max_delete: MaxDelete = None,
    conflict: Conflict = None,
    only: OnlyChanges = None,
    same_site: SameSite = False,
    move: Move = False,
    guarantee: Guarantee = False,
    dry_run: DryRun = False,
    jobs: Jobs = 0,
    max_size: MaxSize = LARGEST_EXPORT,
    verbose: Verbose = False,
) -> None:
    """Bring an earlier migration up to date.

    Edits made by hand are kept.
    """
    from migrate.cli.place import site_folder
    from migrate.cli.request import Wishes, sync_request
    from migrate.cli.running import run

    wishes = Wishes(prune, max_delete, conflict, only, same_site=same_site, guarantee=guarantee, move=move)
    request = sync_request(exports, site_folder(site), wishes, jobs=jobs, max_size=max_size)
    raise typer.Exit(run(request, again=True, dry_run=dry_run, verbose=verbose))
