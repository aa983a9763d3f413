"""`wxr2hugo resolve`: a conflict is settled."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from migrate.cli.arguments import SitePath


def resolve(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Files in conflict, relative to the site.")],
    site: SitePath = Path(),
    theirs: Annotated[
        bool, typer.Option("--theirs", help="Take what WordPress proposes in place of the file.")
    ] = False,
) -> None:
    """Settle conflicts: the files count as they now stand."""
    from migrate.cli import console
    from migrate.cli.workspace import migrated_state
    from migrate.sync.files import Files
    from migrate.sync.lock import lock
    from migrate.sync.resolve import resolve as settle

    migrated_state(site)
    with lock(site):
        settled = settle(Files(site), migrated_state(site), [_in_site(path, site) for path in paths], theirs)
    for path in settled:
        console.say(f"settled {path}")


def _in_site(path: str, site: Path) -> str:
    """The path relative to the site, also if it was given relative to the current folder."""
    full = Path(path).resolve()
    if full.exists() and full.is_relative_to(site.resolve()):
        return full.relative_to(site.resolve()).as_posix()
    return path
