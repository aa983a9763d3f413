"""Many files at a time: a few threads, a fair order of hosts, and tries until it makes no sense."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Sequence
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread
from time import monotonic

from migrate.media.fetch import Fetcher
from migrate.media.jobs import Download, Downloaded, is_fatal
from migrate.media.manifest import MediaVersion
from migrate.media.media_file import BringOptions
from migrate.media.part import PartialFile
from migrate.media.progress import Meter
from migrate.web.client import host_of, web_address
from migrate.web.hosts import ServerLimits
from migrate.web.retry import FetchError, back_off

_FAREWELL = 1.0
"""Seconds that an interrupted run waits for threads which wait for the network; all they can still do is harmless."""
NO_ADDRESS = "no address is known"


def download(
    jobs: Sequence[Download], settings: BringOptions, temporary: Path, meter: Meter
) -> Generator[Downloaded, None, None]:
    """Fetch all files; one outcome for each, as they come. Closing the iterator ends the run.

    Raises:
        OSError: the disk takes no more files.

    """
    stop = Event()
    downloads = _Downloads(settings, temporary, meter, stop)
    queue: SimpleQueue[Download] = SimpleQueue()
    for job in _hosts_in_turn(jobs):
        queue.put(job)
    results: SimpleQueue[Downloaded | OSError] = SimpleQueue()
    threads = [
        Thread(target=downloads.work, args=(queue, results), daemon=True)
        for _ in range(min(settings.workers, len(jobs)))
    ]
    for thread in threads:
        thread.start()
    try:
        for _ in jobs:
            result = results.get()
            if isinstance(result, OSError):
                raise result
            meter.finished(result.job.path)
            yield result
    finally:
        stop.set()
        deadline = monotonic() + _FAREWELL
        for thread in threads:
            thread.join(max(0.0, deadline - monotonic()))
        downloads.close()


def _hosts_in_turn(jobs: Sequence[Download]) -> list[Download]:
    """Order jobs so that hosts take turns: a slow one must not hold all threads while others idle."""
    seen: Counter[str] = Counter()
    turns: list[tuple[int, int, Download]] = []
    for number, job in enumerate(jobs):
        host = host_of(job.urls[0]) if job.urls else ""
        seen[host] += 1
        turns.append((seen[host], number, job))
    return [job for _, _, job in sorted(turns, key=lambda turn: turn[:2])]


class _Downloads:
    """What the threads of one run share."""

    def __init__(self, settings: BringOptions, temporary: Path, meter: Meter, stop: Event) -> None:
        self._stop = stop
        self._sleep = settings.sleep or stop.wait
        self._retries = settings.retries
        self._temporary = temporary
        self._fetcher = Fetcher(settings, ServerLimits(settings.per_host, self._sleep), meter, stop)

    def close(self) -> None:
        """Close all connections."""
        self._fetcher.close()

    def work(self, queue: SimpleQueue[Download], results: SimpleQueue[Downloaded | OSError]) -> None:
        """Do jobs until none is left or the run is stopped. Every job taken gives a result, whatever happens."""
        while not self._stop.is_set():
            try:
                job = queue.get_nowait()
            except Empty:
                return
            results.put(self._result(job))

    def _result(self, job: Download) -> Downloaded | OSError:
        try:
            return Downloaded(job, self._bring(job))
        except FetchError as error:
            return Downloaded(job, failure=str(error))
        except OSError as error:
            return error if is_fatal(error) else Downloaded(job, failure=error.strerror or str(error))
        except Exception as error:  # A fault of one file, ours included, never stops the rest.
            return Downloaded(job, failure=f"{type(error).__name__}: {error}")

    def _bring(self, job: Download) -> MediaVersion | None:
        """Fetch from the first address that has the file."""
        part = PartialFile(self._temporary, job.path)
        reasons = []
        for url in job.urls:
            try:
                return self._persist(job, str(web_address(url)), part)
            except FetchError as error:
                reasons.append(f"{error} ({url})")
        raise FetchError("; ".join(reasons) or NO_ADDRESS)

    def _persist(self, job: Download, url: str, part: PartialFile) -> MediaVersion | None:
        """Try an address until trying again makes no sense."""
        attempt = 0
        while True:
            try:
                return self._fetcher.fetch(job, url, part)
            except FetchError as error:
                if not error.again or attempt >= self._retries or self._stop.is_set():
                    raise
                if error.after is None:
                    self._sleep(back_off(attempt))
            attempt += 1
