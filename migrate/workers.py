"""Spreads tasks over all cores; results come back in the order of the tasks, through queues with limits.

Workers are forked where the system can, so that they share what is known of the site without copying it; elsewhere it
is sent to each of them once.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import Any, Generic, TypeVar

Context = TypeVar("Context")
Task = TypeVar("Task")
Result = TypeVar("Result")

WAITING = 3
"""Tasks per worker that may wait for it or for their turn in the output; what bounds memory."""


@dataclass(frozen=True, slots=True)
class Job(Generic[Context, Task, Result]):
    """What is done with every task."""

    run: Callable[[Context, Task], Result]
    """A function that a worker can find by its name."""
    context: Context
    """What all tasks are done with."""
    rescue: Callable[[Task], Iterator[Result]]
    """What to answer for a task whose worker died."""

    def alone(self, task: Task) -> Result | None:
        """The result of a task in a process of its own; None where that dies."""
        executor = _executor(self, 1)
        try:
            return executor.submit(_run, task).result()  # type: ignore[no-any-return]
        except BrokenProcessPool:
            return None
        finally:
            _end(executor)


_work: Callable[[Any], Any] | None = None
"""What this worker process does with every task; set once when it starts."""


def in_order(job: Job[Context, Task, Result], tasks: Iterable[Task], jobs: int) -> Iterator[Result]:
    """Do all tasks with `jobs` worker processes. One, or a single task, works without any."""
    stream = iter(tasks)
    first = list(islice(stream, jobs))
    if len(first) > 1:
        return _in_processes(job, first, stream, len(first))
    return (job.run(job.context, task) for task in chain(first, stream))


def _in_processes(
    job: Job[Context, Task, Result], first: list[Task], rest: Iterator[Task], jobs: int
) -> Iterator[Result]:
    """Keep a bounded line of tasks in work; begin anew after a worker's death, rescuing the task that met it."""
    waiting: deque[Task] = deque(first)
    while waiting:
        executor = _executor(job, jobs)
        try:
            yield from _drain(executor, waiting, rest, jobs * WAITING)
        except BrokenProcessPool:
            yield from _retried(job, waiting.popleft())
            waiting.extend(islice(rest, 1))
        finally:
            _end(executor)


def _retried(job: Job[Any, Task, Result], task: Task) -> Iterator[Result]:
    """Not every task that waited for a dead worker killed it: only one that does so again is rescued."""
    result = job.alone(task)
    if result is None:
        yield from job.rescue(task)
    else:
        yield result


def _drain(executor: ProcessPoolExecutor, waiting: deque[Task], rest: Iterator[Task], limit: int) -> Iterator[Any]:
    """Yield results in order. A task leaves `waiting` only when its result is there, so that none is ever lost."""
    with _interrupts_held():
        running: deque[Future[Any]] = deque(executor.submit(_run, task) for task in waiting)
    while waiting:
        for task in islice(rest, limit - len(waiting)):
            waiting.append(task)
            running.append(executor.submit(_run, task))
        result = running.popleft().result()
        waiting.popleft()
        yield result


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let Ctrl-C wait until the workers are there: it must not meet a fork between the locks that it takes."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def collect_rarely() -> None:
    """Let the collector of unreachable rings run seldom: what is made here is many values and hardly any ring."""
    gc.set_threshold(100_000, 50, 100)


def _executor(job: Job[Any, Any, Any], jobs: int) -> ProcessPoolExecutor:
    # What is there now stays as it is in the memory that workers share: the collector must not touch it.
    gc.freeze()
    context = multiprocessing.get_context("fork" if forks() else "spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_start, initargs=(job.run, job.context))


def forks() -> bool:
    """Whether workers begin with all that the parent has, open files too; else with what is sent to them."""
    return "fork" in multiprocessing.get_all_start_methods() and os.uname().sysname == "Linux"


def _end(executor: ProcessPoolExecutor) -> None:
    """Let no worker outlive its work, however that ends: it may hold what the next run asks for."""
    executor.shutdown(wait=False, cancel_futures=True)
    workers = multiprocessing.active_children()
    for process in workers:
        process.terminate()
    for process in workers:
        process.join()


def _start(run: Callable[[Any, Any], Any], context: Any) -> None:
    """In a worker: remember what to do, leave Ctrl-C to the parent, end when the parent does."""
    global _work  # noqa: PLW0603
    _work = partial(run, context)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_rarely()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _run(task: Any) -> Any:
    assert _work is not None
    return _work(task)
