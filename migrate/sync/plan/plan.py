"""A plan: what a run changes in a site, as data. Everything that is printed and everything that is done reads it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from migrate.choices.on_conflict import OnConflict
from migrate.sync.plan.changes import Action, Changes
from migrate.sync.plan.steps import Steps
from migrate.sync.state.next_state import NextState
from migrate.sync.state.state import State


class Policy(NamedTuple):
    """What the person who runs it allows."""

    prune: bool = False
    max_delete: int | None = None
    """How many files may be deleted; None: 10 or 10 %, the larger."""
    on_conflict: OnConflict = OnConflict.KEEP
    only_wordpress: bool = False
    """Hold back changes that only a newer converter makes."""
    same_site: bool = False
    """The export may name another host than the one before."""


class Plan(NamedTuple):
    """All changes of a run, and what is remembered of the site afterwards. It can be read while its spool is open."""

    changes: Changes
    unchanged: int
    steps: Steps
    before: State
    after: NextState
    renamed: Mapping[str, str] = {}
    """Keys of documents whose items are known by others now, by those before."""

    @property
    def summary(self) -> dict[str, int]:
        """How many of each action, and `unchanged`."""
        return {**{str(action): self.changes.counts[action] for action in Action}, "unchanged": self.unchanged}

    @property
    def has_changes(self) -> bool:
        """Whether a run would change the site: orphans and conflicts that are open already do not count."""
        return bool(self.changes.pressing)

    @property
    def needs_a_person(self) -> bool:
        """Whether a conflict is open afterwards."""
        return bool(self.changes.staying_open)

    def only(self, names: Iterable[str]) -> Plan:
        """The plan as far as it concerns these paths (of files or folders) and WordPress ids; for showing."""
        return self._replace(changes=self.changes.only(frozenset(name.rstrip("/") for name in names)))
