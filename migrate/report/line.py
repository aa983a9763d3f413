"""A line of a report: its text, and how a terminal may show the part that matters."""

from __future__ import annotations

from typing import NamedTuple


class Line(NamedTuple):
    """One line without its end. Files and pipes get its text exactly; a terminal shows it in style."""

    styled: str
    style: str = ""
    """Words of the terminal library, such as `bold red`; empty: plain."""
    rest: str = ""
    """What follows in plain."""

    def __str__(self) -> str:
        return self.styled + self.rest


class Row(NamedTuple):
    """One row of a table. Files and pipes get its text exactly; a terminal shows its cells below those above it."""

    text: str
    cells: tuple[str, ...]

    def __str__(self) -> str:
        return self.text
