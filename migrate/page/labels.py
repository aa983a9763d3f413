"""Numbers that stand for something at the foot of a page: `[text][1]` for a target, `[^1]` for a note."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from migrate.patterns import rare_pattern

_DEFINITION = rare_pattern(r" {0,3}\[(\d+)\]:[ \t]*(.*?)[ \t]*\n?")
_ANY_DEFINITION = rare_pattern(r" {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*\S")
_ESCAPE_OR_USE = rare_pattern(r"\\.|(\])\[(\d+)\]|\[(\d+)\](?:\[\]|(?![\[(:]))", re.DOTALL)
_ESCAPE_OR_NUMBER = rare_pattern(r"\\.|\[(\d+)\]", re.DOTALL)
_LINE = rare_pattern(r"\n(?=[^\n])")
_CONTINUED = f"\n{' ' * 4}"


class Definition(NamedTuple):
    """A line at the foot that says where a number leads."""

    label: str
    target: str


def used(number: int) -> str:
    """What stands behind the text of a link."""
    return f"[{number}]"


def definition(number: int, target: str) -> str:
    """The line at the foot, without its end."""
    return f"[{number}]: {target}"


def used_note(number: int) -> str:
    """What stands in the text where a note belongs."""
    return f"[^{number}]"


def note(number: int, text: str) -> str:
    """The note at the foot, without the end of its last line; what follows its first line is moved to the right."""
    return f"[^{number}]: {_LINE.sub(_CONTINUED, text)}"


def defined(line: str) -> Definition | None:
    """What a line defines, if that is a number."""
    found = _DEFINITION.fullmatch(line)
    return Definition(found[1], found[2]) if found else None


def is_definition(line: str) -> bool:
    """Whether a line defines a label of any kind, but for notes."""
    return bool(_ANY_DEFINITION.match(line))


def replaced_uses(text: str, instead: Callable[[str], str | None]) -> str:
    """The text with `[text][instead]` for each use of a number, also where that was the text itself; None: as it is."""

    def replaced(found: re.Match[str]) -> str:
        label = found[2] or found[3]
        other = instead(label) if label else None
        if other is None:
            return found[0]
        before = "]" if found[1] else f"[{label}]"
        return f"{before}[{other}]"

    return _ESCAPE_OR_USE.sub(replaced, text)


def numbers_in_brackets(text: str) -> Iterator[int]:
    """Every number that is a label, or would be one if it had a definition."""
    return (int(found[1]) for found in _ESCAPE_OR_NUMBER.finditer(text) if found[1])
