"""Brings the files that a site needs: decides which are missing, has them copied or fetched, and says what failed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from migrate.diagnostics import Code, Diagnostics, MigrateError
from migrate.media.copy import copy, find
from migrate.media.download import NO_ADDRESS, download
from migrate.media.jobs import Download, Downloaded, is_fatal
from migrate.media.manifest import Manifest, MediaVersion, ends_of
from migrate.media.media_file import BringOptions, MediaFile, Summary
from migrate.media.part import PartialFile, sweep
from migrate.media.progress import Callback, Meter, silent
from migrate.media.safe_paths import RefusedError, SafePaths
from migrate.media.sources import MediaSource, open_source
from migrate.text import one_line

_LONGEST_MESSAGE = 1000


@dataclass(slots=True)
class _Tally:
    """What becomes of all files."""

    present: int = 0
    failures: list[tuple[Code, str, str]] = field(default_factory=list)
    """Code, path, reason."""
    written: list[str] = field(default_factory=list)

    def fail(self, path: str, reason: str, code: Code = Code.MEDIA_FAILED) -> None:
        """A file could not be brought."""
        self.failures.append((code, path, reason))


def bring(
    site: Path,
    wanted: Iterable[MediaFile],
    settings: BringOptions,
    diagnostics: Diagnostics,
    progress: Callback = silent,
) -> Summary:
    """Bring all files that are not in the site yet. One that fails never stops the others; it becomes a diagnostic.

    What is there is left alone, also if it was not this program that put it there. With `settings.refresh`, files of an
    earlier run that nobody changed are asked for again. `progress` is called by several threads, one at a time.

    Raises:
        MigrateError: the source is none, or the disk takes no files.

    """
    try:
        return _bring(site, list(wanted), settings, diagnostics, progress)
    except OSError as error:
        place = error.filename or site
        raise MigrateError(f"{place}: {error.strerror or error}", "what was brought so far is kept") from error


def _bring(
    site: Path, wanted: list[MediaFile], settings: BringOptions, diagnostics: Diagnostics, progress: Callback
) -> Summary:
    source = open_source(settings.source, hard_link=settings.hard_link) if settings.source else None
    places = SafePaths(site)
    manifest = Manifest(site)
    tally = _Tally()
    jobs = list(_jobs(_by_path(wanted), places, manifest, settings, tally))
    meter = Meter(len(jobs), progress)
    if settings.dry_run:
        _pretend(jobs, source, tally)
    else:
        temporary = places.make_temporary()
        sweep(temporary, (job.path for job in jobs))
        outcomes = (
            copy(jobs, source, settings, temporary, meter) if source else download(jobs, settings, temporary, meter)
        )
        with manifest, closing(outcomes):
            _settle(outcomes, manifest, temporary, tally)
    _report(tally, wanted, diagnostics)
    return _summary(tally, meter, copied=source is not None)


def _by_path(wanted: Iterable[MediaFile]) -> dict[str, tuple[str, ...]]:
    """The addresses of each path, though it may be wanted several times."""
    urls: dict[str, dict[str, None]] = {}
    for one in wanted:
        urls.setdefault(one.path, {}).update(dict.fromkeys(one.urls))
    return {path: tuple(addresses) for path, addresses in sorted(urls.items())}


def _jobs(
    urls: dict[str, tuple[str, ...]], places: SafePaths, manifest: Manifest, settings: BringOptions, tally: _Tally
) -> Iterator[Download]:
    """The files to bring. The others are counted as present or refused."""
    for path, addresses in urls.items():
        try:
            target = places.named(path)
            length = _length(target)
            known = manifest.get(path)
            if length and not (settings.refresh and known is not None and known.is_at(target)):
                tally.present += 1
                continue
            places.check(target)
            yield Download(path, addresses, target, known if length else None)
        except RefusedError as error:
            tally.fail(path, str(error), Code.MEDIA_REFUSED)


def _length(target: Path) -> int:
    """The size of the file that is there; 0 also for an empty one, as a loss of power leaves it behind."""
    return target.stat().st_size if target.is_file() else 0


def _pretend(jobs: Sequence[Download], source: MediaSource | None, tally: _Tally) -> None:
    """Say what would be brought, touching nothing."""
    there, reason = {job.path for job in jobs if job.urls}, NO_ADDRESS
    if source:
        found, reason = find(jobs, source)
        there = {job.path for job in found.values()}
    for job in jobs:
        if job.path in there:
            tally.written.append(job.path)
        else:
            tally.fail(job.path, reason)


def _settle(outcomes: Iterable[Downloaded], manifest: Manifest, temporary: Path, tally: _Tally) -> None:
    for outcome in outcomes:
        job = outcome.job
        failure = outcome.failure or (_put(outcome.entry, job, manifest, temporary) if outcome.entry else "")
        if failure:
            tally.fail(job.path, failure)
        elif outcome.entry:
            tally.written.append(job.path)
        else:
            tally.present += 1


def _put(entry: MediaVersion, job: Download, manifest: Manifest, temporary: Path) -> str:
    """Give a whole file its name; why it failed, or empty.

    It is recorded first: killed in between, the next run finds it missing and brings it again. The other way round it
    would take the file for somebody else's.
    """
    part = PartialFile(temporary, job.path)
    try:
        manifest.record(replace(entry, ends=ends_of(part.file)))
        part.move_to(job.target)
    except OSError as error:
        if is_fatal(error):
            raise
        return error.strerror or str(error)
    return ""


def _report(tally: _Tally, wanted: Iterable[MediaFile], diagnostics: Diagnostics) -> None:
    for code, path, reason in sorted(tally.failures, key=lambda failure: failure[1]):
        diagnostics.report(code, _printable(f"{path}: {reason}"))
    for paths in _collisions(wanted):
        diagnostics.report(Code.MEDIA_CASE, _printable(" and ".join(paths)))


def _collisions(wanted: Iterable[MediaFile]) -> Iterator[list[str]]:
    """Groups of paths that are one file where case or composition of letters does not count."""
    groups: dict[str, set[str]] = {}
    for one in wanted:
        groups.setdefault(unicodedata.normalize("NFC", one.path).casefold(), set()).add(one.path)
    return (sorted(paths) for _, paths in sorted(groups.items()) if len(paths) > 1)


def _printable(text: str) -> str:
    """A message as it can be shown: no control characters that would act on a terminal, no endless name."""
    shown = one_line(text)
    return shown if len(shown) <= _LONGEST_MESSAGE else f"{shown[: _LONGEST_MESSAGE - 1]}…"


def _summary(tally: _Tally, meter: Meter, *, copied: bool) -> Summary:
    written = tuple(sorted(tally.written))
    return Summary(
        copied=len(written) if copied else 0,
        downloaded=0 if copied else len(written),
        present=tally.present,
        failed=len(tally.failures),
        bytes=meter.bytes,
        written=written,
    )
