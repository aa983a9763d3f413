"""Carries out a plan: the only writer.

For each document the file on disk comes first, then its base; the state comes last of all. A run that is killed
anywhere leaves whole files, and the next run finds either what was (and does it) or what is to be (and leaves it).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import zip_longest

from migrate.diagnostics import Code, Diagnostics
from migrate.sync.conflicts import conflict_path
from migrate.sync.files import FOLDER, Files
from migrate.sync.order import is_move
from migrate.sync.plan import Plan, Step
from migrate.sync.spool import Spool
from migrate.sync.state import JOURNAL, PROPOSED, STATE, Entry, State, base_path, lines_of, proposed_path
from migrate.sync.text import digest

_HOUSEKEEPING = {f"{FOLDER}/.gitattributes": b"* -text\n", f"{FOLDER}/.gitignore": b"/lock\n/tmp/\n"}


def apply(plan: Plan, files: Files, spool: Spool, diagnostics: Diagnostics) -> None:
    """Make the site what the plan says. Raises MigrateError where the site cannot be written to.

    A file that changed since the plan was made is left alone and diagnosed; the next run looks at it again.
    """
    if not plan.steps and plan.after == plan.before and not _leftovers(files, plan.after):
        return
    _check(plan.steps, files)
    _write_journal(plan, files)
    entries = dict(plan.after.entries)
    for step in plan.steps:
        if _is_as_planned(step, files):
            _take(step, files, spool)
        else:
            diagnostics.report(Code.CHANGED_MEANWHILE, step.origin or step.target)
            _keep_old(entries, step.key, plan.before)
    write_state(replace(plan.after, entries=entries), files)


def write_state(state: State, files: Files) -> None:
    """Make what was written survive a power cut, then remember it."""
    for path, data in _HOUSEKEEPING.items():
        if files.read(path) is None:
            files.write(path, data)
    if any(new != old for new, old in zip_longest(state.lines(), files.lines(STATE))):
        files.flush()
        files.write_pieces(STATE, state.lines())
    for path in _leftovers(files, state):
        files.remove(path)


def _check(steps: Iterable[Step], files: Files) -> None:
    """Find what cannot be written before anything is written."""
    files.check(STATE)
    for step in steps:
        if step.writes:
            for path in filter(None, (step.origin, step.target)):
                files.check(path)


def _write_journal(plan: Plan, files: Files) -> None:
    entries = [step.entry for step in plan.steps if step.entry and step.target and step.target != step.origin]
    if entries:
        files.write_pieces(JOURNAL, lines_of(plan.after.base_url, entries))


def _is_as_planned(step: Step, files: Files) -> bool:
    if not step.writes:
        return True
    current = files.read(step.origin) if step.origin else None
    if step.origin and (current is None or digest(current) != step.before):
        return False
    blocked = step.target not in ("", step.origin) and files.occupied(step.target)
    return not blocked or files.same(step.origin, step.target)


def _take(step: Step, files: Files, spool: Spool) -> None:
    for path, staged in step.asides:
        files.write(path, spool.get(staged))
    if step.proposal and step.entry:
        files.write(proposed_path(step.key), spool.get(step.proposal))
        files.write(conflict_path(step.entry.conflict), spool.get(step.proposal))
    if step.result:
        files.write(step.origin or step.target, spool.get(step.result))
    if is_move(step):
        files.move(step.origin, step.target)
    elif step.origin and not step.target:
        files.remove(step.origin)
    if step.base:
        files.write(base_path(step.key), spool.get(step.base))
    elif step.entry is None:
        files.remove(base_path(step.key))
    for path in step.removes:
        files.remove(path)


def _keep_old(entries: dict[str, Entry], key: str, before: State) -> None:
    if key in before.entries:
        entries[key] = before.entries[key]
    else:
        entries.pop(key, None)


def _leftovers(files: Files, state: State) -> list[str]:
    """What only the way to this state needed."""
    waiting = {proposed_path(key) for key, entry in state.entries.items() if entry.conflict}
    proposed = [f"{PROPOSED}/{name}" for name in files.names(PROPOSED)]
    journal = [JOURNAL] if files.read(JOURNAL) is not None else []
    return [*journal, *(path for path in proposed if path not in waiting)]
