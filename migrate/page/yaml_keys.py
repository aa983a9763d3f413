"""YAML front matter, key by key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from migrate.page.keys import KeyLines, Keys, UnreadableError, Value, checked, joined, put, text_of
from migrate.page.yaml_writer import lines_of
from migrate.text import lines


def load_value(text: str) -> Value:
    """What a piece of YAML means, scalars all as text. Raises UnreadableError."""
    import yaml  # takes long to come, and many runs have nothing to read by it

    try:
        value: Value = yaml.load(text, Loader=yaml.CBaseLoader)
    except (yaml.YAMLError, ValueError, RecursionError, TypeError) as error:
        raise UnreadableError from error
    return value


def _segments(front: str) -> list[KeyLines]:
    whole = load_value(front) or {}
    if not isinstance(whole, dict):
        raise UnreadableError
    return checked([_segment(piece) for piece in _pieces(front)], whole)


def _pieces(front: str) -> Iterator[str]:
    """A key with all lines of its value; comments and blank lines between keys."""
    piece = waiting = ""
    for line in lines(front):
        if line[0] in "#\n" or line.isspace():
            waiting += line
        elif piece and (line[0] in " \t" or re.match(r"-\s", line)):
            piece += waiting + line
            waiting = ""
        else:
            yield from filter(None, (piece, waiting))
            piece, waiting = line, ""
    yield from filter(None, (piece, waiting))


def _segment(piece: str) -> KeyLines:
    value = load_value(piece)
    if value is None:
        return KeyLines("", piece)
    if not isinstance(value, dict) or len(value) != 1:
        raise UnreadableError
    return KeyLines(*_only(value, piece))


def _only(value: dict[str, Any], piece: str) -> tuple[str, str, Value]:
    ((key, content),) = value.items()
    if not isinstance(key, str) or not key or key == "<<":
        raise UnreadableError
    return key, piece, content


def _written(key: str, value: object) -> KeyLines:
    return KeyLines(key, lines_of(key, value), text_of(value))


def _settings(front: str) -> list[tuple[str, object]]:
    from migrate.page.yaml_values import settings  # brings the library

    return settings(front)


YAML = Keys(_segments, joined, _written, _settings, put)
