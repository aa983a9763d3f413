"""Where a run may connect to, and how long it waits."""

from __future__ import annotations

from dataclasses import dataclass

from migrate.web.addresses import Resolver, resolve


@dataclass(frozen=True, slots=True)
class Network:
    """The limits of all connections of a run."""

    allow_private: bool = False
    """Also connect to hosts that are not on the public internet."""
    connections: int = 1
    timeout: float = 30.0
    """Seconds without any answer after which a request is given up."""
    patience: float = 60.0
    """Seconds after which an answer that merely drips is given up."""
    resolver: Resolver = resolve
