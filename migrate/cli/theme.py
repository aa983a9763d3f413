"""The theme that front matter is written for: asked for on the command line, then kept in the site's own file."""

from __future__ import annotations

from pathlib import Path

from migrate.diagnostics import MigrateError
from migrate.options import FILE_NAME, load
from migrate.sync.files import Files


def choose_theme(site: Path, theme: str | None) -> str | None:
    """The theme that still has to be kept. Raises MigrateError where a file of the owner's says otherwise."""
    if not theme or not (site / FILE_NAME).exists():
        return theme
    if load(site)[0].preset != theme:
        raise MigrateError(f"{site / FILE_NAME}: is yours, and names no such theme", f"Add to it: {_lines(theme)}")
    return None


def keep_theme(site: Path, theme: str | None) -> None:
    """Write down what was asked for, so that later runs and other people find it."""
    if theme:
        Files(site).write(FILE_NAME, _lines(theme).encode())


def _lines(theme: str) -> str:
    return f'[theme]\npreset = "{theme}"\n'
