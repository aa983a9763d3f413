"""`wxr2hugo inspect`: what an export holds, before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from migrate.cli.arguments import LARGEST_EXPORT, Exports, MaxSize, ReportFormat, Theme, Verbose
from migrate.report.line import Line, Row

if TYPE_CHECKING:
    from migrate.diagnostics import Diagnostics
    from migrate.pipeline.account.inspection import Inspection

MOST = 15
"""How many shortcodes, blocks or hosts the text names."""


def inspect(
    exports: Exports,
    form: Annotated[ReportFormat, typer.Option("--format", help="How the result is printed.")] = ReportFormat.TEXT,
    output: Annotated[Path | None, typer.Option("--output", metavar="FILE", help="Write the result to a file.")] = None,
    theme: Theme = None,
    max_size: MaxSize = LARGEST_EXPORT,
    verbose: Verbose = False,
) -> None:
    """Say what is in an export.

    What in it needs attention is said too.
    """
    from migrate.cli import console
    from migrate.cli.advice import command
    from migrate.cli.faults import keep_traces
    from migrate.cli.outcome import exit_status
    from migrate.cli.running import show_traces
    from migrate.cli.theme import known_preset, theme_rows
    from migrate.diagnostics import Diagnostics
    from migrate.options import Options
    from migrate.pipeline.account.inspection import inspect_export
    from migrate.wxr.read import Export

    diagnostics = Diagnostics()
    rows = theme_rows(known_preset(theme)) if theme else {}
    export = Export(_spared(exports, output), diagnostics, max_size * 1_000_000)
    with console.progress() as progress:
        records = progress.counting("reading")(export.read())
        inspection = inspect_export(records, Options(), diagnostics, lists=form is ReportFormat.HTML)
    beside = list(_table(f"For the theme {theme}", rows))
    console.put(_lines(inspection, diagnostics, form, beside), output)
    if form is not ReportFormat.JSON:
        console.show_diagnostics(diagnostics, verbose=verbose)
    show_traces(keep_traces(diagnostics, None))
    if form is not ReportFormat.JSON:
        console.say("Next:")
        line = command("migrate", *exports, site=Path("DIR"), options=["--theme", theme] if theme else [])
        console.say(f"  {line}    makes the Hugo site in the folder DIR (-n only says what it would write)")
    raise typer.Exit(exit_status(diagnostics))


def _spared(exports: list[str], output: Path | None) -> list[Path]:
    """The exports. Raises MigrateError if the result would take the place of one."""
    from migrate.cli.output import spare

    spare(output, exports)
    return [Path(one) for one in exports]


def _lines(
    inspection: Inspection, diagnostics: Diagnostics, form: ReportFormat, beside: Sequence[Line | Row | str]
) -> Iterable[Line | Row | str]:
    from migrate.cli.accounted import account_table
    from migrate.pipeline.account.inspection import as_json

    match form:
        case ReportFormat.JSON:
            return as_json(inspection, diagnostics).splitlines()
        case ReportFormat.HTML:
            from migrate.cli.inspection_page import inspection_page  # brings what writes pages

            return [inspection_page(inspection, diagnostics.found, [*beside, *account_table(inspection.account)])]
        case ReportFormat.TEXT:
            return [*_counts(inspection), *beside, "", *account_table(inspection.account)]


def _counts(inspection: Inspection) -> Iterator[Line | Row | str]:
    site = inspection.site
    yield Line(f"{site.get('title', '')}  {site.get('address', '')}", "bold")
    yield f"WXR {site.get('wxr', '')}, written by {site.get('generator') or 'an unnamed program'}"
    first, last = inspection.first[:10], inspection.last[:10]
    if first:
        yield f"published from {first} to {last}" if first != last else f"published on {first}"
    if inspection.protected:
        what = "a draft" if inspection.protected == 1 else "drafts"
        yield f"behind a password: {inspection.protected:,}, which will be {what}"
    yield from _table("Items", {kind: _parts(counts) for kind, counts in sorted(inspection.items.items())})
    yield from _table("No pages of their own", inspection.left_out)
    yield from _table(
        "Authors", {login or "(nobody)": _author(inspection, login) for login in sorted(inspection.written_by)}
    )
    yield from _table("Terms", _most(inspection.terms))
    yield from _table("Comments", _most(inspection.comments))
    yield from _table("Blocks", _marked(inspection.blocks, inspection.unknown["blocks"]))
    yield from _table("Shortcodes", _marked(inspection.shortcodes, inspection.unknown["shortcodes"]))
    yield from _table("Hosts of images", _most(inspection.image_hosts))


def _marked(counts: Counter[str], unknown: list[str]) -> dict[str, str]:
    return {name: f"{text}  of a plugin" if name in unknown else text for name, text in _most(counts).items()}


def _table(title: str, rows: Mapping[str, str]) -> Iterator[Line | Row | str]:
    if rows:
        yield ""
        yield Line(title, "bold")
        width = max(map(len, rows))
        yield from (Row(f"  {name:{width}}  {text}", (name, text)) for name, text in rows.items())


def _parts(counts: Counter[str]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in counts.most_common())


def _author(inspection: Inspection, login: str) -> str:
    number = inspection.written_by[login]
    return f"{inspection.authors.get(login, '')}  {number:,} item{'s' * (number != 1)}".strip()


def _most(counts: Counter[str]) -> dict[str, str]:
    rows = {name: f"{count:,}" for name, count in counts.most_common(MOST)}
    if len(counts) > MOST:
        rows["…"] = f"and {len(counts) - MOST} more (--format json names all)"
    return rows
