"""From what was, what is on disk and what WordPress says to a plan. Reads; writes nothing but what lies beside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from migrate.diagnostics import MigrateError
from migrate.model.documents import Conversion, Kind, Outline
from migrate.model.source import EveryKey, Source
from migrate.page.publication import as_draft
from migrate.sync.files import Files
from migrate.sync.plan.candidates import Candidate, check_source, held_back, moves, reasons, shown_anew
from migrate.sync.plan.changes import Action, Changes, Reason
from migrate.sync.plan.compare import Compared, Comparer, change_of, known_as
from migrate.sync.plan.copies import hide_copy
from migrate.sync.plan.nothing_new import source_digest, stands_but_for_news
from migrate.sync.plan.orphans import keep_orphan
from migrate.sync.plan.plan import Plan, Policy
from migrate.sync.plan.relink import NOTHING_MOVED, relinker
from migrate.sync.plan.steps import Step, Steps
from migrate.sync.spool import Spool
from migrate.sync.state.conflicts import conflict_path
from migrate.sync.state.disk import GONE, Disk, File, says_draft
from migrate.sync.state.next_state import NextState
from migrate.sync.state.remembered import Remembered
from migrate.sync.state.state import State
from migrate.text import digest, encode

_OF_THE_SITE = (f"{Kind.CONFIG}:", f"{Kind.DATA}:")
"""How the keys begin of documents that belong to the site as a whole: what a host or a theme needs."""


def make_plan(source: Source, state: State, disk: Disk, policy: Policy, spool: Spool) -> Plan:
    """What a run does that may find news. Raises MigrateError where it must not be done at all."""
    who = source.identified()
    check_source(source, state, policy, who)
    news = source.with_other_texts() if stands_but_for_news(source, state, disk) and not who.renamed else None
    disk, state = disk.renamed(who.renamed), state.renamed(who.renamed)
    stored = frozenset(entry.stored for entry in disk.entries.values() if entry.stored)
    comparer = Comparer(source, disk, Files(disk.site), spool, policy.on_conflict, leaving=set(), stored=stored)
    next_state = NextState(source.base_url or state.base_url, disk.entries, spool)
    planner = _Planner(source, disk, policy, comparer, Changes(spool), steps=Steps(spool), next_state=next_state)
    # A first migration has nothing to compare: every document comes with its outline when it is converted.
    if news is not None:
        planner.look_at_news(news)
    elif disk.entries:
        planner.compare()
    planner.convert()
    planner.keep_orphans()
    if planner.leaves_nothing:
        paths = list(next_state.all_paths()) if disk.taken else []
        next_state.source = source_digest(source, source.identity(), paths, disk, next_state.known)
        next_state.noted = source_digest(source, source.noted(), paths, disk, next_state.known)
    return Plan(planner.changes, planner.unchanged, planner.steps, state, next_state, renamed=who.renamed)


@dataclass(slots=True)
class _Planner:
    source: Source
    disk: Disk
    policy: Policy
    comparer: Comparer
    changes: Changes
    steps: Steps
    next_state: NextState
    unchanged: int = 0
    orphans: list[Remembered] = field(default_factory=list)
    leaves_nothing: bool = True
    """Whether the same run once more would find nothing to do, were all conflicts settled.

    A source takes it that documents come to lie where it says, and are drafts or not as they were. Where one is not,
    links to it are another run's work.
    """
    waiting: dict[str, Candidate] = field(default_factory=dict)
    """What has to be converted before it can be compared."""

    def compare(self) -> None:
        """Find what may be another than at the last run, and what is gone."""
        with self._answering(self.disk.entries) as answers:
            outlines = list(self.source.outlines())
            pruned: frozenset[str] = frozenset()
            while further := self._prunable(outlines) - pruned:
                # Names become free, and what only those asked for is gone with them.
                pruned |= further
                self.source.without(pruned)
                outlines = list(self.source.outlines())
            self.look_for_gone({outline.key for outline in outlines}, pruned)
            moving = moves(outlines, self.disk)
            self.comparer.leaving.update(self.disk.files[key].path for key in (*moving, *pruned))
            given = {} if pruned else dict(answers)
        self.look_at(outlines, moving, given or self._answers(outlines))

    def look_at_news(self, items: frozenset[str]) -> None:
        """The same where only these items can be another than at the last run, which left nothing to do."""
        outlines = list(self.source.outlines(items))
        others = self.disk.entries.keys() - {outline.key for outline in outlines}
        for key, entry in self.disk.entries.items():
            if key in others and self.disk.files[key].path:
                self._keep(entry, self.disk.files[key])
            elif key in others:
                self._stays_deleted(entry)
        self.look_at(outlines, moves(outlines, self.disk), self._answers(outlines))

    @contextmanager
    def _answering(self, keys: Iterable[str]) -> Iterator[Iterator[tuple[str, str]]]:
        """The digests of today's answers to what was asked for documents, by key; see `Source`."""
        known = [key for key in keys if key in self.disk.entries]
        with self.source.answering([self.disk.entries[key].lookups for key in known]) as digests:
            yield zip(known, digests, strict=True)

    def _answers(self, outlines: Iterable[Outline]) -> dict[str, str]:
        with self._answering(outline.key for outline in outlines) as answers:
            return dict(answers)

    def look_at(self, outlines: list[Outline], moving: Mapping[str, str], answers: Mapping[str, str]) -> None:
        """Sort out what is unchanged or deleted; the rest waits for its conversion. `answers` are those of today."""
        for outline in outlines:
            entry, answer = _there_again(self.disk.entries.get(outline.key)), answers.get(outline.key, "")
            file = self.disk.files[outline.key] if entry else GONE
            if entry and entry.published and not outline.published:
                self._hide_copies(outline)
            if entry and not file.path:
                self._stays_deleted(known_as(entry, outline))
            else:
                target = moving.get(outline.key, file.path if entry else outline.path)
                self.leaves_nothing &= target == outline.path
                self._wait_or_keep(Candidate(outline, entry, file, target, ()), answer)

    def _hide_copies(self, outline: Outline) -> None:
        """What is not public any more must not stay so in a copy."""
        for path in self.disk.copies.get(outline.key, ()):
            if found := hide_copy(outline, path, self.comparer.files, self.comparer.spool):
                change, step = found
                self.changes.add(change)
                self.steps.add(step)

    def convert(self) -> None:
        """Convert and compare what waits. What could not be converted stays as it is."""
        if self.disk.entries and not self.waiting:
            return
        for conversion in self.source.convert(frozenset(self.waiting) if self.disk.entries else EveryKey()):
            outline = conversion.outline
            work = self.waiting.pop(outline.key, None)
            work = work or Candidate(outline, None, GONE, outline.path, (Reason.WORDPRESS,))
            if conversion.failed:
                work, conversion = self._without_news(work, conversion)
            if conversion.shown_anew:
                work = work._replace(reasons=shown_anew(work.reasons))
            outcome = self.comparer.compare(work, conversion)
            self.leaves_nothing &= self._is_as_the_source_took_it(work, outcome)
            self._add(outcome)
        self.leaves_nothing &= not self.waiting
        for work in self.waiting.values():
            self._leave(work)

    def _without_news(self, work: Candidate, conversion: Conversion) -> tuple[Candidate, Conversion]:
        """What could not be converted is what it was before, if it was anything, and is tried again by every run."""
        self.leaves_nothing = False
        work = work._replace(outline=work.outline._replace(source=""))
        known = self.comparer.base_text(work.entry) if work.entry and work.entry.base else None
        if known is not None and not work.outline.published:
            known = as_draft(known)
        if known is not None:
            data = encode(known)
            conversion = conversion._replace(data=data, digest=digest(data))
        return work, conversion

    def look_for_gone(self, present: set[str], pruned: frozenset[str]) -> None:
        """What the export no longer holds is kept as an orphan, but for what is pruned."""
        gone = [key for key in self.disk.entries if key not in present]
        # Files of the site as a whole go because the owner chose something else: no export that lacks some tells that.
        of_items = (key for key in gone if not key.startswith(_OF_THE_SITE))
        self._check_number(len([key for key in of_items if key in pruned and self.disk.files[key].path]))
        self.leaves_nothing &= pruned.issuperset(gone)
        for key in gone:
            entry, file = self.disk.entries[key], self.disk.files[key]
            entry = entry if self.source.partial else entry._replace(orphan=True)
            if key in pruned:
                self._delete(entry, file)
            elif not file.path:
                self._stays_deleted(entry, counts=False)
            elif entry.conflict:
                self._in_conflict(None, entry, file)
            else:
                self.orphans.append(entry)

    def keep_orphans(self) -> None:
        """Orphans stay as they are, but for links whose targets moved or are no longer public."""
        known = relinker(self.disk, self.next_state, self.orphans) if self.orphans else NOTHING_MOVED
        for entry in self.orphans:
            file = self.disk.files[entry.key]
            found = keep_orphan(self.comparer, entry, file, known)
            if found is None:
                self._keep(entry, file, counts=self.source.partial)
                if not self.source.partial:
                    self.changes.add(change_of(Action.ORPHAN, entry, file))
            else:
                self._add(found)

    def _is_as_the_source_took_it(self, work: Candidate, outcome: Compared) -> bool:
        """Whether a document is where the source says, and a public one is a user's draft only if it was one before."""
        entry = outcome.entry
        draft = entry.disk != entry.base and self._becomes_draft(work, outcome)
        return entry.path == work.outline.path and (draft == work.file.draft or not entry.published)

    def _becomes_draft(self, work: Candidate, outcome: Compared) -> bool:
        result = outcome.step.result
        return says_draft(self.comparer.spool.get(result)) if result else work.file.draft

    def _wait_or_keep(self, work: Candidate, answers: str) -> None:
        found = reasons(work.outline, work.entry, work.file, self.source, answers)
        if not found and work.entry and self._needs_its_base(work.entry, work.file):
            found = (Reason.WORDPRESS,)
        held = held_back(found, self.policy) and work.target == work.file.path
        self.leaves_nothing &= not held
        if work.entry and (not found or held):
            self._leave(work)
        else:
            self.waiting[work.outline.key] = work._replace(reasons=found)

    def _leave(self, work: Candidate) -> None:
        if work.entry and work.entry.conflict:
            self._in_conflict(work.outline, work.entry, work.file)
        elif work.entry:
            self._keep(known_as(work.entry, work.outline), work.file)

    def _needs_its_base(self, entry: Remembered, file: File) -> bool:
        """Whether only WordPress can give a base that is lost: the file holds something else."""
        return entry.key in self.disk.unbased and file.digest != entry.base and not entry.conflict

    def _keep(self, entry: Remembered, file: File, counts: bool = True) -> None:
        """Nothing to do but to remember where the file is and what the user made of it."""
        self.unchanged += counts
        if (entry.path, entry.disk) != (file.path, file.digest):
            entry = entry._replace(path=file.path, disk=file.digest)
        base = self.comparer.base_to_write(entry, file)
        if base:
            self._take(entry, Step(entry.key, None, file.path, file.digest, file.path, base=base))
        else:
            self.next_state.keep(entry)

    def _stays_deleted(self, entry: Remembered, counts: bool = True) -> None:
        self.unchanged += counts
        forgotten = entry._replace(path="", disk="", conflict="", proposed="")
        if entry.conflict:
            self._take(forgotten, Step(entry.key, None, removes=(conflict_path(entry.conflict),)))
        else:
            self.next_state.keep(forgotten)

    def _in_conflict(self, outline: Outline | None, entry: Remembered, file: File) -> None:
        """A conflict of an earlier run waits, and WordPress says no more of it than then, or nothing at all."""
        found = self.comparer.waiting(entry, file, outline)
        if found.step.result:
            self._take(found.entry, found.step)
        else:
            self.next_state.keep(found.entry)
        if found.change:
            self.changes.add(found.change)

    def _prunable(self, outlines: list[Outline]) -> frozenset[str]:
        """What is gone from the export and can be deleted, where that is asked for."""
        present = {outline.key for outline in outlines} if self.policy.prune else self.disk.entries
        return frozenset(key for key in self.disk.entries if key not in present and self._is_prunable(key))

    def _is_prunable(self, key: str) -> bool:
        entry, file = self.disk.entries[key], self.disk.files[key]
        untouched = file.digest == entry.base and file.path == entry.home.assigned
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

    def _delete(self, entry: Remembered, file: File) -> None:
        self.steps.add(Step(entry.key, None, file.path, file.digest, stored=entry.stored))
        if file.path:
            self.changes.add(change_of(Action.DELETE, entry, file))

    def _add(self, outcome: Compared) -> None:
        self._take(outcome.entry, outcome.step)
        if outcome.change:
            self.changes.add(outcome.change)
        else:
            self.unchanged += 1

    def _take(self, entry: Remembered, step: Step) -> None:
        self.steps.add(step._replace(line=self.next_state.remember(entry), stored=entry.stored))


def _there_again(entry: Remembered | None) -> Remembered | None:
    """What is known of a document that the export holds, perhaps after one that did not."""
    return entry._replace(orphan=False) if entry and entry.orphan else entry
