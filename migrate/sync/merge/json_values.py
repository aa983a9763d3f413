"""Three-way merge of JSON: objects key by key, lists of records by their `id`, everything else as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TypeAlias

Records: TypeAlias = dict[Any, Any]

_ABSENT: Any = object()
"""What a key has that is not there."""
_INDENTS = (1, 2, 4, "\t", None)


class ConflictError(Exception):
    """Both sides changed the same, each in its way."""


def merge_json(base: str, user: str, new: str) -> str | None:
    """The user's text with what came new; None where that is no JSON or both changed the same value."""
    try:
        values = [json.loads(text) for text in (base, user, new)]
        merged = merged_values(*values)
    except (ValueError, RecursionError, ConflictError):
        return None
    return user if _equal(merged, values[1]) else _written(merged, user, values[1])


def merged_values(base: Any, user: Any, new: Any) -> Any:
    """Three values, read already, as one. Raises ConflictError where both sides changed the same."""
    if _equal(new, base) or _equal(new, user):
        return user
    if _equal(user, base):
        return new
    if all(isinstance(side, dict) for side in (base, user, new)):
        return _merged_records(base, user, new)
    records = [_by_id(side) for side in (base, user, new)]
    if any(side is None for side in records):
        raise ConflictError
    return list(_merged_records(*(side or {} for side in records)).values())


def _merged_records(base: Records, user: Records, new: Records) -> Records:
    """In the user's order; what came new goes behind what it follows on the other side."""
    merged = {}
    for key in _order(user, new):
        value = merged_values(base.get(key, _ABSENT), user.get(key, _ABSENT), new.get(key, _ABSENT))
        if value is not _ABSENT:
            merged[key] = value
    return merged


def _order(user: Iterable[Any], new: Iterable[Any]) -> list[Any]:
    behind: dict[Any, list[Any]] = {_ABSENT: [], **{key: [] for key in user}}
    before = _ABSENT
    for key in new:
        if key in behind:
            before = key
        else:
            behind[before].append(key)
    return [key for before, added in behind.items() for key in (before, *added) if key is not _ABSENT]


def _by_id(side: Any) -> Records | None:
    """The records of a list by their ids; None where it is something else, or an id is missing or there twice."""
    if not isinstance(side, list) or not all(isinstance(one, dict) and _is_id(one.get("id")) for one in side):
        return None
    records = {one["id"]: one for one in side}
    return records if len(records) == len(side) else None


def _is_id(value: Any) -> bool:
    return isinstance(value, (int, str))


def _equal(one: Any, other: Any) -> bool:
    """Whether two values are the same, also in their types and the order of their keys: `true` is not 1."""
    if one is _ABSENT or other is _ABSENT:
        return one is other
    return json.dumps(one, default=str) == json.dumps(other, default=str)


def _written(value: Any, user: str, before: Any) -> str:
    """In the way that the user's text is written, as far as it can be told from its indentation."""
    styles: Iterable[int | str | None] = _INDENTS
    indent = next((style for style in styles if _text(before, style) == user.strip()), _INDENTS[0])
    return _text(value, indent) + "\n"


def _text(value: Any, indent: int | str | None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent)
