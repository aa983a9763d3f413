"""Where the bytes of an export stand, so that they are read where they are needed and not sent between processes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from migrate.diagnostics import MigrateError
from migrate.wxr.open import told_as_error
from migrate.wxr.segments import Segment


class Original(NamedTuple):
    """A file as it was when it was first looked at."""

    name: str
    """For messages."""
    path: Path
    size: int
    changed: int
    """When it was last written to, in nanoseconds."""

    @classmethod
    def now(cls, name: str, path: Path) -> Original:
        """The file as it is at this moment. Raises MigrateError where nothing can be known of it."""
        with told_as_error(name):
            return cls._of(name, path, path.stat())

    @classmethod
    def _of(cls, name: str, path: Path, status: os.stat_result) -> Original:
        return cls(name, path, status.st_size, status.st_mtime_ns)

    def check(self, now: Original) -> None:
        """Raises MigrateError unless it is still the same: its parts would not fit together."""
        if now != self:
            raise MigrateError(f"{self.name}: the file was changed while it was read", "Run again when it is complete.")

    def bytes_at(self, offset: int, length: int) -> bytes:
        """Some bytes. Raises MigrateError where the file is not the same any more or cannot be read."""
        with told_as_error(self.name), self.path.open("rb", buffering=0) as file:
            file.seek(offset)
            data = file.read(length)
            status = os.fstat(file.fileno())
        # What is changed while it is read has changed afterwards as well.
        self.check(self._of(self.name, self.path, status))
        return data


class ByteRange(NamedTuple):
    """A segment of a file that is not packed, without its bytes."""

    original: Original
    offset: int
    length: int
    lines: range

    def segment(self) -> Segment:
        """The segment itself. Raises MigrateError where the file is not the same any more or cannot be read."""
        return Segment(self.original.bytes_at(self.offset, self.length), self.lines, self.offset)
