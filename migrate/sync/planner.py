"""From what was, what is on disk and what WordPress says to a plan. Reads; writes nothing but the spool."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from migrate.diagnostics import MigrateError
from migrate.model import Outline, Source
from migrate.sync.compare import Comparer, change_of, with_publication
from migrate.sync.conflicts import conflict_path
from migrate.sync.decide import Work, check_source, held_back, reasons, targets
from migrate.sync.disk import GONE, Disk, File
from migrate.sync.files import Files
from migrate.sync.order import ordered
from migrate.sync.orphans import keep_orphan
from migrate.sync.plan import Action, Change, Plan, Policy, Step
from migrate.sync.relink import relinker
from migrate.sync.spool import Spool
from migrate.sync.state import Entry, State, proposed_path
from migrate.sync.text import decode, digest, encode


def make_plan(source: Source, state: State, disk: Disk, policy: Policy, spool: Spool) -> Plan:
    """What a run does. Raises MigrateError where it must not be done at all."""
    check_source(source, state, policy)
    outlines = source.outlines()
    goals = targets(outlines, disk)
    leaving = {disk.files[key].path for key, target in goals.items() if disk.files[key].path != target}
    comparer = Comparer(source, disk, Files(disk.site), spool, policy.on_conflict, leaving)
    planner = _Planner(source, disk, policy, comparer)
    planner.look_for_gone({outline.key for outline in outlines})
    planner.look_at(outlines, goals)
    planner.convert()
    planner.keep_orphans()
    after = State(source.base_url or state.base_url, planner.entries)
    changes = tuple(sorted(planner.changes, key=lambda change: (change.path, change.key)))
    return Plan(changes, planner.unchanged, ordered(planner.steps), state, after)


@dataclass(slots=True)
class _Planner:
    source: Source
    disk: Disk
    policy: Policy
    comparer: Comparer
    changes: list[Change] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    unchanged: int = 0
    orphans: list[Entry] = field(default_factory=list)
    waiting: dict[str, Work] = field(default_factory=dict)
    """What has to be converted before it can be compared."""

    def look_at(self, outlines: list[Outline], goals: Mapping[str, str]) -> None:
        """Sort out what is unchanged, deleted or in conflict; the rest waits for its conversion."""
        for outline in outlines:
            entry = self.disk.entries.get(outline.key)
            file = self.disk.files[outline.key] if entry else GONE
            if entry and not file.path:
                self._stays_deleted(entry)
            elif entry and entry.conflict:
                self._in_conflict(outline, entry, file)
            else:
                self._wait_or_keep(Work(outline, entry, file, goals.get(outline.key, outline.path), ()))

    def convert(self) -> None:
        """Convert and compare what waits. What could not be converted stays as it is."""
        for conversion in self.source.convert(frozenset(self.waiting)):
            work = self.waiting.pop(conversion.document.key)
            change, step = self.comparer.compare(work, conversion)
            self._add(change, step)
        for work in self.waiting.values():
            if work.entry:
                self._keep(work.entry, work.file)

    def look_for_gone(self, present: set[str]) -> None:
        """What the export no longer holds is kept as an orphan, or deleted where that is asked for and safe."""
        gone = [key for key in self.disk.entries if key not in present]
        prunable = {key for key in gone if self.policy.prune and self._is_prunable(key)}
        self._check_number(len([key for key in prunable if self.disk.files[key].path]))
        if prunable:
            self.source.without(frozenset(prunable))
        for key in gone:
            entry, file = self.disk.entries[key], self.disk.files[key]
            if key in prunable:
                self._delete(entry, file)
            elif not file.path:
                self._stays_deleted(entry, counts=False)
            elif entry.conflict:
                self._in_conflict(None, entry, file)
            else:
                self.orphans.append(entry)

    def keep_orphans(self) -> None:
        """Orphans stay as they are, but for links whose targets moved or are no longer public."""
        known = relinker(self.disk, self.entries | {entry.key: entry for entry in self.orphans})
        for entry in self.orphans:
            file = self.disk.files[entry.key]
            found = keep_orphan(self.comparer, entry, file, known)
            if found is None:
                self._keep(entry, file, counts=False)
                self.changes.append(change_of(Action.ORPHAN, entry, file))
            else:
                self._add(*found)

    def _wait_or_keep(self, work: Work) -> None:
        found = reasons(work.outline, work.entry, work.file, self.source)
        held = held_back(found, self.policy) and work.target == work.file.path
        if work.entry and (not found or held):
            self._keep(work.entry, work.file)
        else:
            self.waiting[work.outline.key] = replace(work, reasons=found)

    def _keep(self, entry: Entry, file: File, counts: bool = True) -> None:
        """Nothing to do but to remember where the file is and what the user made of it."""
        self.unchanged += counts
        if (entry.path, entry.disk) != (file.path, file.digest):
            entry = replace(entry, path=file.path, disk=file.digest)
        self.entries[entry.key] = entry
        base = self.comparer.settled_base(entry.key)
        if base:
            self.steps.append(Step(entry.key, entry, file.path, file.digest, file.path, base=base))

    def _stays_deleted(self, entry: Entry, counts: bool = True) -> None:
        self.unchanged += counts
        forgotten = replace(entry, path="", disk="", conflict="", proposed="")
        self.entries[entry.key] = forgotten
        if entry.conflict:
            self.steps.append(Step(entry.key, forgotten, removes=(conflict_path(entry.conflict),)))

    def _in_conflict(self, outline: Outline | None, entry: Entry, file: File) -> None:
        """A conflict of an earlier run waits; only whether the page is a draft follows WordPress."""
        current = self.comparer.files.read(file.path) or b""
        text = with_publication(decode(current), entry, outline) if outline else decode(current)
        data = encode(text, current)
        published = outline.published if outline else entry.published
        entry = replace(entry, path=file.path, disk=digest(data), published=published)
        self.entries[entry.key] = entry
        result = None if digest(data) == file.digest else self.comparer.spool.put(data)
        if result:
            self.steps.append(Step(entry.key, entry, file.path, file.digest, file.path, result))
        proposal = self.comparer.files.read(proposed_path(entry.key))
        after = result or (self.comparer.spool.put(proposal) if proposal is not None else None)
        change = change_of(Action.CONFLICT, entry, file)
        self.changes.append(replace(change, after=after, was_open=result is None, stays_open=True))

    def _is_prunable(self, key: str) -> bool:
        entry, file = self.disk.entries[key], self.disk.files[key]
        untouched = file.digest == entry.base and file.path == entry.assigned
        return not entry.conflict and (untouched or not file.path)

    def _check_number(self, number: int) -> None:
        limit = self.policy.max_delete
        if limit is None:
            limit = max(10, len(self.disk.entries) // 10)
        if number > limit:
            raise MigrateError(
                f"{number} files are gone from the export and would be deleted, more than {limit}",
                f"If the export is complete, run again with --max-delete {number}.",
            )

    def _delete(self, entry: Entry, file: File) -> None:
        self.steps.append(Step(entry.key, None, file.path, file.digest))
        if file.path:
            self.changes.append(change_of(Action.DELETE, entry, file))

    def _add(self, change: Change | None, step: Step) -> None:
        self.steps.append(step)
        if step.entry:
            self.entries[step.key] = step.entry
        if change:
            self.changes.append(change)
        else:
            self.unchanged += 1
