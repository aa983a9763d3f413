"""What the writer does, in the order in which it can be done: a name must be free before another file gets it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from migrate.sync.spool import Spool, SpooledTuples, Staged


class Step(NamedTuple):
    """What the writer does for one document."""

    key: str
    line: Staged | None
    """What is remembered afterwards, as a line of the state; None: nothing."""
    origin: str = ""
    """Where the file lies; empty: there is none."""
    before: str = ""
    """Digest of the file there; empty: there must be none at `target`."""
    target: str = ""
    """Where it lies afterwards; empty: nowhere."""
    result: Staged | None = None
    """Its new bytes; None: they stay."""
    base: Staged | None = None
    proposal: Staged | None = None
    """What waits for a person, if a conflict arises."""
    conflict: str = ""
    """The path of that proposal, as in the entry."""
    asides: tuple[tuple[str, Staged], ...] = ()
    """Other files to keep: paths and bytes."""
    removes: tuple[str, ...] = ()
    """Files of this tool that have had their day."""
    stored: str = ""
    """As in the entry."""
    laid: bool = False
    """Whether its file and its base lie aside already."""

    @property
    def base_key(self) -> str:
        """The key under which its base lies."""
        return self.stored or self.key

    @property
    def forgets(self) -> bool:
        """Whether a document is gone afterwards. Of the user's own files nothing is remembered at all."""
        return self.line is None and not self.target

    @property
    def writes(self) -> bool:
        """Whether the user's part of the site changes."""
        return self.result is not None or self.target != self.origin

    @property
    def moves(self) -> bool:
        """Whether a file gets another path."""
        return bool(self.origin and self.target and self.origin != self.target)


class Steps:
    """All steps. They lie in the spool: a first migration has one for every document.

    Files that only get a new content come first, then deletions, then moves with those first that make room for
    others; what is created comes last. Orphans lose their way to a page that moved: they are written before it moves.
    """

    def __init__(self, spool: Spool) -> None:
        self._rewritten, self._deleted, self._moved, self._created, self._laid = (
            SpooledTuples(spool) for _ in range(5)
        )

    def add(self, step: Step) -> None:
        """Put a step among those of its kind."""
        self._kind(step).append(tuple(step))

    def __len__(self) -> int:
        return sum(map(len, (self._rewritten, self._deleted, self._moved, self._laid, self._created)))

    def __iter__(self) -> Iterator[Step]:
        return chain(self.in_turn(), self.laid(), self.created())

    def in_turn(self) -> Iterator[Step]:
        """Those of which one may make room for another."""
        return chain(_made(self._rewritten), _made(self._deleted), _making_room(_made(self._moved)))

    @property
    def number_laid(self) -> int:
        """How many documents lie aside."""
        return len(self._laid)

    def laid(self) -> Iterator[Step]:
        """Those whose files only have to take their places."""
        return _made(self._laid)

    def created(self) -> Iterator[Step]:
        """Those that come last, each with a place of its own."""
        return _made(self._created)

    def appearing(self) -> Iterator[Step]:
        """Those that bring documents to where they were not before."""
        created = chain(self.laid(), self.created())
        return chain(_making_room(_made(self._moved)), (step for step in created if step.target))

    def _kind(self, step: Step) -> SpooledTuples:
        if step.forgets:
            return self._deleted
        if step.moves:
            return self._moved
        if step.laid:
            return self._laid
        return self._rewritten if step.origin else self._created


def _made(steps: SpooledTuples) -> Iterator[Step]:
    return map(Step._make, steps)


def _making_room(steps: Iterable[Step]) -> Iterator[Step]:
    moves = {step.origin: step for step in steps}
    done: dict[str, Step] = {}
    for start in list(moves):
        chain: list[str] = []
        place = start
        while place in moves and place not in done and place not in chain:
            chain.append(place)
            place = moves[place].target
        done.update((place, moves[place]) for place in reversed(chain))
    return iter(done.values())
