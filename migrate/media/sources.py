"""Where files can be copied from: a folder, a tar archive (packed or not), a zip archive.

Names in archives and folders are only ever compared with the paths that are wanted. None of them is used as a place to
write to, so it does not matter what they say.
"""

from __future__ import annotations

import os
import shutil
import stat
import tarfile
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from lzma import LZMAError
from pathlib import Path
from typing import IO, Protocol

from migrate.diagnostics import MigrateError
from migrate.system_errors import explained


class DamagedError(Exception):
    """The source, or one file in it, cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file of a source. It can be read until the next one is asked for."""

    name: str
    size: int
    write: Callable[[Path], None]
    """Writes the bytes to a new file; raises DamagedError or OSError."""


class MediaSource(Protocol):
    """Something to copy from. Names use `/` and composed characters (macOS stores them decomposed)."""

    def names(self) -> Iterator[str]:
        """The names of all regular files."""

    def members(self, names: Mapping[str, object]) -> Iterator[Member]:
        """The files with these names, in an order that is quick to read."""


def open_source(path: Path, *, hard_link: bool = False) -> MediaSource:
    """Find out what a path is.

    Raises:
        MigrateError: nothing to copy from.

    """
    if path.is_dir():
        return FolderSource(path.resolve(), hard_link)
    try:
        if path.is_file() and tarfile.is_tarfile(path):
            return TarSource(path)
        if path.is_file() and zipfile.is_zipfile(path):
            return ZipSource(path)
    except OSError as error:
        raise explained(str(path), error) from error
    except (EOFError, zlib.error, LZMAError) as error:
        raise MigrateError(f"{path}: {error}", "Name the uploads folder, or an archive that is whole.") from error
    problem = "is no folder, .tar, .tar.gz or .zip" if path.exists() else "does not exist"
    raise MigrateError(f"{path}: {problem}", "name the uploads folder or the media archive of the old site")


class FolderSource:
    """A folder with all that is below it. Symbolic links to folders are not followed, others only inside it."""

    def __init__(self, root: Path, hard_link: bool) -> None:
        self._root = root
        self._hard_link = hard_link
        self._spelling: dict[str, str] = {}

    def names(self) -> Iterator[str]:
        """All files, as deep as they are."""
        for folder, folders, files in os.walk(self._root):
            folders.sort()
            below = Path(folder).relative_to(self._root)
            for file in sorted(files):
                spelled = (below / file).as_posix()
                name = composed(spelled)
                self._spelling[name] = spelled
                yield name

    def members(self, names: Mapping[str, object]) -> Iterator[Member]:
        """The files in the order of the names."""
        for name in names:
            file = self._root / self._spelling.get(name, name)
            size = _size_inside(file, self._root)
            if size is not None:
                yield Member(name, size, partial(self._write, file))

    def _write(self, file: Path, target: Path) -> None:
        if self._hard_link:
            try:
                # A link of a symbolic link would bring the link, which leads nowhere in the site.
                os.link(file.resolve(), target)
                return
            except OSError:  # Another disk, or one without links: copy.
                pass
        with file.open("rb") as original, target.open("wb") as copy:
            _copy(original, copy)


class TarSource:
    """A tar archive, packed or not. It is read from front to end, once for the names and once for the files."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def names(self) -> Iterator[str]:
        """The names of the regular files."""
        for _, entry in self._entries():
            yield composed(entry.name)

    def members(self, names: Mapping[str, object]) -> Iterator[Member]:
        """The files in the order of the archive."""
        for archive, entry in self._entries():
            name = composed(entry.name)
            if name in names:
                yield Member(name, entry.size, partial(self._write, archive, entry))

    def _entries(self) -> Iterator[tuple[tarfile.TarFile, tarfile.TarInfo]]:
        with _damage_named(), tarfile.open(self._path, "r|*") as archive:
            for entry in archive:
                if entry.isreg():
                    yield archive, entry
                archive.members.clear()  # type: ignore[attr-defined]

    @staticmethod
    def _write(archive: tarfile.TarFile, entry: tarfile.TarInfo, target: Path) -> None:
        with _damage_named():
            packed = archive.extractfile(entry)
            if packed is None:
                raise DamagedError("is no regular file")
            with packed, target.open("wb") as copy:
                shutil.copyfileobj(packed, copy)


class ZipSource:
    """A zip archive."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def names(self) -> Iterator[str]:
        """The names of the files."""
        for _, entry in self._entries():
            yield composed(entry.filename)

    def members(self, names: Mapping[str, object]) -> Iterator[Member]:
        """The files in the order of the archive."""
        for archive, entry in self._entries():
            name = composed(entry.filename)
            if name in names:
                yield Member(name, entry.file_size, partial(self._write, archive, entry))

    def _entries(self) -> Iterator[tuple[zipfile.ZipFile, zipfile.ZipInfo]]:
        with _damage_named(), zipfile.ZipFile(self._path) as archive:
            for entry in archive.infolist():
                if not entry.is_dir():
                    yield archive, entry

    @staticmethod
    def _write(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path) -> None:
        with _damage_named(), archive.open(entry) as packed, target.open("wb") as copy:
            shutil.copyfileobj(packed, copy)


def composed(name: str) -> str:
    """One spelling for names that mean the same file."""
    return unicodedata.normalize("NFC", name.replace("\\", "/").removeprefix("./"))


def _size_inside(file: Path, root: Path) -> int | None:
    """The size of a regular file in a folder; None for all that only looks like one."""
    try:
        status = file.resolve(strict=True).stat()
        inside = file.resolve().is_relative_to(root)
    except (OSError, RuntimeError):  # RuntimeError: symbolic links in a circle.
        return None
    return status.st_size if inside and stat.S_ISREG(status.st_mode) else None


def _copy(original: IO[bytes], copy: IO[bytes]) -> None:
    """Copy, sharing the blocks on disks that can (copy_file_range does so by itself)."""
    try:
        while os.copy_file_range(original.fileno(), copy.fileno(), 1 << 30):
            pass
    except (OSError, AttributeError):  # Not on this system, or not between these disks.
        original.seek(0)
        copy.seek(0)
        shutil.copyfileobj(original, copy)


@contextmanager
def _damage_named() -> Iterator[None]:
    """Give the failures of three libraries one name. RuntimeError: encrypted; NotImplementedError: unknown packing."""
    try:
        yield
    except (tarfile.TarError, zipfile.BadZipFile, zlib.error, LZMAError, EOFError, RuntimeError) as error:
        raise DamagedError(f"damaged: {error}") from error
