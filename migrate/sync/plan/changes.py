"""What a run changes, for those who read the plan."""

from __future__ import annotations

import marshal
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, NamedTuple

from migrate.model.documents import Identity, Kind
from migrate.sync.spool import Spool, SpooledBytes, Staged


class Action(StrEnum):
    """What happens to a file."""

    CREATE = "create"
    UPDATE = "update"
    MERGE = "merge"
    CONFLICT = "conflict"
    MOVE = "move"
    DELETE = "delete"
    ORPHAN = "orphan"


class Reason(StrEnum):
    """Why a document is another than at the last run."""

    WORDPRESS = "wordpress"
    CONVERTER = "converter"
    OPTIONS = "options"
    LINKS = "links"


class Change(NamedTuple):
    """What happens to one file."""

    action: Action
    identity: Identity
    path: str
    origin: str = ""
    """The path before a move, else empty."""
    reasons: tuple[Reason, ...] = ()
    before: str = ""
    """The file on disk that a diff starts from."""
    after: Staged | None = None
    """What it holds afterwards or, in a conflict, what WordPress proposes; None: its content stays."""
    was_open: bool = False
    """Whether it is a conflict of an earlier run."""
    stays_open: bool = False
    """Whether it is a conflict that waits for a person afterwards."""


_REASONS = Change._fields.index("reasons")


class Changes:
    """Changes in the order of their paths. They lie in the spool: a first migration has one for every document."""

    def __init__(self, spool: Spool) -> None:
        self._spool = spool
        self._packed = SpooledBytes(spool)
        self.counts: Counter[Action] = Counter()
        self.pressing = 0
        """How many a run would make: orphans and conflicts that are open already do not count."""
        self.staying_open = 0
        """How many are conflicts that wait for a person afterwards."""

    def add(self, change: Change) -> None:
        """Put a change to the others and count it."""
        self.counts[change.action] += 1
        self.pressing += change.action is not Action.ORPHAN and not change.was_open
        self.staying_open += change.stays_open
        self._packed.append(_packed(change))

    def __len__(self) -> int:
        return len(self._packed)

    def __iter__(self) -> Iterator[Change]:
        places = ((change.path, change.identity.key) for change in map(_unpacked, self._packed))
        order = [number for _, number in sorted((place, number) for number, place in enumerate(places))]
        return (_unpacked(self._packed[number]) for number in order)

    def only(self, names: frozenset[str]) -> Changes:
        """Those that concern one of these paths (of files or folders) or WordPress ids."""
        chosen = Changes(self._spool)
        for change in self:
            if _concerns(change, names):
                chosen.add(change)
        return chosen


def _packed(change: Change) -> bytes:
    # Marshal is four times as quick as what writes names and types; it knows plain values only.
    values: list[Any] = list(change)
    key, kind, *rest = change.identity
    values[:2] = str(change.action), (key, str(kind), *rest)
    values[_REASONS] = list(map(str, change.reasons))
    return marshal.dumps(values)


def _unpacked(data: bytes) -> Change:
    values = marshal.loads(data)
    action, (key, kind, *rest) = values[:2]
    values[:2] = Action(action), Identity(key, Kind(kind), *rest)
    values[_REASONS] = tuple(map(Reason, values[_REASONS]))
    return Change(*values)


def _concerns(change: Change, names: frozenset[str]) -> bool:
    return any(
        name in (change.path, change.origin, change.identity.called) or change.path.startswith(f"{name}/")
        for name in names
    )
