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
    taxonomies: frozenset[str] | None = None
    """What the owner's configuration takes for taxonomies, in lower case; None: it is ours, and names all."""
    has_our_theme: bool = False
    """Whether our theme came with an earlier run: it stays although another one is chosen."""

    def has_taxonomy(self, key: str) -> bool:
        """Whether Hugo takes a key for a taxonomy: a content adapter for any other ends its build."""
        return self.taxonomies is None or key.lower() in self.taxonomies

    def standing(self) -> str:
        """What tells one such site from another for a run that looks at little of the export."""
        return " ".join(sorted(self.taxonomies or ()))
