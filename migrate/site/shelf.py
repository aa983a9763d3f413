"""Many records and tables in a few large blocks of bytes.

A large site has hundreds of thousands of records. As objects they take several times the memory, and forked workers
would copy them all: to look at an object is to write to it, for it counts its references.
"""

from __future__ import annotations

from abc import abstractmethod
from array import array
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from marshal import dumps, loads
from typing import Any, Generic, TypeVar

Record = TypeVar("Record")

_FEW = 64
_SPREAD = 0x9E3779B97F4A7C15
"""Spreads marks that follow each other over the whole table: D. Knuth, The Art of Computer Programming 3, 6.4."""


def mark(key: str) -> int:
    """What stands for the key of an item in tables: its number doubled, else the fingerprint of the text."""
    if key.isascii() and key.isdigit() and len(key) < 19 and key[0] != "0":
        return int(key) << 1
    return fingerprint(key)


def fingerprint(text: str) -> int:
    """What stands for a text in tables: an odd number of 64 bits.

    Among a million texts two meet by chance once in ten million sites. Who looks for two that do has his own export
    in which one address is taken for another.
    """
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little") | 1


class Table:
    """Numbers from 1 on by mark: a hash table with open addressing, some 20 bytes for each."""

    def __init__(self) -> None:
        self._count = 0
        self._make(_FEW)

    def __len__(self) -> int:
        return self._count

    def get(self, mark: int) -> int:
        """The number of a mark; 0 where there is none."""
        return self._numbers[self._slot(mark)]

    def setdefault(self, mark: int, number: int) -> int:
        """The number of a mark: what it has, else from now on this one."""
        slot = self._slot(mark)
        if self._numbers[slot]:
            return self._numbers[slot]
        self._put(slot, mark, number)
        return number

    def replace(self, mark: int, number: int) -> None:
        """Give a mark this number, whatever it had."""
        slot = self._slot(mark)
        if self._numbers[slot]:
            self._numbers[slot] = number
        else:
            self._put(slot, mark, number)

    def _put(self, slot: int, mark: int, number: int) -> None:
        self._marks[slot], self._numbers[slot] = mark, number
        self._count += 1
        if self._count * 4 > self._mask * 3:
            self._grow()

    def _slot(self, mark: int) -> int:
        """Where the mark is, or may be put."""
        marks, mask = self._marks, self._mask
        slot = mark * _SPREAD >> 40 & mask
        while (found := marks[slot]) and found != mark:
            slot = slot + 1 & mask
        return slot

    def _make(self, size: int) -> None:
        self._mask = size - 1
        self._marks, self._numbers = array("Q", bytes(8 * size)), array("I", bytes(4 * size))

    def _grow(self) -> None:
        marks, numbers = self._marks, self._numbers
        self._make(2 * len(marks))
        for one, number in zip(marks, numbers, strict=True):
            if number:
                slot = self._slot(one)
                self._marks[slot], self._numbers[slot] = one, number


class Pack:
    """Plain values (numbers, texts, tuples and lists of them) one after the other, each found again by its place."""

    def __init__(self) -> None:
        self._bytes = bytearray(1)  # 0 is no place

    def add(self, value: Any) -> int:
        """Keep a value. Returns its place."""
        place = len(self._bytes)
        self._bytes += dumps(value)
        return place

    def __getitem__(self, place: int) -> Any:
        return loads(memoryview(self._bytes)[place:])


class Shelf(Mapping[str, Record], Generic[Record]):
    """Records by key, in the order in which their keys came. Each is made anew whenever it is asked for."""

    def __init__(self) -> None:
        self._pack = Pack()
        self._numbers = Table()
        self._places = array("Q", [0])  # 0 is nobody's number

    @abstractmethod
    def _values(self, record: Record) -> list[Any]:
        """The record as a list of plain values."""

    @abstractmethod
    def _record(self, values: list[Any]) -> Record:
        """The record that these values were."""

    def put(self, key: str, record: Record, version: int = 0) -> None:
        """Keep a record in the place of the one that has its key."""
        place = self._pack.add([*self._values(record), key, version])
        number = self._numbers.setdefault(mark(key), len(self._places))
        if number == len(self._places):
            self._places.append(place)
        else:
            self._places[number] = place

    def number(self, key: str) -> int:
        """The number of a key, from 1 on; 0 where there is none."""
        return self._numbers.get(mark(key))

    def numbered(self, number: int) -> Record:
        """The record with this number."""
        values = self._pack[self._places[number]]
        del values[-2:]
        return self._record(values)

    def version(self, key: str) -> int:
        """The version of the record with this key; 0 where there is none."""
        number = self.number(key)
        return int(self._pack[self._places[number]][-1]) if number else 0

    def records(self) -> Iterator[Record]:
        """All records in order."""
        return map(self.numbered, range(1, len(self._places)))

    def __getitem__(self, key: str) -> Record:
        number = self.number(key)
        if not number:
            raise KeyError(key)
        return self.numbered(number)

    def __iter__(self) -> Iterator[str]:
        return (self._pack[place][-2] for place in self._places[1:])

    def __len__(self) -> int:
        return len(self._places) - 1
