"""What becomes of a file that both sides changed: a choice of the command line, which reads no other options for it."""

from __future__ import annotations

from enum import StrEnum


class OnConflict(StrEnum):
    """What happens to a file that both sides changed in ways that do not fit together."""

    KEEP = "keep"
    """It stays as the user left it."""
    MARKERS = "markers"
    """Its body shows both sides between labelled lines."""
    THEIRS = "theirs"
    """WordPress wins, but only where the two do not fit together."""
