"""The command line: one file a command. Nothing else prints or chooses exit statuses."""

from __future__ import annotations

import sys


def main() -> None:
    """Run `wxr2hugo`. Ends the process with 0 (done), 1 (something needs a person) or 2 (could not do it)."""
    from migrate.cli.app import app
    from migrate.cli.console import fail
    from migrate.diagnostics import MigrateError

    try:
        app()
    except MigrateError as error:
        fail(error.message, error.hint)
        sys.exit(2)
    except KeyboardInterrupt:
        fail("interrupted", "nothing is half done: run the same command again to go on")
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        fail(f"{error.filename or 'disk'}: {error.strerror or error}", "Run the same command again; it carries on.")
        sys.exit(2)
