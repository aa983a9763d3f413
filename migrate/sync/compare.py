"""One document that may have changed: base, disk and new compared, and what follows from it."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TypeAlias

from migrate.model import Conversion, Kind, Outline, Source
from migrate.sync.conflicts import conflict_path, kept_path
from migrate.sync.decide import Work
from migrate.sync.disk import Disk
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
        entry = replace(
            _remembered(work.outline, work.entry, self.source, conversion), base=new.digest, disk=new.digest
        )
        old = work.entry
        if old is None:
            return self._first(work, entry, new)
        current = self.files.read(work.file.path) or b""
        work = replace(work, target=self._reachable(work))
        entry = replace(entry, path=work.target, assigned=_assigned(work, old))
        if work.file.digest in (new.digest, old.base):
            return self._unedited(work, entry, new, current)
        return self._edited(work, entry, new, current, old)

    def _first(self, work: Work, entry: Entry, new: _New) -> Outcome:
        path = work.outline.path
        step = Step(work.outline.key, entry, target=path, base=new.staged)
        if path in self.leaving or not self.files.occupied(path):
            return _change(Action.CREATE, work, "", new.staged), replace(step, result=new.staged)
        there = self.files.read(path)
        name = "" if there is None else digest(there)
        step = replace(step, origin=path, before=name)
        if name == new.digest:
            return None, step
        entry = replace(entry, base="", disk=name, conflict=path, proposed=new.digest)
        change = replace(_change(Action.CONFLICT, work, "", new.staged), before=path, stays_open=True)
        return change, replace(step, entry=entry, base=None, proposal=new.staged)

    def _unedited(self, work: Work, entry: Entry, new: _New, current: bytes) -> Outcome:
        same = work.file.digest == new.digest
        result = None if same else self.spool.put(encode(new.text, current))
        step = self._step(work, entry, result, new.staged)
        if work.target != work.file.path:
            return _change(Action.MOVE, work, work.file.path, result), step
        return (None if same else _change(Action.UPDATE, work, "", result)), step

    def _edited(self, work: Work, entry: Entry, new: _New, current: bytes, old: Entry) -> Outcome:
        user = decode(current)
        base = self.base_text(old.key) if old.base else None
        suffix = PurePosixPath(work.target).suffix
        if base is None or marked(user):
            return self._conflict(work, entry, new, current, user, old)
        merged = merge(base, user, new.text, self.on_conflict, suffix)
        if not merged.clean:
            return self._conflict(work, entry, new, current, merged.text, old)
        data = encode(merged.text, current)
        result = None if merged.text == user else self.spool.put(data)
        step = self._step(work, replace(entry, disk=digest(data)), result, new.staged)
        if work.target != work.file.path:
            return _change(Action.MOVE, work, work.file.path, result), step
        return (None if result is None else _change(Action.MERGE, work, "", result)), step

    def _conflict(self, work: Work, entry: Entry, new: _New, current: bytes, text: str, old: Entry) -> Outcome:
        """`text` is what the file gets. Left as it is, it still follows WordPress in whether it is a draft."""
        settled = self.on_conflict is OnConflict.THEIRS and text != decode(current)
        if text == decode(current):
            text = with_publication(text, old, work.outline)
        data = encode(text, current)
        result = None if text == decode(current) else self.spool.put(data)
        entry = replace(entry, disk=digest(data))
        origin = work.file.path if work.target != work.file.path else ""
        change = _change(Action.CONFLICT, work, origin, result)
        if settled:
            kept = (kept_path(work.target, work.file.digest), self.spool.put(current))
            proposal = (conflict_path(work.target), new.staged)
            return change, replace(self._step(work, entry, result, new.staged), asides=(kept, proposal))
        entry = replace(entry, base=old.base, conflict=work.target, proposed=new.digest)
        step = replace(self._step(work, entry, result, self.settled_base(old.key)), proposal=new.staged)
        return replace(change, after=result if marked(text) else new.staged, stays_open=True), step

    def _step(self, work: Work, entry: Entry, result: Staged | None, base: Staged | None) -> Step:
        return Step(
            work.outline.key,
            entry,
            origin=work.file.path,
            before=work.file.digest,
            target=work.target,
            result=result,
            base=base,
        )

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
    if outline.kind is not Kind.CONTENT or entry.published == outline.published:
        return text
    return with_draft(text, not outline.published)


def _assigned(work: Work, entry: Entry) -> str:
    """The path we gave: a file that somebody moved keeps the one it had, until both agree again."""
    if work.target == work.outline.path and (
        work.file.path == entry.assigned or work.outline.path == work.outline.desired
    ):
        return work.target
    return entry.assigned


def _remembered(outline: Outline, entry: Entry | None, source: Source, conversion: Conversion) -> Entry:
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
