"""Whether a run can have nothing to do, told from digests alone: most runs of those who keep two sites in step."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from hashlib import blake2b

from migrate.model.source import Digested
from migrate.sync.plan.changes import Changes
from migrate.sync.plan.plan import Plan
from migrate.sync.plan.steps import Steps
from migrate.sync.spool import Spool
from migrate.sync.state.disk import Disk, alike
from migrate.sync.state.next_state import NextState
from migrate.sync.state.remembered import Remembered
from migrate.sync.state.state import State


def plan_without_news(source: Digested, state: State, disk: Disk, spool: Spool) -> Plan | None:
    """The plan if all is as at the end of the last run, which left nothing to do: in WordPress, here, and in this tool.

    Else None.
    """
    if not _stands(source, source.identity, state.source, state, disk):
        return None
    next_state = NextState(state.base_url, disk.entries, spool)
    next_state.source, next_state.noted = state.source, state.noted
    for entry in disk.entries.values():
        next_state.keep(entry)
    return Plan(Changes(spool), len(disk.entries), Steps(spool), state, next_state)


def stands_but_for_news(source: Digested, state: State, disk: Disk) -> bool:
    """Whether all but the export is, and the source finds what was noted of the one of that run."""
    return _stands(source, source.noted_before, state.noted, state, disk)


def stands_but_for_edits(state: State, disk: Disk) -> bool:
    """Whether every document lies where the last run left it, whatever a person wrote in it since."""
    return (
        state.as_left
        and not disk.settled
        and disk.entries.keys() == state.entries.keys()
        and all(disk.files[key].path == entry.path and not entry.conflict for key, entry in disk.entries.items())
    )


def _stands(source: Digested, identity: Callable[[], str], last: str, state: State, disk: Disk) -> bool:
    return (
        bool(last)
        and not disk.settled
        and disk.entries.keys() == state.entries.keys()
        and all(_as_left(disk, key) for key in disk.entries)
        and last == source_digest(source, identity(), (file.path for file in disk.files.values()), disk, disk.entries)
    )


def source_digest(
    source: Digested, identity: str, documents: Iterable[str], disk: Disk, entries: Mapping[str, Remembered]
) -> str:
    """Changes with everything that documents are made from (hexadecimal); empty where that cannot be said.

    `identity` tells the export, `documents` are paths, `entries` what is remembered of them. A file of the user's
    matters if it has the name of a document: links to that document then need more than its name. A date to come that
    a person wrote matters until it passes.
    """
    if not identity:
        return ""
    shared = sorted(_shared(set(documents), disk.taken) if disk.taken else ())
    drafts = sorted(f"draft {key}" for key, file in disk.files.items() if file.draft and _is_public(entries.get(key)))
    parts = (identity, source.options, source.converter, *shared, *drafts)
    return blake2b("\0".join(parts).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def _is_public(entry: Remembered | None) -> bool:
    return entry is not None and entry.published


def _shared(documents: Collection[str], own: Iterable[str]) -> set[str]:
    names = {_name(path) for path in documents}
    return names & {_name(path) for path in own if path not in documents}


def _as_left(disk: Disk, key: str) -> bool:
    entry, file = disk.entries[key], disk.files[key]
    return (entry.path, entry.disk) == (file.path, file.digest) and not entry.conflict


def _name(path: str) -> str:
    return alike(path.rpartition("/")[2])
