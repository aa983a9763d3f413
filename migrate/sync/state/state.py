"""What this tool remembers of a site between two runs: plain text for git, the same bytes for the same inputs.

`state.jsonl` holds a line a document; the documents themselves, as made at the last run, lie in `base/`. A conflict
that is open has its document in `proposed/` too, so that the proposal may be deleted to settle it. What is true of a
whole run stands in `standing`, which belongs to one machine: two runs on two machines have no line in common there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from migrate.page.places import ONE_LANGUAGE, Languages
from migrate.state_folder import JOURNAL, STANDING, STATE
from migrate.sync.files import Files
from migrate.sync.spool import Spool
from migrate.sync.state.content_files import rebuilt
from migrate.sync.state.found import Found, head_line, read_lines
from migrate.sync.state.remembered import Remembered, line_of, place_of, renamed
from migrate.text import digest


class State(NamedTuple):
    """All that is remembered of a site."""

    base_url: str = ""
    entries: Mapping[str, Remembered] = {}
    source: str = ""
    """Digest of what these entries were made from, see `standing`; empty: something may be left to do."""
    noted: str = ""
    """The same of what the run noted of the export; empty: the next one cannot build on it."""
    rebuilt: bool = False
    """Whether some of it was lost and is made up from the files: nothing of theirs may be overwritten."""
    as_left: bool = True
    """Whether the last run on this machine wrote it so. Else git may have, and the bases are looked at too."""
    damaged: int = 0
    """How many lines of it could not be read."""
    digest: str = ""
    """Of its bytes (hexadecimal)."""

    @property
    def migrated(self) -> bool:
        """Whether this site was ever migrated."""
        return bool(self.entries) or bool(self.base_url)

    @classmethod
    def load(cls, site: Path, spool: Spool | None = None, languages: Languages = ONE_LANGUAGE) -> State:
        """What is remembered of `site`, healed where it is damaged. Raises MigrateError for that of a newer version.

        Look-ups lie in the spool, if there is one. `languages` says of which language a file is.
        """
        files, kept = Files(site), spool.text if spool else str
        known = read_lines(files, STATE, kept)
        begun = read_lines(files, JOURNAL, kept) or Found()
        lost = known is None or (not known.entries and known.damaged > 0)
        found = known or Found(begun.head)
        entries = {one.key: one for one in rebuilt(site, languages)} if lost else found.entries
        if begun.head and begun.head.of == found.digest:
            entries = renamed(entries, begun.head.renamed)
        _carry_on(files, entries, list(begun.entries.values()))
        written, source, noted = _standing(files)
        is_whole = written == found.digest and begun.head is None
        unbased = lost and any(not entry.base for entry in entries.values())
        return cls(
            base_url=found.head.base_url if found.head else "",
            entries=entries,
            source=source if is_whole else "",
            noted=noted if is_whole else "",
            rebuilt=found.damaged > 0 or unbased,
            as_left=written == found.digest and bool(written),
            damaged=found.damaged,
            digest=found.digest,
        )

    def lines(self) -> Iterator[bytes]:
        """The lines of `state.jsonl`."""
        yield head_line(self.base_url)
        yield from map(line_of, sorted(self.entries.values(), key=place_of))

    def renamed(self, keys: Mapping[str, str]) -> State:
        """The same with other keys: the new ones by the old."""
        return self._replace(entries=renamed(self.entries, keys), as_left=False) if keys else self

    def in_conflict(self) -> set[str]:
        """The keys under which the proposals of open conflicts lie."""
        return {entry.base_key for entry in self.entries.values() if entry.conflict}


def standing_line(state: str, *made_from: str) -> bytes:
    """What `standing` holds: the digest of the state, and of what it was made from if nothing was left to do."""
    return " ".join(filter(None, (state, *made_from))).encode() + b"\n"


def _standing(files: Files) -> list[str]:
    """The words of it: the digest of the state, `source`, `noted`."""
    words = (files.read(STANDING) or b"").decode("ascii", "replace").split()
    return [*words, "", "", ""][:3]


def _carry_on(files: Files, entries: dict[str, Remembered], interrupted: list[Remembered]) -> None:
    """Take up what an interrupted run created and moved before it could write the state.

    Moves were made in the order of the journal; the place that a file left may have been taken by a later one.
    """
    filled: set[str] = set()
    for new in reversed(interrupted):
        old = entries.get(new.key)
        if old is None or not old.base:
            if digest(files.read(new.path) or b"") == new.disk:
                entries[new.key] = new._replace(source="")
        elif (old.path in filled or files.read(old.path) is None) and files.read(new.path) is not None:
            entries[new.key] = old._replace(path=new.path, home=old.home._replace(assigned=new.path))
            filled.add(new.path)
