"""The living site as a witness: what it shows, what it names, and where it leads who asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from migrate.verify.heads import NO_ADDRESSES, OldAddresses
from migrate.verify.verdict import Fault

if TYPE_CHECKING:
    from migrate.verify.against import Shown
    from migrate.verify.item import Judged
    from migrate.verify.judge import Court

Ask = Callable[[str], str | None]
"""Where visitors end who ask the living site for a path: a path, empty where nothing is; None: that cannot be told."""


def silent(path: str) -> None:
    """Nobody can be asked."""


class Witness(NamedTuple):
    """A living site, as far as it was asked."""

    shown: Shown | None = None
    """What it shows of each item."""
    addresses: OldAddresses = NO_ADDRESSES
    """What it names."""
    ask: Ask = silent


NO_WITNESS = Witness()


def lives_on(path: str, ask: Ask) -> bool:
    """Whether something is on the living site at a path to which a text leads and at which nothing is here."""
    return "#" not in path and path != "/" and bool(ask(path))


def never_shown(judged: Judged, court: Court, ask: Ask) -> Iterator[Fault]:
    """That an item is published here, and the living site has no page of it for visitors."""
    url, heads, live = judged.verdict.url, court.addresses.heads, court.around.answering
    if judged.unwitnessed and heads and url not in heads and live and live.answers(url) and ask(url) == "":
        yield Fault("public", "nowhere: the old site shows visitors no page of it", url)
