"""`wxr2hugo status`: what differs from WordPress by hand, until it no longer does."""

from __future__ import annotations

from typing import Annotated

import typer

from migrate.cli.arguments import Format, SitePath


def status(
    site: SitePath = None,
    form: Annotated[Format, typer.Option("--format", help="How the result is printed.")] = Format.TEXT,
) -> None:
    """List what differs from WordPress by hand, the conflicts that wait, and what the export no longer holds.

    First column: M edited, R moved, D deleted. Second column: C a conflict waits, ? an orphan.
    """
    from migrate.cli import console
    from migrate.cli.place import site_folder
    from migrate.cli.workspace import migrated_state
    from migrate.report.stat import status_lines
    from migrate.report.structured import status_json
    from migrate.sync.disk import survey_disk
    from migrate.sync.status import status as found_by_hand

    folder = site_folder(site)
    found = found_by_hand(survey_disk(folder, migrated_state(folder)))
    if form is Format.JSON:
        console.result(status_json(found))
        return
    console.results(status_lines(found))
    if not found:
        console.say("All is clean: every file is as WordPress has it.")
    elif any(one.conflict for one in found):
        console.say("C: wxr2hugo diff PATH shows what a conflict is about, wxr2hugo resolve PATH settles it.")
