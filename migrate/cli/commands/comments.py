"""`wxr2hugo comments`: the public comments in the format of another system."""

from __future__ import annotations

from enum import StrEnum
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from migrate.cli.arguments import LARGEST_EXPORT, Exports, MaxSize, SitePath, Verbose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from migrate.comments.discussion import Discussion
    from migrate.diagnostics import Diagnostics
    from migrate.site.answer.site import Site


class System(StrEnum):
    """Who reads the comments."""

    DISQUS = "disqus"
    ISSO = "isso"
    REMARK42 = "remark42"
    COMMENTO = "commento"
    GISCUS = "giscus-json"


To = Annotated[System, typer.Option("--to", help="The system that is to have the comments.")]
BaseUrl = Annotated[
    str, typer.Option("--base-url", metavar="URL", help="Where the new site is, if its configuration does not say.")
]
SiteId = Annotated[str, typer.Option("--site-id", metavar="NAME", help="Remark42's own name of the site.")]


def comments(
    exports: Exports,
    to: To,
    site: SitePath = None,
    output: Annotated[Path | None, typer.Option("--output", metavar="FILE", help="Write the result to a file.")] = None,
    base_url: BaseUrl = "",
    site_id: SiteId = "remark",
    max_size: MaxSize = LARGEST_EXPORT,
    verbose: Verbose = False,
) -> None:
    """Write the public comments in the format of another system.

    Comments of published items that visitors could read come along, with their answers, at the addresses of the new
    site. No e-mail address and no address of a machine is written.
    """
    from migrate.cli import console
    from migrate.cli.outcome import exit_status
    from migrate.cli.output import spare
    from migrate.cli.place import site_folder
    from migrate.comments.systems import comment_systems
    from migrate.diagnostics import Diagnostics

    diagnostics, counted = Diagnostics(), _Counted()
    system = comment_systems(site_id)[to]
    spare(output, exports)
    found = _begun(_discussions([Path(one) for one in exports], site_folder(site), base_url, max_size, diagnostics))
    console.put(system.written(counted.passing(found)), output)
    console.show_diagnostics(diagnostics, verbose=verbose)
    console.say(f"{counted.remarks:,} comments on {counted.discussions:,} pages")
    if counted.remarks:
        console.say(f"Next:\n  {system.next.format(output or f'comments.{system.ending}')}")
    raise typer.Exit(exit_status(diagnostics))


def _begun(found: Iterator[Discussion]) -> Iterator[Discussion]:
    """The same once it has begun: that there is nothing to read is said before anything is written."""
    return chain(list(islice(found, 1)), found)


class _Counted:
    """How much has passed by."""

    def __init__(self) -> None:
        self.remarks = 0
        self.discussions = 0

    def passing(self, found: Iterator[Discussion]) -> Iterator[Discussion]:
        """The same discussions, counted as they pass."""
        for one in found:
            self.discussions += 1
            self.remarks += len(one.remarks)
            yield one


def _discussions(
    exports: list[Path], folder: Path, base_url: str, max_size: int, diagnostics: Diagnostics
) -> Iterator[Discussion]:
    """The comments of the export, where the pages of the site are, or would be if it were migrated."""
    from migrate.cli import console
    from migrate.hugo.config.seen import language_choice, languages
    from migrate.options_file import load
    from migrate.pipeline.discussions import discussions
    from migrate.pipeline.survey import survey
    from migrate.site.answer.site import decided_site
    from migrate.sync.state.disk import survey_disk
    from migrate.sync.state.state import State
    from migrate.wxr.read import Export

    export = Export(exports, diagnostics, max_size * 1_000_000)
    spoken = languages(folder)
    placed = survey_disk(folder, State.load(folder)).placed()
    with console.progress() as progress:
        index = survey(export, load(folder)[0], 1, progress.counting("reading"))
        decided = decided_site(index, placed, choice=language_choice(spoken, is_own=bool(placed)))
        records = progress.counting("looking for comments")(export.read())
        yield from discussions(decided, records, _address(base_url, folder, decided))


def _address(asked: str, folder: Path, decided: Site) -> str:
    """Where the new site is, without a slash at the end. Raises MigrateError where nothing says it."""
    from migrate.diagnostics import MigrateError
    from migrate.hugo.config.config_files import config_files, merged
    from migrate.pipeline.documents import new_address

    named = asked or str(merged(config_files(folder)).get("baseurl") or "")
    address = next((one for one in (named, new_address(decided)) if one.startswith(("http://", "https://"))), "")
    if not address or (asked and address != asked):
        raise MigrateError(f"{named or 'the new site'}: is no address of a site", "--base-url https://example.org")
    return address.rstrip("/")
