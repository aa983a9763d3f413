"""What judging a site came to: a verdict for every item, and what is wrong with the site as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Result(StrEnum):
    """How an item came out."""

    IDENTICAL = "identical"
    DIFFERS = "differs"
    MISSING = "missing"
    EDITED = "edited"
    """Somebody changed its file by hand: what differs may well be meant."""


class Fault(NamedTuple):
    """One thing about an item that is not as it should be."""

    kind: str
    """`public`, `text`, `heading`, `list`, `quote`, `table`, `code`, `emphasis`, `link`, `image`, `media`,
    `front_matter` or `address`."""
    expected: str
    found: str


class SiteFault(NamedTuple):
    """One thing that is wrong with the built site."""

    kind: str
    """One of `KINDS`: `link`, `fragment`, `image`, `address`, `file`, `warning` and others."""
    page: str
    """The address on which it was seen; empty: on none."""
    detail: str


class Verdict(NamedTuple):
    """One item, judged."""

    wordpress_id: int
    title: str
    path: str
    """Of its file, relative to the site; where it should be if there is none."""
    url: str
    result: Result
    faults: tuple[Fault, ...] = ()
    type: str = ""
    author: str = ""
    date: str = ""

    def with_faults(self, faults: Iterable[Fault]) -> Verdict:
        """The same with further faults."""
        found = (*self.faults, *faults)
        if self.result is Result.MISSING or len(found) == len(self.faults):
            return self
        return self._replace(faults=found, result=result(found, edited=self.result is Result.EDITED))


@dataclass(frozen=True, slots=True)
class Judgement:
    """All that was found."""

    status: int
    """That of Hugo, building the site as it goes live."""
    warnings: tuple[str, ...]
    """What Hugo said then."""
    items: tuple[Verdict, ...]
    site: tuple[SiteFault, ...]

    @property
    def summary(self) -> dict[str, int]:
        """How many items came out in which way."""
        counts = Counter(one.result for one in self.items)
        return {str(result): counts[result] for result in Result}

    @property
    def is_good(self) -> bool:
        """Whether nothing has to be looked at: edited files and warnings do not count."""
        failed = any(one.result in {Result.DIFFERS, Result.MISSING} for one in self.items)
        return not failed and self.status == 0 and all(one.kind == "warning" for one in self.site)


def result(faults: Iterable[Fault], *, edited: bool) -> Result:
    """How an item with these faults came out."""
    if edited:
        return Result.EDITED
    return Result.DIFFERS if any(faults) else Result.IDENTICAL
