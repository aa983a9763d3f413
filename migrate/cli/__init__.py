"""The command line: one file a command. Nothing else prints or chooses exit statuses."""

from __future__ import annotations

import sys


def main() -> None:
    """Run `wxr2hugo`. Ends the process with 0 (done), 1 (something needs a person) or 2 (could not do it)."""
    try:
        from migrate.cli.ending import run

        status = run(sys.argv[1:])
    except KeyboardInterrupt:  # before anything was begun
        status = 130
    sys.exit(status)
