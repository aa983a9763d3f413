"""`wxr2hugo migrate`: the first, bulk migration."""

from __future__ import annotations

from typing import Annotated

import typer

from migrate.cli.arguments import (
    EXPORT_HELP,
    LARGEST_EXPORT,
    Conflict,
    DryRun,
    Guarantee,
    Host,
    Jobs,
    MaxDelete,
    MaxSize,
    OnlyChanges,
    Prune,
    SameSite,
    SitePath,
    Theme,
    Verbose,
)


def migrate(
    exports: Annotated[list[str] | None, typer.Argument(metavar="[EXPORT...]", help=EXPORT_HELP)] = None,
    site: SitePath = None,
    prune: Prune = False,
    max_delete: MaxDelete = None,
    conflict: Conflict = None,
    only: OnlyChanges = None,
    same_site: SameSite = False,
    guarantee: Guarantee = False,
    theme: Theme = None,
    host: Host = None,
    dry_run: DryRun = False,
    jobs: Jobs = 0,
    max_size: MaxSize = LARGEST_EXPORT,
    verbose: Verbose = False,
) -> None:
    """Migrate a WordPress site to Hugo.

    Makes DIR a working Hugo site, or adds to the one that is there.

    On a site migrated before it does what sync does. Without an export it asks for what it needs, on a terminal.
    """
    from migrate.cli.host import check_host, going_by, keep_host
    from migrate.cli.place import folder_to_migrate_to
    from migrate.cli.questions import Answers, ask
    from migrate.cli.request import Wishes, sync_request
    from migrate.cli.running import run
    from migrate.cli.theme import keep_theme

    answers = Answers(exports, site, None) if exports else ask(site)
    folder = folder_to_migrate_to(answers.site, answers.exports)
    check_host(folder, host)
    wishes = Wishes(prune, max_delete, conflict, only, same_site=same_site, guarantee=guarantee)
    wishes = going_by(wishes, folder, theme, host)
    request = sync_request(answers.exports, folder, wishes, jobs=jobs, max_size=max_size)
    status = run(request._replace(tells_all=True), again=False, dry_run=dry_run, verbose=verbose)
    if not dry_run:
        keep_theme(folder, wishes.theme)
        keep_host(folder, wishes.host)
    raise typer.Exit(max(status, 0 if dry_run else answers.bring_media(folder)))
