"""What has to be looked at: which documents may differ from the last run, why, and where they go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from migrate.diagnostics import MigrateError
from migrate.model.documents import Outline
from migrate.model.source import Identified, Source
from migrate.sync.plan.changes import Reason
from migrate.sync.plan.plan import Policy
from migrate.sync.plan.same_site import check_site
from migrate.sync.state.disk import GONE, Disk, File
from migrate.sync.state.remembered import Remembered
from migrate.sync.state.state import State


class Candidate(NamedTuple):
    """A document that has to be converted and compared."""

    outline: Outline
    entry: Remembered | None
    file: File
    target: str
    """Where it shall lie."""
    reasons: tuple[Reason, ...]


def check_source(source: Source, state: State, policy: Policy, who: Identified) -> None:
    """Raises MigrateError for what must not be compared with this site: another blog, a broken export with prune."""
    if not policy.same_site:
        check_site(source, state, who)
    if policy.prune and source.truncated:
        raise MigrateError(
            "the export ends early: what is missing in it may still be in WordPress, so nothing can be pruned",
            "Export again, or run without --prune.",
        )
    if policy.prune and source.partial:
        raise MigrateError(
            "the export holds a part of the site: what is missing in it may still be in WordPress",
            "Run without --prune; or take [select] out of wxr2hugo.toml, where that leaves items out.",
        )


def reasons(outline: Outline, entry: Remembered | None, file: File, source: Source, answers: str) -> tuple[Reason, ...]:
    """Why the document may be another than at the last run; empty: it is the same. `answers` are today's."""
    if entry is None or not (entry.base or entry.conflict):
        return (Reason.WORDPRESS,)
    found = differences(outline, entry, source, answers)
    moved = outline.path not in (entry.home.assigned, file.path) and not _stays(entry, file)
    return found or ((Reason.WORDPRESS,) if moved else ())


def differences(outline: Outline, entry: Remembered, source: Source, answers: str) -> tuple[Reason, ...]:
    """What the document depends on and is another than at the last run."""
    differs = {
        Reason.WORDPRESS: entry.source != outline.source,
        Reason.CONVERTER: entry.converter != source.converter,
        Reason.OPTIONS: (entry.options, entry.forms) != (source.options, outline.forms),
        Reason.LINKS: entry.answers != answers,
    }
    return tuple(reason for reason, is_so in differs.items() if is_so)


def shown_anew(found: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """The reasons where WordPress shows a part anew: that answer is no matter of links."""
    return (Reason.WORDPRESS, *(one for one in found if one not in {Reason.WORDPRESS, Reason.LINKS}))


def held_back(found: tuple[Reason, ...], policy: Policy) -> bool:
    """Whether only a newer converter makes the difference, and that is not wanted."""
    return policy.only_wordpress and found == (Reason.CONVERTER,)


def moves(outlines: Iterable[Outline], disk: Disk) -> dict[str, str]:
    """Where documents of an earlier run go that have to move, by key.

    Files that would have to change places all stay.
    """
    wanted = {}
    for outline in outlines:
        entry = disk.entries.get(outline.key)
        file = disk.files[outline.key] if entry else GONE
        if entry and file.path not in ("", outline.path) and not _stays(entry, file):
            wanted[outline.key] = outline.path
    stuck = _in_circles({disk.files[key].path: target for key, target in wanted.items()})
    return {key: target for key, target in wanted.items() if disk.files[key].path not in stuck}


def _stays(entry: Remembered, file: File) -> bool:
    """Whether WordPress has no say in where the file lies: somebody moved it, or it is in conflict."""
    return entry.pinned or file.path != entry.home.assigned


def _in_circles(moves: Mapping[str, str]) -> set[str]:
    """Origins of moves that wait for each other."""
    done: set[str] = set()
    stuck: set[str] = set()
    for start in moves:
        walk: list[str] = []
        place = start
        while place in moves and place not in done:
            done.add(place)
            walk.append(place)
            place = moves[place]
        if place in walk:
            stuck.update(walk[walk.index(place) :])
    return stuck
