"""The switch `--guarantee`: before a plan is made, every block gets the form in which it comes back."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from migrate.cli import console
from migrate.diagnostics import Code, Diagnostics
from migrate.pipeline.digested_export import DigestedExport
from migrate.pipeline.wordpress import WordPressSource
from migrate.text import where_they_differ
from migrate.verify.guarantee import Assurance, Shortfall
from migrate.wxr.item_cache import ItemCache

_LONGEST = 160
"""Letters shown of each side of a difference."""


def guarantee(
    source: WordPressSource, digested: DigestedExport, cache: ItemCache | None, *, site: Path | None, jobs: int
) -> None:
    """Let the source write each block in a form in which it comes back, and say what cannot be reached.

    `site` is the one that Hugo builds the documents in; None: they make a site themselves. Nothing is written in it.
    """
    console.say("looking for the form in which each block comes back …")
    told = Diagnostics()
    with TemporaryDirectory(prefix="wxr2hugo-") as scratch:
        folder = site.resolve() if site else None
        assured = Assurance(
            source, digested.export, digested.choices, folder, Path(scratch), jobs=jobs, cache=cache
        ).forms()
    source.write_in(assured.forms)
    for error in assured.errors[:1]:
        told.report(Code.NOT_BUILT, error)
    for error in assured.unread:
        told.report(Code.FILE_UNREADABLE, error)
    for one in assured.short:
        told.report(Code.NOT_IDENTICAL, _detail(one), wordpress_id=one.verdict.wordpress_id)
    digested.diagnostics.extend(told)


def _detail(short: Shortfall) -> str:
    fault = short.verdict.faults[0]
    more = f" (and {len(short.verdict.faults) - 1} more)" if len(short.verdict.faults) > 1 else ""
    expected, found = where_they_differ(fault.expected, fault.found, _LONGEST)
    becomes = f"“{expected}” becomes “{found}”" if expected and found else f"“{expected}” is lost"
    return f"{fault.kind}: {becomes if expected else f'“{found}” comes to it'}{more}"
