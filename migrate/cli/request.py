"""What a command was asked to do with exports and a site; the command line wins over the file of the site."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from migrate.choices.on_conflict import OnConflict
from migrate.cli.theme import ChosenTheme
from migrate.options import Options
from migrate.options_file import load
from migrate.sync.plan.plan import Policy
from migrate.workers import processes


class Request(NamedTuple):
    """What a command was asked to work on."""

    exports: Sequence[Path]
    site: Path
    policy: Policy
    options: Options
    jobs: int
    max_size: int
    """Bytes that the export may have once unpacked."""
    asks_for_theme: bool = False
    """Whether the command line names the theme: then the small files that it wants come into a site of the owner's."""
    guarantee: bool = False
    """Whether each block is to be written in a form in which it comes back."""
    tells_all: bool = False
    """Whether more of the export is told than what is new."""
    moves: bool = False
    """Whether files move to where they would lie if they were new."""

    @property
    def processes(self) -> int:
        """How many work at a time; 0 jobs: as many as there are processors."""
        return processes(self.jobs)


class Wishes(NamedTuple):
    """What the command line says about keeping in step, for `sync` and its kin."""

    prune: bool
    max_delete: int | None
    conflict: str | None
    only: str | None
    same_site: bool
    move: bool = False
    theme: ChosenTheme = ChosenTheme()
    host: str = ""
    guarantee: bool = False


def sync_request(
    exports: Sequence[str],
    site: Path,
    wishes: Wishes,
    *,
    jobs: int,
    max_size: int,
) -> Request:
    """A request from the options that `sync` and `diff` share; the command line wins over the site's file."""
    options, keeping = load(site, wishes.theme.preset, wishes.host)
    limit = keeping.max_delete if wishes.max_delete is None else wishes.max_delete
    policy = Policy(
        prune=wishes.prune,
        max_delete=limit if limit >= 0 else None,
        on_conflict=OnConflict(wishes.conflict or keeping.conflict),
        only_wordpress=wishes.only is not None,
        same_site=wishes.same_site,
    )
    return Request(
        [Path(one) for one in exports],
        *(site, policy, options, jobs),
        max_size=max_size * 1_000_000,
        asks_for_theme=wishes.theme.is_asked_for,
        guarantee=wishes.guarantee,
        moves=wishes.move,
    )
