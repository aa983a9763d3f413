"""One document that may have changed: base, disk and new compared, and what follows from it."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import NamedTuple

from migrate.choices.on_conflict import OnConflict
from migrate.model.documents import Conversion, Home, Kind, Marks, Outline
from migrate.model.export import NO_ID
from migrate.model.source import Source
from migrate.page.facts import wordpress_id
from migrate.page.publication import as_draft, is_surely_draft, without_draft
from migrate.sync.files import Files
from migrate.sync.merge.markdown_scan import marked
from migrate.sync.plan.aside import aside, taken_back
from migrate.sync.plan.candidates import Candidate
from migrate.sync.plan.changes import Action, Change
from migrate.sync.plan.steps import Step
from migrate.sync.spool import Spool, Staged
from migrate.sync.state.bases import sound_base
from migrate.sync.state.conflicts import conflict_path, kept_path
from migrate.sync.state.disk import Disk, File
from migrate.sync.state.places import proposed_path
from migrate.sync.state.remembered import Remembered
from migrate.text import decode, digest, encode


class Compared(NamedTuple):
    """What becomes of one document."""

    change: Change | None
    """None: the result is what the disk holds already."""
    step: Step
    entry: Remembered
    """What is remembered of it."""


class _New(NamedTuple):
    """The document that WordPress makes now."""

    data: bytes
    digest: str
    staged: Staged

    @property
    def text(self) -> str:
        """The document as text."""
        return decode(self.data)


class _Case(NamedTuple):
    """A document that was there before, with everything that is compared."""

    work: Candidate
    old: Remembered
    entry: Remembered
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

    def stays_public(self, text: str) -> bool:
        """Whether the page in `text` is still public although WordPress made it a draft since."""
        made_draft = self.old.published and not self.work.outline.published and is_surely_draft(self.new.text)
        return made_draft and not is_surely_draft(text)

    def step(self, entry: Remembered, result: Staged | None, base: Staged | None) -> Step:
        """What the writer does for it."""
        file = self.work.file
        return Step(
            key=self.old.key,
            line=None,
            origin=file.path,
            before=file.digest,
            target=self.work.target,
            result=result,
            base=base,
            conflict=entry.conflict,
        )


class Comparer(NamedTuple):
    """Compares documents one at a time; holds what is the same for all of them."""

    source: Source
    disk: Disk
    files: Files
    spool: Spool
    on_conflict: OnConflict
    leaving: set[str]
    """Paths of files that move away in this run: others may have their names."""
    stored: frozenset[str] = frozenset()
    """Keys under which bases of documents lie that have others now."""

    def compare(self, work: Candidate, conversion: Conversion) -> Compared:
        """What becomes of one document; no change where the result is what the disk holds already."""
        entry = _remembered(work.outline, work.entry, self.source, conversion, self._stored(work))
        if conversion.laid and not self.files.occupied(work.outline.path):
            step = Step(work.outline.key, None, target=work.outline.path, laid=True)
            return Compared(_change(Action.CREATE, work, "", None), step, entry)
        conversion = taken_back(aside(self.files), conversion) if conversion.laid else conversion
        new = _New(conversion.data, conversion.digest, self.spool.put(conversion.data))
        old = work.entry
        if old is None:
            return self._first(work, entry, new)
        current = self.files.read(work.file.path) or b""
        if old.conflict:
            return self._proposed_anew(_Case(work._replace(target=work.file.path), old, entry, new, current))
        work = work._replace(target=self._reachable(work))
        entry = entry._replace(path=work.target, home=entry.home._replace(assigned=_assigned(work, old)))
        case = _Case(work, old, entry, new, current)
        unedited = work.file.digest in (new.digest, old.base)
        return self._unedited(case) if unedited else self._edited(case)

    def _stored(self, work: Candidate) -> str:
        """Where the base lies, if not under its key: there may be that of an item that had this key before."""
        if work.entry:
            return work.entry.stored
        key, marks = work.outline.key, work.outline.marks
        return f"{key} {marks.guid or work.outline.identity.title}" if key in self.stored else ""

    def _first(self, work: Candidate, entry: Remembered, new: _New) -> Compared:
        path = work.outline.path
        if path in self.leaving or not self.files.occupied(path):
            step = Step(work.outline.key, None, target=path, result=new.staged, base=new.staged)
            return Compared(_change(Action.CREATE, work, "", new.staged), step, entry)
        there = self.files.read(path)
        name = "" if there is None else digest(there)
        step = Step(work.outline.key, None, path, name, path, base=new.staged)
        if name == new.digest:
            return Compared(None, step, entry)
        entry = entry._replace(base="", disk=name, conflict=path, proposed=new.digest)
        change = _change(Action.CONFLICT, work, "", new.staged)._replace(before=path, stays_open=True)
        return Compared(change, step._replace(base=None, proposal=new.staged, conflict=path), entry)

    def waiting(self, entry: Remembered, file: File, outline: Outline | None) -> Compared:
        """A conflict of an earlier run: only whether the page is a draft follows WordPress."""
        current = self.files.read(file.path) or b""
        text = decode(current)
        text = (with_publication(text, entry, outline) or text) if outline else text
        data = encode(text, current)
        result = None if digest(data) == file.digest else self.spool.put(data)
        published = outline.published if outline else entry.published
        proposal = self.files.read(proposed_path(entry.base_key))
        after = result or (self.spool.put(proposal) if proposal is not None else None)
        change = change_of(Action.CONFLICT, entry, file)
        return Compared(
            change._replace(after=after, was_open=result is None, stays_open=True),
            Step(
                key=entry.key,
                line=None,
                origin=file.path,
                before=file.digest,
                target=file.path,
                result=result,
                conflict=entry.conflict,
            ),
            entry._replace(path=file.path, disk=digest(data), published=published),
        )

    def _proposed_anew(self, case: _Case) -> Compared:
        """The same where WordPress says something else than then: the proposal follows, the file stays the user's."""
        work, old, new = case.work, case.old, case.new
        if with_publication(case.user, old, work.outline) is None:
            entry = case.entry._replace(path=work.file.path, home=_as_given(case))
            return self._theirs(case._replace(entry=entry), new.text)
        outcome = self.waiting(old, work.file, work.outline)
        before = outcome.entry
        entry = case.entry._replace(
            path=before.path,
            home=_as_given(case),
            base=before.base,
            disk=before.disk,
            conflict=before.conflict,
            proposed=new.digest,
        )
        step = outcome.step if new.digest == old.proposed else outcome.step._replace(proposal=new.staged)
        change = outcome.change and outcome.change._replace(reasons=work.reasons, after=step.result or new.staged)
        return Compared(change, step, entry)

    def _unedited(self, case: _Case) -> Compared:
        same = case.work.file.digest == case.new.digest
        result = None if same else self.spool.put(encode(case.new.text, case.current))
        return _outcome(Action.UPDATE, case, case.entry, case.step(case.entry, result, case.new.staged))

    def _edited(self, case: _Case) -> Compared:
        base = self.base_text(case.old) if case.old.base else None
        if base is None and case.new.digest == case.old.base:
            base = case.new.text
        if base is None or marked(case.user):
            return self._conflict(case, case.user)
        from migrate.sync.merge.merge import merge  # many runs have nothing to merge

        merged = merge(base, case.user, case.new.text, self.on_conflict, PurePosixPath(case.work.target).suffix)
        if not merged.clean or case.stays_public(merged.text):
            return self._conflict(case, case.user if merged.clean else merged.text)
        data = encode(merged.text, case.current)
        result = None if merged.text == case.user else self.spool.put(data)
        entry = case.entry._replace(disk=digest(data))
        return _outcome(Action.MERGE, case, entry, case.step(entry, result, case.new.staged))

    def _conflict(self, case: _Case, text: str) -> Compared:
        """`text` is what the file gets, but for whether it is a draft: there it follows WordPress whatever happens."""
        followed = with_publication(text, case.old, case.work.outline)
        if followed is None:
            return self._theirs(case, case.new.text)
        if self.on_conflict is OnConflict.THEIRS and text != case.user:
            return self._theirs(case, followed)
        text = followed
        data = encode(text, case.current)
        result = None if text == case.user else self.spool.put(data)
        entry = case.entry._replace(
            disk=digest(data), base=case.old.base, conflict=case.work.target, proposed=case.new.digest
        )
        base = self.base_to_write(case.old, case.work.file)
        step = case.step(entry, result, base)._replace(proposal=case.new.staged)
        shown = result if marked(text) else case.new.staged
        change = _change(Action.CONFLICT, case.work, case.origin, shown)._replace(stays_open=True)
        return Compared(change, step, entry)

    def _theirs(self, case: _Case, text: str) -> Compared:
        """WordPress wins, as asked for, or because the user's file cannot be made a draft as it stands.

        Nothing waits, but the user's file is kept beside the document of WordPress.
        """
        data = encode(text, case.current)
        result = self.spool.put(data)
        kept = (kept_path(case.work.target, case.work.file.digest), self.spool.put(case.current))
        proposal = (conflict_path(case.work.target), case.new.staged)
        entry = case.entry._replace(disk=digest(data))
        step = case.step(entry, result, case.new.staged)._replace(asides=(kept, proposal))
        return Compared(_change(Action.CONFLICT, case.work, case.origin, result), step, entry)

    def _reachable(self, work: Candidate) -> str:
        """Where the file can go: nowhere if a file of the user's has the name."""
        origin, target = work.file.path, work.target
        free = target in self.leaving or not self.files.occupied(target) or self.files.same(origin, target)
        return target if free else origin

    def base_text(self, entry: Remembered) -> str | None:
        """The document as last agreed on; None where somebody deleted it, or git damaged it."""
        settled = entry.key in self.disk.settled
        data = self.files.read(proposed_path(entry.base_key)) if settled else sound_base(self.files, entry)
        return None if data is None else decode(data)

    def base_to_write(self, entry: Remembered, file: File) -> Staged | None:
        """The base of a document that is not made anew: what a settled conflict leaves; a lost one that the file has.

        None where the base is there.
        """
        path = proposed_path(entry.base_key) if entry.key in self.disk.settled else ""
        if entry.key in self.disk.unbased and file.digest == entry.base:
            path = file.path
        data = self.files.read(path) if path else None
        return None if data is None else self.spool.put(data)


def with_publication(text: str, entry: Remembered, outline: Outline) -> str | None:
    """The user's page as a draft, or no longer one, where WordPress unpublished or published it since.

    None where it cannot be made a draft for certain.
    """
    if outline.identity.kind is not Kind.CONTENT or entry.published == outline.published:
        return text
    if outline.published:
        return without_draft(text) if entry.base else text
    is_ours = entry.base or wordpress_id(text) == outline.identity.wordpress_id != NO_ID
    return as_draft(text) if is_ours else text


def _outcome(action: Action, case: _Case, entry: Remembered, step: Step) -> Compared:
    """A move is called one whatever happens to the content."""
    if case.origin:
        return Compared(_change(Action.MOVE, case.work, case.origin, step.result), step, entry)
    change = None if step.result is None else _change(action, case.work, "", step.result)
    return Compared(change, step, entry)


def _as_given(case: _Case) -> Home:
    """A file that stays where it is has the path that we gave it before."""
    return case.entry.home._replace(assigned=case.old.home.assigned)


def _assigned(work: Candidate, entry: Remembered) -> str:
    """The path we gave: a file that somebody moved keeps the one it had, until both agree again."""
    if work.target == work.outline.path and (
        work.file.path == entry.home.assigned or work.outline.path == work.outline.home.desired
    ):
        return work.target
    return entry.home.assigned


def known_as(entry: Remembered, outline: Outline) -> Remembered:
    """The entry with what its item is known by today, and with the address of a term."""
    guid, slug, date, term_id = outline.marks
    marks = Marks(guid or entry.marks.guid, slug, date, term_id or entry.marks.term_id)
    url = outline.url if entry.identity.kind is Kind.TERM else entry.url
    identity = entry.identity._replace(language=outline.identity.language)
    if marks == entry.marks and url == entry.url and identity == entry.identity:
        return entry
    return entry._replace(identity=identity, marks=marks, url=url)


def _remembered(
    outline: Outline, entry: Remembered | None, source: Source, conversion: Conversion, stored: str
) -> Remembered:
    return Remembered(
        identity=outline.identity,
        home=outline.home,
        marks=outline.marks,
        path=outline.path,
        url=outline.url,
        former_urls=_former_urls(outline, entry),
        published=outline.published,
        source=outline.source,
        options=source.options,
        converter=source.converter,
        lookups=conversion.lookups,
        answers=conversion.answers,
        base=conversion.digest,
        disk=conversion.digest,
        stored=stored,
        forms=conversion.outline.forms,
    )


def _former_urls(outline: Outline, entry: Remembered | None) -> tuple[str, ...]:
    """Every public address the page had before, oldest first."""
    if entry is None:
        return ()
    last = (entry.url,) if entry.published and entry.url else ()
    return tuple(url for url in dict.fromkeys((*entry.former_urls, *last)) if url != outline.url)


def _change(action: Action, work: Candidate, origin: str, after: Staged | None) -> Change:
    return Change(
        action=action,
        identity=work.outline.identity,
        path=work.target,
        origin=origin,
        reasons=work.reasons,
        before=work.file.path,
        after=after,
    )


def change_of(action: Action, entry: Remembered, file: File) -> Change:
    """A change of a document that was not converted."""
    return Change(action, entry.identity, file.path, before=file.path)
