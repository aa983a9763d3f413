"""Where the notes of pass one lie from one run to the next: a file of the site that may be lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile

from migrate.diagnostics import MigrateError
from migrate.options import Options
from migrate.pipeline.known_notes import KnownNotes
from migrate.state_folder import NOTES, RUN_TEMPORARY
from migrate.sync.files import Files
from migrate.workers import forks


@contextmanager
def notes_file(site: Path, options: Options, *, writes: bool) -> Iterator[KnownNotes | None]:
    """The notes of the last run, and room for those of this one, which are kept at its end if it `writes`.

    None where processes cannot share them, and where some items are to be left out of the site: notes tell of all.
    """
    if options.is_partial or not forks():
        yield None
        return
    with ExitStack() as stack:
        earlier = later = None
        with suppress(OSError):
            earlier = stack.enter_context((site / NOTES).open("rb")) if (site / NOTES).is_file() else None
        folder = site / RUN_TEMPORARY if writes else None
        with suppress(OSError):
            later = stack.enter_context(TemporaryFile(dir=folder)) if writes or earlier else None
        known = KnownNotes(earlier, later)
        yield known
        if writes and known.has_news:
            with suppress(MigrateError):  # without them all is as with them, but for the time that it takes
                Files(site).write_pieces(NOTES, known.pieces())
