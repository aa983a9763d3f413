"""A file that is not whole yet: bytes under a temporary name, and a note which version they belong to."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from migrate.media.manifest import MediaVersion, parse_entry

_PREFIX = "media-"


def _name(path: str) -> str:
    return _PREFIX + sha256(path.encode()).hexdigest()[:32]


def sweep(folder: Path, unfinished: Iterable[str]) -> None:
    """Remove what killed runs left, but for the beginnings of files that are to come now."""
    kept = {_name(path) for path in unfinished}
    for file in folder.glob(f"{_PREFIX}*"):
        if file.stem not in kept:
            file.unlink(missing_ok=True)


class PartialFile:
    """The temporary file of one path. A whole file gets its name by a rename: no half file ever stands in the site."""

    def __init__(self, folder: Path, path: str) -> None:
        name = _name(path)
        self.file = folder / f"{name}.part"
        self._note = folder / f"{name}.json"

    @property
    def size(self) -> int:
        """Bytes that are there."""
        return self.file.stat().st_size if self.file.exists() else 0

    def resumable(self, url: str) -> MediaVersion | None:
        """The version of which a beginning is there, if the server can be asked for the rest of exactly that one."""
        with suppress(OSError, UnicodeDecodeError):
            entry = parse_entry(self._note.read_text(encoding="utf-8"))
            if entry and entry.url == url and entry.strong_validator and 0 < self.size < entry.length:
                return entry
        return None

    def begin(self, entry: MediaVersion) -> None:
        """Forget what is there and note which version comes now."""
        self.discard()
        self._note.write_text(entry.line(), encoding="utf-8")

    def head(self, count: int) -> bytes:
        """The first bytes."""
        with self.file.open("rb") as file:
            return file.read(count)

    def move_to(self, target: Path) -> None:
        """The file is whole: give it its name."""
        target.parent.mkdir(parents=True, exist_ok=True)
        self.file.replace(target)
        self._note.unlink(missing_ok=True)

    def discard(self) -> None:
        """Forget what is there."""
        self.file.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)
