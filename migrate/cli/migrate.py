"""`wxr2hugo migrate`: the first, bulk migration."""

from __future__ import annotations

from typing import Annotated

import typer

from migrate.cli.arguments import (
    EXPORT_HELP,
    Conflict,
    DryRun,
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
    exports: Annotated[list[str] | None, typer.Argument(metavar="EXPORT...", help=EXPORT_HELP)] = None,
    site: SitePath = None,
    prune: Prune = False,
    max_delete: MaxDelete = None,
    conflict: Conflict = None,
    only: OnlyChanges = None,
    same_site: SameSite = False,
    theme: Theme = None,
    dry_run: DryRun = False,
    jobs: Jobs = 0,
    max_size: MaxSize = 20_000,
    verbose: Verbose = False,
) -> None:
    """Migrate a WordPress site to Hugo.

    Makes DIR a working Hugo site, or adds to the one that is there.

    On a site migrated before it does what sync does. Without an export it asks for what it needs, on a terminal.
    """
    from migrate.cli.place import folder_to_migrate_to
    from migrate.cli.questions import Answers, ask
    from migrate.cli.running import run
    from migrate.cli.theme import choose_theme, keep_theme
    from migrate.cli.workspace import Wishes, sync_request

    answers = Answers(exports, site, None) if exports else ask(site)
    folder = folder_to_migrate_to(answers.site, answers.exports)
    chosen = choose_theme(folder, theme)
    wishes = Wishes(prune=prune, max_delete=max_delete, conflict=conflict, only=only, same_site=same_site, theme=chosen)
    request = sync_request(answers.exports, folder, wishes, jobs=jobs, max_size=max_size)
    status = run(request, again=False, dry_run=dry_run, verbose=verbose)
    if not dry_run:
        keep_theme(folder, chosen)
    raise typer.Exit(max(status, 0 if dry_run else answers.bring_media(folder)))
