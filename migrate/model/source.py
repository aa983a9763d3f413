"""What WordPress says now, as keeping in step asks for it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol

from migrate.model.documents import Conversion, Outline, Text


class Identified(NamedTuple):
    """Which documents of earlier runs are made of which items of this export."""

    renamed: Mapping[str, str] = {}
    """Keys that are others now: those before, and those of today."""
    known: int = 0
    """How many documents have their item in the export."""
    strange: int = 0
    """How many have a key that is another item's here, and no item of their own."""
    other_guids: int = 0
    """How many have their item, but with another guid."""


class EveryKey(Container[str]):
    """The keys of all documents there are."""

    def __contains__(self, key: object) -> bool:
        return True


class Digested(Protocol):
    """What documents are made of, as far as digests tell it."""

    @property
    def options(self) -> str:
        """Digest of the choices that change what is written (hexadecimal)."""

    @property
    def converter(self) -> str:
        """Names the version of the converter: a change of it may change any document."""

    def identity(self) -> str:
        """Digest of all that documents are made from (hexadecimal); cheaper to ask for than outlines.

        Of the same site, two sources with the same one make the same documents. Empty where that cannot be said, and of
        a source that has something to tell of itself each time.
        """
        ...

    def noted_before(self) -> str:
        """Digest of what an earlier run noted, as far as it was found (hexadecimal); see `Source.noted`."""
        ...


class Source(Digested, Protocol):
    """What WordPress says now, as keeping in step needs it: cheap to outline, converted only on request."""

    @property
    def base_url(self) -> str:
        """Scheme, host and folder of the old site."""

    @property
    def truncated(self) -> bool:
        """Whether the export ends early."""

    @property
    def partial(self) -> bool:
        """Whether it is known to hold less than the site: what it lacks may be there all the same."""

    def noted(self) -> str:
        """Digest of what this run notes for the next one (hexadecimal); empty where that could not build on it."""
        ...

    def with_other_texts(self) -> frozenset[str] | None:
        """The keys of items that are another than as an earlier run noted them, where only their texts are.

        Beside them those of items that may be another because of these. None: more is another, or that cannot be said.
        """
        ...

    def identified(self) -> Identified:
        """Who is who: the documents of earlier runs and the items of this export."""
        ...

    def outlines(self, items: frozenset[str] | None = None) -> Iterator[Outline]:
        """Every document of this source, converted or not, in a stable order; or those of these items."""
        ...

    def without(self, keys: frozenset[str]) -> None:
        """Documents of an earlier run that are about to be deleted: nothing may link to them any more."""

    def answering(self, lookups: Sequence[Text]) -> AbstractContextManager[Iterator[str]]:
        """Digests of today's answers to what conversions asked in an earlier run (hexadecimal), in order.

        Empty for lookups that cannot be read. Other processes may make them while something else is asked for.
        """
        ...

    def convert(self, keys: Container[str]) -> Iterator[Conversion]:
        """The documents with these keys, in the order of the outlines. Those that fail are diagnosed and left out."""
        ...
