"""The file of an item, and what Hugo printed of it: many small ones, read in the quickest way."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

Printed: TypeAlias = tuple[dict[str, Any], str]
"""What Hugo read in the front matter of a file, and the content as HTML."""


class SiteFile(NamedTuple):
    """The file of an item, as it lies in the site."""

    path: str
    """Relative to the site; empty: it is gone."""
    edited: bool = False
    """Whether somebody changed it by hand since the last run."""
    source: str = ""
    """Digest of what it was made from in the last run, by this program and with these options; empty: by others."""


def text_of_file(file: Path) -> str:
    """A file; empty where there is none."""
    try:
        return _with_unix_ends(_bytes_of(file).decode("utf-8-sig", "replace"))
    except (OSError, ValueError):
        return ""


def printed_in(file: Path) -> Printed | None:
    """What Hugo read in the front matter, and the content as HTML."""
    try:
        head, _, html = _with_unix_ends(_bytes_of(file).decode()).partition("\n")
    except OSError:
        return None
    return json.loads(head), html


def _bytes_of(file: Path) -> bytes:
    with open(file, "rb", buffering=0) as opened:  # noqa: PTH123 (the quickest way to read many small files)
        return opened.read()


def _with_unix_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
