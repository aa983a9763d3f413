"""What visitors see of each item, kept in the site: a file an item, which git merges as any text.

The first line is a comment that holds what is known of the item as JSON, the rest is the HTML.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from migrate.diagnostics import MigrateError
from migrate.state_folder import RENDERED

LARGEST = 8 << 20
"""Bytes of what is kept of one item."""
_LONGEST_HEAD = 1 << 14
_OPENING, _CLOSING = "<!-- ", " -->"
_HEAD = ("type", "address", "modified", "title")
_SUFFIX = ".html"


class SeenItem(NamedTuple):
    """One item as visitors see it."""

    id: int
    type: str
    address: str
    modified: str
    """When WordPress says that it was changed."""
    title: str
    """As HTML."""
    html: str

    def text(self) -> str:
        """As it is kept."""
        known = {"address": self.address, "modified": self.modified, "title": self.title, "type": self.type}
        return f"{_OPENING}{json.dumps(known, ensure_ascii=False)}{_CLOSING}\n{self.html}\n"


class Known(NamedTuple):
    """What is known of an item that is kept, without its HTML."""

    type: str
    address: str
    modified: str


class Store:
    """The folder of a site. It need not exist."""

    def __init__(self, site: Path) -> None:
        self._folder = site / RENDERED
        if self._folder.is_symlink():
            raise MigrateError(f"{self._folder}: is a link, and nothing is read or written behind it", "Remove it.")

    @property
    def exists(self) -> bool:
        """Whether anything was ever brought."""
        return self._folder.is_dir()

    def known(self) -> dict[int, Known]:
        """All items that can be read, by id."""
        found = {}
        for number in self._ids():
            head = self._head(number)
            if head:
                found[number] = Known(*(str(head.get(name, "")) for name in Known._fields))
        return found

    def read(self, number: int) -> SeenItem | None:
        """One item; None where there is none, or none that can be read."""
        with suppress(OSError, UnicodeDecodeError):
            path = self._path(number)
            if path.is_symlink() or not path.is_file() or path.stat().st_size > LARGEST + _LONGEST_HEAD:
                return None
            first, _, html = path.read_text(encoding="utf-8").partition("\n")
            head = _parsed(first)
            if head is not None:
                kind, address, modified, title = (str(head.get(name, "")) for name in _HEAD)
                return SeenItem(number, kind, address, modified, title=title, html=html.removesuffix("\n"))
        return None

    def all(self) -> Iterator[SeenItem]:
        """Every item that can be read, by id."""
        return filter(None, map(self.read, self._ids()))

    def write(self, one: SeenItem) -> None:
        """Keep an item; only whole files ever have its name."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._path(one.id)
        aside = path.with_suffix(".part")
        aside.write_text(one.text(), encoding="utf-8", errors="replace", newline="\n")
        aside.replace(path)

    def delete(self, number: int) -> bool:
        """Keep an item no longer. Returns whether it was there."""
        try:
            self._path(number).unlink()
        except FileNotFoundError:
            return False
        return True

    def standing(self) -> str:
        """Changes whenever a file in the folder does (hexadecimal); empty where there is no folder."""
        if not self.exists:
            return ""
        state = blake2b(digest_size=16)
        for path in sorted(self._folder.glob(f"*{_SUFFIX}")):
            with suppress(OSError):
                now = path.stat()
                state.update(f"{path.name} {now.st_size} {now.st_mtime_ns}\n".encode())
        return state.hexdigest()

    def _ids(self) -> list[int]:
        names = (path.stem for path in self._folder.glob(f"*{_SUFFIX}"))
        return sorted(int(name) for name in names if name.isascii() and name.isdigit() and len(name) < 19)

    def _path(self, number: int) -> Path:
        return self._folder / f"{number}{_SUFFIX}"

    def _head(self, number: int) -> dict[str, object] | None:
        if not self._path(number).is_file():
            return None
        with suppress(OSError, UnicodeDecodeError), self._path(number).open(encoding="utf-8") as file:
            return _parsed(file.readline(_LONGEST_HEAD).removesuffix("\n"))
        return None


def _parsed(line: str) -> dict[str, object] | None:
    if not (line.startswith(_OPENING) and line.endswith(_CLOSING)):
        return None
    try:
        head = json.loads(line[len(_OPENING) : -len(_CLOSING)])
    except (ValueError, RecursionError):
        return None
    return head if isinstance(head, dict) else None
