"""Repairs the bytes of an export before the XML parser sees them.

libxml2's own recovery loses text without a word: one control character empties a whole post. So every defect known from
real exports is mended in the stream. A file without defects passes through unchanged, byte for byte, and how the stream
is cut into chunks never matters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from migrate.diagnostics import Code, Diagnostics
from migrate.wxr.encoding import decode, legal
from migrate.wxr.markup import repair_markup
from migrate.wxr.preamble import drop_preamble

PLACES_NAMED = 3
"""So many places of one kind of repair are named one by one; the rest is counted."""


@dataclass(slots=True)
class RepairLog:
    """What was repaired in one file: how often, and where first."""

    counts: dict[str, int] = field(default_factory=dict)
    lines: dict[str, list[int]] = field(default_factory=dict)

    def wants_line(self, kind: str) -> bool:
        """Whether the line of one more repair of this kind would be named: counting lines is not free."""
        return self.counts.get(kind, 0) < PLACES_NAMED

    def note(self, kind: str, line: int = 0, count: int = 1) -> None:
        """Take note of repairs; `line` is looked at only while `wants_line`."""
        if self.wants_line(kind):
            self.lines.setdefault(kind, []).append(line)
        self.counts[kind] = self.counts.get(kind, 0) + count

    def report(self, diagnostics: Diagnostics, file: str) -> None:
        """Tell the first places of every kind, and how many more there are."""
        for kind, lines in self.lines.items():
            more = self.counts[kind] - len(lines)
            for place, line in enumerate(lines, start=1):
                detail = f"{kind}, and {more} more" if more and place == len(lines) else kind
                diagnostics.report(Code.REPAIRED, detail, file=file, line=line)


def repair(chunks: Iterable[bytes], log: RepairLog) -> Iterator[bytes]:
    """The same stream as UTF-8 without what XML forbids. Line numbers stay those of the original."""
    return repair_markup(drop_preamble(legal(decode(chunks, log), log), log), log)
