"""Keys and values as TOML."""

from __future__ import annotations

import json
import re
from datetime import date

from migrate.page.quoting import double_quoted


def toml_key(name: str) -> str:
    """A key as TOML, bare where it may be."""
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else double_quoted(name)


def toml_lines(key: str, value: object) -> str:
    """A key and its value, on lines that end; what a table holds stands behind its name and a dot."""
    return _dotted(toml_key(key), value)


def _dotted(path: str, value: object) -> str:
    if isinstance(value, dict) and value:
        return "".join(_dotted(f"{path}.{toml_key(name)}", one) for name, one in value.items())
    return f"{path} = {toml_value(value)}\n"


def toml_value(value: object) -> str:
    """Text, a number, a truth value, a time, a list or a mapping as TOML on one line."""
    if isinstance(value, str):
        return double_quoted(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(toml_value, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{toml_key(key)} = {toml_value(one)}' for key, one in value.items())}}}"
    if isinstance(value, date):
        return value.isoformat().replace("+00:00", "Z")
    return json.dumps(value)
