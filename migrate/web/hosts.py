"""Politeness: how many requests a host gets at a time, when it wants none, and when it is given up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import BoundedSemaphore, Lock
from time import monotonic

import httpcore

from migrate.web.retry import FetchError

_GIVEN_UP = 12
"""Requests in a row without an answer after which a host is dead: thousands of files must not wait for it in turn."""


@dataclass(slots=True)
class _Host:
    slots: BoundedSemaphore
    lock: Lock = field(default_factory=Lock)
    open_at: float = 0.0
    unanswered: int = 0

    def count(self, answered: bool) -> None:
        with self.lock:
            self.unanswered = 0 if answered else self.unanswered + 1


class ServerLimits:
    """All hosts of a run. Shared by its threads."""

    def __init__(self, per_host: int, sleep: Callable[[float], object]) -> None:
        self._per_host = per_host
        self._sleep = sleep
        self._lock = Lock()
        self._hosts: dict[str, _Host] = {}

    @contextmanager
    def visit(self, name: str) -> Iterator[None]:
        """Wait for a turn at a host; inside, talk to it.

        Raises:
            FetchError: it did not answer so often that it is not asked again.

        """
        host = self._host(name)
        with host.slots:
            if host.unanswered >= _GIVEN_UP:
                raise FetchError(f"{name} does not answer and is not asked again in this run")
            remaining = host.open_at - monotonic()
            if remaining > 0:
                self._sleep(remaining)
            answered = True
            try:
                yield
            except (httpcore.ConnectError, httpcore.TimeoutException):
                answered = False
                raise
            finally:
                host.count(answered)

    def close_for(self, name: str, seconds: float) -> None:
        """The host asked to be left alone: all who come wait."""
        host = self._host(name)
        with host.lock:
            host.open_at = max(host.open_at, monotonic() + seconds)

    def _host(self, name: str) -> _Host:
        with self._lock:
            if name not in self._hosts:
                self._hosts[name] = _Host(BoundedSemaphore(self._per_host))
            return self._hosts[name]
