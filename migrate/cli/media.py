"""`wxr2hugo media`: brings the pictures and files that the site refers to."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from migrate.cli.arguments import DryRun, Exports, SitePath, Verbose

Megabytes = Annotated[int, typer.Option("--max-size", metavar="MB", min=1, help="Leave out files larger than this.")]


def media(
    exports: Exports,
    site: SitePath = Path(),
    source: Annotated[
        Path | None,
        typer.Option(
            "--from", metavar="PATH", exists=True, help="An uploads folder, .tar or .zip to copy from; no network."
        ),
    ] = None,
    link: Annotated[bool, typer.Option("--link", help="With a folder: hard links in place of copies.")] = False,
    refresh: Annotated[bool, typer.Option("--refresh", help="Also ask for newer versions of what is there.")] = False,
    max_size: Megabytes = 1024,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Also download from hosts inside your own network.")
    ] = False,
    dry_run: DryRun = False,
    verbose: Verbose = False,
) -> None:
    """Bring the media: copied from a local uploads folder or archive, or downloaded from the old site.

    Run it again after an interruption or a failure: it fetches only what is missing.
    """
    from migrate.cli import console
    from migrate.cli.workspace import Request, wanted_media
    from migrate.diagnostics import Diagnostics
    from migrate.media.bring import bring
    from migrate.media.wanted import Settings
    from migrate.options import load
    from migrate.sync.lock import lock
    from migrate.sync.plan import Policy
    from migrate.wxr.open import LARGEST_EXPORT

    diagnostics = Diagnostics()
    request = Request([Path(one) for one in exports], site, Policy(), load(site)[0], 1, LARGEST_EXPORT)
    wanted = wanted_media(request, diagnostics)
    settings = Settings(
        source=source,
        hard_link=link,
        refresh=refresh,
        dry_run=dry_run,
        max_size=max_size * 1_000_000,
        allow_private=allow_private,
    )
    with lock(site), console.progress("files") as progress:
        summary = bring(
            site,
            wanted,
            settings,
            diagnostics,
            lambda moment: progress.show(f"{moment.finished} of {moment.total} files, {moment.bytes / 1e6:,.1f} MB"),
        )
    console.show_diagnostics(diagnostics, verbose=verbose)
    console.say(
        f"{summary.copied} copied, {summary.downloaded} downloaded, {summary.present} present, "
        f"{summary.failed} failed, {summary.bytes / 1e6:,.1f} MB"
    )
    raise typer.Exit(1 if summary.failed and not dry_run else 0)
