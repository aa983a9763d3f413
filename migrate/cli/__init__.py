"""The command line: its commands, and what they share. Nothing else prints or chooses exit statuses."""

from __future__ import annotations

import atexit
import os
import sys
from contextlib import suppress

from migrate.rings import collect_rarely


def main() -> None:
    """Run `wxr2hugo`. Ends the process with 0 (done), 1 (something needs a person) or 2 (could not do it)."""
    _name_files_in_utf8()
    collect_rarely()  # before anything is loaded, for all of that stays
    status = 1
    atexit.register(lambda: _leave(status))  # the first to be registered is the last to be called
    try:
        from migrate.cli.ending import run

        status = run(sys.argv[1:])
    except KeyboardInterrupt:  # before anything was begun
        status = 130
    sys.exit(status)


def _leave(status: int) -> None:
    """End at once: to take down all that is in memory, piece by piece, would be a thirtieth of a small run."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(status)


def _name_files_in_utf8() -> None:
    """Begin again in the encoding in which names of files are stored, where the locale has one that lacks letters."""
    if sys.getfilesystemencoding() != "utf-8" and os.environ.get("PYTHONUTF8") != "1" and sys.executable:
        os.environ["PYTHONUTF8"] = "1"
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])
