"""Items that were read once and will all be wanted again: to take them up takes a tenth of what reading them takes.

Each portion has a place of its own in one file, as large as the portion, so that processes that were forked can fill
it without a word to each other. The file has no name, so nobody else can reach it.
"""

from __future__ import annotations

import io
import marshal
import os
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from migrate.model.export import Comment, Item, term_reference

_TERMS, _COMMENTS = map(Item._fields.index, ("terms", "comments"))


class CachedItems(NamedTuple):
    """Where the items of a portion lie."""

    offset: int
    length: int
    lines: range
    """Those in which items can start."""


class ItemCache:
    """Writes items to a file and takes them up again."""

    def __init__(self, file: io.FileIO) -> None:
        """`file` is not buffered, and empty."""
        self._file = file

    def put(self, items: Iterable[Item], room: range, lines: range) -> CachedItems | None:
        """Keep the items of a portion, in these bytes of the file; None where they do not fit."""
        data = marshal.dumps([_plain(item) for item in items])
        if len(data) > len(room):
            return None
        try:
            written = os.pwrite(self._file.fileno(), data, room.start)
        except OSError:
            return None
        return CachedItems(room.start, len(data), lines) if written == len(data) else None

    def items(self, kept: CachedItems) -> Iterator[Item]:
        """The items as they were."""
        return map(_item, marshal.loads(os.pread(self._file.fileno(), kept.length, kept.offset)))


def _plain(item: Item) -> list[Any]:
    """An item as plain values, which is all that marshal knows; it is several times as quick as what knows more."""
    values: list[Any] = list(item)
    values[_TERMS] = [tuple(term) for term in item.terms]
    values[_COMMENTS] = [tuple(comment) for comment in item.comments]
    return values


def _item(values: list[Any]) -> Item:
    values[_TERMS] = tuple([term_reference(*term) for term in values[_TERMS]])
    values[_COMMENTS] = tuple(map(Comment._make, values[_COMMENTS]))
    return Item._make(values)
