"""`wxr2hugo resolve`: a conflict is settled."""

from __future__ import annotations

from typing import Annotated

import typer

from migrate.cli.arguments import SitePath


def resolve(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[PATH|ID...]", help="Files in conflict, by path or WordPress id.")
    ] = None,
    site: SitePath = None,
    theirs: Annotated[
        bool, typer.Option("--theirs", help="Take what WordPress proposes in place of the file.")
    ] = False,
    settle_all: Annotated[bool, typer.Option("--all", help="Settle every open conflict.")] = False,
) -> None:
    """Settle conflicts: the files count as they now stand."""
    from migrate.cli import console
    from migrate.cli.place import in_site, site_folder
    from migrate.cli.workspace import migrated_state
    from migrate.diagnostics import MigrateError
    from migrate.hugo.config.seen import languages
    from migrate.sync.files import Files
    from migrate.sync.lock import lock
    from migrate.sync.resolve import resolve as settle
    from migrate.sync.state.disk import followed

    folder = site_folder(site)
    if bool(names) == settle_all:
        raise MigrateError("which conflict?", "Name files or WordPress ids, or say --all; wxr2hugo status lists them.")
    migrated_state(folder)
    with lock(folder):
        state = followed(folder, migrated_state(folder), languages(folder))
        chosen = None if settle_all else [in_site(name, folder) for name in names or ()]
        settled = settle(Files(folder), state, chosen, theirs)
    for path in settled:
        console.say(f"settled {path}")
    if not settled:
        console.say("no conflict is open")
