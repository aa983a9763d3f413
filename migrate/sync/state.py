"""What this tool remembers of a site between two runs: plain text for git, the same bytes for the same inputs.

`state.jsonl` holds a line a document; the documents themselves, as made at the last run, lie in `base/`. A conflict
that is open has its document in `proposed/` too, so that the proposal may be deleted to settle it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

from migrate.diagnostics import MigrateError
from migrate.model import NO_ID, Kind
from migrate.sync.files import FOLDER, Files
from migrate.sync.rebuild import migrated_files

FORMAT = 1
STATE = f"{FOLDER}/state.jsonl"
JOURNAL = f"{FOLDER}/moves.jsonl"
"""The moves of a run that has not ended: after a kill they tell a file that we moved from one that somebody deleted."""

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
        data = Files(site).read(STATE)
        if data is None:
            return _rebuilt(site)
        header, *rest = data.decode("utf-8", "replace").splitlines() or [""]
        base_url = _header(header)
        entries = (_entry(line, number) for number, line in enumerate(rest, 2))
        return cls(base_url, _after_moves(site, {entry.key: entry for entry in entries}))

    def dump(self) -> bytes:
        """The bytes of `state.jsonl`."""
        ordered = sorted(self.entries.values(), key=lambda entry: (entry.wordpress_id, entry.key))
        return "".join(
            [_line({"base_url": self.base_url, "format": FORMAT}), *(_line(_values(entry)) for entry in ordered)]
        ).encode()


def base_path(key: str) -> str:
    """Where the base of a document lies; it stays there when the document moves."""
    return f"{FOLDER}/base/{_safe(key)}"


def proposed_path(key: str) -> str:
    """Where the document of an open conflict lies until the conflict is settled."""
    return f"{PROPOSED}/{_safe(key)}"


def journal(moves: Iterable[tuple[str, str]]) -> bytes:
    """The bytes of the journal: keys, and the paths they are about to get."""
    return "".join(_line({"key": key, "to": target}) for key, target in moves).encode()


def _safe(key: str) -> str:
    if re.fullmatch("[0-9]{1,18}", key):
        return key
    readable = re.sub("[^a-z0-9]+", "-", key.lower()).strip("-")[:60]
    return f"{readable}-{blake2b(key.encode('utf-8', 'surrogatepass'), digest_size=6).hexdigest()}"


def _line(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=True, sort_keys=True, separators=(", ", ": ")) + "\n"


_DEFAULTS: dict[str, Any] = {one.name: None if one.default is MISSING else one.default for one in fields(Entry)}


def _values(entry: Entry) -> dict[str, Any]:
    values = ((name, getattr(entry, name)) for name in _DEFAULTS)
    return {name: value for name, value in values if value != _DEFAULTS[name]}


def _header(line: str) -> str:
    try:
        values = json.loads(line)
        version, base_url = int(values["format"]), str(values["base_url"])
    except (ValueError, KeyError, TypeError) as error:
        raise _broken(1) from error
    if version > FORMAT:
        raise MigrateError(
            f"{STATE}: written by a newer wxr2hugo (format {version}, this one knows {FORMAT})", "Update wxr2hugo."
        )
    return base_url


def _entry(line: str, number: int) -> Entry:
    try:
        values = json.loads(line)
        values["kind"] = Kind(values["kind"])
        for name in ("former_urls", "lookups"):
            values[name] = tuple(values.get(name, ()))
        return Entry(**values)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _broken(number) from error


def _broken(number: int) -> MigrateError:
    return MigrateError(
        f"{STATE}:{number}: not readable",
        "Bring it back from git; or delete it: it is rebuilt from the files, and what differs is a conflict.",
    )


def _after_moves(site: Path, entries: dict[str, Entry]) -> dict[str, Entry]:
    """Follow the moves of a run that was stopped before it could write the state."""
    files = Files(site)
    for line in (files.read(JOURNAL) or b"").decode("utf-8", "replace").splitlines():
        move = json.loads(line)
        entry = entries.get(move["key"])
        if entry and not (site / entry.path).is_file() and (site / move["to"]).is_file():
            entries[entry.key] = replace(entry, path=move["to"], assigned=move["to"])
    return entries


def _rebuilt(site: Path) -> State:
    entries = {}
    for found in migrated_files(site):
        key = str(found.wordpress_id)
        entries[key] = Entry(
            key,
            Kind.CONTENT,
            found.path,
            found.path,
            url=found.url,
            published=not found.draft,
            title=found.title,
            wordpress_id=found.wordpress_id,
        )
    return State("", entries, rebuilt=bool(entries))
