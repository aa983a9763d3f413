"""`.wxr2hugo/media.jsonl`: which files were brought from where, in which version.

One JSON object a line, sorted by path, no times of ours. While a run goes on its lines are appended, so that a killed
run loses nothing: of two lines with one path the later counts, a torn line counts for nothing. The end of a run sorts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import blake2b
from os import SEEK_END
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from migrate.state_folder import MEDIA, MEDIA_TEMPORARY

_END = 1 << 14
"""Bytes at each end of a file by which it is known."""


@dataclass(frozen=True, slots=True)
class MediaVersion:
    """One version of one file."""

    path: str
    url: str = ""
    """Where it came from; empty for a copy from disk."""
    length: int = 0
    etag: str = ""
    last_modified: str = ""
    """What the server said of the version, word for word."""
    ends: str = ""
    """Names the first and the last bytes; empty in entries of earlier versions of this program."""

    @property
    def strong_validator(self) -> str:
        """What names exactly these bytes to the server (RFC 9110, 13.1.5), or empty."""
        return self.last_modified if not self.etag or self.etag.startswith("W/") else self.etag

    def is_at(self, file: Path) -> bool:
        """Whether a file is this version, by its length and its ends: films are too long to be read each time."""
        return file.stat().st_size == self.length and self.ends in {"", ends_of(file)}

    def line(self) -> str:
        """The entry as it is stored."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True) + "\n"


def ends_of(file: Path) -> str:
    """What names the first and the last bytes of a file (hexadecimal)."""
    with file.open("rb") as data:
        first = data.read(_END)
        data.seek(-min(_END, file.stat().st_size), SEEK_END)
        return blake2b(first + data.read(), digest_size=8).hexdigest()


def parse_entry(line: str) -> MediaVersion | None:
    """Read a stored entry back; None if it is torn or not ours."""
    with suppress(ValueError, TypeError, RecursionError):
        entry = MediaVersion(**json.loads(line))
        if isinstance(entry.length, int) and all(
            isinstance(text, str) for text in (entry.path, entry.url, entry.etag, entry.last_modified, entry.ends)
        ):
            return entry
    return None


def _entries(file: Path) -> Iterator[MediaVersion]:
    if not file.is_file():
        return
    with suppress(FileNotFoundError), file.open(encoding="utf-8", errors="replace", newline="\n") as lines:
        for line in lines:
            entry = parse_entry(line)
            if entry:
                yield entry


class Manifest:
    """The entries of a site by path. `record` is safe against a kill once the manifest was entered (`with`)."""

    def __init__(self, site: Path) -> None:
        self._site = site
        self._file = site / MEDIA
        self._log: IO[str] | None = None
        self._entries = {entry.path: entry for entry in _entries(self._file)}

    def get(self, path: str) -> MediaVersion | None:
        """What an earlier run brought to this path."""
        return self._entries.get(path)

    def changed(self) -> Iterator[str]:
        """The files that are there in another version than they were brought in."""
        for path, entry in sorted(self._entries.items()):
            with suppress(OSError, ValueError):
                if entry.length and not entry.is_at(self._site / path):
                    yield path

    def __enter__(self) -> Self:
        self._save()
        self._log = self._file.open("a", encoding="utf-8", newline="\n")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._log:
            self._log.close()
        if kind is None:
            self._save()

    def record(self, entry: MediaVersion) -> None:
        """A file comes to its place now. Entries of files that are not there do not outlast the run."""
        self._entries[entry.path] = entry
        if self._log:
            self._log.write(entry.line())
            self._log.flush()

    def _save(self) -> None:
        temporary = self._site / MEDIA_TEMPORARY / "media.jsonl"
        with temporary.open("w", encoding="utf-8", newline="\n") as out:
            for path, entry in sorted(self._entries.items()):
                if (self._site / path).is_file():
                    out.write(entry.line())
        temporary.replace(self._file)
