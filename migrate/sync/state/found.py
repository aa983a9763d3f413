"""The lines of a state as they are found: a merge in git may have doubled, mixed or damaged them.

What is readable counts. Of several lines for one document the one counts that fits what lies on the disk.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import NamedTuple

from migrate.diagnostics import MigrateError
from migrate.model.documents import Text
from migrate.sync.files import Files
from migrate.sync.state.places import base_path
from migrate.sync.state.remembered import Remembered, entry_of
from migrate.text import digest

FORMAT = 2
_IN_HEAD = b'"format":'
"""What stands in the first line and in no other, wherever a merge has put it."""


class Head(NamedTuple):
    """What the first line says."""

    base_url: str
    renamed: Mapping[str, str] = {}
    """Of a journal: the keys that the run gives to documents, by those before."""
    of: str = ""
    """Of a journal with renamed keys: the digest of the state that it follows."""


@dataclass(slots=True)
class Found:
    """What could be read of a state or a journal."""

    head: Head | None = None
    entries: dict[str, Remembered] = field(default_factory=dict)
    damaged: int = 0
    """How many lines could not be read."""
    digest: str = ""
    """Of all bytes there are (hexadecimal)."""


def head_line(base_url: str, renamed: Mapping[str, str] | None = None, of: str = "") -> bytes:
    """The first line of a state or a journal; the entries follow."""
    values = {"base_url": base_url, "format": FORMAT} | ({"renamed": dict(renamed), "of": of} if renamed else {})
    return json.dumps(values).encode() + b"\n"


def hashed(lines: Iterator[bytes], into: blake2b) -> Iterator[bytes]:
    """The lines as they are, each of them added to the digest."""
    for line in lines:
        into.update(line)
        yield line


def read_lines(files: Files, path: str, kept: Callable[[str], Text]) -> Found | None:
    """A state or a journal; None where there is none. Look-ups go through `kept`.

    Raises MigrateError for one that a newer version wrote.
    """
    found, total = Found(), blake2b(digest_size=16)
    doubled: dict[str, list[Remembered]] = {}
    for line in hashed(files.lines(path), total):
        entry = _entry(line, kept)
        if entry is None and _IN_HEAD in line:
            _take_head(found, path, line)
        elif entry is None:
            found.damaged += bool(line.strip())
        elif entry.key in found.entries:
            doubled.setdefault(entry.key, [found.entries[entry.key]]).append(entry)
        else:
            found.entries[entry.key] = entry
    found.entries.update((key, _settled(files, several)) for key, several in doubled.items())
    found.digest = total.hexdigest()
    return found if found.head or found.entries or found.damaged else None


def _take_head(found: Found, path: str, line: bytes) -> None:
    try:
        values = json.loads(line)
        version, base_url = int(values["format"]), values["base_url"]
    except (ValueError, KeyError, TypeError, RecursionError):
        version, base_url = 0, None
    if version > FORMAT:
        raise MigrateError(
            f"{path}: written by a newer wxr2hugo (format {version}, this one knows {FORMAT})", "Update wxr2hugo."
        )
    if isinstance(base_url, str):
        found.head = Head(base_url, values.get("renamed", {}), values.get("of", ""))
    else:
        found.damaged += 1


def _entry(line: bytes, kept: Callable[[str], Text]) -> Remembered | None:
    try:
        return entry_of(line, kept)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _settled(files: Files, lines: list[Remembered]) -> Remembered:
    """The line that fits the file and its base best, of equal ones the last; no former address of any is lost."""
    best = max(reversed(lines), key=lambda one: _fit(files, one))
    known = (url for one in lines for url in (*one.former_urls, one.url if one.published else ""))
    former = tuple(url for url in dict.fromkeys(known) if url and url != best.url)
    return best._replace(former_urls=former)


def _fit(files: Files, entry: Remembered) -> tuple[bool, bool, bool]:
    file, base = files.read(entry.path or entry.home.assigned), files.read(base_path(entry.base_key))
    as_left = file is None if not entry.path else file is not None and digest(file) == entry.disk
    return as_left, base is not None and digest(base) == entry.base, not entry.conflict
