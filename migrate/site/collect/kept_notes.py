"""Notes as text and back, so that a later run need not read again what an export says as before.

The text lies where others may write too. So it is JSON, and what comes back is checked: it is notes, or ValueError.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from functools import cache
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from migrate.account.tally import Tally
from migrate.model.export import TermReference, term_reference
from migrate.model.rest_of_site import Attachment, StoredBlock
from migrate.site.collect.clock import Clock
from migrate.site.collect.guests import Guest
from migrate.site.collect.indexed_item import IndexedItem, MenuItem
from migrate.site.collect.notes import Note
from migrate.visibility.rules import MemberRule

_PLAIN = Note._fields[:-2]
"""The fields of a note that are no records."""
_FILE, _LINE = map(IndexedItem._fields.index, ("file", "line"))
_LARGEST = 1 << 62
_ENCODED = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"), check_circular=False).encode
Column = Sequence[Any]
Reader = Callable[[Column], Column]


class NotedPortion(NamedTuple):
    """All that is noted of a portion of an export."""

    notes: list[Note]
    tally: Tally
    is_end: bool = False
    """Whether the export ends with it."""


def text_of(noted: NotedPortion, line: int) -> bytes:
    """What was noted of a portion that starts in this line, as text that tells neither its file nor its lines."""
    records: dict[str, list[Any]] = {}
    for one in noted.notes:
        for record in filter(None, one[-2:]):
            records.setdefault(type(record).__name__, []).append(record)
    tables: dict[str, list[Any]] = {name: list(zip(*rows, strict=True)) for name, rows in records.items()}
    if columns := tables.get(IndexedItem.__name__):
        columns[_FILE], columns[_LINE] = ["" for _ in columns[_FILE]], [one - line for one in columns[_LINE]]
    counted = {one.name: getattr(noted.tally, one.name) for one in fields(Tally)}
    counts = {name: [list(counter), list(counter.values())] for name, counter in counted.items()}
    plain = list(zip(*map(itemgetter(slice(len(_PLAIN))), noted.notes), strict=True))
    kinds = [[one.entry is not None, type(one.other).__name__ if one.other else ""] for one in noted.notes]
    return _ENCODED([plain, kinds, tables, counts, noted.is_end]).encode()


def noted_in(text: bytes, file: str, line: int) -> NotedPortion:
    """What a text tells of a portion that starts in this line of this file. Raises ValueError if that is no notes."""
    try:
        plain, kinds, tables, counts, is_end = json.loads(text)
        if columns := tables.get(IndexedItem.__name__):
            columns[_FILE] = [file for _ in columns[_FILE]]
            columns[_LINE] = [line + one for one in _numbers(columns[_LINE])]
        records = {name: iter(_records(_RECORDS[name], columns)) for name, columns in tables.items()}
        notes = list(_notes(_columns(Note, _PLAIN, plain), kinds, records)) if kinds else []
        if any(True for rest in records.values() for _ in rest):
            raise ValueError("records of no note")
        return NotedPortion(notes, _tally(counts), *_READERS[bool]([is_end]))
    except (AttributeError, LookupError, OverflowError, RuntimeError, TypeError) as error:
        raise ValueError(str(error)) from error


def _notes(plain: Iterable[Column], kinds: Column, records: dict[str, Iterator[Any]]) -> Iterator[Note]:
    for values, (is_entry, kind) in zip(zip(*plain, strict=True), kinds, strict=True):
        entry = next(records[IndexedItem.__name__]) if is_entry else None
        one = Note._make((*values, entry, next(records[kind]) if kind else None))
        is_numbered = one.beside or one.key.isdecimal() or kind != StoredBlock.__name__
        if one.version < 0 or not is_numbered or (entry and entry.key != one.key):
            raise ValueError(f"not the note of an item: {one.key}")
        yield one


_hints = cache(get_type_hints)


def _tally(counts: dict[str, tuple[Column, Column]]) -> Tally:
    return Tally(**{name: _counter(hint, *counts[name]) for name, hint in _hints(Tally).items()})


def _counter(hint: Any, keys: Column, values: Column) -> Any:
    """A mapping of this type; a counter has numbers as values."""
    key, *value = get_args(hint)
    pairs = zip(_READERS[key](keys), _READERS[value[0] if value else int](values), strict=True)
    return get_origin(hint)(dict(pairs))


def _records(kind: Any, columns: Sequence[Column]) -> Iterator[Any]:
    return map(kind._make, zip(*_columns(kind, kind._fields, columns), strict=True))


def _columns(kind: type, names: Sequence[str], columns: Sequence[Column]) -> list[Column]:
    """The columns of a table, each of the type of its field."""
    hints = _hints(kind)
    return [_READERS[hints[name]](column) for name, column in zip(names, columns, strict=True)]


def _all_of(kind: type) -> Reader:
    def checked(column: Column) -> Column:
        if not set(map(type, column)) <= {kind}:
            raise ValueError("a value of the wrong kind")
        return column

    return checked


_texts = _all_of(str)
_whole = _all_of(int)


def _numbers(column: Column) -> Column:
    if column and not -_LARGEST < min(_whole(column)) <= max(column) < _LARGEST:
        raise ValueError("a number out of bounds")
    return column


def _rows_of(checked: Reader) -> Reader:
    def rows(column: Column) -> Column:
        checked(list(chain.from_iterable(column)))
        return [tuple(row) for row in column]

    return rows


def _rows_of_terms(column: Column) -> Column:
    _texts(list(chain.from_iterable(chain.from_iterable(column))))
    return [tuple([term_reference(*term) for term in row]) for row in column]


def _pairs(column: Column) -> Column:
    _texts([text for one, other in column for text in (one, other)])
    return [(one, other) for one, other in column]


def _times(column: Column) -> Column:
    """Each a time with how far it was ahead, as a clock takes it, or None."""
    clock = Clock()
    for text, minutes in filter(None, column):
        clock.add(text, minutes)
    return [row and tuple(row) for row in column]


_READERS: dict[Any, Reader] = {
    int: _numbers,
    str: _texts,
    bool: _all_of(bool),
    tuple[str, ...]: _rows_of(_texts),
    tuple[int, ...]: _rows_of(_numbers),
    tuple[TermReference, ...]: _rows_of_terms,
    tuple[str, str]: _pairs,
    tuple[str, int] | None: _times,
}
"""How a column of each type of field is checked, and made what it was."""
_RECORDS = {kind.__name__: kind for kind in (IndexedItem, Attachment, MenuItem, StoredBlock, MemberRule, Guest)}
"""What a note can hold."""
