"""Settings as text to paste into a site's configuration, in the language of the file that it goes into."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from migrate.hugo.config.config import is_list_of_tables
from migrate.hugo.config.config_files import ROOTS, ConfigFile, look_up
from migrate.hugo.config.needs import Need
from migrate.page.toml_writer import toml_key, toml_value

_ROOTS = (*ROOTS, *(f"config/_default/{name}" for name in ROOTS))


class Fragment(NamedTuple):
    """What goes into one file."""

    path: str
    """The file, relative to the site."""
    names: tuple[str, ...]
    """The settings, with dots."""
    text: str


def fragments(needs: Sequence[Need], files: Sequence[ConfigFile]) -> list[Fragment]:
    """One for every file that has to change; the order of the needs is kept."""
    by_file: dict[str, tuple[ConfigFile, list[Need]]] = {}
    for need in needs:
        file = _file_of(need, files)
        by_file.setdefault(file.path, (file, []))[1].append(need)
    return [_fragment(file, wanted) for file, wanted in by_file.values()]


def _file_of(need: Need, files: Sequence[ConfigFile]) -> ConfigFile:
    """The file that speaks of the same already, the last of several; else the main one."""
    tables = [need.path[:length] for length in range(len(need.path), 0, -1)]
    speaking = (file for table in tables for file in reversed(files) if file.at(table) is not None)
    main = (file for file in files if file.path in _ROOTS)
    form = files[0].form if files else "toml"
    return next(chain(speaking, main), None) or ConfigFile(f"config/_default/hugo.{form}", (), {})


def _fragment(file: ConfigFile, needs: Sequence[Need]) -> Fragment:
    skipped = len(file.prefix)
    local = [Need(need.path[skipped:], _news(file.at(need.path), need.value)) for need in needs]
    text = {"toml": _toml, "yaml": _yaml, "json": _json}[file.form](file, local)
    return Fragment(file.path, tuple(".".join(need.path) for need in needs), text)


def _news(there: Any, value: Any) -> Any:
    """Of a table that is there only what is new or another."""
    if not isinstance(there, Mapping) or not isinstance(value, Mapping):
        return value
    return {key: one for key, one in value.items() if look_up(there, (key,)) != one}


def _toml(file: ConfigFile, needs: Sequence[Need]) -> str:
    tables: dict[tuple[str, ...], dict[str, Any]] = {}
    parts = []
    for path, value in needs:
        if is_list_of_tables(value):
            parts += [_toml_table(f"[[{_toml_path(path)}]]", one) for one in value]
        else:
            table, values = (path, value) if isinstance(value, Mapping) else (path[:-1], {path[-1]: value})
            tables.setdefault(table, {}).update(values)
    heads = [_toml_table(_toml_head(file, table), values) for table, values in sorted(tables.items())]
    return "\n".join([*heads, *parts])


def _toml_head(file: ConfigFile, table: tuple[str, ...]) -> str:
    if not table:
        return "# at the top of the file, before the first [table]"
    head = f"[{_toml_path(table)}]"
    is_there = file.at((*file.prefix, *table)) is not None
    return f"# {head} is there already: put these lines below it\n{head}" if is_there else head


def _toml_path(path: Sequence[str]) -> str:
    return ".".join(map(toml_key, path))


def _toml_table(head: str, values: Mapping[str, Any]) -> str:
    return "\n".join([head, *(f"{toml_key(key)} = {toml_value(value)}" for key, value in values.items()), ""])


def _yaml(file: ConfigFile, needs: Sequence[Need]) -> str:
    import yaml

    parts = []
    for top, value in _nested(needs).items():
        note = f"# {top} is there already: put these lines below it\n" if file.at((*file.prefix, top)) else ""
        parts.append(note + yaml.safe_dump({top: value}, sort_keys=False, allow_unicode=True))
    return "".join(parts)


def _json(_: ConfigFile, needs: Sequence[Need]) -> str:
    return json.dumps(_nested(needs), ensure_ascii=False, indent=2) + "\n"


def _nested(needs: Sequence[Need]) -> dict[str, Any]:
    tops: dict[str, Any] = {}
    for path, value in needs:
        table = tops
        for name in path[:-1]:
            table = table.setdefault(name, {})
        table[path[-1]] = table.get(path[-1], {}) | dict(value) if isinstance(value, Mapping) else value
    return tops
