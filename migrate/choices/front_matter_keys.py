"""What the owner of a site wants of single keys of front matter: the tables below `[front_matter]`, checked."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time
from itertools import combinations
from pathlib import Path
from typing import Any

from migrate.diagnostics import MigrateError

SHAPES = ("string", "list")
_TABLES = frozenset({"episode", "event", "product", "rating", "recipe"})
"""The keys that hold keys, to which more may be added."""
_WRITTEN = _TABLES | frozenset(
    {"aliases", "author", "canonicalURL", "categories", "comments", "date", "description", "draft", "format", "images"}
    | {"lastmod", "publishDate", "robots", "seo_title", "sitemap", "slug", "sticky", "summary", "tags", "title"}
    | {"translationKey", "url", "weight", "wordpress_id"}
)
"""The keys that are written of themselves."""
FURTHER = frozenset({"image_alt", "image_caption", "author_name", "author_slug", "author_url", "guid"})
"""What is known of an item but written only where it is asked for."""
SOURCES = _WRITTEN | FURTHER | {"redirect"}
"""What can be written under another name, beside the taxonomies that an export holds."""
_PROTECTED = {
    "draft": "it keeps out of the site what is not published",
    "date": "it tells from when on Hugo shows the page",
    "publishdate": "it tells from when on Hugo shows the page",
    "url": "it holds the page at its old address",
    "aliases": "it lets old addresses lead to the page",
    "slug": "it is part of the address of a page",
    "title": "lists and menus name the page by it",
    "wordpress_id": "sync knows the page by it",
}
"""What can be neither renamed, dropped nor added, and why."""
_HIDING = frozenset(
    {"_build", "build", "cascade", "expirydate", "headless", "modified", "pubdate", "published", "unpublishdate"}
)
_STEERING = _HIDING | frozenset(
    {"kind", "lang", "lastmod", "layout", "markup", "menu", "menus", "outputs", "params", "path", "resources", "sites"}
    | {"sitemap", "translationkey", "type", "weight"}
)
"""What Hugo reads in its own way: words of an export there could hide pages or end the build."""


@dataclass(frozen=True, slots=True)
class KeyChoice:
    """What becomes of one of the keys that are written, or of what else is known of an item."""

    source: str
    key: str
    """Its name, with dots where tables hold it; empty: it is dropped."""
    shape: str = ""
    """`string`: the first of a list; `list`: also of one value; empty: as it is."""
    slash: bool | None = None
    """Whether a path begins with a slash; None: as it is."""
    negated: bool = False
    equals: str = ""
    """The word that makes it true, all others being false; empty: it stays what it is."""


def key_choices(file: Path, table: object) -> tuple[KeyChoice, ...]:
    """The table `[front_matter.keys]` of a file. Raises MigrateError for what makes no sense."""
    place = f"{file}: [front_matter.keys]"
    found = [_choice(f"{place} {source}", source, said) for source, said in _entries(place, table)]
    for one in found:
        _allow(f"{place} {one.source}", one.source, _PROTECTED, "it can be neither renamed nor dropped")
        _allow_target(f"{place} {one.source}", one.key, from_export=True)
    return tuple(found)


def custom_fields(file: Path, table: object) -> tuple[tuple[str, str], ...]:
    """The table `[front_matter.fields]`: names of custom fields with keys. Raises MigrateError."""
    place = f"{file}: [front_matter.fields]"
    for name, key in _entries(place, table):
        if not isinstance(key, str) or not key:
            raise MigrateError(f"{place} {name} is {key!r}", f'for example: {name} = "event.start"')
        _allow_target(f"{place} {name}", key, from_export=True)
    return tuple(_entries(place, table))


def added(file: Path, table: object) -> tuple[tuple[str, Any], ...]:
    """The table `[front_matter.add]` by keys with dots. Raises MigrateError."""
    place = f"{file}: [front_matter.add]"
    found = [(key, _plain(f"{place} {key}", value)) for key, value in _flat(_entries(place, table))]
    for key, _ in found:
        _allow_target(f"{place} {key}", key, from_export=False)
    return tuple(found)


def check_targets(
    file: Path, keys: Iterable[KeyChoice], custom: Iterable[tuple[str, str]], constants: Iterable[tuple[str, Any]]
) -> None:
    """Raises MigrateError where two of them, or one and a key that is written of itself, are one."""
    keys = list(keys)
    moved = {one.source for one in keys}
    named = [(f"[front_matter.keys] {one.source}", one.key) for one in keys if one.key]
    named += [(f"[front_matter.fields] {name}", key) for name, key in custom]
    named += [(f"[front_matter.add] {key}", key) for key, _ in constants]
    own = [(f"the key {name} that is written of itself", name) for name in sorted(_WRITTEN - moved)]
    also = [(one, mine) for one in named for mine in own if not ("." in one[1] and mine[1] in _TABLES)]
    for (one, first), (other, second) in (*combinations(named, 2), *also):
        if _clash(first.lower().split("."), second.lower().split(".")):
            raise MigrateError(
                f"{file}: {one} and {other} would both be {first if first == second else f'{first} and {second}'}",
                "Give one of them another name, or drop it in [front_matter.keys].",
            )


def _clash(one: list[str], other: list[str]) -> bool:
    """Whether two paths of keys are the same, or one leads through the value of the other."""
    length = min(len(one), len(other))
    return one[:length] == other[:length]


def _entries(place: str, table: object) -> list[tuple[str, Any]]:
    if not isinstance(table, Mapping):
        raise MigrateError(f"{place} is {table!r}", "expected a table of names")
    return list(table.items())


def _choice(place: str, source: str, said: object) -> KeyChoice:
    if isinstance(said, str):
        return KeyChoice(source, said)
    if not isinstance(said, Mapping) or not isinstance(said.get("key"), str) or not said["key"]:
        raise MigrateError(f"{place} is {said!r}", f'expected a name, or for example {{key = "{source}", not = true}}')
    values = {"negated" if name == "not" else name: value for name, value in said.items()}
    known = {one.name: one.type for one in fields(KeyChoice) if one.name != "source"}
    for name, value in values.items():
        if name not in known:
            near = difflib.get_close_matches(name, ("key", "shape", "slash", "not", "equals"), n=1, cutoff=0.0)
            raise MigrateError(f"{place}: unknown word {name}", f"did you mean {near[0]}?")
        kind = bool if "bool" in str(known[name]) else str
        if type(value) is not kind:
            raise MigrateError(f"{place}: {name} is {value!r}", "expected true or false" if kind is bool else "a text")
    choice = KeyChoice(source, **values)
    if choice.shape and choice.shape not in SHAPES:
        raise MigrateError(f"{place}: shape is {choice.shape!r}", f"expected: {', '.join(SHAPES)}")
    return choice


def _allow(place: str, name: str, protected: Mapping[str, str], what: str) -> None:
    if reason := protected.get(name.lower()):
        raise MigrateError(f"{place}: {what}, for {reason}", "Leave this key as it is.")


def _allow_target(place: str, key: str, *, from_export: bool) -> None:
    parts = key.split(".")
    if key and not all(part.strip() for part in parts):
        raise MigrateError(f"{place}: {key!r} is no name", 'dots stand between names, as in "cover.image"')
    _allow(place, parts[0], _PROTECTED, f"{parts[0]} cannot be added")
    refused = _STEERING if from_export else _HIDING
    if parts[0].lower() in refused:
        raise MigrateError(
            f"{place}: Hugo reads {parts[0]} in its own way, and pages could vanish", "Name another key."
        )


def _flat(entries: Iterable[tuple[str, Any]], before: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in entries:
        if isinstance(value, Mapping) and value:
            yield from _flat(value.items(), f"{before}{name}.")
        else:
            yield f"{before}{name}", value


def _plain(place: str, value: Any) -> Any:
    """A value that YAML, TOML and JSON can all say: times of no certain zone are text."""
    if isinstance(value, list):
        return [_plain(place, one) for one in value]
    if isinstance(value, dict):
        return {key: _plain(place, one) for key, one in value.items()}
    if isinstance(value, float) and not math.isfinite(value):
        raise MigrateError(f"{place} is {value!r}", "expected a number")
    is_certain = isinstance(value, datetime) and value.tzinfo is not None
    return value.isoformat() if isinstance(value, date | time) and not is_certain else value
