"""Three-way merge of front matter by key. The user's syntax, order, comments and unknown keys stay as they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from migrate.page.keys import KeyLines, Keys, UnreadableError, Value, by_name, lowered
from migrate.page.yaml_keys import YAML, load_value
from migrate.page.yaml_writer import scalar
from migrate.sync.merge.json_values import ConflictError, merged_values
from migrate.text import lines

ByName: TypeAlias = dict[str, KeyLines]

_ITEM = re.compile(r"(\s*-\s+)(.*)\n?")
_ABSENT = KeyLines("", "")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Merged front matter, and the keys that both sides changed, each in its way."""

    text: str
    conflicts: tuple[str, ...]


class Front(NamedTuple):
    """Front matter of one side, and how its syntax writes keys."""

    text: str
    keys: Keys = YAML

    def table(self, name: str) -> object:
        """What a key holds, with its types; no key is an empty table."""
        return next((value for key, value in self.keys.settings(self.text) if lowered(key) == name), {})


def merge_front(base: Front, user: Front, new: Front, theirs: bool = False) -> FrontMatter:
    """Merge, in the user's syntax; in a conflict the user's value stays, or with `theirs` the new one comes.

    Raises UnreadableError.
    """
    if new in (base, user):
        return FrontMatter(user.text, ())
    keys = user.keys
    parts = keys.segments(user.text)
    if user == base and new.keys is keys:
        return FrontMatter(new.text, ())
    before, after = _by_name(base.keys.segments(base.text)), _by_name(_written(new, keys))
    conflicts = []
    for name in dict.fromkeys([*after, *before]):
        mine = next((part for part in parts if part.name == name), _ABSENT)
        outcome = _merged_key(before.get(name, _ABSENT), mine, after.get(name, _ABSENT), keys)
        if outcome is None and isinstance(mine.value, dict):
            outcome = _merged_table(mine.key, base.table(name), user.table(name), new.table(name), keys)
        if outcome is None:
            conflicts.append(name)
            outcome = after.get(name, _ABSENT) if theirs else mine
        parts = _replaced(parts, name, outcome, list(after), keys)
    text = keys.rendered(parts)
    if keys.values(text) != by_name(parts):
        raise UnreadableError
    return FrontMatter(text, tuple(conflicts))


def _by_name(parts: list[KeyLines]) -> ByName:
    return {part.name: part for part in parts if part.key}


def _written(front: Front, keys: Keys) -> list[KeyLines]:
    """The segments as another syntax writes them."""
    parts = front.keys.segments(front.text)
    if keys is front.keys:
        return parts
    typed: Mapping[str, object] = dict(front.keys.settings(front.text))
    return [keys.segment(part.key, typed[part.key]) for part in parts if part.key]


def _merged_table(key: str, base: object, user: object, new: object, keys: Keys) -> KeyLines | None:
    """A key that holds keys of its own, merged by these; None where both sides changed the same one."""
    try:
        return keys.segment(key, merged_values(base, user, new))
    except ConflictError:
        return None


def _merged_key(base: KeyLines, user: KeyLines, new: KeyLines, keys: Keys) -> KeyLines | None:
    """What becomes of one key (an empty segment: it goes); None where it is a conflict."""
    if new.value in (base.value, user.value):
        return user
    if new.name == "draft" and new.value == "true":
        return new
    sides = [_items(side) for side in (base, user, new)]
    if any(isinstance(side.value, list) for side in (base, user, new)) and None not in sides:
        return _merged_list(user, new, keys, *(side or [] for side in sides))
    if user.value == base.value:
        return KeyLines(new.key, _with_comment(new, user, keys), new.value) if new.key else new
    return None


def _items(side: KeyLines) -> list[str] | None:
    """A value as the set it stands for: one name alone is written without a list, none at all as no key."""
    if side.value is None or side.value == "":
        return []
    values = side.value if isinstance(side.value, list) else [side.value]
    names = [value for value in values if isinstance(value, str)]
    return names if len(names) == len(values) else None


def _merged_list(user: KeyLines, new: KeyLines, keys: Keys, *sides: list[str]) -> KeyLines:
    base, mine, theirs = sides
    kept = [value for value in mine if value in theirs or value not in base]
    added = [value for value in theirs if value not in base and value not in mine]
    result = list(dict.fromkeys(kept + added))
    if result == theirs and "#" not in user.text:
        return new
    if not result:
        return _ABSENT
    if keys is YAML and (edited := _edited_list(user, set(kept), added)):
        return KeyLines(user.key, edited, list(result))
    written = keys.segment(user.key or new.key, result)
    return KeyLines(written.key, _with_comment(written, user, keys), written.value)


def _edited_list(user: KeyLines, kept: set[str], added: list[str]) -> str:
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


def _with_comment(new: KeyLines, user: KeyLines, keys: Keys) -> str:
    """The new lines of a key, with the comment that the user wrote behind the old value."""
    line = user.text.partition("\n")[0]
    head, end, rest = new.text.partition("\n")
    for found in re.finditer(r"\s+#.*", line):
        means_the_same = keys.values(user.text.replace(found[0], "", 1)) == {user.name: user.value}
        if means_the_same and (not rest or head.endswith(":")):
            return head + found[0] + end + rest
    return new.text


def _replaced(parts: list[KeyLines], name: str, outcome: KeyLines, order: list[str], keys: Keys) -> list[KeyLines]:
    """The segments with one key as decided: where the user has it, or beside its neighbours if it is new."""
    if outcome is _ABSENT:
        return [part for part in parts if part.name != name]
    return parts if outcome in parts else keys.put(parts, outcome, order)
