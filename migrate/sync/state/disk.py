"""What is in the site now, seen from what the last run left there."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TypeAlias

from migrate.model.documents import Kind, Placed
from migrate.model.export import NO_ID
from migrate.page.facts import wordpress_id
from migrate.page.places import ONE_LANGUAGE, Languages
from migrate.page.publication import is_left_out
from migrate.page.references import CONTENT
from migrate.sync.files import Files
from migrate.sync.state.bases import check_bases, sound_base
from migrate.sync.state.conflicts import conflict_path
from migrate.sync.state.content_files import adopted, content_files, described, head_of, is_page
from migrate.sync.state.places import base_path, proposed_path
from migrate.sync.state.remembered import Remembered, renamed
from migrate.sync.state.state import State
from migrate.text import decode, digest
from migrate.workers import Job, forks, in_order


class File(NamedTuple):
    """The file of one document."""

    path: str
    """Where it is; empty: somebody deleted it."""
    digest: str = ""
    draft: bool = False
    """Whether a person made it a draft."""


GONE = File("")

_TOGETHER = 2000
"""Files that a process looks at at a time."""

Read: TypeAlias = Callable[[str], bytes | None]
"""The content of a file by its path, None where there is none."""


class Disk(NamedTuple):
    """The site as it is now."""

    site: Path
    entries: Mapping[str, Remembered]
    """What is remembered, with conflicts settled whose proposal somebody deleted, and files that only tell of
    themselves: their lines are lost."""
    files: Mapping[str, File]
    """A file for every entry."""
    settled: frozenset[str]
    """Keys of conflicts that were settled by deleting the proposal."""
    taken: frozenset[str]
    """The user's own files below `content/`: names that no document may get."""
    copies: Mapping[str, tuple[str, ...]]
    """Those of the user's own files that name the item of a document, by the key of that document."""
    unbased: frozenset[str]
    """Keys of the documents whose base is not there; looked for where somebody else may have written the state."""
    languages: Languages = ONE_LANGUAGE
    """How the path of a file says its language."""

    def renamed(self, keys: Mapping[str, str]) -> Disk:
        """The same with other keys: the new ones by the old."""
        if not keys:
            return self
        return self._replace(
            entries=renamed(self.entries, keys),
            files={keys.get(key, key): file for key, file in self.files.items()},
            settled=frozenset(keys.get(key, key) for key in self.settled),
            copies={keys.get(key, key): paths for key, paths in self.copies.items()},
            unbased=frozenset(keys.get(key, key) for key in self.unbased),
        )

    def base(self, key: str) -> str:
        """The document that both sides last agreed on; empty where there is none."""
        entry = self.entries.get(key)
        data = sound_base(Files(self.site), entry) if entry else None
        return decode(data) if data else ""

    def placed(self) -> dict[str, Placed]:
        """Where every document stands, for those who give names and links. A pinned one has no assigned path."""
        return {key: _placed(entry, self.files[key]) for key, entry in self.entries.items()}

    def placed_of(self, keys: Collection[str]) -> dict[str, Placed]:
        """The same of some documents, whose files are read now: to survey the site may have left that out."""
        entries, read = {key: self.entries[key] for key in keys if key in self.entries}, Files(self.site).read
        return {key: _placed(entry, _look(read, entry, ())) for key, entry in entries.items()}


def survey_disk(
    site: Path,
    state: State,
    languages: Languages = ONE_LANGUAGE,
    only: Container[str] | None = None,
    *,
    jobs: int = 1,
) -> Disk:
    """Compare the site with what the last run left. Raises MigrateError for a file that cannot be read.

    `languages` says of which language a file is: an item may have one in each. With `only` the files of other documents
    than those with these keys are taken for as they were left, where they are there. So many `jobs` look at all files.
    """
    settled = frozenset(key for key, entry in state.entries.items() if _is_settled(site, entry))
    entries = {key: _settle(site, entry) if key in settled else entry for key, entry in state.entries.items()}
    there = content_files(site)
    files = _looked_at(site, entries, jobs) if only is None else _looked_at_few(site, entries, frozenset(there), only)
    own = _strangers(site, files, there)
    missing = [entries[key] for key, file in files.items() if not file.path]
    pages = [path for path in own if is_page(path)]
    if missing and pages:
        files.update(_found_elsewhere(site, missing, pages, languages))
    found = {file.path for file in files.values()}
    copies = _adopt(site, [path for path in pages if path not in found], entries, files, languages=languages)
    left = {} if state.as_left else {key: file.digest for key, file in files.items() if file.path}
    unbased = check_bases(Files(site), entries, left)
    unblocked = {key for key, file in files.items() if not file.path and not entries[key].base}
    found = {file.path for file in files.values()}
    return Disk(
        site=site,
        entries={key: entry for key, entry in entries.items() if key not in unblocked},
        files={key: file for key, file in files.items() if key not in unblocked},
        settled=settled,
        taken=frozenset(path for path in own if path not in found),
        copies=copies,
        unbased=unbased,
        languages=languages,
    )


def followed(site: Path, state: State, languages: Languages) -> State:
    """The state with the files in conflict where they are now, if somebody moved them since the last run."""
    waiting = {key: entry for key, entry in state.entries.items() if entry.conflict}
    if all((site / entry.path).is_file() for entry in waiting.values()):
        return state
    files = survey_disk(site, state, languages).files
    here = {key: files[key].path for key in waiting if key in files}
    moved = {key: entry._replace(path=here.get(key) or entry.path) for key, entry in waiting.items()}
    return state._replace(entries={**state.entries, **moved})


class _LookContext(NamedTuple):
    """What all files are looked at with."""

    site: Path
    entries: Sequence[Remembered]
    paths: Collection[str]
    """Where those entries say that files are."""


def _looked_at(site: Path, entries: Mapping[str, Remembered], jobs: int) -> dict[str, File]:
    """The file of each entry; half a second of work where there are some 30,000."""
    work = _LookContext(site, list(entries.values()), {entry.path for entry in entries.values()})
    batches = [range(start, min(start + _TOGETHER, len(entries))) for start in range(0, len(entries), _TOGETHER)]
    job: Job[_LookContext, range, list[File | None]] = Job(_look_at, work, lambda batch: iter([_look_at(work, batch)]))
    looked = in_order(job, batches, jobs if len(batches) > jobs and forks() else 1)
    files = zip(entries, chain.from_iterable(looked), strict=True)
    return {key: file or _as_agreed(entries[key]) for key, file in files}


def _looked_at_few(
    site: Path, entries: Mapping[str, Remembered], there: Collection[str], only: Container[str]
) -> dict[str, File]:
    """The same where the files of other documents than those with these keys count as left if they are there."""
    paths, read = {entry.path for entry in entries.values()}, Files(site).read
    return {key: _look(read, entry, paths) if key in only else _as_left(entry, there) for key, entry in entries.items()}


def _look_at(work: _LookContext, batch: range) -> list[File | None]:
    """The files; None of one that holds what was agreed on, where it was left."""
    read = Files(work.site).read
    found = ((entry, _look(read, entry, work.paths)) for entry in map(work.entries.__getitem__, batch))
    return [None if file == _as_agreed(entry) else file for entry, file in found]


def _as_agreed(entry: Remembered) -> File:
    return File(entry.path, entry.base)


def _adopt(
    site: Path,
    pages: Collection[str],
    entries: dict[str, Remembered],
    files: dict[str, File],
    *,
    languages: Languages,
) -> dict[str, tuple[str, ...]]:
    """Take pages in whose line is lost, as their ids tell. Answers those that are copies of others, by key."""
    known = _ByItem(entries.values() if pages else ())
    copies: dict[str, tuple[str, ...]] = {}
    for path in pages:
        head = head_of(site, path)
        number = wordpress_id(head)
        if found := known.get(number, languages.language(path)) or known.any(number):
            copies[found.key] = (*copies.get(found.key, ()), path)
        elif number != NO_ID:
            entry = adopted(described(path, head), languages.language(path))
            known.add(entry)
            key = entry.key
            entries[key] = entry
            files[key] = _file(Files(site).read, path, Files(site).read(path) or b"", entry)
    return copies


def _is_settled(site: Path, entry: Remembered) -> bool:
    return bool(entry.conflict) and not (site / conflict_path(entry.conflict)).is_file()


def _settle(site: Path, entry: Remembered) -> Remembered:
    base = entry.proposed if (site / proposed_path(entry.base_key)).is_file() else ""
    return entry._replace(base=base, conflict="", proposed="")


def _look(read: Read, entry: Remembered, paths: Collection[str]) -> File:
    """The file where it was left; one that was deleted may have come back to its place, if that is still free."""
    path = entry.path or entry.home.assigned
    data = read(path) if entry.path or path not in paths else None
    return GONE if data is None else _file(read, path, data, entry)


def _as_left(entry: Remembered, there: Collection[str]) -> File:
    """The file as it was left, if it is among those that are there; what is no content may be missing too."""
    is_there = entry.path in there or not entry.path.startswith(f"{CONTENT}/")
    return File(entry.path, entry.disk) if is_there else GONE


def _strangers(site: Path, files: dict[str, File], there: Iterable[str]) -> list[str]:
    """Of the files below `content/` those that no entry knows. One that only has its name in other case is followed."""
    keys = {file.path: key for key, file in files.items()}
    strangers = [path for path in there if path not in keys]
    known_as = {alike(path): path for path in keys} if strangers else {}
    own = []
    for path in strangers:
        known = known_as.get(alike(path))
        if known and _same_file(site / known, site / path):
            files[keys[known]] = files[keys[known]]._replace(path=path)
        else:
            own.append(path)
    return own


def alike(path: str) -> str:
    """The same for paths that some disks take for one."""
    return unicodedata.normalize("NFC", path).casefold()


def _same_file(one: Path, other: Path) -> bool:
    """As on a disk that knows no upper and lower case. Two names of a hard link are two files for their owner."""
    with suppress(OSError):
        return one.samefile(other) and one.stat().st_nlink == 1
    return False


def _file(read: Read, path: str, data: bytes, entry: Remembered) -> File:
    name = digest(data)
    if name == entry.base:
        return File(path, entry.base)
    return File(path, name, says_draft(data) and not _is_draft_of_wordpress(read, entry))


def _is_draft_of_wordpress(read: Read, entry: Remembered) -> bool:
    """A scheduled post is not published yet either, and still no draft."""
    base = None if entry.published else read(base_path(entry.base_key))
    return base is not None and says_draft(base)


def says_draft(data: bytes) -> bool:
    """Whether the front matter of a file makes it a draft."""
    return is_left_out(decode(data))


class _ByItem:
    """Documents by the item that they are made of, and by its language where it has several."""

    def __init__(self, entries: Iterable[Remembered]) -> None:
        self._exact: dict[tuple[int, str], Remembered] = {}
        self._of: dict[int, list[Remembered]] = {}
        for entry in filter(names_its_id, entries):
            self.add(entry)

    def add(self, entry: Remembered) -> None:
        """Know a document, in place of an earlier one of the same item and language."""
        identity = entry.identity
        self._exact[identity.wordpress_id, identity.language] = entry
        self._of.setdefault(identity.wordpress_id, []).append(entry)

    def get(self, number: int, language: str) -> Remembered | None:
        """The document of an item in a language; the only one that it has may have come to another."""
        all_ = self._of.get(number, [])
        return self._exact.get((number, language)) or (all_[0] if len(all_) == 1 else None)

    def any(self, number: int) -> Remembered | None:
        """A document of an item, if there is one."""
        return next(iter(self._of.get(number, ())), None)


def _found_elsewhere(
    site: Path, missing: Iterable[Remembered], taken: Iterable[str], languages: Languages
) -> dict[str, File]:
    """Files that are not where they were left, found by their id; those without an id by their content."""
    pages = _ByItem(missing)
    others = {entry.disk: entry for entry in missing if entry.disk and not names_its_id(entry)}
    found: dict[str, File] = {}
    for path in taken:
        number = wordpress_id(head_of(site, path))
        entry = pages.get(number, languages.language(path)) or _with_content(site, path, others)
        data = Files(site).read(path) if entry and entry.key not in found else None
        if entry and data is not None:
            found[entry.key] = _file(Files(site).read, path, data, entry)
    return found


def names_its_id(entry: Remembered) -> bool:
    """Whether the file of a document holds the id of its item."""
    return entry.identity.kind is Kind.CONTENT and entry.identity.wordpress_id != NO_ID


def _with_content(site: Path, path: str, by_content: Mapping[str, Remembered]) -> Remembered | None:
    data = Files(site).read(path) if by_content else None
    return by_content.get(digest(data)) if data is not None else None


def _placed(entry: Remembered, file: File) -> Placed:
    return Placed(
        identity=entry.identity,
        home=entry.home._replace(assigned="") if entry.pinned else entry.home,
        path=file.path,
        url=entry.url,
        former_urls=entry.former_urls,
        published=entry.published and not file.draft,
        drafted=file.draft,
        lookups=entry.lookups,
        marks=entry.marks,
        forms=entry.forms,
    )
