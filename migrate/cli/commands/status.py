"""`wxr2hugo status`: what differs from WordPress by hand, until it no longer does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from migrate.cli.arguments import Format, SitePath

if TYPE_CHECKING:
    from migrate.sync.status import Status


def status(
    site: SitePath = None,
    form: Annotated[Format, typer.Option("--format", help="How the result is printed.")] = Format.TEXT,
) -> None:
    """List what people changed in the site, and what waits for them.

    First column: M edited, R moved, D deleted. Second column: C a conflict waits, ? an orphan (kept, although the
    export holds its item no longer).
    """
    from migrate.cli import console
    from migrate.cli.place import site_folder
    from migrate.cli.workspace import migrated_state
    from migrate.hugo.config.seen import languages
    from migrate.report.stat import status_lines
    from migrate.report.structured import status_json
    from migrate.sync.state.disk import survey_disk
    from migrate.sync.status import status as found_by_hand

    folder = site_folder(site)
    state = migrated_state(folder)
    found = found_by_hand(survey_disk(folder, state, languages(folder)))
    if form is Format.JSON:
        console.result(status_json(found))
    else:
        console.results(status_lines(found))
        for line in _meaning(found, folder):
            console.say(line)
    if state.rebuilt:
        console.say("What is remembered of the site is lost or damaged: what differs can be told after the next sync.")
    elif not found and form is Format.TEXT:
        console.say("All is clean: every file is as WordPress has it.")


def _meaning(found: list[Status], site: Path) -> Iterator[str]:
    """What can be done about what waits."""
    from migrate.cli.advice import command

    if any(one.conflict for one in found):
        settles = command("resolve", "PATH", site=site)
        yield f"C: {command('diff', 'PATH', site=site)} shows what a conflict is about, {settles} settles it."
    if any(one.orphan for one in found):
        prunes = command("sync", "EXPORT", site=site, options=["--prune"])
        yield f"?: is no longer in the export; {prunes} deletes such files that nobody edited."
