"""Carries out a plan: the only writer.

For each document the file on disk comes first, then its base; the state comes last of all. A run that is killed
anywhere leaves whole files, and the next run finds either what was (and does it) or what is to be (and leaves it).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from hashlib import blake2b
from itertools import chain, islice

from migrate.diagnostics import Code, Diagnostics, MigrateError
from migrate.state_folder import BASE, CONFLICTS, FOR_GIT, JOURNAL, PROPOSED, STANDING, STATE
from migrate.sync.files import Files
from migrate.sync.plan.aside import left_aside
from migrate.sync.plan.plan import Plan
from migrate.sync.plan.steps import Step, Steps
from migrate.sync.spool import Spool
from migrate.sync.state.conflicts import conflict_path
from migrate.sync.state.found import hashed, head_line
from migrate.sync.state.places import base_path, proposed_path
from migrate.sync.state.remembered import Remembered
from migrate.sync.state.state import standing_line
from migrate.text import digest
from migrate.workers import Job, forks, in_order

_BATCH = 500
"""Documents that a process creates at a time."""


def apply(plan: Plan, files: Files, spool: Spool, diagnostics: Diagnostics, jobs: int = 1) -> None:
    """Make the site what the plan says. Raises MigrateError where the site cannot be written to.

    A file that changed since the plan was made is left alone and diagnosed; the next run looks at it again.
    """
    before, after = plan.before, plan.after
    if not plan.steps and after.same_as(before) and not _leftovers(files, after.in_conflict({})):
        return
    check(plan, files)
    _write_journal(plan, files, spool)
    undone: dict[str, Remembered | None] = {}
    in_turn = _left(files, spool, plan.steps.in_turn())
    for step in chain(in_turn, left_aside(files, plan.steps), _left_of_many(files, spool, plan.steps, jobs)):
        diagnostics.report(Code.CHANGED_MEANWHILE, step.origin or step.target)
        undone[step.key] = before.entries.get(step.key)
    made_from = ("", "") if undone else (after.source, after.noted)
    write_state(after.lines(undone), after.in_conflict(undone), files, made_from)


def write_state(
    lines: Iterator[bytes], in_conflict: Collection[str], files: Files, made_from: tuple[str, str] | None
) -> None:
    """Make what was written survive a power cut, then remember it.

    `in_conflict`: where proposals of open conflicts lie; `made_from`: `source` and `noted` as in `State`, None where
    nobody looked at the bases.
    """
    for path, wanted in FOR_GIT.items():
        there = (files.read(path) or b"").splitlines()
        if missing := [line for line in wanted if line not in there]:
            files.write(path, b"".join(line + b"\n" for line in (*there, *missing)))
    total = blake2b(digest_size=16)
    files.write_if_new(STATE, hashed(lines, total))
    standing = b"" if made_from is None else standing_line(total.hexdigest(), *made_from)
    if (files.read(STANDING) or b"") != standing:
        files.write(STANDING, standing)
    for path in _leftovers(files, in_conflict):
        files.remove(path)


def check(plan: Plan, files: Files) -> None:
    """Find what cannot be written before anything is written. Raises MigrateError for it."""
    for path in (STATE, STANDING, JOURNAL):
        files.check(path)
    for folder in (BASE, PROPOSED, CONFLICTS):
        files.check_folder(folder)
    for step in plan.steps:
        if step.writes:
            for path in filter(None, (step.origin, step.target)):
                files.check(path)


def _write_journal(plan: Plan, files: Files, spool: Spool) -> None:
    if plan.renamed or any(True for _ in plan.steps.appearing()):
        lines = (spool.get(step.line) for step in plan.steps.appearing() if step.line)
        head = head_line(plan.after.base_url, plan.renamed, plan.before.digest)
        files.write_pieces(JOURNAL, chain([head], lines))


def _left(files: Files, spool: Spool, steps: Iterable[Step]) -> Iterator[Step]:
    """Take the steps one after the other; those that cannot be taken, because a file changed, are left."""
    for step in steps:
        if _is_as_planned(step, files):
            _take(step, files, spool)
        else:
            yield step


def _left_of_many(files: Files, spool: Spool, steps: Steps, jobs: int) -> Iterator[Step]:
    """The same for what is created, on all cores where there is much of it: no step waits for another."""
    created = steps.created()
    batches = iter(lambda: list(islice(created, _BATCH)), list[Step]())
    job = Job(_left_of_batch, (files, spool), _killed)
    for left in in_order(job, batches, jobs if forks() else 1):
        yield from left


def _left_of_batch(place: tuple[Files, Spool], batch: list[Step]) -> list[Step]:
    return list(_left(*place, batch))


def _killed(batch: list[Step]) -> Iterator[list[Step]]:
    raise MigrateError(
        f"the process that wrote {batch[0].target} was ended", "Run the same command again; it carries on."
    )


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
    if step.proposal:
        files.write(proposed_path(step.base_key), spool.get(step.proposal))
        files.write(conflict_path(step.conflict), spool.get(step.proposal))
    result = spool.get(step.result) if step.result else b""
    if step.result:
        files.write(step.origin or step.target, result)
    if step.moves:
        files.move(step.origin, step.target)
    elif step.origin and not step.target:
        files.remove(step.origin)
    if step.base:
        files.write(base_path(step.base_key), result if step.base == step.result else spool.get(step.base))
    elif step.forgets:
        files.remove(base_path(step.base_key))
    for path in step.removes:
        files.remove(path)


def _leftovers(files: Files, in_conflict: Collection[str]) -> list[str]:
    """What only the way to this state needed."""
    waiting = {proposed_path(key) for key in in_conflict}
    proposed = [f"{PROPOSED}/{name}" for name in files.names(PROPOSED)]
    journal = [JOURNAL] if files.occupied(JOURNAL) else []
    return [*journal, *(path for path in proposed if path not in waiting)]
