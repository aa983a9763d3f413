"""What people did in the site since the last run, and which conflicts wait."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from migrate.sync.disk import Disk, File
from migrate.sync.entry import Entry


class Edit(StrEnum):
    """What the user did to a file; the letter stands in the first column."""

    NONE = " "
    EDITED = "M"
    MOVED = "R"
    DELETED = "D"


@dataclass(frozen=True, slots=True)
class Status:
    """One file that somebody touched or that is in conflict."""

    path: str
    """Where it is; for a deleted one, where it was."""
    edit: Edit
    conflict: bool
    origin: str = ""
    """Where it was before it was moved, else empty."""
    edited: bool = False
    """Whether its content is another, also where it was moved."""

    @property
    def letters(self) -> str:
        """Two columns: what the user did, and `C` for a conflict that waits."""
        return self.edit + ("C" if self.conflict else " ")


def status(disk: Disk) -> list[Status]:
    """Every file that differs from what the last run left, and every open conflict, by path."""
    found = (_status(entry, disk.files[key]) for key, entry in disk.entries.items())
    return sorted((one for one in found if one.letters.strip()), key=lambda one: one.path)


def _status(entry: Entry, file: File) -> Status:
    conflict = bool(entry.conflict)
    if not file.path:
        return Status(entry.path, Edit.DELETED if entry.path else Edit.NONE, conflict)
    edited = bool(entry.disk) and file.digest != entry.disk
    if entry.path and file.path != entry.path:
        return Status(file.path, Edit.MOVED, conflict, entry.path, edited)
    return Status(file.path, Edit.EDITED if edited else Edit.NONE, conflict, edited=edited)
