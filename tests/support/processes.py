"""Processes that tests start, of which none outlives its test."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.support.examples import MANY, examples

TIMES = examples(1)
"""How often each way to end is tried."""
WITHIN = 5 if MANY else 60
"""Seconds that an end may take. Five are promised, and held where they are measured on a machine that does nothing
else; what hangs does so for ever, and is found on a busy machine too."""


@contextmanager
def started(command: Sequence[str], **options: Any) -> Iterator[subprocess.Popen[Any]]:
    """A program in a session of its own, so that all of its processes can be found, and killed where a test fails."""
    process = subprocess.Popen(command, start_new_session=True, **options)
    with process:
        try:
            yield process
            process.wait(timeout=WITHIN)
        except BaseException:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            raise


def wait_for_work(process: subprocess.Popen[Any], site: Path) -> None:
    """Until a run has the site to itself."""
    while not (site / ".wxr2hugo/lock").exists():
        assert process.poll() is None
        time.sleep(0.01)
