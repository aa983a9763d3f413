"""How many examples tests look at that try many: one switch for all of them.

`EXAMPLES=50 pytest tests/security` tries fifty times as many as usual, and others: each number has examples of its own,
and the same number has the same ones again.
"""

from __future__ import annotations

import os

FACTOR = int(os.environ.get("EXAMPLES", "1"))
SEED = FACTOR
MANY = FACTOR > 1
"""Whether somebody wants more than what a change is tried with."""


def examples(usual: int) -> int:
    """How many, where `usual` are enough for a change."""
    return usual * FACTOR
