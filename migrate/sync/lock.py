"""One run at a time per site. The lock dies with its process: there is no stale lock to remove."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from migrate.diagnostics import MigrateError
from migrate.state_folder import LOCK
from migrate.sync.files import Files
from migrate.system_errors import explained

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def lock(site: Path) -> Iterator[None]:
    """Hold the site for this process. Raises MigrateError if another run has it, or if it cannot be written to."""
    path = site / LOCK
    handle = _open(site, path)
    try:
        _take(handle)
    except OSError as error:
        os.close(handle)
        raise MigrateError(
            f"{site}: another run of wxr2hugo is at work on this site", "Wait until it ends and try again."
        ) from error
    try:
        yield
    finally:
        os.close(handle)
        _leave_nothing_behind(path)


def _open(site: Path, path: Path) -> int:
    try:
        Files(site).check(LOCK)
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise explained(str(path), error) from error


def _leave_nothing_behind(path: Path) -> None:
    """A run that wrote nothing leaves no folder either. Else the file stays: removing it would be a race."""
    with suppress(OSError):
        if [entry.name for entry in path.parent.iterdir()] == [path.name]:
            path.unlink()
            path.parent.rmdir()
