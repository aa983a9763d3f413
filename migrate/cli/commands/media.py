"""`wxr2hugo media`: brings the pictures and files that the site refers to."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from migrate.cli.arguments import LARGEST_EXPORT, DryRun, Exports, MaxSize, SitePath, Verbose

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
    max_size: MaxSize = LARGEST_EXPORT,
    verbose: Verbose = False,
) -> None:
    """Bring the pictures and files of the site.

    They are copied from a local uploads folder or archive, or downloaded from the old site.

    Run it again after an interruption or a failure: it fetches only what is missing.
    """
    from migrate.cli.bring_media import bring_media
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
    raise typer.Exit(bring_media(exports, site_folder(site), settings, max_size, verbose=verbose))
