"""Finds the files of an export and reads their bytes: plain, gzip, zip, folders of these, standard input."""

from __future__ import annotations

import atexit
import errno
import gzip
import re
import shutil
import sys
import tempfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple, cast

from migrate.diagnostics import Code, Diagnostics, MigrateError
from migrate.system_errors import explained
from migrate.text import one_line
from migrate.wxr.encoding import decode, legal
from migrate.wxr.preamble import LONGEST_PREAMBLE
from migrate.wxr.repair_log import RepairLog

LARGEST_EXPORT = 20 << 30
"""Exports of more bytes than that, once unpacked, are refused unless told otherwise."""
_CHUNK = 1 << 18
_SUSPECT = 100 << 20
"""Below so many bytes nobody asks how densely they were packed."""
_LARGEST_RATIO = 200
"""Deflate packs no real text that densely; blanks it does, up to 1000 times."""
_SUFFIXES = (".xml", ".wxr", ".gz", ".zip")
_HINT = "Export the site in WordPress under Tools > Export, and name the .xml, .xml.gz or .zip file."
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_BROKEN = (EOFError, zlib.error, zipfile.BadZipFile, gzip.BadGzipFile)
_ADDRESS = re.compile(r"(?:https?|ftp|sftp|file|s3):/")
_ROOT = re.compile(rb"<rss[\s>]")
_KINDS = (
    (re.compile(rb"\A\s*\Z"), "the file is empty or damaged"),
    (re.compile(rb"\A%PDF"), "this is a PDF document"),
    (_ROOT, "this is an RSS feed, not a WordPress export"),
    (re.compile(rb"(?i)<html|<!doctype html"), "this is a web page, perhaps a login page"),
    (re.compile(rb""), "this is no WordPress export"),
)
_SIGNS = re.compile(rb"wordpress\.org/export/|<wp:(?:wxr_)?version|<wp:post_")


class Allowance:
    """How many bytes may still be read, over all files together."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._left = size

    def take(self, count: int, name: str) -> None:
        """Use some up for the file called `name`. Raises MigrateError when there are not so many."""
        self._left -= count
        if self._left < 0:
            raise MigrateError(f"{name}: there are more than {self._size} bytes", "Allow more with --max-size.")


class ExportPart(NamedTuple):
    """One file of an export, or one entry of an archive."""

    name: str
    """For messages; never a path to write to."""
    packed_size: int
    path: Path
    """The file that it is in, or is."""
    opened: Callable[[], IO[bytes]]
    packed: bool = True

    def chunks(self, allowance: Allowance) -> Iterator[bytes]:
        """The bytes, unpacked. Packed data that is broken ends early.

        Raises MigrateError where there are more than allowed, suspiciously many, or the file cannot be read.
        """
        size = 0
        with told_as_error(self.name), self.opened() as stream:
            for chunk in _grouped(_unpacked(stream)):
                allowance.take(len(chunk), self.name)
                size += len(chunk)
                if size > max(_SUSPECT, self.packed_size * _LARGEST_RATIO):
                    raise MigrateError(f"{self.name}: unpacks to more than {_LARGEST_RATIO} times its size", _HINT)
                yield chunk


def find_parts(paths: Sequence[Path], diagnostics: Diagnostics, max_size: int) -> list[ExportPart]:
    """The files that exports are in, in natural order of their names; folders and archives stand for what they hold.

    Raises MigrateError for a path that is missing, cannot be read, or holds no export. Files beside an export in a
    folder or archive that hold none are skipped with a diagnostic.
    """
    parts: list[ExportPart] = []
    for path in dict.fromkeys(paths):  # what comes from a pipe can be read once
        faults = [(part, _fault(part)) for part in _parts_of(path, max_size)]
        if not faults:
            raise MigrateError(f"{path}: no .xml file in here", _HINT)
        good = [part for part, fault in faults if not fault]
        if not good:
            raise MigrateError(f"{faults[0][0].name}: {faults[0][1]}", _HINT)
        for part, fault in faults:
            if fault:
                diagnostics.report(Code.NO_EXPORT, fault, file=part.name)
        parts += good
    return list(_distinct(parts))


def _distinct(parts: Iterable[ExportPart]) -> Iterator[ExportPart]:
    """The parts with a name of its own for each: an item is found again by the name of its file and its line."""
    seen: Counter[str] = Counter()
    for part in parts:
        seen[part.name] += 1
        yield part if seen[part.name] == 1 else part._replace(name=f"{part.name} ({seen[part.name]})")


def _parts_of(path: Path, max_size: int) -> list[ExportPart]:
    if str(path) == "-":
        if sys.stdin is None:
            raise MigrateError("standard input: it is closed", "Name the export, or feed it in with | or <.")
        return _spooled_parts(sys.stdin.buffer, "standard input", max_size)
    if _ADDRESS.match(str(path)):
        raise MigrateError(
            "an address is no export: the file itself is needed", "Download the export and name its file."
        )
    with told_as_error(str(path)):
        if path.exists() and not (path.is_file() or path.is_dir()):  # a pipe can be read once only
            with path.open("rb") as stream:
                return _spooled_parts(stream, path.name, max_size)
        if not path.is_dir():
            return _file_parts(path, path.name)
        files = [file for file in path.iterdir() if file.suffix.lower() in _SUFFIXES and file.is_file()]
        return [
            part
            for file in sorted(files, key=lambda file: _natural(file.name))
            for part in _file_parts(file, file.name)
        ]


def _file_parts(path: Path, name: str) -> list[ExportPart]:
    """The parts in one file; what it is shows in its first bytes, not in its name."""
    with told_as_error(name):
        size = path.stat().st_size
        with path.open("rb") as stream:
            start = stream.read(4)
        if start == _ZIP:
            return _zip_parts(path, name)
        if start.startswith(_GZIP):
            return [ExportPart(name, size, path, partial(_opened_gzip, path))]
        return [ExportPart(name, max(size, _SUSPECT), path, partial(_opened_file, path), packed=False)]


def _opened_file(path: Path) -> IO[bytes]:
    return path.open("rb")


def _opened_gzip(path: Path) -> IO[bytes]:
    return cast(IO[bytes], gzip.open(path, "rb"))


def _zip_parts(path: Path, name: str) -> list[ExportPart]:
    """The XML files in an archive. Their names serve for order and messages only."""
    with zipfile.ZipFile(path) as archive:
        entries = [entry for entry in archive.infolist() if _is_xml_entry(entry)]
    size = path.stat().st_size
    return [
        ExportPart(f"{name}:{one_line(entry.filename)}", size, path, partial(_opened_entry, path, entry))
        for entry in sorted(entries, key=lambda entry: _natural(entry.filename))
    ]


def _is_xml_entry(entry: zipfile.ZipInfo) -> bool:
    hidden = entry.filename.startswith("__MACOSX/") or PurePosixPath(entry.filename).name.startswith(".")
    return entry.filename.lower().endswith((".xml", ".wxr")) and not entry.is_dir() and not hidden


def _opened_entry(path: Path, entry: zipfile.ZipInfo) -> IO[bytes]:
    # The archive stays open as long as the entry is.
    return zipfile.ZipFile(path).open(entry)


def _spooled_parts(stream: IO[bytes], name: str, max_size: int) -> list[ExportPart]:
    """The parts in a stream that can be read only once: in a temporary copy, which goes when the process ends."""
    folder = tempfile.mkdtemp(prefix="wxr2hugo-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    copy = Path(folder, "export")
    allowance = Allowance(max_size)
    with told_as_error(name), copy.open("wb") as file:
        while chunk := stream.read(_CHUNK):
            allowance.take(len(chunk), name)
            file.write(chunk)
    return _file_parts(copy, name)


def _unpacked(stream: IO[bytes]) -> Iterator[bytes]:
    """The bytes as they come, up to where packed data breaks off."""
    try:
        while piece := stream.read1(_CHUNK):  # type: ignore[attr-defined]
            yield piece
    except _BROKEN:
        return


def _grouped(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in larger pieces: each costs a pass through all repairs."""
    group: list[bytes] = []
    size = 0
    for piece in pieces:
        group.append(piece)
        size += len(piece)
        if size >= _CHUNK:
            yield b"".join(group)
            group, size = [], 0
    if group:
        yield b"".join(group)


def _fault(part: ExportPart) -> str:
    """What keeps a file from being an export; empty: nothing."""
    head = b""
    for chunk in part.chunks(Allowance(LARGEST_EXPORT)):
        head += chunk
        text = legal(b"".join(decode([head], RepairLog()).chunks), 1, RepairLog())
        if _ROOT.search(text) and _SIGNS.search(text):
            return ""
        if len(head) > LONGEST_PREAMBLE:
            break
    return next(fault for pattern, fault in _KINDS if pattern.search(head))


@contextmanager
def told_as_error(name: str) -> Iterator[None]:
    """Raises MigrateError for what the system has to say of a file."""
    try:
        yield
    except OSError as error:
        raise explained(name, error, {errno.ENOENT: _HINT}) from error
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise MigrateError(f"{name}: the archive cannot be unpacked: {error}", _HINT) from error


def _natural(name: str) -> list[tuple[int, str]]:
    """Sorts `part-9` before `part-10`."""
    pieces = re.split(r"([0-9]+)", name.lower())
    return [(int(piece[:18]), "") if place % 2 else (0, piece) for place, piece in enumerate(pieces)]
