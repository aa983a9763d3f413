"""Copies files from a folder or archive. No network."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import suppress
from pathlib import Path

from migrate.media.align import align
from migrate.media.jobs import Download, Downloaded, is_fatal
from migrate.media.manifest import MediaVersion
from migrate.media.media_file import BringOptions
from migrate.media.part import PartialFile
from migrate.media.progress import Meter
from migrate.media.sources import DamagedError, MediaSource, Member, composed


def find(jobs: Sequence[Download], source: MediaSource) -> tuple[dict[str, Download], str]:
    """The jobs by the names that their files have in the source, and why the others are not there."""
    names: set[str] = set()
    reason = "is not in what --from names"
    try:
        names.update(source.names())
    except DamagedError as error:
        reason = f"could not be found, the source is {error}"
    alignments = align(sorted(names), [composed(job.path) for job in jobs])
    found: dict[str, Download] = {}
    for job in jobs:
        candidates = (one.source_name(composed(job.path)) for one in alignments)
        name = next((one for one in candidates if one in names), None)
        if name:
            found.setdefault(name, job)
    return found, reason


def copy(
    jobs: Sequence[Download], source: MediaSource, settings: BringOptions, temporary: Path, meter: Meter
) -> Generator[Downloaded, None, None]:
    """Copy all files that the source has; one outcome for each job.

    Raises:
        OSError: the disk takes no more files.

    """
    missing = {job.path: job for job in jobs}
    found, reason = find(jobs, source)
    # Damage that ends the reading was met and named by the search already.
    with suppress(DamagedError):
        for member in source.members(found):
            job = found[member.name]
            if missing.pop(job.path, None):
                yield _copied(job, member, settings, temporary, meter)
    for job in missing.values():
        meter.finished(job.path)
        yield Downloaded(job, failure=reason)


def _copied(job: Download, member: Member, settings: BringOptions, temporary: Path, meter: Meter) -> Downloaded:
    if job.known and job.known.length == member.size:
        outcome = Downloaded(job)
    elif member.size > settings.max_size:
        outcome = Downloaded(job, failure=f"is larger than {settings.max_size} bytes")
    else:
        outcome = _written(job, member, temporary)
        meter.received(job.path, outcome.entry.length if outcome.entry else 0)
    meter.finished(job.path)
    return outcome


def _written(job: Download, member: Member, temporary: Path) -> Downloaded:
    part = PartialFile(temporary, job.path)
    part.discard()
    try:
        member.write(part.file)
    except DamagedError as error:
        part.discard()
        return Downloaded(job, failure=str(error))
    except OSError as error:
        part.discard()
        if is_fatal(error):
            raise
        return Downloaded(job, failure=error.strerror or str(error))
    return Downloaded(job, MediaVersion(job.path, length=part.size))
