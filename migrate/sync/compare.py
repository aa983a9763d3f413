"""One document that may have changed: base, disk and new compared, and what follows from it."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TypeAlias

from migrate.model import Conversion, Kind, Outline, Source
from migrate.sync.conflicts import conflict_path, kept_path
from migrate.sync.decide import Work
from migrate.sync.disk import Disk, File
from migrate.sync.files import Files
from migrate.sync.markup import marked
from migrate.sync.merge import OnConflict, merge, with_draft
from migrate.sync.plan import Action, Change, Step
from migrate.sync.spool import Spool, Staged
from migrate.sync.state import Entry, base_path, proposed_path
from migrate.sync.text import decode, digest, encode

Outcome: TypeAlias = "tuple[Change | None, Step]"


@dataclass(frozen=True, slots=True)
class _New:
    """The document that WordPress makes now."""

    text: str
    digest: str
    staged: Staged


@dataclass(frozen=True, slots=True)
class _Case:
    """A document that was there before, with everything that is compared."""

    work: Work
    old: Entry
    entry: Entry
    """What is remembered if all goes well."""
    new: _New
    current: bytes
    """What the file holds now."""

    @property
    def user(self) -> str:
        """The file as text."""
        return decode(self.current)

    @property
    def origin(self) -> str:
        """Where the file is if it has to move, else empty."""
        return self.work.file.path if self.work.target != self.work.file.path else ""

    def step(self, entry: Entry, result: Staged | None, base: Staged | None) -> Step:
        """What the writer does for it."""
        file = self.work.file
        return Step(self.old.key, entry, file.path, file.digest, self.work.target, result, base)


@dataclass(frozen=True, slots=True)
class Comparer:
    """Compares documents one at a time; holds what is the same for all of them."""

    source: Source
    disk: Disk
    files: Files
    spool: Spool
    on_conflict: OnConflict
    leaving: Set[str]
    """Paths of files that move away in this run: others may have their names."""

    def compare(self, work: Work, conversion: Conversion) -> Outcome:
        """What becomes of one document; no change where the result is what the disk holds already."""
        data = encode(conversion.document.text)
        new = _New(decode(data), digest(data), self.spool.put(data))
        entry = _remembered(work.outline, work.entry, self.source, conversion, new.digest)
        old = work.entry
        if old is None:
            return self._first(work, entry, new)
        current = self.files.read(work.file.path) or b""
        work = replace(work, target=self._reachable(work))
        entry = replace(entry, path=work.target, assigned=_assigned(work, old))
        case = _Case(work, old, entry, new, current)
        unedited = work.file.digest in (new.digest, old.base)
        return self._unedited(case) if unedited else self._edited(case)

    def _first(self, work: Work, entry: Entry, new: _New) -> Outcome:
        path = work.outline.path
        if path in self.leaving or not self.files.occupied(path):
            step = Step(work.outline.key, entry, target=path, result=new.staged, base=new.staged)
            return _change(Action.CREATE, work, "", new.staged), step
        there = self.files.read(path)
        name = "" if there is None else digest(there)
        step = Step(work.outline.key, entry, path, name, path, base=new.staged)
        if name == new.digest:
            return None, step
        entry = replace(entry, base="", disk=name, conflict=path, proposed=new.digest)
        change = replace(_change(Action.CONFLICT, work, "", new.staged), before=path, stays_open=True)
        return change, replace(step, entry=entry, base=None, proposal=new.staged)

    def _unedited(self, case: _Case) -> Outcome:
        same = case.work.file.digest == case.new.digest
        result = None if same else self.spool.put(encode(case.new.text, case.current))
        return _outcome(Action.UPDATE, case, case.step(case.entry, result, case.new.staged))

    def _edited(self, case: _Case) -> Outcome:
        base = self.base_text(case.old.key) if case.old.base else None
        if base is None or marked(case.user):
            return self._conflict(case, case.user)
        merged = merge(base, case.user, case.new.text, self.on_conflict, PurePosixPath(case.work.target).suffix)
        if not merged.clean:
            return self._conflict(case, merged.text)
        data = encode(merged.text, case.current)
        result = None if merged.text == case.user else self.spool.put(data)
        return _outcome(Action.MERGE, case, case.step(replace(case.entry, disk=digest(data)), result, case.new.staged))

    def _conflict(self, case: _Case, text: str) -> Outcome:
        """`text` is what the file gets. Left as it is, it still follows WordPress in whether it is a draft."""
        if self.on_conflict is OnConflict.THEIRS and text != case.user:
            return self._theirs(case, text)
        if text == case.user:
            text = with_publication(text, case.old, case.work.outline)
        data = encode(text, case.current)
        result = None if text == case.user else self.spool.put(data)
        entry = replace(
            case.entry, disk=digest(data), base=case.old.base, conflict=case.work.target, proposed=case.new.digest
        )
        step = replace(case.step(entry, result, self.settled_base(case.old.key)), proposal=case.new.staged)
        shown = result if marked(text) else case.new.staged
        return replace(_change(Action.CONFLICT, case.work, case.origin, shown), stays_open=True), step

    def _theirs(self, case: _Case, text: str) -> Outcome:
        """WordPress wins: nothing waits, but the user's file is kept beside the document of WordPress."""
        data = encode(text, case.current)
        result = self.spool.put(data)
        kept = (kept_path(case.work.target, case.work.file.digest), self.spool.put(case.current))
        proposal = (conflict_path(case.work.target), case.new.staged)
        step = case.step(replace(case.entry, disk=digest(data)), result, case.new.staged)
        return _change(Action.CONFLICT, case.work, case.origin, result), replace(step, asides=(kept, proposal))

    def _reachable(self, work: Work) -> str:
        """Where the file can go: nowhere if a file of the user's has the name."""
        origin, target = work.file.path, work.target
        free = target in self.leaving or not self.files.occupied(target) or self.files.same(origin, target)
        return target if free else origin

    def base_text(self, key: str) -> str | None:
        """The document as last agreed on; None where somebody deleted it."""
        data = self.files.read(proposed_path(key) if key in self.disk.settled else base_path(key))
        return None if data is None else decode(data)

    def settled_base(self, key: str) -> Staged | None:
        """The base that a settled conflict leaves, for the writer; None where nothing was settled."""
        data = self.files.read(proposed_path(key)) if key in self.disk.settled else None
        return None if data is None else self.spool.put(data)


def with_publication(text: str, entry: Entry, outline: Outline) -> str:
    """The user's page as a draft, or no longer one, where WordPress unpublished or published it since."""
    if outline.kind is not Kind.CONTENT or not entry.base or entry.published == outline.published:
        return text
    return with_draft(text, not outline.published)


def _outcome(action: Action, case: _Case, step: Step) -> Outcome:
    """A move is called one whatever happens to the content."""
    if case.origin:
        return _change(Action.MOVE, case.work, case.origin, step.result), step
    return (None if step.result is None else _change(action, case.work, "", step.result)), step


def _assigned(work: Work, entry: Entry) -> str:
    """The path we gave: a file that somebody moved keeps the one it had, until both agree again."""
    if work.target == work.outline.path and (
        work.file.path == entry.assigned or work.outline.path == work.outline.desired
    ):
        return work.target
    return entry.assigned


def _remembered(
    outline: Outline, entry: Entry | None, source: Source, conversion: Conversion, digest_now: str
) -> Entry:
    return Entry(
        outline.key,
        outline.kind,
        path=outline.path,
        assigned=outline.path,
        desired=outline.desired,
        url=outline.url,
        former_urls=_former_urls(outline, entry),
        published=outline.published,
        title=outline.title,
        wordpress_id=outline.wordpress_id,
        source=outline.source,
        options=source.options,
        converter=source.converter,
        lookups=conversion.lookups,
        answers=conversion.answers,
        base=digest_now,
        disk=digest_now,
    )


def _former_urls(outline: Outline, entry: Entry | None) -> tuple[str, ...]:
    """Every public address the page had before, oldest first."""
    if entry is None:
        return ()
    last = (entry.url,) if entry.published and entry.url else ()
    return tuple(url for url in dict.fromkeys((*entry.former_urls, *last)) if url != outline.url)


def _change(action: Action, work: Work, origin: str, after: Staged | None) -> Change:
    outline = work.outline
    return Change(
        action,
        outline.key,
        outline.kind,
        outline.wordpress_id,
        outline.title,
        work.target,
        origin,
        work.reasons,
        work.file.path,
        after,
    )


def change_of(action: Action, entry: Entry, file: File) -> Change:
    """A change of a document that was not converted."""
    return Change(action, entry.key, entry.kind, entry.wordpress_id, entry.title, file.path, before=file.path)
