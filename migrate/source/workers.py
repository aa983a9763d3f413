"""Converts items on all cores, in order and with limited queues.

Workers are forked where the system can, so that they share what is known of the site without copying it; elsewhere it
is sent to each of them once. Results come back in the order of the items, whatever the number of workers.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice

from migrate.diagnostics import Code, Diagnostic, Diagnostics
from migrate.model import Conversion, Item
from migrate.options import Options
from migrate.site.site import Site
from migrate.source.convert import convert

BATCH = 16
"""Items in one task: enough to make the way between processes cheap, few enough to keep all workers busy."""
WAITING = 4
"""Batches per worker that may wait for it or for their turn in the output; what bounds memory."""

Converted = tuple[list[Conversion], list[Diagnostic]]


@dataclass(frozen=True, slots=True)
class Work:
    """What all items are converted with."""

    keys: frozenset[str]
    """The documents that are asked for."""
    site: Site
    options: Options


_work: Work | None = None
"""What this worker process converts with; set once when it starts."""


def convert_all(items: Iterable[Item], work: Work, jobs: int) -> Iterator[Converted]:
    """Convert in batches, in order; `jobs` is the number of worker processes, 1 works without any."""
    batches = _batches(items)
    if jobs > 1:
        first = list(islice(batches, jobs))
        if len(first) == jobs:
            yield from _in_processes(first, batches, work, jobs)
            return
        batches = iter(first)
    for batch in batches:
        yield _convert_batch(batch, work)


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    stream = iter(items)
    while batch := list(islice(stream, BATCH)):
        yield batch


def _convert_batch(batch: list[Item], work: Work) -> Converted:
    diagnostics = Diagnostics()
    converted = [one for item in batch for one in convert(item, work.keys, work.site, work.options, diagnostics)]
    return converted, diagnostics.found


def _in_processes(first: list[list[Item]], rest: Iterator[list[Item]], work: Work, jobs: int) -> Iterator[Converted]:
    """Keep a bounded line of batches in work; begin anew after a worker's death, converting its batch one by one."""
    waiting: deque[list[Item]] = deque(first)
    while waiting:
        gc.freeze()
        executor = _executor(work, jobs)
        try:
            yield from _drain(executor, waiting, rest, jobs * WAITING)
        except BrokenProcessPool:
            yield from _one_by_one(waiting.popleft(), work)
            waiting.extend(islice(rest, jobs))
        finally:
            _end(executor)


def _drain(
    executor: ProcessPoolExecutor, waiting: deque[list[Item]], rest: Iterator[list[Item]], limit: int
) -> Iterator[Converted]:
    """Yield results in order. A batch leaves `waiting` only when its result is there, so that none is ever lost."""
    running: deque[Future[Converted]] = deque(executor.submit(_run, batch) for batch in waiting)
    while waiting:
        for batch in islice(rest, limit - len(waiting)):
            waiting.append(batch)
            running.append(executor.submit(_run, batch))
        result = running.popleft().result()
        waiting.popleft()
        yield result


def _one_by_one(batch: list[Item], work: Work) -> Iterator[Converted]:
    """Convert each item in a process of its own, so that the one that kills its worker can be named."""
    for item in batch:
        executor = _executor(work, 1)
        try:
            yield executor.submit(_run, [item]).result()
        except BrokenProcessPool:
            diagnostics = Diagnostics()
            detail = f"{item.title or item.key}: the worker process died"
            diagnostics.report(Code.CONVERSION_FAILED, detail, file=item.file, line=item.line, wordpress_id=item.id)
            yield [], diagnostics.found
        finally:
            _end(executor)


def _executor(work: Work, jobs: int) -> ProcessPoolExecutor:
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() and os.uname().sysname == "Linux" else "spawn"
    context = multiprocessing.get_context(method)
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_start, initargs=(work,))


def _end(executor: ProcessPoolExecutor) -> None:
    """Let no worker outlive the run, however it ends."""
    executor.shutdown(wait=False, cancel_futures=True)
    for process in multiprocessing.active_children():
        process.terminate()


def _start(work: Work) -> None:
    """In a worker: remember what to convert with, leave Ctrl-C to the parent, end when the parent does."""
    global _work  # noqa: PLW0603
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(50_000, 20, 100)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _run(batch: list[Item]) -> Converted:
    assert _work is not None
    return _convert_batch(batch, _work)
