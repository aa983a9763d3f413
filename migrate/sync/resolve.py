"""A person says that a conflict is settled: what WordPress proposed becomes the base of everything to come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from migrate.diagnostics import MigrateError
from migrate.state_folder import CONFLICTS
from migrate.sync.apply import write_state
from migrate.sync.files import Files
from migrate.sync.merge.markdown_scan import marked, merged_by_git
from migrate.sync.state.conflicts import conflict_path
from migrate.sync.state.places import base_path, proposed_path
from migrate.sync.state.remembered import Remembered
from migrate.sync.state.state import State
from migrate.text import decode, digest, encode


def resolve(files: Files, state: State, names: Sequence[str] | None, theirs: bool = False) -> list[str]:
    """Settle conflicts as the files now stand; with `theirs` take the proposals.

    Names are paths relative to the site, of files or proposals, or WordPress ids; None: all that are open. Returns the
    paths of the files. Raises MigrateError for a name without a conflict, and for a file that still holds markers.
    """
    chosen = in_conflict(state, names)
    for entry in () if theirs else chosen:
        text = decode(files.read(entry.path) or b"")
        proposal = files.read(proposed_path(entry.base_key)) or b""
        if marked(text) or (merged_by_git(text) and not merged_by_git(decode(proposal))):
            raise MigrateError(
                f"{entry.path}: still holds conflict markers", "Edit it, or take what WordPress proposes with --theirs."
            )
    entries = dict(state.entries)
    for entry in chosen:
        entries[entry.key] = _settle(files, entry, theirs)
    settled = state._replace(entries=entries)
    write_state(settled.lines(), settled.in_conflict(), files, (state.source, "") if state.as_left else None)
    return [entry.path for entry in chosen]


def in_conflict(state: State, names: Sequence[str] | None) -> list[Remembered]:
    """The entries with an open conflict that have these names, or all. Raises MigrateError for another name."""
    waiting = sorted((entry for entry in state.entries.values() if entry.conflict), key=lambda one: one.path)
    return waiting if names is None else list(dict.fromkeys(_named(name, waiting) for name in names))


def _named(name: str, waiting: Iterable[Remembered]) -> Remembered:
    path = name.removeprefix("./").removeprefix(f"{CONFLICTS}/")
    found = next(
        (entry for entry in waiting if path in (entry.path, entry.conflict, entry.identity.called)),
        None,
    )
    if found is None:
        raise MigrateError(f"{name}: has no open conflict", "wxr2hugo status lists those that are open.")
    return found


def _settle(files: Files, entry: Remembered, theirs: bool) -> Remembered:
    """The file first, then the proposal, then the base: killed in between, the conflict counts as settled too."""
    proposed = files.read(proposed_path(entry.base_key))
    if proposed is None:
        raise MigrateError(
            f"{proposed_path(entry.base_key)}: is missing",
            "Run sync again: it proposes the document of WordPress anew.",
        )
    current = files.read(entry.path)
    if theirs and entry.path:
        current = encode(decode(proposed), current or b"")
        files.write(entry.path, current)
    files.remove(conflict_path(entry.conflict))
    files.write(base_path(entry.base_key), proposed)
    disk = "" if current is None else digest(current)
    return entry._replace(base=entry.proposed, conflict="", proposed="", disk=disk)
