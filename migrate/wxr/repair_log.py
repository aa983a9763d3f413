"""Counts repairs, so that a thousand of one kind make a few messages."""

from __future__ import annotations

from dataclasses import dataclass, field

from migrate.diagnostics import Code, Diagnostics

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

    def add(self, later: RepairLog) -> None:
        """Take over the repairs of what follows in the file."""
        for kind, lines in later.lines.items():
            count = self.counts.get(kind, 0)
            self.lines.setdefault(kind, []).extend(lines[: max(PLACES_NAMED - count, 0)])
            self.counts[kind] = count + later.counts[kind]

    def report(self, diagnostics: Diagnostics, file: str) -> None:
        """Tell the first places of every kind, and how many more there are."""
        for kind, lines in self.lines.items():
            more = self.counts[kind] - len(lines)
            for place, line in enumerate(lines, start=1):
                detail = f"{kind}, and {more} more" if more and place == len(lines) else kind
                diagnostics.report(Code.REPAIRED, detail, file=file, line=line)
