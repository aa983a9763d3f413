"""The short way of a run that finds nothing new but texts of a few items: what it needs to know of the site."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from migrate.model.decided import LanguageChoice
from migrate.model.documents import COMMENTS, Placed
from migrate.sync.plan.nothing_new import stands_but_for_news
from migrate.sync.state.disk import Disk
from migrate.sync.state.state import State

if TYPE_CHECKING:
    from migrate.pipeline.digested_export import DigestedExport
    from migrate.pipeline.short_ways.few_texts import FewTexts
    from migrate.pipeline.short_ways.part_of_site import LastMade


def few(
    digested: DigestedExport,
    state: State,
    disk: Disk,
    placed: Mapping[str, Placed],
    taken: Collection[str],
    *,
    choice: LanguageChoice,
) -> FewTexts | None:
    """The items of which only texts are others, or that are new, with the part of the site that they need.

    None: that is not enough. `placed` is where the documents of the `disk` stand.
    """
    if not digested.notes or not stands_but_for_news(digested, state, disk):
        return None
    from migrate.pipeline.short_ways.few_texts import Standing, few_texts

    standing = Standing(
        placed,
        *(taken, choice, state.base_url),
        last_made=partial(last_made, disk),
        forms={key: one.forms for key, one in placed.items() if one.forms},
        asks_for_files=bool(digested.choices.host) or has_files(disk.site),
    )
    return few_texts(digested, standing)


def last_made(disk: Disk, key: str) -> LastMade | None:
    """How a document was made in the last run; None: it was not."""
    from migrate.pipeline.short_ways.part_of_site import LastMade

    entry, comments = disk.entries.get(key), disk.entries.get(COMMENTS + key)
    if entry is None:
        return None
    made = (entry.source, str(entry.lookups), entry.answers, entry.options, entry.converter)
    return LastMade(*made, comments.base if comments else "")


def has_files(site: Path) -> bool:
    """Whether a site holds files such as those of the library."""
    static = site / "static"
    return static.is_dir() and any(static.iterdir())
