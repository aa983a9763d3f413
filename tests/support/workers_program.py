"""A program that spreads work over processes and meets an end of some kind; `test_workers_end.py` runs it."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import sys
import threading
from collections.abc import Iterator
from random import Random
from typing import Any

from migrate.cli.ending import ignore_stopping, listen
from migrate.workers import Job, in_order

LARGE = 8 << 20
"""Bytes: far more than a pipe holds."""


def square(base: int, task: int) -> int:
    return task * task + base


def large(base: int, task: int) -> bytes:
    return bytes([task % 256]) * LARGE


def hungry(base: int, task: int) -> bytes:
    resource.setrlimit(resource.RLIMIT_AS, (1 << 28, 1 << 28))
    return bytes(1 << 29)


def suicidal(base: int, task: int) -> int:
    if task % 7 == base:
        os.kill(os.getpid(), signal.SIGKILL)
    return task


def slow(base: int, task: int) -> int:
    threading.Event().wait(60)
    return task


def rescued(task: int) -> Iterator[Any]:
    yield -1


def ordinary() -> None:
    assert list(in_order(Job(square, 1, rescued), range(50), 2)) == [one * one + 1 for one in range(50)]


def failing_consumer() -> None:
    for _ in in_order(Job(large, 0, rescued), range(20), 2):
        raise LookupError


def left_early() -> None:
    results = in_order(Job(large, 0, rescued), range(20), 2)
    assert len(next(results)) == LARGE


def two_streams() -> None:
    one, other = in_order(Job(square, 0, rescued), range(40), 2), in_order(Job(large, 0, rescued), range(40), 2)
    for number, result in zip(range(5), one, strict=False):
        assert result == number * number
        assert next(other)[0] == number
    other.close()  # type: ignore[attr-defined]
    assert list(one) == [number * number for number in range(5, 40)]


def killed_workers() -> None:
    expected = [-1 if one % 7 == 3 else one for one in range(20)]
    assert list(in_order(Job(suicidal, 3, rescued), range(20), 2)) == expected


def killed_from_outside() -> None:
    """As the system does it that is short of memory: one worker at any moment."""
    random = Random()

    def kill() -> None:
        children = multiprocessing.active_children()
        if children:
            os.kill(random.choice(children).pid or 0, signal.SIGKILL)

    stream = in_order(Job(large, 0, rescued), range(8), 2)
    next(stream)
    timer = threading.Timer(random.random() * 0.02, kill)
    timer.start()
    assert [result[0] for result in stream] == list(range(1, 8))
    timer.join()


def out_of_memory() -> None:
    list(in_order(Job(hungry, 0, rescued), range(10), 2))


def stopped() -> None:
    """Ended by a signal that comes from outside."""
    print("at work", flush=True)  # from here on a signal is heard
    list(in_order(Job(slow if len(sys.argv) < 4 else large, 0, rescued), range(1000), 2))


class Unhearing:
    """Is told to stop while Python takes it down, where nothing that comes up is heard."""

    def __del__(self) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        threading.Event().wait(0.01)


def unheard() -> None:
    Unhearing()
    list(in_order(Job(slow, 0, rescued), range(10), 2))


if __name__ == "__main__":
    if sys.argv[2] == "spawn":
        multiprocessing.get_all_start_methods = lambda: ["spawn"]
    listen()
    try:
        globals()[sys.argv[1]]()
    except (LookupError, MemoryError):
        sys.exit(3)
    except KeyboardInterrupt:
        ignore_stopping()
        sys.exit(130)
