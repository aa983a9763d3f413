"""What this tool remembers of a site between two runs: plain text for git, the same bytes for the same inputs.

`state.jsonl` holds a line a document; the documents themselves, as made at the last run, lie in `base/`. A conflict
that is open has its document in `proposed/` too, so that the proposal may be deleted to settle it.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

from migrate.diagnostics import MigrateError
from migrate.model import NO_ID, Kind
from migrate.sync.files import FOLDER, Files
from migrate.sync.rebuild import migrated_files
from migrate.sync.text import digest

FORMAT = 1
STATE = f"{FOLDER}/state.jsonl"
JOURNAL = f"{FOLDER}/journal.jsonl"
"""What a run that has not ended is about to create and to move: after a kill it tells our files from the user's."""

PROPOSED = f"{FOLDER}/proposed"


@dataclass(frozen=True, slots=True)
class Entry:
    """What is remembered of one document."""

    key: str
    kind: Kind
    path: str
    """Where the file was at the last run; empty: somebody deleted it."""
    assigned: str
    """The path this tool gave it."""
    desired: str = ""
    url: str = ""
    former_urls: tuple[str, ...] = ()
    published: bool = False
    title: str = ""
    wordpress_id: int = NO_ID
    source: str = ""
    options: str = ""
    converter: str = ""
    lookups: tuple[str, ...] = ()
    answers: str = ""
    base: str = ""
    """Digest of the document as last agreed on; empty: the file in its place was never ours."""
    disk: str = ""
    """Digest of the file as the last run left it."""
    conflict: str = ""
    """The path of the proposal while a conflict is open, relative to the folder of conflicts."""
    proposed: str = ""
    """Digest of the proposal."""

    @property
    def pinned(self) -> bool:
        """Whether the file stays where it is whatever WordPress says: a person is at work on it."""
        return bool(self.conflict) or not self.base


@dataclass(frozen=True, slots=True)
class State:
    """All that is remembered of a site."""

    base_url: str = ""
    entries: Mapping[str, Entry] = field(default_factory=dict)
    rebuilt: bool = False
    """Whether the state was lost and is made up from the files: nothing of theirs may be overwritten."""

    @property
    def migrated(self) -> bool:
        """Whether this site was ever migrated."""
        return bool(self.entries) or bool(self.base_url)

    @classmethod
    def load(cls, site: Path) -> State:
        """What is remembered of `site`. Raises MigrateError for the state of a newer version and for a broken one."""
        files = Files(site)
        known = _parsed(files, STATE)
        begun = _parsed(files, JOURNAL) or ("", {})
        base_url, entries = known or (begun[0], _rebuilt(site))
        _carry_on(files, entries, list(begun[1].values()))
        return cls(base_url, entries, known is None and any(not entry.base for entry in entries.values()))

    def lines(self) -> Iterator[bytes]:
        """The lines of `state.jsonl`."""
        ordered = sorted(self.entries.values(), key=lambda entry: (entry.wordpress_id, entry.key))
        return lines_of(self.base_url, ordered)


def base_path(key: str) -> str:
    """Where the base of a document lies; it stays there when the document moves."""
    return f"{FOLDER}/base/{_safe(key)}"


def proposed_path(key: str) -> str:
    """Where the document of an open conflict lies until the conflict is settled."""
    return f"{PROPOSED}/{_safe(key)}"


def lines_of(base_url: str, entries: Iterable[Entry]) -> Iterator[bytes]:
    """The lines of a state or a journal with these entries in this order."""
    yield _line({"base_url": base_url, "format": FORMAT})
    for entry in entries:
        yield _line(_values(entry))


def _safe(key: str) -> str:
    if re.fullmatch("[0-9]{1,18}", key):
        return key
    readable = re.sub("[^a-z0-9]+", "-", key.lower()).strip("-")[:60]
    return f"{readable}-{blake2b(key.encode('utf-8', 'surrogatepass'), digest_size=6).hexdigest()}"


_ENCODER = json.JSONEncoder(ensure_ascii=True, sort_keys=True)


def _line(values: dict[str, Any]) -> bytes:
    return _ENCODER.encode(values).encode() + b"\n"


_DEFAULTS: dict[str, Any] = {one.name: None if one.default is MISSING else one.default for one in fields(Entry)}


_LISTS = ("former_urls", "lookups")
_REPEATED = {"path", "assigned", "desired", "options", "converter", "base", "disk"}
"""Values that are mostly the same as others: kept once, a large site takes half the memory."""


def _values(entry: Entry) -> dict[str, Any]:
    values = ((name, getattr(entry, name)) for name in _DEFAULTS)
    return {name: value for name, value in values if value != _DEFAULTS[name]}


def _parsed(files: Files, path: str) -> tuple[str, dict[str, Entry]] | None:
    """The base URL and the entries of a state or a journal; None where there is none."""
    lines = files.lines(path)
    header = next(lines, None)
    if header is None:
        return None
    base_url = _header(path, header)
    entries = (_entry(path, line, number) for number, line in enumerate(lines, 2))
    return base_url, {entry.key: entry for entry in entries}


def _header(path: str, line: bytes) -> str:
    try:
        values = json.loads(line)
        version, base_url = int(values["format"]), str(values["base_url"])
    except (ValueError, KeyError, TypeError) as error:
        raise _broken(path, 1) from error
    if version > FORMAT:
        raise MigrateError(
            f"{path}: written by a newer wxr2hugo (format {version}, this one knows {FORMAT})", "Update wxr2hugo."
        )
    return base_url


def _entry(path: str, line: bytes, number: int) -> Entry:
    try:
        values = json.loads(line)
        values["kind"] = Kind(values["kind"])
        for name in _LISTS:
            values[name] = tuple(map(sys.intern, values.get(name, ())))
        for name in _REPEATED & values.keys():
            values[name] = sys.intern(values[name])
        return Entry(**values)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _broken(path, number) from error


def _broken(path: str, number: int) -> MigrateError:
    return MigrateError(
        f"{path}:{number}: not readable",
        "Bring it back from git; or delete it: it is rebuilt from the files, and what differs is a conflict.",
    )


def _carry_on(files: Files, entries: dict[str, Entry], interrupted: list[Entry]) -> None:
    """Take up what an interrupted run created and moved before it could write the state.

    Moves were made in the order of the journal; the place that a file left may have been taken by a later one.
    """
    filled: set[str] = set()
    for new in reversed(interrupted):
        old = entries.get(new.key)
        if old is None or not old.base:
            if digest(files.read(new.path) or b"") == new.disk:
                entries[new.key] = replace(new, source="")
        elif (old.path in filled or files.read(old.path) is None) and files.read(new.path) is not None:
            entries[new.key] = replace(old, path=new.path, assigned=new.path)
            filled.add(new.path)


def _rebuilt(site: Path) -> dict[str, Entry]:
    return {
        str(found.wordpress_id): Entry(
            str(found.wordpress_id),
            Kind.CONTENT,
            found.path,
            found.path,
            url=found.url,
            published=not found.draft,
            title=found.title,
            wordpress_id=found.wordpress_id,
        )
        for found in migrated_files(site)
    }
