"""`wxr2hugo explain`: what a diagnostic means, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from migrate.diagnostics import Code
    from migrate.report.line import Line


def explain(
    codes: Annotated[
        list[str] | None, typer.Argument(metavar="[CODE...]", help="Numbers of diagnostics, such as W101.")
    ] = None,
) -> None:
    """Say what a message means and what to do.

    Without a number all that there are are listed.
    """
    from migrate.cli import console
    from migrate.diagnostics import Code

    if codes:
        console.results(line for code in codes for line in _explained(_known(code)))
    else:
        console.results(f"{code.id}  {code.severity:7}  {code.sentence}" for code in sorted(Code, key=_place))


def _known(name: str) -> Code:
    from migrate.diagnostics import Code, MigrateError

    found = next((code for code in Code if code.id == name.upper()), None)
    if found is None:
        raise MigrateError(f"{name}: there is no such diagnostic", "wxr2hugo explain lists all there are.")
    return found


def _place(code: Code) -> tuple[str, str]:
    """Among all: by subject, then those that need a person."""
    return code.id[1:], code.id


def _explained(code: Code) -> Iterator[Line | str]:
    from migrate.diagnostics import Severity
    from migrate.report.line import Line

    status = "; the run ends with 1" if code.severity is Severity.ERROR else ""
    yield Line(f"{code.id}", "bold", f" ({code.severity}{status}): {code.sentence}.")
    yield f"  What to do: {code.remedy}"
