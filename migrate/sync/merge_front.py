"""Three-way merge of YAML front matter by key. The user's order, comments and unknown keys stay as they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from migrate.page.yaml_reader import (
    Segment,
    UnreadableError,
    Value,
    insert,
    load_value,
    rendered,
    scalar,
    segments,
)
from migrate.text import lines

Keys: TypeAlias = dict[str, Segment]

_ITEM = re.compile(r"(\s*-\s+)(.*)\n?")
_ABSENT = Segment("", "")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Merged front matter, and the keys that both sides changed, each in its way."""

    text: str
    conflicts: tuple[str, ...]


def merge_front(base: str, user: str, new: str, theirs: bool = False) -> FrontMatter:
    """Merge; in a conflict the user's value stays, or with `theirs` the new one comes. Raises UnreadableError."""
    if new in (base, user):
        return FrontMatter(user, ())
    parts = segments(user)
    if user == base:
        return FrontMatter(new, ())
    new_parts = segments(new)
    before, after = _by_key(segments(base)), _by_key(new_parts)
    conflicts = []
    for key in dict.fromkeys([*after, *before]):
        mine = next((part for part in parts if part.key == key), _ABSENT)
        outcome = _merged_key(key, before.get(key, _ABSENT), mine, after.get(key, _ABSENT))
        if outcome is None:
            conflicts.append(key)
            outcome = after.get(key, _ABSENT) if theirs else mine
        parts = _replaced(parts, key, outcome, list(after))
    return FrontMatter(rendered(parts), tuple(conflicts))


def _by_key(parts: list[Segment]) -> Keys:
    return {part.key: part for part in parts if part.key}


def _merged_key(key: str, base: Segment, user: Segment, new: Segment) -> Segment | None:
    """What becomes of one key (an empty segment: it goes); None where it is a conflict."""
    if new.value in (base.value, user.value):
        return user
    if key == "draft" and new.value == "true":
        return new
    sides = [_items(side) for side in (base, user, new)]
    if any(isinstance(side.value, list) for side in (base, user, new)) and None not in sides:
        return _merged_list(key, user, new, *(side or [] for side in sides))
    if user.value == base.value:
        return Segment(key, _with_comment(new.text, user), new.value) if new.key else new
    return None


def _items(side: Segment) -> list[str] | None:
    """A value as the set it stands for: one name alone is written without a list, none at all as no key."""
    if side.value is None or side.value == "":
        return []
    values = side.value if isinstance(side.value, list) else [side.value]
    names = [value for value in values if isinstance(value, str)]
    return names if len(names) == len(values) else None


def _merged_list(key: str, user: Segment, new: Segment, *sides: list[str]) -> Segment:
    base, mine, theirs = sides
    kept = [value for value in mine if value in theirs or value not in base]
    added = [value for value in theirs if value not in base and value not in mine]
    result = list(dict.fromkeys(kept + added))
    if result == theirs and "#" not in user.text:
        return new
    if not result:
        return _ABSENT
    return Segment(key, _edited_list(user, set(kept), added) or _new_list(key, result), list(result))


def _edited_list(user: Segment, kept: set[str], added: list[str]) -> str:
    """The user's own lines without what went and with what came; empty where they are no plain list."""
    head, *rest = lines(user.text) or [""]
    found = [_ITEM.fullmatch(line) for line in rest]
    mark = next((item[1] for item in found if item), "")
    result = [head]
    for line, item in zip(rest, found, strict=True):
        value = _item_value(item[2]) if item else ""
        if value is None or (item is None and line.strip() and not line.strip().startswith("#")):
            return ""
        if item is None or value in kept:
            result.append(line)
    result += [f"{mark}{scalar(value)}\n" for value in added]
    return "".join(result) if mark else ""


def _item_value(text: str) -> str | None:
    try:
        value: Value = load_value(text)
    except UnreadableError:
        return None
    return value if isinstance(value, str) else None


def _new_list(key: str, values: list[str]) -> str:
    return "".join([f"{scalar(key)}:\n", *(f"- {scalar(value)}\n" for value in values)])


def _with_comment(text: str, user: Segment) -> str:
    """The new lines of a key, with the comment that the user wrote behind the old value."""
    line = user.text.partition("\n")[0]
    head, end, rest = text.partition("\n")
    for found in re.finditer(r"\s+#.*", line):
        if _means(user.text.replace(found[0], "", 1), user) and (not rest or head.endswith(":")):
            return head + found[0] + end + rest
    return text


def _means(text: str, segment: Segment) -> bool:
    try:
        return bool(load_value(text) == {segment.key: segment.value})
    except UnreadableError:
        return False


def _replaced(parts: list[Segment], key: str, outcome: Segment, order: list[str]) -> list[Segment]:
    """The segments with one key as decided: where the user has it, or beside its neighbours if it is new."""
    if any(part.key == key for part in parts):
        changed = [outcome if part.key == key else part for part in parts]
        return [part for part in changed if part is not _ABSENT]
    return insert(parts, outcome, order) if outcome.key else parts
