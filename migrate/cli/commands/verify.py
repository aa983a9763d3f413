"""`wxr2hugo verify`: whether the built site shows what WordPress showed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from migrate.cli.arguments import LARGEST_EXPORT, AllowPrivate, Jobs, MaxSize, ReportFormat, SitePath
from migrate.cli.chosen import exports_and_chosen

if TYPE_CHECKING:
    from migrate.report.line import Line
    from migrate.verify.verdict import Judgement
Judged = Annotated[
    list[str],
    typer.Argument(metavar="EXPORT... [PATH|ID...]", help="Exports, then what to judge of the site; all if nothing."),
]
Against = Annotated[
    str, typer.Option("--against", metavar="URL", help="Compare with what this site shows; rendered: as fetched.")
]


def verify(
    arguments: Judged,
    site: SitePath = None,
    form: Annotated[ReportFormat, typer.Option("--format", help="How the result is printed.")] = ReportFormat.TEXT,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", help="Write the result to a file outside the site.")
    ] = None,
    against: Against = "",
    allow_private: AllowPrivate = False,
    jobs: Jobs = 0,
    max_size: MaxSize = LARGEST_EXPORT,
) -> None:
    """Build the site and compare every item with WordPress.

    Words, headings, lists, quotes, tables, code, emphasis, links, pictures, front matter and addresses are compared as
    a reader sees them. Nothing in the site is written.

    After the exports, paths in the site or WordPress ids may follow: then only those are judged, and not the site as a
    whole.
    """
    from migrate.cli.old_site import old_site
    from migrate.cli.outcome import DONE, NEEDS_A_PERSON
    from migrate.cli.output import check_output
    from migrate.cli.place import in_site, site_folder
    from migrate.cli.suit import Trial
    from migrate.cli.trial import tried
    from migrate.diagnostics import Diagnostics, MigrateError

    folder = site_folder(site)
    exports, chosen = exports_and_chosen(arguments, folder)
    if not exports:
        raise MigrateError("no export is named", "wxr2hugo verify EXPORT --site DIR")
    check_output(output, folder, exports)
    within = [in_site(name, folder) for name in chosen]
    trial = Trial([Path(one) for one in exports], folder, within, jobs, max_size * 1_000_000)
    with old_site(against, folder, allow_private=allow_private) as witness:
        judgement = tried(trial, Diagnostics(), witness)
    _tell(judgement, form, output, folder)
    raise typer.Exit(DONE if judgement.is_good else NEEDS_A_PERSON)


def _tell(judgement: Judgement, form: ReportFormat, output: Path | None, folder: Path) -> None:
    """Print it, or say in short what a file holds."""
    from migrate.cli import console
    from migrate.report.verdicts import counted

    console.put(_lines(judgement, form, folder), output)
    if output:
        console.say(counted(judgement))


def _lines(judgement: Judgement, form: ReportFormat, folder: Path) -> Iterable[Line | str]:
    from migrate.report.verdicts import verdict_json, verdict_text

    match form:
        case ReportFormat.TEXT:
            return verdict_text(judgement)
        case ReportFormat.JSON:
            return verdict_json(judgement)
        case ReportFormat.HTML:
            from migrate.hugo.config.existing import configured_title
            from migrate.report.verdict_page import verdict_page

            return [verdict_page(judgement, configured_title(folder), folder.resolve().name)]
