"""One file to bring, and what came of it."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from pathlib import Path

from migrate.media.manifest import MediaVersion

_FATAL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})


@dataclass(frozen=True, slots=True)
class Download:
    """One file to bring."""

    path: str
    urls: tuple[str, ...]
    target: Path
    known: MediaVersion | None = None
    """The version that is there; only a newer one is taken then."""


@dataclass(frozen=True, slots=True)
class Downloaded:
    """What came of a job: a whole new file waits in its `Part` (`entry`), it failed (`failure`), or none is newer."""

    job: Download
    entry: MediaVersion | None = None
    failure: str = ""


def is_fatal(error: OSError) -> bool:
    """Whether a failure of the disk concerns all files, so that going on makes no sense."""
    return error.errno in _FATAL
