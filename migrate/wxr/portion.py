"""A portion of an export, and what reading one gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from migrate.diagnostics import Diagnostic
from migrate.wxr.byte_range import ByteRange
from migrate.wxr.item_cache import CachedItems
from migrate.wxr.repair_log import RepairLog
from migrate.wxr.segments import Segment

Record_co = TypeVar("Record_co", covariant=True)
Slugs = Mapping[tuple[str, str], str]
"""The slug of each declared term by taxonomy and name."""
NO_SLUGS: Slugs = {}


class Portion(NamedTuple):
    """Some items of one file."""

    file: str
    """For messages."""
    opening: bytes
    """The tags around the items, with the namespaces of the file."""
    stored: Segment | ByteRange | CachedItems
    """Its bytes as they are in the file, or where they are found; or where its items are, once they were read."""
    slugs: Slugs = NO_SLUGS
    """What terms were declared, where an item names one without its slug."""
    is_head: bool = False
    """Whether the file begins with it."""
    room: range = range(0)
    """The bytes of the export, over all files, that it is made of."""
    language: str = ""
    """That of the site, as the head of the file names it."""
    digest: bytes = b""
    """Stands for its bytes, as `known_cuts.digest_of` makes it; empty: it was not made yet."""
    names_no_slug: bool = False
    """As in `cuts.PortionCut`."""

    @property
    def lines(self) -> range:
        """The lines in which its items can start."""
        return self.stored.lines

    def segment(self) -> Segment:
        """Its bytes, if it was not read yet. Raises MigrateError where the file is not the same any more."""
        assert not isinstance(self.stored, CachedItems)
        return self.stored.segment()


class Reading(NamedTuple, Generic[Record_co]):
    """What a portion holds."""

    records: Sequence[Record_co]
    complete: bool
    """Whether the end of the export is the last thing in it."""
    cut_off: int
    """The line of an item whose end is missing; 0: there is none."""
    found: list[Diagnostic]
    repairs: RepairLog
    kept: CachedItems | None = None
    """Where its items lie, if they were kept."""
    digest: bytes = b""
    """As in `Portion`."""
