"""An export as far as digests tell it: whether it says what it said at the last run, before anything in it is read."""

from __future__ import annotations

from migrate import __version__
from migrate.diagnostics import Diagnostics
from migrate.model.seen import NOBODY_SAW, SeenSite
from migrate.options import Options
from migrate.pipeline.known_notes import KnownNotes, digest_of_portions
from migrate.pipeline.ownership import Ownership
from migrate.wxr.read import Export


class DigestedExport:
    """Implements `model.source.Digested` for an export and what documents are made of beside it."""

    converter = f"wxr2hugo {__version__}"

    def __init__(
        self,
        export: Export,
        choices: Options,
        diagnostics: Diagnostics,
        *,
        owner: Ownership,
        notes: KnownNotes | None = None,
        seen: SeenSite = NOBODY_SAW,
    ) -> None:
        """`owner` is what of the site is its owner's, `seen` what visitors of the old site saw.

        `notes` know much of what is in the export.
        """
        self.export, self.choices, self.diagnostics = export, choices, diagnostics
        self.owner, self.notes, self.seen = owner, notes, seen
        self.options = choices.digest
        """Digest of the choices that change what is written."""
        self.tells = owner.configured or bool(diagnostics.found)
        """Whether each run has something to tell of the export, or of how it fits the site."""

    def identity(self) -> str:
        """Digest of the export; empty where something has to be told of it each time.

        Empty too as long as it was not digested, if it has not even the size of the one of the last run: to read it
        means to digest it.
        """
        if not self.export.is_digested and self.notes and self.notes.are_of_another(self.export.size()):
            return ""
        return "" if self.tells or self.diagnostics.need_a_person else self._standing(self.export.identity())

    def noted(self) -> str:
        """Digest of what this run notes for the next one."""
        return self._standing(digest_of_portions(self.notes.names)) if self.notes else ""

    def noted_before(self) -> str:
        """The same of what an earlier run noted."""
        return self._standing(digest_of_portions(self.notes.earlier_names)) if self.notes else ""

    def _standing(self, digest: str) -> str:
        return digest and "\0".join(filter(None, (digest, self.seen.standing(), self.owner.standing())))
