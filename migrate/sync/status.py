"""What differs from WordPress by hand: edited, moved, deleted, in conflict, or no longer in the export."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from migrate.sync.state.disk import Disk, File
from migrate.sync.state.remembered import Remembered


class Edit(StrEnum):
    """What the user did to a file; the letter stands in the first column."""

    NONE = " "
    EDITED = "M"
    MOVED = "R"
    DELETED = "D"


class Status(NamedTuple):
    """One file that is not as WordPress has it."""

    path: str
    """Where it is; for a deleted one, where it was."""
    edit: Edit
    conflict: bool
    origin: str = ""
    """Where it was before it was moved, else empty."""
    edited: bool = False
    """Whether its content is another, also where it was moved."""
    orphan: bool = False
    """Whether the export holds it no longer."""

    @property
    def letters(self) -> str:
        """Two columns: what the user did, and `C` for a conflict that waits or `?` for an orphan."""
        return self.edit + ("C" if self.conflict else "?" if self.orphan else " ")


def status(disk: Disk) -> list[Status]:
    """Every file that differs from the document of WordPress, by path, for as long as it does."""
    return sorted(_found(disk), key=lambda one: one.path)


def _found(disk: Disk) -> Iterator[Status]:
    for key, entry in disk.entries.items():
        one = _status(entry, disk.files[key])
        if one.letters.strip():
            yield one


def _status(entry: Remembered, file: File) -> Status:
    conflict = bool(entry.conflict)
    if not file.path:
        # What WordPress has no more is not missed.
        return Status(entry.path or entry.home.assigned, Edit.NONE if entry.orphan else Edit.DELETED, conflict)
    # What both sides changed waits as a conflict: that the file differs is said with it.
    known = entry.disk if conflict else entry.base
    edited = bool(known) and file.digest != known
    if file.path != entry.home.assigned:
        return Status(
            path=file.path,
            edit=Edit.MOVED,
            conflict=conflict,
            origin=entry.home.assigned,
            edited=edited,
            orphan=entry.orphan,
        )
    return Status(
        path=file.path,
        edit=Edit.EDITED if edited else Edit.NONE,
        conflict=conflict,
        origin="",
        edited=edited,
        orphan=entry.orphan,
    )
