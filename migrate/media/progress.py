"""How far a run is, told while it goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock


@dataclass(frozen=True, slots=True)
class Progress:
    """One moment of a run."""

    finished: int
    total: int
    bytes: int
    """Received or copied so far, by all files together."""
    path: str
    """The file that this moment is about."""


Callback = Callable[[Progress], None]


def silent(_moment: Progress) -> None:
    """Tell nobody."""


class Meter:
    """Counts for several threads and calls the callback, never twice at a time."""

    def __init__(self, total: int, callback: Callback) -> None:
        self._total = total
        self._callback = callback
        self._lock = Lock()
        self._finished = 0
        self.bytes = 0

    def received(self, path: str, count: int) -> None:
        """A piece of a file came."""
        with self._lock:
            self.bytes += count
            self._tell(path)

    def finished(self, path: str) -> None:
        """A file is done, well or badly."""
        with self._lock:
            self._finished += 1
            self._tell(path)

    def _tell(self, path: str) -> None:
        self._callback(Progress(self._finished, self._total, self.bytes, path))
