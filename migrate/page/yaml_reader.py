"""YAML front matter as text that a person wrote: cut into keys without losing a comment or a blank line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from migrate.text import lines

Value: TypeAlias = "str | list[Any] | dict[str, Any] | None"

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


class UnreadableError(Exception):
    """The front matter is not a list of keys that can be edited one by one."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A key with its value as written, or (key empty) comments and blank lines between keys."""

    key: str
    text: str
    value: Value = None


def split(text: str) -> tuple[str, str] | None:
    """Front matter (without its fences) and body of a page; None for a text that does not begin with one in YAML."""
    found = _FRONT_MATTER.match(text)
    return (found[1], text[found.end() :]) if found else None


def join(front: str, body: str) -> str:
    """The page again."""
    return f"---\n{front}---\n{body}"


def readable(front: str) -> dict[str, Value] | None:
    """The keys and values, scalars all as text; None where it is no mapping or a key stands twice."""
    try:
        return {one.key: one.value for one in segments(front) if one.key}
    except UnreadableError:
        return None


def segments(front: str) -> list[Segment]:
    """Cut front matter at its top-level keys. Raises UnreadableError if the pieces do not mean what the whole means."""
    found = [_segment(piece) for piece in _pieces(front)]
    keyed = {one.key: one.value for one in found if one.key}
    whole = _load(front)
    if (whole or {}) != keyed or len(keyed) != sum(bool(one.key) for one in found):
        raise UnreadableError
    return found


def rendered(parts: Iterable[Segment]) -> str:
    """The front matter that these segments make."""
    return "".join(part.text for part in parts)


def scalar(text: str) -> str:
    """How a text is spelt as a YAML scalar on one line."""
    dumped = yaml.dump([text], Dumper=yaml.CSafeDumper, allow_unicode=True, width=2**31 - 1)
    return str(dumped).removeprefix("- ").rstrip("\n")


def load_value(text: str) -> Value:
    """What a piece of YAML means, scalars all as text. Raises UnreadableError."""
    return _load(text)


def insert(parts: list[Segment], new: Segment, order: list[str]) -> list[Segment]:
    """Put a new key after the nearest of its predecessors in `order` that is there, else before the first key."""
    before = order[: order.index(new.key)] if new.key in order else []
    for name in reversed(before):
        for index, part in enumerate(parts):
            if part.key == name:
                return [*parts[: index + 1], new, *parts[index + 1 :]]
    first = next((index for index, part in enumerate(parts) if part.key), len(parts))
    return [*parts[:first], new, *parts[first:]]


def with_draft(text: str, draft: bool) -> str:
    """The page made a draft, or no longer one. Raises UnreadableError where its front matter cannot be edited."""
    page = split(text)
    if page is None:
        raise UnreadableError
    parts = [part for part in segments(page[0]) if part.key != "draft"]
    if draft:
        names = sorted({*(part.key for part in parts if part.key), "draft"})
        parts = insert(parts, Segment("draft", "draft: true\n", "true"), names)
    return join(rendered(parts), page[1])


def _pieces(front: str) -> list[str]:
    pieces: list[str] = []
    waiting = ""
    for line in lines(front):
        if line[0] in "#\n" or line.isspace():
            waiting += line
        elif pieces and (line[0] in " \t" or re.match(r"-\s", line)):
            pieces[-1] += waiting + line
            waiting = ""
        else:
            pieces += [waiting, line] if waiting else [line]
            waiting = ""
    return [*pieces, waiting] if waiting else pieces


def _segment(piece: str) -> Segment:
    value = _load(piece)
    if value is None:
        return Segment("", piece)
    if not isinstance(value, dict) or len(value) != 1:
        raise UnreadableError
    return Segment(*_only(value, piece))


def _only(value: dict[str, Any], piece: str) -> tuple[str, str, Value]:
    ((key, content),) = value.items()
    if not isinstance(key, str) or not key:
        raise UnreadableError
    return key, piece, content


def _load(text: str) -> Value:
    """Every scalar as text: what a date or a number means to YAML's many versions is of no concern here."""
    try:
        value: Value = yaml.load(text, Loader=yaml.CBaseLoader)
    except (yaml.YAMLError, ValueError, RecursionError, TypeError) as error:
        raise UnreadableError from error
    return value
