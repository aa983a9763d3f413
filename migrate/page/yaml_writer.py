"""Front matter written as YAML that every reader takes for the same text.

Hugo reads YAML 1.2 with goccy/go-yaml, other tools YAML 1.1 with libyaml or go-yaml. A scalar stands plain only where
all of them read it as the text that it is; the rules are those of the YAML 1.2.2 specification, chapters 5, 7 and 10,
with the words and number forms that YAML 1.1 knows besides (https://yaml.org/type/).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache

from migrate.page import times
from migrate.page.quoting import SPECIAL, double_quoted

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
_LONGEST_WORD = max(map(len, _WORDS))


def dump(fields: Mapping[str, object]) -> str:
    """Front matter between its fences, keys in alphabetical order, one newline at the end.

    Values are text, truth values, numbers, times (aware), lists of these, and mappings of these, also in lists.
    """
    return dump_in_order({key: fields[key] for key in sorted(fields)})


def dump_in_order(fields: Mapping[str, object]) -> str:
    """The same with the keys as they come."""
    return "".join([f"{FENCE}\n", *[lines_of(key, value) for key, value in fields.items()], f"{FENCE}\n"])


def lines_of(key: str, value: object) -> str:
    """A key and its value, on lines that end."""
    if isinstance(value, str):  # most of them
        return f"{_key(key)}: {_text(value)}\n"
    if isinstance(value, list | tuple) and value:
        return "".join([f"{_key(key)}:\n", *[f"- {_in_list(one)}\n" for one in value]])
    if isinstance(value, dict) and value:
        return f"{_key(key)}:\n{_mapping(value)}"
    return f"{_key(key)}: {_on_one_line(value)}\n"


def _in_list(value: object) -> str:
    """One of a list; of a mapping the lines after the first stand below that."""
    if isinstance(value, str):
        return _text(value)
    return _mapping(value).strip() if isinstance(value, dict) and value else _on_one_line(value)


def _on_one_line(value: object) -> str:
    """One value; a list within a list, or an empty one, stands between brackets, where fewer signs may stand plain."""
    if isinstance(value, list | tuple):
        return f"[{', '.join(double_quoted(one) if isinstance(one, str) else _on_one_line(one) for one in value)}]"
    if isinstance(value, dict):
        pairs = (f"{double_quoted(name)}: {_on_one_line([one])[1:-1]}" for name, one in value.items())
        return f"{{{', '.join(pairs)}}}"
    return scalar(value)


def _mapping(values: Mapping[str, object]) -> str:
    """The lines of a mapping, in its own order, below its key."""
    own = "".join([lines_of(key, one) for key, one in values.items()])
    return "".join([f"  {line}\n" for line in own.removesuffix("\n").split("\n")])


@lru_cache(maxsize=256)
def _key(name: str) -> str:
    """A key as it is written: the same few stand in all documents."""
    return scalar(name)


def scalar(value: object) -> str:
    """One value as YAML: text plain where that is safe, else in single quotes, else in double quotes with escapes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, datetime):
        return times.written(value)
    return _text(str(value))


def _text(text: str) -> str:
    if _ORDINARY.fullmatch(text) and (len(text) > _LONGEST_WORD or text.lower() not in _WORDS):
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
