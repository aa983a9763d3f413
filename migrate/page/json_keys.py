"""JSON front matter, key by key. A segment is a member with the blanks before it; new ones come last."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from migrate.page.keys import KeyLines, Keys, UnreadableError, checked, predecessor, text_of

_DECODER = json.JSONDecoder()
_BLANK = re.compile(r"[ \t\n\r]*")
_COLON = re.compile(r"[ \t\n\r]*:[ \t\n\r]*")


def _segments(front: str) -> list[KeyLines]:
    """The last segment has no key: it holds the blanks before the closing brace."""
    try:
        parts = _members(front)
        whole = json.loads(front)
    except (ValueError, RecursionError) as error:
        raise UnreadableError from error
    return checked(parts, {key: text_of(value) for key, value in whole.items()})


def _members(front: str) -> list[KeyLines]:
    """Raises ValueError or UnreadableError for what is no JSON object."""
    parts: list[KeyLines] = []
    position = 1
    while True:
        start = position
        position = _skip(_BLANK, front, position)
        if front[position : position + 1] == "}" and (not parts or front[start - 1] != ","):
            return [*parts, KeyLines("", front[start:position])]
        key, position = _DECODER.raw_decode(front, position)
        value, end = _DECODER.raw_decode(front, _skip(_COLON, front, position))
        if not isinstance(key, str):
            raise UnreadableError
        parts.append(KeyLines(key, front[start:end], text_of(value)))
        position = _skip(_BLANK, front, end)
        if front[position : position + 1] == ",":
            position += 1
        elif front[position : position + 1] == "}":
            return [*parts, KeyLines("", front[end:position])]
        else:
            raise UnreadableError


def _skip(pattern: re.Pattern[str], text: str, position: int) -> int:
    found = pattern.match(text, position)
    if found is None:
        raise UnreadableError
    return found.end()


def _rendered(parts: Sequence[KeyLines]) -> str:
    members = ",".join(part.text for part in parts if part.key)
    return f"{{{members}{parts[-1].text}}}"


def _written(key: str, value: object) -> KeyLines:
    written = json.dumps(value, ensure_ascii=False, default=text_of)
    return KeyLines(key, f"{json.dumps(key, ensure_ascii=False)}: {written}", text_of(value))


def _put(parts: list[KeyLines], new: KeyLines, order: Sequence[str]) -> list[KeyLines]:
    """A new one gets the blanks that stand before a neighbour, and is never first: taken away it leaves no trace."""
    if any(part.name == new.name for part in parts):
        return [_instead(part, new) if part.name == new.name else part for part in parts]
    *members, end = parts
    if not members:
        return [new, end]
    after = predecessor(members, new, order)
    place = len(members) if after is None else after + 1
    blanks = next(filter(None, map(_blanks, [*members[place:], *members[:place][::-1]])), " ")
    return [*members[:place], KeyLines(new.key, blanks + new.text.lstrip(), new.value), *members[place:], end]


def _instead(old: KeyLines, new: KeyLines) -> KeyLines:
    return new if old == new else KeyLines(new.key, _blanks(old) + new.text.lstrip(), new.value)


def _blanks(part: KeyLines) -> str:
    return part.text[: len(part.text) - len(part.text.lstrip())]


def _settings(front: str) -> list[tuple[str, object]]:
    try:
        whole = json.loads(front)
    except (ValueError, RecursionError) as error:
        raise UnreadableError from error
    if not isinstance(whole, dict):
        raise UnreadableError
    return list(whole.items())


JSON = Keys(_segments, _rendered, _written, _settings, _put)
