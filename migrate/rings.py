"""The collector of objects that hold each other in a ring: nothing else finds those that nobody holds any more."""

from __future__ import annotations

import gc


def collect_rarely() -> None:
    """Let the collector run seldom: what is made here is many values and hardly any ring, and what is loaded stays."""
    gc.set_threshold(100_000, 50, 100)
