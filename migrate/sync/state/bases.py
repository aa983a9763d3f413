"""Whether the bases of documents are what the state says of them: a merge in git mixes or damages them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from migrate.sync.files import Files
from migrate.sync.state.places import base_path
from migrate.sync.state.remembered import Remembered
from migrate.text import digest

_MARKER = re.compile(rb"^(?:<{7}|>{7})(?: .*)?\r?$", re.MULTILINE)
"""What git writes around what it cannot merge."""


def check_bases(files: Files, entries: dict[str, Remembered], left: Mapping[str, str]) -> frozenset[str]:
    """Keys of the documents whose base is not there, or is of no use; `left` has the digests of the files by key.

    A whole base that is another than the state says is what two sides have agreed on: the entry follows it. But where
    the file is as the state says, it is the state that is right.
    """
    unbased = set()
    for key, entry in list(entries.items()):
        if not entry.base or key not in left:
            continue
        data = sound_base(files, entry)
        name = "" if data is None else digest(data)
        if not name or (name != entry.base and left[key] == entry.base):
            unbased.add(key)
        elif name != entry.base:
            entries[key] = entry._replace(base=name)
    return frozenset(unbased)


def sound_base(files: Files, entry: Remembered) -> bytes | None:
    """The base of a document; None where there is none, or git has written its markers into it."""
    data = files.read(base_path(entry.base_key))
    damaged = data is not None and _MARKER.search(data) and digest(data) != entry.base
    return None if damaged else data
