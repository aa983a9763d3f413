"""The file that `--output` names, looked at before anybody has waited for what it is to hold."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from migrate.cli.chosen import EXPORT_ENDINGS
from migrate.diagnostics import MigrateError


def check_output(output: Path | None, site: Path, exports: Iterable[str | Path]) -> None:
    """Raises MigrateError for a file inside the site, or one that cannot be written."""
    if output and output.resolve().is_relative_to(site.resolve()):
        raise MigrateError(f"{output}: this is inside the site, where nothing is written", "Name a file elsewhere.")
    if output and not output.parent.is_dir():
        raise MigrateError(f"{output.parent}: there is no such folder", "Make it first, or name another place.")
    spare(output, exports)


def spare(output: Path | None, exports: Iterable[str | Path]) -> None:
    """Raises MigrateError where the result would take the place of an export."""
    place = output.resolve() if output else Path()
    beside = {place.parent} if place.is_file() and place.suffix.lower() in EXPORT_ENDINGS else set()
    if output and not {place, *beside}.isdisjoint(Path(one).resolve() for one in exports):
        raise MigrateError(f"{output}: this is the export, which the result would overwrite", "Name another file.")
