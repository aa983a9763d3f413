"""`wxr2hugo migrate`: the first, bulk migration."""

from __future__ import annotations

from pathlib import Path

import typer

from migrate.cli.arguments import DryRun, Exports, Jobs, MaxSize, SitePath, Verbose


def migrate(
    exports: Exports,
    site: SitePath = Path(),
    dry_run: DryRun = False,
    jobs: Jobs = 0,
    max_size: MaxSize = 20_000,
    verbose: Verbose = False,
) -> None:
    """Migrate a WordPress site: makes DIR a working Hugo site, or adds to the one that is there.

    On a site migrated before it does what sync does.
    """
    from migrate.cli.running import run
    from migrate.cli.workspace import Request
    from migrate.options import load
    from migrate.sync.merge import OnConflict
    from migrate.sync.plan import Policy

    options, keeping = load(site)
    policy = Policy(on_conflict=OnConflict(keeping.conflict))
    request = Request([Path(one) for one in exports], site, policy, options, jobs, max_size * 1_000_000)
    raise typer.Exit(run(request, again=False, dry_run=dry_run, verbose=verbose))
