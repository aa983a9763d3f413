"""Arguments and options that several commands share, so that they mean the same everywhere."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from migrate.choices.on_conflict import OnConflict

EXPORT_HELP = "A .xml, .xml.gz or .zip file, a folder of them, or -. Several are one site."
Exports = Annotated[list[str], typer.Argument(metavar="EXPORT...", help=EXPORT_HELP)]
SitePath = Annotated[
    Path | None,
    typer.Option("--site", metavar="DIR", help="The Hugo site (the current folder if not given)."),
]
Jobs = Annotated[int, typer.Option("--jobs", "-j", metavar="N", min=0, help="Worker processes; 0: one for each core.")]
LARGEST_EXPORT = 20_000
"""Megabytes of an export, unless `--max-size` says otherwise."""
MaxSize = Annotated[
    int,
    typer.Option("--max-size", metavar="MB", min=1, help="Refuse an export that is larger than this once unpacked."),
]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Name every place a message concerns.")]
DryRun = Annotated[bool, typer.Option("--dry-run", "-n", help="Print what would happen; write nothing.")]
Prune = Annotated[bool, typer.Option("--prune", help="Delete unedited files whose item is gone from the export.")]
MaxDelete = Annotated[
    int | None,
    typer.Option(
        "--max-delete", metavar="N", min=0, help="Stop if --prune would delete more (10, or a tenth of the files)."
    ),
]
Theme = Annotated[
    str | None, typer.Option("--theme", metavar="NAME", help="The theme that the site is for: papermod, stack, …")
]
Host = Annotated[
    str | None,
    typer.Option("--host", metavar="NAME", help="Write what this host needs (netlify, github, nginx, …)."),
]
Move = Annotated[
    bool, typer.Option("--move", help="Move files whose path a changed [paths] wants elsewhere; old addresses stay.")
]
SameSite = Annotated[bool, typer.Option("--same-site", help="The export is of this site although its host differs.")]
Guarantee = Annotated[
    bool,
    typer.Option(
        "--guarantee", help="Write each block that Hugo would show otherwise in a form that it shows as it was."
    ),
]
AllowPrivate = Annotated[bool, typer.Option("--allow-private", help="Also ask hosts inside your own network.")]


class Only(StrEnum):
    """Which changes count."""

    WORDPRESS = "wordpress"


class Format(StrEnum):
    """How a result is printed."""

    TEXT = "text"
    JSON = "json"


class PlanFormat(StrEnum):
    """How a plan is printed."""

    TEXT = "text"
    STAT = "stat"
    JSON = "json"
    HTML = "html"


class ReportFormat(StrEnum):
    """How a judgement, or what an export holds, is printed."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


Conflict = Annotated[
    OnConflict | None,
    typer.Option("--conflict", help="A file changed on both sides: keep yours, set markers, or take theirs."),
]
OnlyChanges = Annotated[Only | None, typer.Option("--only", help="Leave out changes that only a newer wxr2hugo makes.")]
