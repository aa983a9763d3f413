"""The data file with the comments of an item: whether each still says what a visitor said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

from migrate.verify.verdict import Fault


def comment_faults(wanted: str, file: Path) -> Iterator[Fault]:
    """The first comment that is another. `wanted` is what the file should hold."""
    try:
        text = file.read_text("utf-8")
    except OSError:
        yield Fault("text", f"comments in {file.name}", "no such file")
        return
    if text == wanted:
        return
    nothing: dict[str, Any] = {}
    for one, other in zip_longest(_comments(wanted), _comments(text), fillvalue=nothing):
        if one != other:
            names = [name for name in sorted({*one, *other}) if one.get(name) != other.get(name)]
            yield Fault("text", _shown(one, names), _shown(other, names))
            return


def _comments(text: str) -> list[dict[str, Any]]:
    try:
        found = json.loads(text)["comments"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return []
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _shown(comment: dict[str, Any], names: list[str]) -> str:
    said = ", ".join(f"{name}: {comment[name]}" for name in names if name in comment)
    return f"comment {comment.get('id')}: {said}" if comment else "no comment"
