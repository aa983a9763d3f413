"""It ends: whatever happens to the parent or to a worker, all are gone within seconds, and nothing is said in anger."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import AbstractContextManager
from pathlib import Path
from random import Random

import pytest

from tests.support import workers_program
from tests.support.processes import TIMES, WITHIN, started

PROGRAM = Path(workers_program.__file__)
WAYS = {
    "ordinary": 0,
    "failing_consumer": 3,
    "left_early": 0,
    "two_streams": 0,
    "killed_workers": 0,
    "killed_from_outside": 0,
    "out_of_memory": 3,
}
"""What may happen, with the status that is expected of the program."""
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")


def program(*arguments: str) -> AbstractContextManager[subprocess.Popen[bytes]]:
    """The program that meets an end of some kind."""
    command = [sys.executable, str(PROGRAM), *arguments]
    return started(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def members(session: int) -> list[int]:
    """Processes of a session that still run."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[3]) == session and fields[0] != "Z":
                found.append(int(entry.name))
    return found


def assert_gone(session: int) -> None:
    latest = time.monotonic() + WITHIN
    while members(session) and time.monotonic() < latest:
        time.sleep(0.02)
    assert not members(session)


@pytest.mark.parametrize("method", ["fork", "spawn"])
@pytest.mark.parametrize("way", WAYS)
def test_every_way_to_go_on_or_to_fail_ends(way: str, method: str) -> None:
    for _ in range(TIMES if method == "fork" else (TIMES + 9) // 10):
        with program(way, method) as process:
            _, said = process.communicate(timeout=WITHIN * (1 if method == "fork" else 4))
        assert process.returncode == WAYS[way], said.decode()
        assert b"Traceback" not in said
        assert_gone(process.pid)


@pytest.mark.parametrize("whom", ["parent", "all"])
@pytest.mark.parametrize("number", SIGNALS, ids=lambda one: one.name)
@pytest.mark.parametrize("load", ["slow", "large"])
def test_a_signal_ends_all_processes_at_any_moment(number: signal.Signals, whom: str, load: str) -> None:
    random = Random(TIMES)
    for _ in range(TIMES):
        with program("stopped", "fork", *(["large"] if load == "large" else [])) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(random.random() * 0.05)
            (os.killpg if whom == "all" else os.kill)(process.pid, number)
            _, said = process.communicate(timeout=WITHIN)
        assert process.returncode in (130, -number, 0), said.decode()
        assert_gone(process.pid)


def test_a_signal_that_nobody_could_hear_comes_again() -> None:
    with program("unheard", "fork") as process:
        _, said = process.communicate(timeout=WITHIN)
    assert (process.returncode, said) == (130, b"")
    assert_gone(process.pid)


def test_workers_end_with_a_parent_that_is_killed() -> None:
    for _ in range(TIMES):
        with program("stopped", "fork") as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(0.02)
            process.kill()
            process.wait()
        assert_gone(process.pid)
