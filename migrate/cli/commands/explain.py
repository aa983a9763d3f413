"""`wxr2hugo explain`: what a diagnostic means, why it comes, an example, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from migrate.diagnostics import Code
    from migrate.report.line import Line
    from migrate.verify.kinds import FaultKind


def explain(
    codes: Annotated[
        list[str] | None,
        typer.Argument(metavar="[CODE...]", help="Codes of messages, such as W101, or kinds of faults, such as text."),
    ] = None,
) -> None:
    """Say what a message means, why it comes and what to do.

    Without a code every message and every kind of fault is listed.
    """
    from migrate.cli import console

    names = [name for code in codes or () for name in _names(code)]
    console.results([line for name in names for line in _found(name)] if names else _all())


def _names(text: str) -> list[str]:
    """The codes in a text, as a message begins with one or a list holds several; else the text."""
    return re.findall(r"\b[EW]\d{3}\b", text.upper()) or [text]


def _all() -> Iterator[str]:
    from migrate.diagnostics import Code
    from migrate.verify.kinds import KINDS

    yield from (f"{code.id}  {code.severity:7}  {code.sentence}" for code in sorted(Code, key=_place))
    yield from (f"{name:12}  {kind.meaning}" for name, kind in KINDS.items())


def _found(name: str) -> Iterator[Line | str]:
    from difflib import get_close_matches

    from migrate.diagnostics import Code, MigrateError
    from migrate.verify.kinds import KINDS

    if kind := KINDS.get(name.lower()):
        return _kind(name.lower(), kind)
    for code in Code:
        if code.id == name.upper():
            return _explained(code)
    alike = [code.id for code in Code if code.id[1:] == name]
    near = alike or get_close_matches(name.lower(), KINDS, n=1)
    meant = f"Did you mean {' or '.join(near)}? " if near else ""
    raise MigrateError(f"{name}: there is no such diagnostic", f"{meant}wxr2hugo explain lists all there are.")


def _place(code: Code) -> tuple[str, str]:
    """Among all: by subject, then those that need a person."""
    return code.id[1:], code.id


def _explained(code: Code) -> Iterator[Line | str]:
    from migrate.diagnostics import Severity
    from migrate.explanations import EXPLANATIONS
    from migrate.report.line import Line

    explanation = EXPLANATIONS[code]
    status = "; the run ends with 1" if code.severity is Severity.ERROR else ""
    yield Line(f"{code.id}", "bold", f" ({code.severity}{status}): {code.sentence}.")
    yield f"  Why: {explanation.cause}"
    yield from _lines("For example", explanation.source)
    yield from _lines("Result", explanation.outcome)
    yield f"  What to do: {code.remedy}"


def _kind(name: str, kind: FaultKind) -> Iterator[Line | str]:
    from migrate.report.line import Line

    yield Line(name, "bold", f" (a fault that verify finds): {kind.meaning}")
    yield f"  What to do: {kind.remedy}"


def _lines(label: str, text: str) -> Iterator[str]:
    """A text behind its label, further lines below the first."""
    first, *others = text.splitlines()
    yield f"  {label}: {first}"
    yield from (f"  {' ' * len(label)}  {line}".rstrip() for line in others)
