"""Where the traceback of a fault of this tool is kept: in a file that a message names, never on the screen."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from migrate.diagnostics import Diagnostic
from migrate.state_folder import FAULTS


def keep_traces(diagnostics: Iterable[Diagnostic], site: Path | None) -> str:
    """Write the tracebacks among these diagnostics to a file; its path, empty where there are none.

    `site` is where this run may write; without one, the file lies among the temporary files of the system.
    """
    traces = [f"{one.file}:{one.line} {one.detail}\n{one.trace}" for one in diagnostics if one.trace]
    return keep("\n".join(traces), site) if traces else ""


def keep(trace: str, site: Path | None = None) -> str:
    """Write a traceback to a file; its path, empty where no file can be written at all."""
    data = trace.encode("utf-8", "backslashreplace")
    with suppress(OSError):
        if site is not None and (site / FAULTS).parent.is_dir():
            (site / FAULTS).write_bytes(data)
            return str(site / FAULTS)
        from tempfile import mkstemp  # a run without a fault needs none of it

        handle, path = mkstemp(prefix="wxr2hugo-fault-", suffix=".log")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        return path
    return ""
