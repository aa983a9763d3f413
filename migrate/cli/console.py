"""The only part that prints. Results go to standard output, everything else to standard error."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import TypeVar

from migrate.diagnostics import Diagnostic, Severity

PLACES = 3
"""How many places a group of diagnostics names unless all are asked for."""
COLORS = {Severity.ERROR: "\x1b[31m", Severity.WARNING: "\x1b[33m", Severity.INFO: "\x1b[36m"}
One = TypeVar("One")


def result(text: str) -> None:
    """What the command is for: the plan, the diff, the JSON."""
    sys.stdout.write(text if text.endswith("\n") or not text else f"{text}\n")


def say(text: str = "") -> None:
    """A message beside the result."""
    sys.stderr.write(f"{text}\n")


def fail(message: str, hint: str = "") -> None:
    """Why the run could not go on, and what may help."""
    say(message)
    if hint:
        say(f"  {hint}")


def show_diagnostics(diagnostics: Iterable[Diagnostic], *, verbose: bool = False) -> None:
    """Diagnostics grouped by code, the gravest first, each with its count and the first places it concerns."""
    order = list(Severity)
    ranked = sorted(diagnostics, key=lambda one: (-order.index(one.code.severity), one.code.id))
    for code, group in groupby(ranked, key=lambda one: one.code):
        places = list(group)
        say(f"{_color(code.severity)}{code.id} {code.sentence} ({len(places)}){_plain()}")
        for place in places if verbose else places[:PLACES]:
            say(f"    {_place(place)}")
        if not verbose and len(places) > PLACES:
            say(f"    … and {len(places) - PLACES} more (--verbose names all)")


def _place(one: Diagnostic) -> str:
    where = f"{one.file}:{one.line}: " if one.file and one.line else f"{one.file}: " if one.file else ""
    item = f" (WordPress id {one.wordpress_id})" if one.wordpress_id else ""
    return f"{where}{printable(one.detail)}{item}"


def printable(text: str) -> str:
    """The text without anything that could steer a terminal: exports are written by strangers."""
    return "".join(sign if sign.isprintable() or sign == "\n" else "\ufffd" for sign in text)


def _colored(stream: object) -> bool:
    return bool(getattr(stream, "isatty", lambda: False)()) and not os.environ.get("NO_COLOR")


def colors_on_output() -> bool:
    """Whether what goes to standard output may be coloured."""
    return _colored(sys.stdout)


def _color(severity: Severity) -> str:
    return COLORS[severity] if _colored(sys.stderr) else ""


def _plain() -> str:
    return "\x1b[0m" if _colored(sys.stderr) else ""


@contextmanager
def progress(label: str) -> Iterator[Progress]:
    """A line that counts on a terminal, and silence elsewhere."""
    shown = Progress(label, sys.stderr.isatty())
    try:
        yield shown
    finally:
        shown.clear()


class Progress:
    """Says how far a run is. Drawn by hand: a drawing thread and forked workers do not go together."""

    EVERY = 0.1
    """Seconds between two drawings."""

    def __init__(self, label: str, visible: bool) -> None:
        self.label = label
        self.visible = visible
        self.count = 0
        self._drawn = 0.0

    def over(self, things: Iterable[One]) -> Iterator[One]:
        """The same things, counted."""
        for thing in things:
            yield thing
            self.count += 1
            self.show(f"{self.label} {self.count:,}")

    def show(self, text: str) -> None:
        """Draw, unless the last drawing was a moment ago."""
        if self.visible and (now := time.monotonic()) - self._drawn >= self.EVERY:
            self._drawn = now
            sys.stderr.write(f"\r\x1b[K{text}")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self.visible:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
