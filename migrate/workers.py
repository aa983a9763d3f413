"""Spreads tasks over all cores; results come back in the order of the tasks, through queues with limits.

Each worker is one process at the other end of one pipe, and nobody else holds an end of it: so nothing that happens to
either side can keep the other waiting. Workers are forked where the system can, so that they share what is known of the
site without copying it; elsewhere it is sent to each of them once.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import queue
import signal
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import chain, islice
from multiprocessing.connection import Connection, wait
from multiprocessing.reduction import ForkingPickler
from typing import Any, Generic, NamedTuple, TypeVar

from migrate.rings import collect_rarely

Context = TypeVar("Context")
Task = TypeVar("Task")
Result = TypeVar("Result")

WAITING = 3
"""Tasks per worker that may wait for it or for their turn in the output; what bounds memory."""
AHEAD = 2
"""Tasks that a worker has at a time: one in work, and one to go on with at once."""
PATIENCE = 2
"""Seconds that workers have to end when they are told to."""
_STOPPING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGALRM") if hasattr(signal, name)]
"""What people and systems end a run with."""


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
        with self.begun(task) as result:
            return result()

    @contextmanager
    def begun(self, task: Task) -> Iterator[Callable[[], Result | None]]:
        """The same, begun while the caller goes on with something else; what comes waits for the result."""
        pool: _Pool[Context, Task, Result] = _Pool(self, 1)
        turn: _Turn[Task, Result] = _Turn(task)

        def result() -> Result | None:
            while turn.outcome is None and not turn.lost:
                pool.step()
            return None if turn.lost else turn.result()

        try:
            pool.add(turn)
            yield result
        finally:
            pool.close()


def in_order(job: Job[Context, Task, Result], tasks: Iterable[Task], jobs: int) -> Iterator[Result]:
    """Do all tasks with `jobs` worker processes. One, or a single task, works without any."""
    stream = iter(tasks)
    first = list(islice(stream, jobs))
    if len(first) > 1:
        return _in_processes(job, chain(first, stream), len(first))
    return (job.run(job.context, task) for task in chain(first, stream))


@contextmanager
def meanwhile(job: Job[Context, Task, Result], tasks: Sequence[Task], jobs: int) -> Iterator[Iterator[Result]]:
    """The same, begun before anybody asks for a result: of a few large tasks, while the caller does something else."""
    jobs = min(jobs, len(tasks))
    if jobs < 2:
        yield in_order(job, tasks, 1)
        return
    pool: _Pool[Context, Task, Result] = _Pool(job, jobs)
    line: deque[_Turn[Task, Result]] = deque(map(_Turn, tasks))
    try:
        for turn in line:
            pool.add(turn)
        yield chain.from_iterable(_outcomes(pool, line))
    finally:
        pool.close()


def _outcomes(pool: _Pool[Context, Task, Result], line: deque[_Turn[Task, Result]]) -> Iterator[Iterable[Result]]:
    """The results of tasks, as soon as those of all before them are there."""
    while line:
        while line[0].outcome is None and not line[0].lost:
            pool.step()
        turn = line.popleft()
        yield _retried(pool.job, turn.task) if turn.lost else [turn.result()]


def _in_processes(job: Job[Context, Task, Result], tasks: Iterator[Task], jobs: int) -> Iterator[Result]:
    """Keep a bounded line of tasks in work; a task whose worker died is tried once more by itself."""
    pool: _Pool[Context, Task, Result] = _Pool(job, jobs)
    line: deque[_Turn[Task, Result]] = deque()
    try:
        while True:
            for task in islice(tasks, jobs * WAITING - len(line)):
                line.append(_Turn(task))
                pool.add(line[-1])
            if not line:
                return
            while line[0].outcome is None and not line[0].lost:
                pool.step()
            turn = line.popleft()
            yield from _retried(job, turn.task) if turn.lost else [turn.result()]
    finally:
        pool.close()


def _retried(job: Job[Any, Task, Result], task: Task) -> Iterator[Result]:
    """Memory may have been short for a moment: only a task that ends its worker again is rescued."""
    result = job.alone(task)
    if result is None:
        yield from job.rescue(task)
    else:
        yield result


@dataclass(eq=False, slots=True)
class _Turn(Generic[Task, Result]):
    """A task on its way."""

    task: Task
    outcome: _Outcome | None = None
    lost: bool = False
    """Whether the worker died that had it in work."""

    def result(self) -> Result:
        """What the worker answered, which may be an exception: it is raised here."""
        assert self.outcome is not None
        return self.outcome.result()  # type: ignore[no-any-return]


class _Outcome(NamedTuple):
    """What crosses the pipe: a result, or an error with the place in the worker where it came up."""

    value: Any = None
    error: BaseException | None = None
    trace: str = ""

    def result(self) -> Any:
        if self.error is None:
            return self.value
        self.error.add_note(self.trace)
        raise self.error


_ends: set[Connection[Any, Any]] = set()
"""Our ends of the pipes of all workers there are. A forked worker closes its copies of those of the others."""


@dataclass(eq=False, slots=True)
class _Worker(Generic[Task, Result]):
    """One process and one pipe."""

    process: multiprocessing.process.BaseProcess
    pipe: Connection[Any, Any]
    turns: deque[_Turn[Task, Result]] = field(default_factory=deque)
    """What it was given and has not answered, in its order."""


@dataclass(eq=False, slots=True)
class _Pool(Generic[Context, Task, Result]):
    """The workers of one stream of results. It knows no others, so that two streams do not disturb each other."""

    job: Job[Context, Task, Result]
    size: int
    workers: list[_Worker[Task, Result]] = field(default_factory=list)
    waiting: deque[_Turn[Task, Result]] = field(default_factory=deque)
    """What no worker has yet."""

    def _start(self) -> None:
        context: Any = multiprocessing.get_context("fork" if forks() else "spawn")
        with _stopping_held():
            ours, theirs = context.Pipe()
            _ends.add(ours)
            process = context.Process(target=_serve, args=(theirs, self.job.run, self.job.context), daemon=True)
            try:
                process.start()
                self.workers.append(_Worker(process, ours))
            finally:
                # A copy of their end in here, or in the worker that comes next, would hide that one has died.
                theirs.close()

    def add(self, turn: _Turn[Task, Result]) -> None:
        """Put a task at the end of the line."""
        self.waiting.append(turn)
        self._give_out()

    def step(self) -> None:
        """Wait until a worker has something to say; take in what all of them have."""
        ready = set(wait([one.pipe for one in self.workers if one.turns]))
        for worker in [one for one in self.workers if one.pipe in ready]:
            try:
                outcome = worker.pipe.recv()
            except (EOFError, OSError):
                self._replace(worker)
            else:
                worker.turns.popleft().outcome = outcome
        self._give_out()

    def close(self) -> None:
        """End all workers, whatever they are at: none outlives its stream."""
        with _stopping_held():
            _end(self.workers)
            self.workers.clear()

    def _give_out(self) -> None:
        """Those with the least to do come first; none of them is there before there is something to do."""
        if self.waiting and len(self.workers) < self.size:
            # What is there now stays as it is in the memory that workers share: the collector must not touch it.
            gc.freeze()
        while self.waiting:
            if len(self.workers) < self.size:
                self._start()
            worker = min(self.workers, key=lambda one: len(one.turns))
            if len(worker.turns) >= AHEAD:
                return
            turn = self.waiting.popleft()
            worker.turns.append(turn)
            try:
                worker.pipe.send(turn.task)
            except OSError:
                self._replace(worker)

    def _replace(self, worker: _Worker[Task, Result]) -> None:
        """A worker died: what it had in work is lost, what it had not begun waits for another."""
        if worker.turns:
            worker.turns.popleft().lost = True
        self.waiting.extendleft(reversed(worker.turns))
        self.workers.remove(worker)
        with _stopping_held():
            _end([worker])


def _end(workers: list[_Worker[Any, Any]]) -> None:
    for one in workers:
        one.process.terminate()
    latest = time.monotonic() + PATIENCE
    for one in workers:
        one.process.join(max(0, latest - time.monotonic()))
        if one.process.is_alive():
            one.process.kill()
            one.process.join()
        _ends.discard(one.pipe)
        one.pipe.close()
        one.process.close()


@contextmanager
def _stopping_held() -> Iterator[None]:
    """Let what ends a run wait until workers are as they should be: it must not come between two halves of that."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def processes(jobs: int) -> int:
    """How many work at a time; 0 jobs: as many as there are processors."""
    return jobs or os.cpu_count() or 1


def forks() -> bool:
    """Whether workers begin with all that the parent has, open files too; else with what is sent to them."""
    return "fork" in multiprocessing.get_all_start_methods() and os.uname().sysname == "Linux"


def _serve(pipe: Connection[Any, Any], run: Callable[[Any, Any], Any], context: Any) -> None:
    """In a worker: answer every task, in order, until the other side is gone."""
    _leave_stopping_to_parent()
    for end in _ends:
        end.close()
    _ends.clear()
    collect_rarely()
    tasks: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(pipe, tasks), daemon=True).start()
    try:
        while True:
            _answer(pipe, _done(run, context, tasks.get()))
    finally:
        os._exit(1)


def _answer(pipe: Connection[Any, Any], outcome: _Outcome) -> None:
    try:
        pipe.send(outcome)
    except OSError:
        raise
    except Exception as error:  # a result that cannot cross the pipe
        pipe.send(_Outcome(error=RuntimeError(str(error)), trace=traceback.format_exc()))


def _leave_stopping_to_parent() -> None:
    """Ctrl-C reaches all processes of a terminal, and the parent ends its workers; anything else ends them at once."""
    for one in _STOPPING:
        signal.signal(one, signal.SIG_IGN if one is signal.SIGINT else signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)


def _listen(pipe: Connection[Any, Any], tasks: queue.SimpleQueue[Any]) -> None:
    """Take tasks in while another is in work: the parent never waits to hand one over. Ends with the parent."""
    with suppress(Exception):
        while True:
            tasks.put(pipe.recv())
    os._exit(1)


def _done(run: Callable[[Any, Any], Any], context: Any, task: Any) -> _Outcome:
    try:
        return _Outcome(run(context, task))
    except Exception as error:
        return _Outcome(error=_portable(error), trace=traceback.format_exc())


def _portable(error: Exception) -> BaseException:
    """The error, or where it could not be taken apart and put together again on the other side, its words."""
    try:
        ForkingPickler.loads(ForkingPickler.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error
