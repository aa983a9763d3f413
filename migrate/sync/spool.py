"""Where a plan keeps what it talks about, so that memory stays flat however large the site is."""

from __future__ import annotations

import io
import marshal
import os
import tempfile
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any, TypeAlias

from migrate.model.documents import TextElsewhere
from migrate.state_folder import RUN_TEMPORARY
from migrate.sync.files import Files
from migrate.system_errors import explained

Staged: TypeAlias = tuple[int, int]
"""Where a content lies in the spool: offset and length."""

_BUFFER = 1 << 20
_PACK = 100
_AHEAD = 1 << 16
"""So much is read at a time where contents are asked for one after the other."""
_GAP = 1 << 12
"""So many bytes may lie between two of them."""
_PATIENCE = 2.0
"""Seconds in which a run that is told to stop removes what it laid aside, which may be very many files."""


class Spool:
    """One growing file; contents go in at the end and are read back by place."""

    def __init__(self, file: io.FileIO | io.BytesIO) -> None:
        """`file` is not buffered: contents are read from anywhere, which a buffer would fill for each of them."""
        self._file = file
        self._written = 0
        self._fresh = bytearray()
        """What is not in the file yet."""
        self._ahead, self._ahead_from = b"", 0
        """What was read last, and where it begins."""

    def put(self, data: bytes) -> Staged:
        """Keep `data`. Raises MigrateError where the disk is full."""
        offset = self._written + len(self._fresh)
        if len(self._fresh) + len(data) > _BUFFER:
            self._write(self._fresh)
            self._fresh = bytearray()
        if len(data) > _BUFFER:
            self._write(data)
        else:
            self._fresh += data
        return offset, len(data)

    def text(self, text: str) -> StagedText:
        """Keep a text."""
        return StagedText(self, *self.put(text.encode()))

    def get(self, staged: Staged) -> bytes:
        """What was put there."""
        offset, length = staged
        if offset >= self._written:
            start = offset - self._written
            return bytes(self._fresh[start : start + length])
        start = offset - self._ahead_from
        if not 0 <= start <= len(self._ahead) - length:
            self._ahead = self._read(offset, length)
            self._ahead_from, start = offset, 0
        return self._ahead[start : start + length]

    def _read(self, offset: int, length: int) -> bytes:
        """What lies at a place and, where one content is asked for after the other, some of what follows."""
        is_next = 0 <= offset - self._ahead_from - len(self._ahead) < _GAP
        try:
            return _read(self._file, offset, max(length, _AHEAD) if is_next else length)
        except OSError as error:
            raise explained("temporary files", error) from error

    def _write(self, data: bytes | bytearray) -> None:
        try:
            self._file.seek(self._written)
            rest = memoryview(data)
            while rest:
                rest = rest[self._file.write(rest) :]
        except OSError as error:
            raise explained("temporary files", error) from error
        self._written += len(data)


class StagedText(TextElsewhere):
    """A text that lies in the spool until somebody asks for it."""

    __slots__ = ("_length", "_offset", "_spool")

    def __init__(self, spool: Spool, offset: int, length: int) -> None:
        self._spool = spool
        self._offset = offset
        self._length = length

    def __str__(self) -> str:
        return self._spool.get((self._offset, self._length)).decode()

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        """Another process has no spool: it gets the text itself."""
        return str, (str(self),)


def _read(file: io.FileIO | io.BytesIO, offset: int, length: int) -> bytes:
    if hasattr(os, "pread") and isinstance(file, io.FileIO):
        # Processes that were forked share the position in a file.
        return os.pread(file.fileno(), length, offset)
    file.seek(offset)
    return file.read(length)


class SpooledBytes:
    """Contents in the spool in the order in which they came; only their places are in memory."""

    def __init__(self, spool: Spool) -> None:
        self._spool = spool
        self._offsets = array("Q")
        self._lengths = array("Q")

    def append(self, data: bytes) -> Staged:
        """Put one more into the spool."""
        offset, length = staged = self._spool.put(data)
        self._offsets.append(offset)
        self._lengths.append(length)
        return staged

    def __len__(self) -> int:
        return len(self._offsets)

    def __getitem__(self, index: int) -> bytes:
        return self._spool.get((self._offsets[index], self._lengths[index]))

    def __iter__(self) -> Iterator[bytes]:
        return map(self._spool.get, zip(self._offsets, self._lengths, strict=True))


class SpooledTuples:
    """Tuples of plain values in the spool, in the order in which they came, packed by the hundred."""

    def __init__(self, spool: Spool) -> None:
        self._packed = SpooledBytes(spool)
        self._last: list[tuple[Any, ...]] = []

    def append(self, values: tuple[Any, ...]) -> None:
        """Put one more into the spool."""
        self._last.append(values)
        if len(self._last) == _PACK:
            # Marshal is several times as quick as what writes names and types; it knows plain values only.
            self._packed.append(marshal.dumps(self._last))
            self._last = []

    def __len__(self) -> int:
        return len(self._packed) * _PACK + len(self._last)

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        yield from chain.from_iterable(map(marshal.loads, self._packed))
        yield from self._last


@contextmanager
def open_spool(site: Path | None = None) -> Iterator[Spool]:
    """A spool that is gone afterwards: in the site if it may be written to, else in the system's temporary folder."""
    folder: Path | None = None
    if site is not None:
        Files(site).clean()
        folder = site / RUN_TEMPORARY
        _make(folder)
    patience = None
    try:
        with tempfile.TemporaryFile(dir=folder, buffering=0) as file:
            yield Spool(file)
    except KeyboardInterrupt:
        patience = _PATIENCE
        raise
    finally:
        if site is not None:
            Files(site).clean(patience)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise explained(str(folder), error) from error
