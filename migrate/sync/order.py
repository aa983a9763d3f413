"""The order in which steps can be taken: a name must be free before another file gets it."""

from __future__ import annotations

from collections.abc import Iterable

from migrate.sync.plan import Step


def ordered(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Files that only get a new content, then deletions, then moves with those first that make room for others.

    What is created comes last. Orphans lose their way to a page that moved, so they are written before it moves.
    """
    steps = list(steps)
    deletions = [step for step in steps if step.entry is None]
    moves = {step.origin: step for step in steps if is_move(step)}
    rest = [step for step in steps if step.entry is not None and not is_move(step)]
    creations = [step for step in rest if not step.origin]
    return (*(step for step in rest if step.origin), *deletions, *_making_room(moves), *creations)


def is_move(step: Step) -> bool:
    """Whether a file gets another path."""
    return bool(step.origin and step.target and step.origin != step.target)


def _making_room(moves: dict[str, Step]) -> list[Step]:
    done: dict[str, Step] = {}
    for start in list(moves):
        chain: list[str] = []
        place = start
        while place in moves and place not in done and place not in chain:
            chain.append(place)
            place = moves[place].target
        done.update((place, moves[place]) for place in reversed(chain))
    return list(done.values())
