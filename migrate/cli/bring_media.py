"""Brings the media of a site, says how that went and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from migrate.cli import console
from migrate.cli.advice import command, serve
from migrate.cli.outcome import exit_status
from migrate.cli.request import Request
from migrate.cli.wanted_media import wanted_media
from migrate.diagnostics import Diagnostics
from migrate.media.beside import put_beside
from migrate.media.bring import bring
from migrate.media.media_file import BringOptions, Summary
from migrate.media.progress import Progress
from migrate.options_file import load
from migrate.sync.lock import lock
from migrate.sync.plan.plan import Policy


def bring_media(
    exports: Sequence[str], site: Path, settings: BringOptions, max_size: int, *, verbose: bool = False
) -> int:
    """Bring what the pages of exports of at most `max_size` megabytes show. Returns the exit status."""
    diagnostics = Diagnostics()
    request = Request(
        exports=[Path(one) for one in exports],
        site=site,
        policy=Policy(),
        options=load(site)[0],
        jobs=1,
        max_size=max_size * 1_000_000,
    )
    wanted = wanted_media(request, diagnostics)
    with lock(site), console.progress() as progress:

        def show(moment: Progress) -> None:
            progress.show("files", moment.finished, moment.total, f"of {moment.total:,}, {moment.bytes / 1e6:,.1f} MB")

        summary = bring(site, wanted.files, settings, diagnostics, show)
        beside = 0 if settings.dry_run else put_beside(site, wanted.beside)
    console.show_diagnostics(diagnostics, verbose=verbose)
    console.say(_closing_line(summary, dry=settings.dry_run))
    if beside:
        console.say(f"{beside} put beside their pages")
    _say_next(exports, site, summary, settings)
    return exit_status(diagnostics, failed=summary.failed, dry=settings.dry_run)


def _closing_line(summary: Summary, *, dry: bool) -> str:
    counts = (
        f"{summary.copied} copied, {summary.downloaded} downloaded, {summary.present} present, "
        f"{summary.failed} failed, {summary.bytes / 1e6:,.1f} MB"
    )
    return f"Would be: {counts}" if dry else counts


def _say_next(exports: Sequence[str], site: Path, summary: Summary, settings: BringOptions) -> None:
    """The command that goes on from here."""
    options = ["--from", str(settings.source)] if settings.source else []
    if settings.dry_run and summary.written:
        console.say(f"Next would come:\n  {command('media', *exports, site=site, options=options)}")
    elif summary.failed and not settings.dry_run:
        again = command("media", *exports, site=site)
        console.say(f"Next:\n  {again}    tries what failed again (--from PATH copies from a folder)")
    elif not settings.dry_run:
        console.say(f"Next:\n  {serve(site)}")
