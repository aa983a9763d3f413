"""Front matter: a mapping written as YAML that every reader takes for the same text, and read back.

Hugo reads YAML 1.2 with goccy/go-yaml, other tools YAML 1.1 with libyaml or go-yaml. A scalar stands plain only where
all of them read it as the text that it is; the rules are those of the YAML 1.2.2 specification, chapters 5, 7 and 10,
with the words and number forms that YAML 1.1 knows besides (https://yaml.org/type/).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

import yaml

from migrate.hugo.dates import in_utc
from migrate.hugo.quoting import SPECIAL, double_quoted

FENCE = "---"

_ORDINARY = re.compile(r"[^\W\d_][a-zA-Z0-9\w ,./()&!?;%+=*@'\"–—‘’“”…-]*+(?<! )|/[a-zA-Z0-9\w./%-]*+")
"""Words and paths: most text, and nothing in it is special, a hazard or a number. What is named beside `\\w` is found
twice as fast."""
_PLAIN = re.compile(r"(?![?:](?:\s|$)|\.\.\.)[^\s\-\[\]{},#&*!|>'\"%@`=<~][^\x00-\x1f]*", re.S)
"""Text that may stand plain as far as its first character goes."""
_HAZARD = re.compile(r": |:$| #|\s$")
"""What ends a plain scalar or begins a comment inside of it."""
_NUMERIC = re.compile(r"[-+.]?[0-9][0-9a-fxob+\-_.,:tzp ]*|[-+]?\.(?:inf|nan|[0-9][0-9e+\-_]*)", re.I)
"""Numbers of any base, times and dates, and whatever looks like one."""
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf", "infinity"})
"""What some reader takes for a truth value, for nothing or for a number; letter case does not matter."""
_SPLIT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.S | re.M)


def dump(fields: Mapping[str, object]) -> str:
    """Front matter between its fences, keys in alphabetical order, one newline at the end.

    Values are text, truth values, whole numbers, times (aware, written in UTC) or lists of text. Keys are plain words.
    """
    lines = [FENCE]
    for key in sorted(fields):
        value = fields[key]
        if isinstance(value, list | tuple):
            lines.append(f"{_key(key)}:")
            lines += [f"- {scalar(one)}" for one in value]
        else:
            lines.append(f"{_key(key)}: {scalar(value)}")
    return "\n".join([*lines, FENCE, ""])


@lru_cache(maxsize=256)
def _key(name: str) -> str:
    """A key as it is written: the same few stand in all documents."""
    return scalar(name)


def scalar(value: object) -> str:
    """One value as YAML: text plain where that is safe, else in single quotes, else in double quotes with escapes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, datetime):
        return in_utc(value)
    text = str(value)
    if _ORDINARY.fullmatch(text) and text.lower() not in _WORDS:
        return text
    if SPECIAL.search(text):
        return double_quoted(text)
    if _plain(text):
        return text
    return "'" + text.replace("'", "''") + "'"


def _plain(text: str) -> bool:
    return bool(
        _PLAIN.match(text) and not _HAZARD.search(text) and not _NUMERIC.fullmatch(text) and text.lower() not in _WORDS
    )


def split(text: str) -> tuple[str, str]:
    """The YAML between the fences and the body below them. Without front matter the first part is empty.

    A byte order mark, Windows line ends and spaces after a fence do not matter.
    """
    found = _SPLIT.match(text)
    return (found[1], text[found.end() :]) if found else ("", text)


class _Loader(yaml.CSafeLoader):
    """Reads times and dates as the text that stands there."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def load(text: str) -> dict[str, Any]:
    """The fields of a document's front matter. Raises ValueError where it is no YAML mapping."""
    try:
        fields = yaml.load(split(text)[0], _Loader)
    except yaml.YAMLError as error:
        raise ValueError(f"the front matter is no YAML: {error}") from error
    if fields is None:
        return {}
    if not isinstance(fields, dict):
        raise ValueError("the front matter is no mapping")
    return fields
