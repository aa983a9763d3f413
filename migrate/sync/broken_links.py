"""Links in files that a user wrote or edited, and that would break Hugo's build: they are named, not changed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import PurePosixPath
from posixpath import normpath

from migrate.diagnostics import Code, Diagnostics
from migrate.page.publication import is_left_out
from migrate.page.references import CONTENT, Call, calls
from migrate.sync.files import Files
from migrate.sync.plan.plan import Plan
from migrate.sync.spool import Spool
from migrate.sync.state.disk import Disk
from migrate.text import decode, lines


def report_broken_links(plan: Plan, disk: Disk, files: Files, spool: Spool, diagnostics: Diagnostics) -> None:
    """Diagnose every `ref` and `relref` of a user that finds no page once the plan is carried out."""
    pages = _Pages(plan, disk, files)
    for path, text in _texts_of_users(plan, disk, files, spool):
        for call, line in _references(text):
            target = call.target + call.fragment
            if not pages.has(target, path, call.language):
                diagnostics.report(Code.BROKEN_LINK, target, file=path, line=line)


@dataclass(slots=True)
class _Pages:
    """The pages that Hugo will know. They are only gathered if there is anything to judge."""

    plan: Plan
    disk: Disk
    files: Files
    _by_name: dict[str, list[str]] = field(default_factory=dict)
    """Paths by names, both as Hugo compares them."""
    _own: dict[str, str] = field(default_factory=dict)
    """How the paths of the user's own files are spelled on disk."""

    def has(self, target: str, path: str, language: str) -> bool:
        """Whether a file's reference finds a page. In doubt it does: only names of Markdown files are judged.

        `language` is that of the page if the reference says it.
        """
        target = re.split("[?#]", target)[0].casefold()
        if not target.endswith(".md") or "://" in target:
            return True
        self._by_name = self._by_name or self._gathered()
        files = self.disk.languages
        spoken = language or files.language(path)
        named = self._by_name.get(PurePosixPath(target).name, [])
        found = [(files.plain(one), one) for one in named if files.language(one) == spoken]
        if target.startswith("."):
            target = normpath(f"{files.plain(path).removeprefix(CONTENT).casefold()}/../{target}")
        if target.startswith("/"):
            return any(plain == f"{CONTENT}{target}" and self._is_shown(one) for plain, one in found)
        return any(plain.endswith(f"/{target}") and self._is_shown(one) for plain, one in found)

    def _is_shown(self, path: str) -> bool:
        """Of the user's own files nobody has looked yet whether Hugo leaves them out."""
        own = self._own.get(path)
        return own is None or not is_left_out(decode(self.files.read(own) or b""))

    def _gathered(self) -> dict[str, list[str]]:
        by_name: dict[str, list[str]] = defaultdict(list)
        self._own = {path.casefold(): path for path in self.disk.taken}
        for path in chain(self._public(), self.disk.taken):
            if path.startswith(f"{CONTENT}/"):
                spelled = path.casefold()
                by_name[self.disk.languages.plain(spelled).rpartition("/")[2]].append(spelled)
        return by_name

    def _public(self) -> Iterator[str]:
        for entry in chain(self.plan.after.known.values(), self.plan.after.new()):
            edited = self.disk.files.get(entry.key)
            if entry.published and not (edited and edited.draft):
                yield entry.path


def _texts_of_users(plan: Plan, disk: Disk, files: Files, spool: Spool) -> Iterator[tuple[str, str]]:
    """Files of the user's own, and documents that hold more than we wrote, as they will be."""
    edited = [entry for entry in plan.after.edited if entry.path.endswith(".md")]
    keys = {entry.key for entry in edited}
    results = {step.key: step.result for step in plan.steps if step.key in keys} if keys else {}
    for entry in edited:
        staged, file = results.get(entry.key), disk.files.get(entry.key)
        data = spool.get(staged) if staged else files.read(file.path if file else entry.path)
        yield entry.path, decode(data or b"")
    for path in sorted(disk.taken):
        if path.endswith(".md"):
            yield path, decode(files.read(path) or b"")


def _references(text: str) -> Iterator[tuple[Call, int]]:
    """Calls and their lines. Hugo looks for shortcodes in code too."""
    for number, line in enumerate(lines(text), 1):
        for call in calls(line):
            yield call, number
