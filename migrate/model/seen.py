"""What visitors of the old site saw of its items."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Protocol


class SeenText(NamedTuple):
    """What visitors of the old site saw of an item, as far as that is known."""

    html: str = ""
    """All of it."""
    parts: Mapping[str, str] = {}
    """Where the whole is not at hand: the parts that the last run took from it, by digests of what is stored."""
    added: frozenset[str] = frozenset()
    """What the old site put around every text."""

    @property
    def is_known(self) -> bool:
        """Whether there is anything."""
        return bool(self.html or self.parts)


NOTHING_SEEN = SeenText()


class SeenSite(Protocol):
    """What visitors of the old site saw of its items."""

    def text(self, key: str) -> SeenText:
        """Of the item with this key."""
        ...

    def taken(self, key: str) -> Mapping[str, str]:
        """The parts that the last run took for the item with this key, by digests of what is stored."""
        ...

    def digest(self, key: str) -> str:
        """Changes when what is known of the item does (hexadecimal); empty where nothing is."""
        ...

    def standing(self) -> str:
        """Changes when what is known of any item does (hexadecimal); empty where nothing is."""
        ...


class _NobodySaw:
    """Stands where nothing was brought from the old site."""

    def text(self, key: str) -> SeenText:
        return NOTHING_SEEN

    def taken(self, key: str) -> Mapping[str, str]:
        return {}

    def digest(self, key: str) -> str:
        return ""

    def standing(self) -> str:
        return ""


NOBODY_SAW: SeenSite = _NobodySaw()
