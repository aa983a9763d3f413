"""Front matter as keys that are edited one by one, in the text that a person wrote.

Each syntax has a `Keys` that cuts its front matter into segments without losing a comment or a blank line. Nothing is
written anew but the keys that change; that is why no library that writes whole documents is used. What the segments
mean is compared with what the whole means to a reader of the syntax: where they differ, nothing is edited.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeAlias

Value: TypeAlias = "str | list[Any] | dict[str, Any] | None"
"""What a key holds, scalars all as text: what a date or a number means to each syntax is of no concern to a merge."""


class UnreadableError(Exception):
    """The front matter is not a list of keys that can be edited one by one."""


class KeyLines(NamedTuple):
    """A key with its value as written, or (key empty) comments and blank lines between keys."""

    key: str
    text: str
    value: Value = None

    @property
    def name(self) -> str:
        """The key as Hugo compares it."""
        return lowered(self.key)


class Keys(NamedTuple):
    """How one syntax writes keys."""

    segments: Callable[[str], list[KeyLines]]
    """Cuts front matter at its top-level keys. Raises UnreadableError if they do not mean what the whole means."""
    rendered: Callable[[Sequence[KeyLines]], str]
    """The front matter that segments make."""
    segment: Callable[[str, object], KeyLines]
    """A key and its value as this syntax writes them."""
    settings: Callable[[str], list[tuple[str, object]]]
    """The keys and values that Hugo reads, in its order, typed. Raises UnreadableError."""
    put: Callable[[list[KeyLines], KeyLines, Sequence[str]], list[KeyLines]]
    """Puts a key in the place of the one with its name or, if there is none, among the others in the order of names."""

    def values(self, front: str) -> dict[str, Value] | None:
        """The values by the names of their keys; None where the keys cannot be edited one by one."""
        try:
            return by_name(self.segments(front))
        except UnreadableError:
            return None


def lowered(key: str) -> str:
    """A key as Hugo compares it."""
    return key.replace("İ", "i").lower()


def by_name(parts: Iterable[KeyLines]) -> dict[str, Value]:
    """The values of the keys by their names."""
    return {part.name: part.value for part in parts if part.key}


def joined(parts: Sequence[KeyLines]) -> str:
    """The front matter of a syntax in which keys only follow each other."""
    return "".join(part.text for part in parts)


def checked(parts: list[KeyLines], whole: dict[str, Value]) -> list[KeyLines]:
    """The segments, if they mean what the whole means and no key stands twice. Raises UnreadableError."""
    keyed = {part.key: part.value for part in parts if part.key}
    names = [part.name for part in parts if part.key]
    if keyed != whole or len(set(names)) != len(names):
        raise UnreadableError
    return parts


def put(parts: list[KeyLines], new: KeyLines, order: Sequence[str]) -> list[KeyLines]:
    """Put a key in its place: a new one after the nearest of its predecessors in `order`, else before the first key."""
    if any(part.name == new.name for part in parts):
        return [new if part.name == new.name else part for part in parts]
    after = predecessor(parts, new, order)
    place = next((index for index, part in enumerate(parts) if part.key), len(parts)) if after is None else after + 1
    return [*parts[:place], new, *parts[place:]]


def predecessor(parts: Sequence[KeyLines], new: KeyLines, order: Sequence[str]) -> int | None:
    """Where the nearest of the names before a new one in `order` stands."""
    places = {part.name: index for index, part in enumerate(parts) if part.key}
    before = order[: order.index(new.name)] if new.name in order else []
    return next((places[name] for name in reversed(before) if name in places), None)


def text_of(value: object) -> Value:
    """A typed value with its scalars as text, alike in every syntax."""
    if isinstance(value, dict):
        return {str(key): text_of(one) for key, one in value.items()}
    if isinstance(value, list):
        return [text_of(one) for one in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat().replace("+00:00", "Z")
    return "" if value is None else str(value)
