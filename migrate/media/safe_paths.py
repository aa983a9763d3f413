"""Where files may be written: below `static/` of the site, and nowhere else.

Paths were made safe before they came here. They are checked again, because a mistake would write anywhere on the disk.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

from migrate.diagnostics import MigrateError
from migrate.state_folder import MEDIA_TEMPORARY

_LONGEST_NAME = 255
"""Bytes of one name, on every common file system."""
_LONGEST_PATH = 1000
_FORBIDDEN = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Control characters, lone surrogates, line and paragraph separators."""


class RefusedError(Exception):
    """The path may not be written; the message says why."""


class SafePaths:
    """The folders of one site into which files go."""

    def __init__(self, site: Path) -> None:
        self._site = site
        self._root = site.resolve()
        self._inside: dict[Path, bool] = {}

    def make_temporary(self) -> Path:
        """Create the folder for files that are not whole yet.

        Raises:
            MigrateError: it would lie outside the site.

        """
        temporary = self._site / MEDIA_TEMPORARY
        if not self._is_inside(temporary):
            raise MigrateError(f"{temporary} leads out of the site", "replace the symbolic link by a folder")
        temporary.mkdir(parents=True, exist_ok=True)
        return temporary

    def named(self, path: str) -> Path:
        """The place of a path, by its name alone.

        Raises:
            RefusedError: the name is not safe.

        """
        reason = unsafe(path)
        if reason:
            raise RefusedError(reason)
        return self._site.joinpath(*path.split("/"))

    def check(self, target: Path) -> None:
        """Look at the folders that are on disk already.

        Raises:
            RefusedError: a symbolic link among them leads out of the site.

        """
        if not self._is_inside(target.parent):
            raise RefusedError("a symbolic link leads out of the site")

    def _is_inside(self, folder: Path) -> bool:
        if folder not in self._inside:
            self._inside[folder] = folder.resolve().is_relative_to(self._root)
        return self._inside[folder]


def unsafe(path: str) -> str:
    """Why a path is not safe to write; empty if it is."""
    names = path.split("/")
    if names[0] != "static" or len(names) < 2:
        return "is not below static/"
    if any(unicodedata.category(character) in _FORBIDDEN for character in path):
        return "has control characters"
    if any(name.startswith(".") or not name.strip() or "\\" in name for name in names):
        return "has a name that is empty, hidden or leads elsewhere"
    if any(len(name.encode()) > _LONGEST_NAME for name in names) or len(path.encode()) > _LONGEST_PATH:
        return "is too long"
    return ""
