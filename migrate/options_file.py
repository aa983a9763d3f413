"""Reads the options of a site from its `wxr2hugo.toml`, over those of the preset that it names."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, NamedTuple

from migrate.choices.front_matter_keys import added, check_targets, custom_fields, key_choices
from migrate.choices.preset import PRESETS, tables
from migrate.choices.selection import check_span
from migrate.diagnostics import MigrateError
from migrate.options import FILE_NAME, Options, SyncOptions
from migrate.system_errors import explained, unreadable

_NAMES = {
    "shortcodes": 'my-button = "content"',
    "blocks": '"acf/testimonial" = "testimonial"',
    "terms.rename": '"category/uncategorised" = "Notes"',
}
"""Tables that map names to names, with an example."""
_SHORTCODE = re.compile(r"\w[\w-]*(?:[./][\w-]+)*")
"""What Hugo reads as the name of a shortcode."""
_TERM = re.compile(r".*\S.*")
_LANGUAGE = 'TOML, tables such as [content] and in them lines such as html = "safe"'
_KINDS = {
    tuple: 'a list of names, such as ["book"]',
    str: 'text, such as "safe"',
    int: "a number",
    bool: "true or false",
}
"""What a value of each kind looks like in the file."""


class Choice(NamedTuple):
    """One option as it holds for a site."""

    table: str
    key: str
    value: Any
    source: str
    """Where it comes from: the site's file, the preset of its theme, or it is the default."""


def choices(site: Path) -> list[Choice]:
    """Every option with its value, in the order of the tables. Raises MigrateError as `load`."""
    options, syncing = load(site)
    layers = {FILE_NAME: _tables(site / FILE_NAME), f"preset {options.preset}": tables(options.preset)}
    found = [
        Choice(table, key, getattr(holder, one.name), _source(layers, table, key))
        for holder in (options, syncing)
        for one in fields(holder)
        if "values" not in one.metadata and (table := one.metadata["table"]) and (key := one.metadata["key"])
    ]
    for name in (*(f"front_matter.{name}" for name in _BELOW), *_NAMES):
        entries = {key: value for layer in reversed(layers.values()) for key, value in _at(layer, name).items()}
        found += [Choice(name, key, value, _source(layers, name, key)) for key, value in entries.items()]
    return found


def _source(layers: Mapping[str, dict[str, Any]], table: str, key: str) -> str:
    return next((name for name, layer in layers.items() if key in _at(layer, table)), "default")


def _at(layer: dict[str, Any], table: str) -> dict[str, Any]:
    """A table by its name with dots."""
    for name in table.split("."):
        layer = layer.get(name, {})
    return layer


def load(site: Path, preset: str = "", host: str = "") -> tuple[Options, SyncOptions]:
    """The choices in the site's `wxr2hugo.toml`; the defaults where there is none. `preset` is one that it lacks.

    `host` is that of the command line, which wins.

    Raises MigrateError for a file that is no TOML, an unknown key (naming the nearest known one) or an unfit value.
    """
    path = site / FILE_NAME
    tables = _with_preset(_tables(path), preset)
    return _checked(path, _over(tables, {"site": {"host": host}}, 1) if host else tables)


def preset_options(name: str) -> Options:
    """The choices that the preset of a theme makes; the defaults for the rest."""
    return _checked(Path(f"{name}.toml"), _with_preset({}, name))[0]


def _checked(path: Path, tables: dict[str, Any]) -> tuple[Options, SyncOptions]:
    """The choices in the tables of a file; `path` is its name in messages."""
    below = _front_matter(path, tables.get("front_matter"))
    below |= {_FIELDS.get(name, name): _mapping(path, name, _taken(tables, name)) for name in _NAMES}
    values = {(table, key): value for table, keys in tables.items() for key, value in _keys(path, table, keys)}
    chosen = [_chosen(path, kind, values) for kind in (Options, SyncOptions)]
    if values:
        raise MigrateError(f"{path}: unknown key {_name(next(iter(values)))}", _nearest(next(iter(values))))
    options = Options(**chosen[0], **below)
    check_span(f"{path}: [select]", options.since, options.until)
    return options, SyncOptions(**chosen[1])


_FIELDS = {"terms.rename": "renamed_terms"}
"""What such tables are called here, where that is another name."""


def _taken(tables: dict[str, Any], name: str) -> Any:
    """A table by its name with dots, taken out of what stands around it."""
    outer, _, inner = name.rpartition(".")
    around = tables.get(outer, {}) if outer else tables
    return around.pop(inner, {}) if isinstance(around, dict) else {}


def _with_preset(own: dict[str, Any], preset: str) -> dict[str, Any]:
    """The tables of a file over those of the preset that it names."""
    said = _over({"theme": {"preset": preset}} if preset else {}, own, 2)
    theme = said.get("theme")
    name = theme.get("preset") if isinstance(theme, dict) else ""
    return _over(tables(name), said, 2) if name in PRESETS else said


def _over(below: dict[str, Any], own: dict[str, Any], depth: int) -> dict[str, Any]:
    """Tables, and as many levels of what stands in them; of two values the own one counts."""
    both = dict(below)
    for key, value in own.items():
        mine = both.get(key)
        nested = depth and isinstance(mine, dict) and isinstance(value, dict)
        both[key] = _over(mine or {}, value, depth - 1) if nested else value
    return both


def _front_matter(path: Path, table: Any) -> dict[str, Any]:
    """What the tables below `[front_matter]` say, taken out of it."""
    table = table if isinstance(table, dict) else {}
    keys, custom, constants = (read(path, table.pop(name, {})) for name, read in _BELOW.items())
    check_targets(path, keys, custom, constants)
    return {"keys": keys, "custom_fields": custom, "added": constants}


_BELOW: dict[str, Callable[[Path, object], tuple[Any, ...]]] = {
    "keys": key_choices,
    "fields": custom_fields,
    "add": added,
}
"""The tables below `[front_matter]`, and how each is read."""


def _tables(path: Path) -> dict[str, Any]:
    """What the file says; nothing where there is none."""
    try:
        if path.exists() and not path.is_file():  # to read a pipe there may be no end
            raise MigrateError(f"{path}: is no file", "The options have to stand in a file of this name.")
        data = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise explained(str(path), error) from error
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise unreadable(str(path), data, error, _LANGUAGE) from error


def _keys(path: Path, table: str, keys: Any) -> list[tuple[str, Any]]:
    if not isinstance(keys, dict):
        raise MigrateError(f"{path}: unknown key {table}", "every key stands in a table, such as [markdown]")
    return list(keys.items())


def _chosen(path: Path, kind: type, values: dict[tuple[str, str], Any]) -> dict[str, Any]:
    """The arguments for one of the classes above, taken out of `values`."""
    chosen = {}
    for one in fields(kind):
        place = (one.metadata.get("table", ""), one.metadata.get("key", ""))
        if place in values:
            value, read = values.pop(place), one.metadata["read"]
            said = read and value not in ("", [])
            chosen[one.name] = (
                read(f"{path}: {_name(place)}", value)
                if said
                else _fit(path, place, value, one.default, one.metadata["allowed"])
            )
    return chosen


def _fit(path: Path, place: tuple[str, str], given: Any, default: Any, allowed: tuple[str, ...]) -> Any:
    value = tuple(given) if isinstance(given, list) else given
    listed = value if isinstance(value, tuple) else (value,)
    if type(value) is not type(default) or (isinstance(value, tuple) and not all(isinstance(v, str) for v in value)):
        raise MigrateError(f"{path}: {_name(place)} is {_written(given)}", f"expected {_KINDS[type(default)]}")
    if allowed and value != default and not set(listed) <= set(allowed):
        raise MigrateError(f"{path}: {_name(place)} is {_written(given)}", f"expected: {', '.join(allowed)}")
    return value


def _written(value: object) -> str:
    """A value as the file has it."""
    return str(value).lower() if isinstance(value, bool) else repr(value)


def _mapping(path: Path, name: str, table: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(table, Mapping) or not all(isinstance(value, str) for value in table.values()):
        raise MigrateError(f"{path}: [{name}] maps names to names", f"for example: {_NAMES[name]}")
    for key, value in table.items():
        if not (_TERM if name == "terms.rename" else _SHORTCODE).fullmatch(value):
            raise MigrateError(f"{path}: [{name}] {key} is {value!r}, which is no name", f"for example: {_NAMES[name]}")
    return tuple(sorted(table.items()))


def _name(place: tuple[str, str]) -> str:
    return f"[{place[0]}] {place[1]}"


def _nearest(place: tuple[str, str]) -> str:
    """What may have been meant by a key; a table of the owner's own names only where the table is unknown."""
    options = [one.metadata for kind in (Options, SyncOptions) for one in fields(kind)]
    is_known = any(one["table"] == place[0] for one in options)
    known = [
        _name((one["table"], place[1] if "values" in one else one["key"]))
        for one in options
        if not (is_known and "values" in one)
    ]
    near = difflib.get_close_matches(_name(place), known, n=1, cutoff=0.0)
    return f"did you mean {near[0]}?"
