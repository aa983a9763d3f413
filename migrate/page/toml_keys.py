"""TOML front matter, key by key. Tables stand behind all other keys: each is one segment."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Any

from migrate.page.keys import KeyLines, Keys, UnreadableError, checked, joined, put, text_of
from migrate.page.toml_writer import toml_lines
from migrate.patterns import rare_pattern
from migrate.text import lines

_DOTTED = rare_pattern(r"[ \t]*([\w-]+|\"[^\"\\]*\"|'[^']*')[ \t]*\.")


def _segments(front: str) -> list[KeyLines]:
    values = _load(front)
    return checked(list(_cut(front)), {key: text_of(value) for key, value in values.items()})


def _cut(front: str) -> Iterator[KeyLines]:
    """Comments, keys, then tables: all tables that begin with one name are one."""
    tables: list[tuple[str, str]] = []
    for statement in _joined(_statements(front)):
        if not statement.strip() or statement.lstrip().startswith("#"):
            name = tables[-1][0] if tables else ""
        elif statement.lstrip().startswith("["):
            name = _only_key(_load(statement))
        else:
            name = tables[-1][0] if tables else _only_key(_load(statement))
            if not tables:
                yield _segment(name, statement)
                continue
        if not name:
            yield KeyLines("", statement)
        elif tables and tables[-1][0] == name:
            tables[-1] = name, tables[-1][1] + statement
        else:
            tables.append((name, statement))
    yield from (_segment(name, text) for name, text in tables)


def _joined(statements: Iterable[str]) -> Iterator[str]:
    """The statements, dotted keys of one table that follow each other as one."""
    before = name = ""
    for statement in statements:
        dotted = _DOTTED.match(statement)
        if before and dotted and dotted[1] == name:
            before += statement
            continue
        if before:
            yield before
        before, name = statement, dotted[1] if dotted else ""
    if before:
        yield before


def _statements(front: str) -> Iterator[str]:
    """Each line, or the lines of a value that spans several."""
    waiting = ""
    for line in lines(front):
        waiting += line
        if _is_toml(waiting):
            yield waiting
            waiting = ""
    if waiting:
        raise UnreadableError


def _is_toml(text: str) -> bool:
    try:
        tomllib.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _load(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableError from error


def _only_key(values: dict[str, Any]) -> str:
    if len(values) != 1:
        raise UnreadableError
    return next(iter(values))


def _segment(key: str, text: str) -> KeyLines:
    return KeyLines(key, text, text_of(_load(text)[key]))


def _written(key: str, value: object) -> KeyLines:
    return KeyLines(key, toml_lines(key, value), text_of(value))


def _put(parts: list[KeyLines], new: KeyLines, order: Sequence[str]) -> list[KeyLines]:
    """Before the tables, even in the place of one: behind a table's name a key would be the table's."""
    plain = list(takewhile(lambda part: not part.text.lstrip().startswith("["), parts))
    return put(plain, new, order) + [part for part in parts[len(plain) :] if part.name != new.name]


def _settings(front: str) -> list[tuple[str, object]]:
    return list(_load(front).items())


TOML = Keys(_segments, joined, _written, _settings, _put)
