"""What whole runs of the command share."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support.blog import Blog
from tests.support.examples import MANY, examples

# How long an example takes says nothing on a machine that does other work besides; and a change is judged by the same
# examples as the one before it. Who wants others asks for more.
settings.register_profile("suite", deadline=None, max_examples=examples(60), derandomize=not MANY)
settings.load_profile("suite")
# Thousands of small sites come and go: where memory can hold them, no disk waits for them.
MEMORY = Path("/dev/shm")
if "TMPDIR" not in os.environ and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > 4_000_000_000:
    tempfile.tempdir = os.environ["TMPDIR"] = str(MEMORY)
# Many tests start the command; without what Python keeps of modules each start would compile all of them.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
# Many hundred small sites are built: on one core, and seldom looking for what is gone, Hugo takes a quarter less.
os.environ |= {"GOMAXPROCS": "1", "GOGC": "400"}
# A shell makes what it starts in the background deaf to Ctrl-C, and so what that starts: tests of Ctrl-C would wait.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_xdist_auto_num_workers() -> int:
    """What `-n auto` means: one more than there are cores, for a test waits while what it started ends."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_finish() -> None:
    """What is loaded by now stays: no test looks through it for what is gone, nor does a process that a test forks."""
    gc.freeze()


@pytest.fixture
def blog(tmp_path: Path) -> Blog:
    """A blog that nobody exported yet."""
    return Blog(tmp_path)


@pytest.fixture
def small_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    """An item or two in each portion, as if the export were large."""
    monkeypatch.setattr("migrate.wxr.open._CHUNK", 500)
    monkeypatch.setattr("migrate.wxr.segments.SEGMENT_SIZE", 500)
