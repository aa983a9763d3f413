"""The only part that prints. Results go to standard output, everything else to standard error.

What a file or a pipe gets is exact. What a terminal gets is drawn by rich, which is imported for that alone, and holds
nothing that could steer it: exports and files are written by strangers.
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypeVar

from migrate.diagnostics import Diagnostic, Severity
from migrate.report.line import Line, Row
from migrate.system_errors import explained
from migrate.text import one_line, printable

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, TaskID

PLACES = 3
"""How many places a group of diagnostics names unless all are asked for."""
_STYLES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_QUIET = "dim"
One = TypeVar("One")


def prepare() -> None:
    """Let standard output carry whatever a file may hold: as its bytes are, but as far as it can on a terminal."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure and is_terminal(sys.stdout):
        reconfigure(errors="replace")
    elif reconfigure:
        reconfigure(encoding="utf-8", errors="surrogateescape")


def settle() -> None:
    """Write out what waits. A stream that cannot take it takes no more: it would be tried again at the very end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            _mute(stream)


def is_terminal(stream: object) -> bool:
    """Whether somebody reads along."""
    return bool(getattr(stream, "isatty", lambda: False)())


def result(text: str) -> None:
    """What the command is for, whole: the JSON, the list."""
    results(text.splitlines() if is_terminal(sys.stdout) else [text.removesuffix("\n")] if text else [])


def results(lines: Iterable[Line | Row | str]) -> None:
    """What the command is for, line by line: the plan, the diff."""
    for line in _drawn(sys.stdout, lines):
        try:
            _write(sys.stdout, line)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise explained("standard output", error) from error


def put(lines: Iterable[Line | Row | str], output: Path | None) -> None:
    """What the command is for on standard output, which is `-` too, or in a file."""
    if output is None or str(output) == "-":
        results(lines)
        return
    try:
        with output.open("w", encoding="utf-8", errors="surrogateescape") as stream:
            stream.writelines(f"{line}\n" for line in lines)
        say(f"Written: {output}")
    except OSError as error:
        raise explained(str(output), error) from error


def say(text: str = "", style: str = "") -> None:
    """A message beside the result. Where nobody can hear it, the work goes on."""
    tell([Line(text, style)])


def step(text: str) -> None:
    """What a run is at that takes a while: for somebody who waits at a terminal."""
    if is_terminal(sys.stderr):
        say(f"{text} …", _QUIET)


def tell(lines: Iterable[Line | Row | str]) -> None:
    """Messages beside the result, such as a table."""
    for line in _drawn(sys.stderr, lines):
        try:
            _write(sys.stderr, line)
        except (OSError, ValueError):
            _mute(sys.stderr)


def fail(message: str, hint: str = "") -> None:
    """Why the run could not go on, and what may help."""
    say(message, "red")
    if hint:
        say(f"  {hint}")


def show_diagnostics(
    diagnostics: Iterable[Diagnostic], paths: Callable[[set[int]], dict[int, str]] | None = None, *, verbose: bool
) -> None:
    """Diagnostics grouped by code, the gravest first: count, the first places, what to do.

    `paths` tells where in the site items are, by their WordPress ids.
    """
    order = list(Severity)
    ranked = sorted(diagnostics, key=lambda one: (-order.index(one.code.severity), one.code.id))
    groups = [(code, list(group)) for code, group in groupby(ranked, key=lambda one: one.code)]
    shown = [one for _, group in groups for one in (group if verbose else group[:PLACES])]
    known = paths({one.wordpress_id for one in shown if one.wordpress_id}) if paths else {}
    for code, group in groups:
        say(f"{code.id} {code.sentence} ({sum(one.count for one in group):,})", _STYLES[code.severity])
        for one in group if verbose else group[:PLACES]:
            say(f"    {_place(one, known.get(one.wordpress_id, ''))}")
            for line in one.paste.splitlines():
                say(printable(line))
        if not verbose and len(group) > PLACES:
            say(f"    … and {len(group) - PLACES} more (--verbose names all)")
        say(f"    What to do: {code.remedy}")
    if groups:
        say(f"    wxr2hugo explain {groups[0][0].id} tells more", _QUIET)


def _place(one: Diagnostic, path: str) -> str:
    where = f"{one.file}:{one.line}" if one.file and one.line else one.file
    times = f", {one.count:,} times" if one.count > 1 else ""
    detail = one_line(one.detail)
    if path:
        source = f", {where}" if where else ""
        return f"{path}{': ' if detail else ''}{detail} (WordPress id {one.wordpress_id}{source}{times})"
    item = f" (WordPress id {one.wordpress_id}{times})" if one.wordpress_id else times
    return f"{where}{': ' if where and detail else ''}{detail}{item}"


def _drawn(stream: IO[str], lines: Iterable[Line | Row | str]) -> Iterator[Line | str | list[Row]]:
    """Lines as a stream gets them: a terminal the rows of a table together, whatever else each for itself."""
    if not is_terminal(stream):
        yield from map(str, lines)
        return
    for is_table, group in groupby(lines, key=lambda one: isinstance(one, Row)):
        if is_table:
            yield [one for one in group if isinstance(one, Row)]
        else:
            yield from (one for one in group if not isinstance(one, Row))


def _draw_table(stream: IO[str], rows: Iterable[Row]) -> None:
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    rows = list(rows)
    for place in range(max((len(row.cells) for row in rows), default=0)):
        table.add_column(overflow="fold", style="" if place else "cyan")
    for row in rows:
        table.add_row(*(Text(one_line(cell)) for cell in row.cells))
    _console(stream).print(Padding(table, (0, 0, 0, 2), expand=False))


def _write(stream: IO[str], line: Line | str | list[Row]) -> None:
    if isinstance(line, list):
        _draw_table(stream, line)
        return
    if not is_terminal(stream):
        stream.write(f"{line}\n")
        return
    from rich.text import Text

    whole = line if isinstance(line, Line) else Line(line)
    shown = Text().append(printable(whole.styled), whole.style).append(printable(whole.rest))
    _console(stream).print(shown, soft_wrap=True)


@lru_cache(maxsize=4)
def _console(stream: IO[str]) -> Console:
    from rich.console import Console

    return Console(file=stream, highlight=False, markup=False, emoji=False)


def _mute(stream: IO[str]) -> None:
    """Let what is still to come go nowhere."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


@contextmanager
def progress() -> Iterator[Watcher]:
    """Shows on a terminal how far a run is, and nothing elsewhere."""
    watcher = Watcher(is_terminal(sys.stderr))
    try:
        yield watcher
    finally:
        watcher.end()


class Watcher:
    """Says how far a run is. It draws when something was done: a thread that draws and forked workers do not mix."""

    EVERY = 0.1
    """Seconds between two drawings."""

    def __init__(self, visible: bool) -> None:
        self._visible = visible
        self._bars: Progress | None = None
        self._tasks: dict[str, TaskID] = {}
        self._counts: Counter[str] = Counter()
        self._drawn = 0.0

    def counting(self, label: str) -> Callable[[Iterable[One]], Iterable[One]]:
        """What counts things that pass by."""
        return (lambda things: self._over(label, things)) if self._visible else iter

    def show(self, label: str, done: int, total: int | None = None, beside: str = "") -> None:
        """Say that so many are done, unless that was said a moment ago."""
        if self._visible and (now := time.monotonic()) - self._drawn >= self.EVERY:
            self._drawn = now
            with suppress(OSError):
                self._draw(label, done, total, beside)

    def end(self) -> None:
        """Take the bars off the terminal."""
        if self._bars:
            with suppress(OSError):
                self._bars.stop()
            self._bars = None

    def _over(self, label: str, things: Iterable[One]) -> Iterator[One]:
        for thing in things:
            yield thing
            self._counts[label] += 1
            self.show(label, self._counts[label])

    def _draw(self, label: str, done: int, total: int | None, beside: str) -> None:
        if self._bars is None:
            self._bars = _bars()
            self._bars.start()
        if label not in self._tasks:
            for earlier in self._tasks.values():
                self._bars.update(earlier, visible=False)
            self._tasks[label] = self._bars.add_task(label, total=total, beside="")
        self._bars.update(self._tasks[label], completed=done, total=total, beside=printable(beside))
        self._bars.refresh()


def _bars() -> Progress:
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = ("{task.description}", "{task.completed:,.0f}", "{task.fields[beside]}")
    words = [TextColumn(column, markup=False) for column in columns]
    return Progress(
        words[0],
        BarColumn(bar_width=20),
        *words[1:],
        TimeElapsedColumn(),
        console=_console(sys.stderr),
        auto_refresh=False,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
