"""`wxr2hugo status`: what people did in the site since the last run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from migrate.cli.arguments import Format, SitePath


def status(
    site: SitePath = Path(),
    form: Annotated[Format, typer.Option("--format", help="How the result is printed.")] = Format.TEXT,
) -> None:
    """List what was edited, moved or deleted by hand since the last sync, and the conflicts that wait.

    First column: M edited, R moved, D deleted. Second column: C a conflict waits.
    """
    from migrate.cli import console
    from migrate.cli.workspace import migrated_state
    from migrate.report.stat import status_lines
    from migrate.report.structured import status_json
    from migrate.sync.disk import survey_disk
    from migrate.sync.status import status as found_by_hand

    found = found_by_hand(survey_disk(site, migrated_state(site)))
    console.result(status_json(found) if form is Format.JSON else "\n".join(status_lines(found)))
