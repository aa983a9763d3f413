"""Asks for what a first migration needs, and says the command that does the same."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import typer

from migrate.cli import console
from migrate.cli.advice import command
from migrate.cli.arguments import LARGEST_EXPORT
from migrate.diagnostics import MigrateError
from migrate.text import one_line

_LATER, _DOWNLOAD = "later", "download"
_HINT = "Name the file that WordPress made under Tools > Export: wxr2hugo migrate export.xml --site my-site"


class Answers(NamedTuple):
    """What a migration was asked to do."""

    exports: Sequence[str]
    site: Path | None
    media: str | None
    """A folder or archive to copy media from, `download`; None: leave them for later."""

    def bring_media(self, site: Path) -> int:
        """Bring the media if that was asked for. Returns the exit status."""
        if self.media is None:
            return 0
        from migrate.cli.bring_media import bring_media
        from migrate.media.media_file import BringOptions

        source = None if self.media == _DOWNLOAD else Path(self.media)
        return bring_media(self.exports, site, BringOptions(source=source), LARGEST_EXPORT)


def ask(site: Path | None) -> Answers:
    """Ask on a terminal for export, site and media. Raises MigrateError where nobody can answer."""
    if not (sys.stdin and console.is_terminal(sys.stdin) and console.is_terminal(sys.stderr)):
        raise MigrateError("there is no export to migrate", _HINT)
    export = _asked_export()
    folder = site or Path(_asked("Folder of the Hugo site (made if it is not there)", "my-site"))
    media = _asked_media()
    console.say("The same without questions:")
    console.say(f"  {command('migrate', export, site=folder)}")
    if media:
        options = [] if media == _DOWNLOAD else ["--from", media]
        console.say(f"  {command('media', export, site=folder, options=options)}")
    return Answers([export], folder, media)


def _asked_export() -> str:
    found = sorted(str(one) for one in Path().glob("*.xml") if one.is_file() and one_line(one.name) == one.name)
    while True:
        path = _asked("Export of WordPress (Tools > Export), a file or folder", found[0] if len(found) == 1 else None)
        if Path(path).expanduser().exists():
            return str(Path(path).expanduser())
        console.say(f"{path}: there is no such file or folder", "red")


def _asked_media() -> str | None:
    while True:
        question = "Pictures and files: 'download' them from the old site, copy from a folder (its path), or 'later'"
        answer = _asked(question, _LATER)
        if answer == _LATER:
            return None
        if answer == _DOWNLOAD or Path(answer).expanduser().exists():
            return answer if answer == _DOWNLOAD else str(Path(answer).expanduser())
        console.say(f"{answer}: there is no such file or folder", "red")


def _asked(question: str, default: str | None) -> str:
    return str(typer.prompt(question, default=default, err=True)).strip()
