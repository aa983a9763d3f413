"""What this tool remembers of a site between two runs: plain text for git, the same bytes for the same inputs.

`state.jsonl` holds a line a document; the documents themselves, as made at the last run, lie in `base/`. A conflict
that is open has its document in `proposed/` too, so that the proposal may be deleted to settle it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from migrate.diagnostics import MigrateError
from migrate.model import Kind, Text
from migrate.state_folder import BASE, JOURNAL, PROPOSED, STATE
from migrate.sync.entry import Entry, entry_of, line_of, place_of
from migrate.sync.files import Files
from migrate.sync.rebuild import migrated_files
from migrate.sync.spool import Spool
from migrate.text import digest

FORMAT = 1


@dataclass(frozen=True, slots=True)
class State:
    """All that is remembered of a site."""

    base_url: str = ""
    entries: Mapping[str, Entry] = field(default_factory=dict)
    source: str = ""
    """Digest of what these entries were made from, see `standing`; empty: something may be left to do."""
    rebuilt: bool = False
    """Whether the state was lost and is made up from the files: nothing of theirs may be overwritten."""

    @property
    def migrated(self) -> bool:
        """Whether this site was ever migrated."""
        return bool(self.entries) or bool(self.base_url)

    @classmethod
    def load(cls, site: Path, spool: Spool | None = None) -> State:
        """What is remembered of `site`. Raises MigrateError for the state of a newer version and for a broken one.

        Look-ups lie in the spool, if there is one.
        """
        files, kept = Files(site), spool.text if spool else str
        known = _parsed(files, STATE, kept)
        begun = _parsed(files, JOURNAL, kept) or (_Head(""), {})
        head, entries = known or (begun[0], _rebuilt(site))
        _carry_on(files, entries, list(begun[1].values()))
        source = "" if begun[1] else head.source
        rebuilt = known is None and any(not entry.base for entry in entries.values())
        return cls(head.base_url, entries, source, rebuilt)

    def lines(self) -> Iterator[bytes]:
        """The lines of `state.jsonl`."""
        yield head_line(self.base_url, self.source)
        yield from map(line_of, sorted(self.entries.values(), key=place_of))

    def in_conflict(self) -> set[str]:
        """Keys of the documents with an open conflict."""
        return {key for key, entry in self.entries.items() if entry.conflict}


def base_path(key: str) -> str:
    """Where the base of a document lies; it stays there when the document moves."""
    return f"{BASE}/{_safe(key)}"


def proposed_path(key: str) -> str:
    """Where the document of an open conflict lies until the conflict is settled."""
    return f"{PROPOSED}/{_safe(key)}"


def head_line(base_url: str, source: str = "") -> bytes:
    """The first line of a state or a journal; the entries follow."""
    values = {"base_url": base_url, "format": FORMAT} | ({"source": source} if source else {})
    return json.dumps(values).encode() + b"\n"


class _Head(NamedTuple):
    """What the first line says."""

    base_url: str
    source: str = ""


def _safe(key: str) -> str:
    if re.fullmatch("[0-9]{1,18}", key):
        return key
    readable = re.sub("[^a-z0-9]+", "-", key.lower()).strip("-")[:60]
    return f"{readable}-{blake2b(key.encode('utf-8', 'surrogatepass'), digest_size=6).hexdigest()}"


def _parsed(files: Files, path: str, kept: Callable[[str], Text]) -> tuple[_Head, dict[str, Entry]] | None:
    """The first line and the entries of a state or a journal; None where there is none."""
    lines = files.lines(path)
    first = next(lines, None)
    if first is None:
        return None
    head = _head(path, first)
    entries = (_entry(path, line, number, kept) for number, line in enumerate(lines, 2))
    return head, {entry.key: entry for entry in entries}


def _head(path: str, line: bytes) -> _Head:
    try:
        values = json.loads(line)
        version, head = int(values["format"]), _Head(str(values["base_url"]), str(values.get("source", "")))
    except (ValueError, KeyError, TypeError) as error:
        raise _broken(path, 1) from error
    if version > FORMAT:
        raise MigrateError(
            f"{path}: written by a newer wxr2hugo (format {version}, this one knows {FORMAT})", "Update wxr2hugo."
        )
    return head


def _entry(path: str, line: bytes, number: int, kept: Callable[[str], Text]) -> Entry:
    try:
        return entry_of(line, kept)
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
                entries[new.key] = new._replace(source="")
        elif (old.path in filled or files.read(old.path) is None) and files.read(new.path) is not None:
            entries[new.key] = old._replace(path=new.path, assigned=new.path)
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
