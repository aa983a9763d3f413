"""Where a plan keeps the bodies it talks about, so that memory stays flat however large the site is."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from migrate.sync.files import TEMPORARY, Files, explained


@dataclass(frozen=True, slots=True)
class Staged:
    """A content that lies in the spool."""

    offset: int
    length: int


class Spool:
    """One growing file; contents go in at the end and are read back by place."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._end = 0

    def put(self, data: bytes) -> Staged:
        """Keep `data`. Raises MigrateError where the disk is full."""
        try:
            self._file.seek(self._end)
            self._file.write(data)
        except OSError as error:
            raise explained("temporary files", error) from error
        self._end += len(data)
        return Staged(self._end - len(data), len(data))

    def get(self, staged: Staged) -> bytes:
        """What was put there."""
        try:
            self._file.seek(staged.offset)
            return self._file.read(staged.length)
        except OSError as error:
            raise explained("temporary files", error) from error


@contextmanager
def open_spool(site: Path | None = None) -> Iterator[Spool]:
    """A spool that is gone afterwards: in the site if it may be written to, else in the system's temporary folder."""
    folder: Path | None = None
    if site is not None:
        Files(site).clean()
        folder = site / TEMPORARY
        _make(folder)
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            yield Spool(file)
    finally:
        if site is not None:
            Files(site).clean()


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise explained(str(folder), error) from error
