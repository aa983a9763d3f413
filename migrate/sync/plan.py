"""A plan: what a run changes in a site, as data. Everything that is printed and everything that is done reads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from migrate.model import Kind
from migrate.sync.merge import OnConflict
from migrate.sync.spool import Staged
from migrate.sync.state import Entry, State


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


@dataclass(frozen=True, slots=True)
class Policy:
    """What the person who runs it allows."""

    prune: bool = False
    max_delete: int | None = None
    """How many files may be deleted; None: 10 or 10 %, the larger."""
    on_conflict: OnConflict = OnConflict.KEEP
    only_wordpress: bool = False
    """Hold back changes that only a newer converter makes."""
    same_site: bool = False
    """The export may name another host than the one before."""


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to one file, for those who read the plan."""

    action: Action
    key: str
    kind: Kind
    wordpress_id: int
    title: str
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


@dataclass(frozen=True, slots=True)
class Step:
    """What the writer does for one document."""

    key: str
    entry: Entry | None
    """What is remembered afterwards; None: it is forgotten."""
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
    asides: tuple[tuple[str, Staged], ...] = ()
    """Other files to keep: paths and bytes."""
    removes: tuple[str, ...] = ()
    """Files of this tool that have had their day."""

    @property
    def writes(self) -> bool:
        """Whether the user's part of the site changes."""
        return self.result is not None or self.target != self.origin


@dataclass(frozen=True, slots=True)
class Plan:
    """All changes of a run, and the state that the site has afterwards."""

    changes: tuple[Change, ...]
    unchanged: int
    steps: tuple[Step, ...]
    before: State
    after: State

    @property
    def summary(self) -> dict[str, int]:
        """How many of each action, and `unchanged`."""
        counted = Counter(change.action for change in self.changes)
        return {**{str(action): counted[action] for action in Action}, "unchanged": self.unchanged}

    @property
    def has_changes(self) -> bool:
        """Whether a run would change the site: orphans and conflicts that are open already do not count."""
        return any(change.action is not Action.ORPHAN and not change.was_open for change in self.changes)

    @property
    def needs_a_person(self) -> bool:
        """Whether a conflict is open afterwards."""
        return any(change.stays_open for change in self.changes)

    def only(self, names: Iterable[str]) -> Plan:
        """The plan as far as it concerns these paths (of files or folders) and WordPress ids; for showing."""
        wanted = frozenset(name.rstrip("/") for name in names)
        return replace(self, changes=tuple(change for change in self.changes if _concerns(change, wanted)))


def _concerns(change: Change, wanted: frozenset[str]) -> bool:
    return any(
        name in (change.path, change.origin, str(change.wordpress_id or change.key))
        or change.path.startswith(f"{name}/")
        for name in wanted
    )
