"""What of a site its owner wrote, and this tool leaves alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from migrate.hugo.owners_files import OwnersFile


class Ownership(NamedTuple):
    """What of a site is its owner's."""

    configured: bool
    """Whether the configuration is: then neither one nor a theme is written."""
    owners: Mapping[str, OwnersFile] | None = None
    """The owner's files that serve the purpose of one of the theme's preset, by its path; None: none are wanted."""
    has_our_theme: bool = False
    """Whether our theme came with an earlier run: it stays although another one is chosen."""
