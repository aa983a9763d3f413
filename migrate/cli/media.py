"""`wxr2hugo media`: brings the pictures and files that the site refers to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from migrate.cli.arguments import DryRun, Exports, MaxSize, SitePath, Verbose

if TYPE_CHECKING:
    from migrate.media.media_file import BringOptions, Summary
    from migrate.media.progress import Progress

Megabytes = Annotated[
    int, typer.Option("--max-file-size", metavar="MB", min=1, help="Leave out media files larger than this.")
]


def media(
    exports: Exports,
    site: SitePath = None,
    source: Annotated[
        Path | None,
        typer.Option("--from", metavar="PATH", help="An uploads folder, .tar or .zip to copy from; no network."),
    ] = None,
    link: Annotated[bool, typer.Option("--link", help="With a folder: hard links in place of copies.")] = False,
    refresh: Annotated[bool, typer.Option("--refresh", help="Also ask for newer versions of what is there.")] = False,
    max_file_size: Megabytes = 1024,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Also download from hosts inside your own network.")
    ] = False,
    dry_run: DryRun = False,
    max_size: MaxSize = 20_000,
    verbose: Verbose = False,
) -> None:
    """Bring the pictures and files of the site.

    They are copied from a local uploads folder or archive, or downloaded from the old site.

    Run it again after an interruption or a failure: it fetches only what is missing.
    """
    from migrate.cli.place import site_folder
    from migrate.media.media_file import BringOptions

    settings = BringOptions(
        source=source,
        hard_link=link,
        refresh=refresh,
        dry_run=dry_run,
        max_size=max_file_size * 1_000_000,
        allow_private=allow_private,
    )
    raise typer.Exit(_bring(exports, site_folder(site), settings, max_size, verbose=verbose))


def bring_media(exports: Sequence[str], site: Path, source: Path | None) -> int:
    """The same with what is usual. Returns the exit status."""
    from migrate.media.media_file import BringOptions

    return _bring(exports, site, BringOptions(source=source), 20_000, verbose=False)


def _bring(exports: Sequence[str], site: Path, settings: BringOptions, max_size: int, *, verbose: bool) -> int:
    from migrate.cli import console
    from migrate.cli.outcome import exit_status
    from migrate.cli.wanted_media import wanted_media
    from migrate.cli.workspace import Request
    from migrate.diagnostics import Diagnostics
    from migrate.media.beside import put_beside
    from migrate.media.bring import bring
    from migrate.options import load
    from migrate.sync.lock import lock
    from migrate.sync.plan import Policy

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
    from migrate.cli import console
    from migrate.cli.advice import command, serve

    options = ["--from", str(settings.source)] if settings.source else []
    if settings.dry_run and summary.written:
        console.say(f"Next would come:\n  {command('media', *exports, site=site, options=options)}")
    elif summary.failed and not settings.dry_run:
        again = command("media", *exports, site=site)
        console.say(f"Next:\n  {again}    tries what failed again (--from PATH copies from a folder)")
    elif not settings.dry_run:
        console.say(f"Next:\n  {serve(site)}")
