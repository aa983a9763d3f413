"""Many records and tables in a few large blocks of bytes.

A large site has hundreds of thousands of records. As objects they take several times the memory, and forked workers
would copy them all: to look at an object is to write to it, for it counts its references.

SQLite was measured in their place, with 100,000 records and 300,000 addresses on one core. In memory it takes as much
time and space for records (fill 1.4 s and 1.6 s here, look-ups 0.36 s and 0.34 s, 32 MiB both) and twice the time for
addresses (look-ups 0.76 s and 0.33 s); but no connection may be carried across a fork
(https://www.sqlite.org/howtocorrupt.html, 2.6), and these are what all workers look into. In a file that each worker
opens for itself, records take three times (1.13 s) and addresses nine times (3.05 s) as long.
"""

from __future__ import annotations

from abc import abstractmethod
from array import array
from collections.abc import Iterable, Iterator, Mapping
from marshal import dumps, loads
from typing import Any, Generic, TypeVar
from zlib import compress, crc32, decompress

Record = TypeVar("Record")

_BITS = 64
_SEVERAL = 6
"""The bits of the smallest table."""
_TOGETHER, _USUAL = 8, 4096
"""How many records make a block, and about how many bytes they are together."""
_PRIME = 2**30 - 35
"""The largest that Python divides by in one step."""
_number = int.from_bytes


def fingerprint(text: str) -> int:
    """What stands for a text in tables: an odd number of 64 bits.

    Two remainders, of the text as a polynomial (CRC-32) and as a number by a prime: M. O. Rabin, Fingerprinting by
    random polynomials, 1981. A digest takes three times as long, and a run asks for dozens an item. Among a million
    texts two meet by chance once in nine million sites. Who looks for two that do has his own export in which one
    address is taken for another.
    """
    spelled = text.encode("utf-8", "surrogatepass")
    return crc32(spelled) << 32 | _number(spelled, "big") % _PRIME << 1 | 1


class NumberByHash:
    """Numbers from 1 on by fingerprint: a hash table with open addressing, some 20 bytes for each.

    D. Knuth, The Art of Computer Programming 3, 6.4, algorithm L. The first bits of a fingerprint say where it is.
    """

    def __init__(self, about: int = 0) -> None:
        """`about` as many as will be put in, where that is known: a table that need not grow is made sooner."""
        self._count = 0
        self._make(max(_SEVERAL, (about * 4 // 3).bit_length()))

    def get(self, mark: int) -> int:
        """The number of a fingerprint; 0 where there is none."""
        marks, slot = self._marks, mark >> self._shift  # as in _slot: a call more would double the time
        while (found := marks[slot]) and found != mark:
            slot = slot + 1 & self._mask
        return self._numbers[slot]

    def setdefault(self, mark: int, number: int) -> int:
        """The number of a fingerprint: what it has, else from now on this one."""
        slot = self._slot(mark)
        if known := self._numbers[slot]:
            return known
        self._put(slot, mark, number)
        return number

    def replace(self, mark: int, number: int) -> None:
        """Give a fingerprint this number, whatever it had."""
        slot = self._slot(mark)
        if self._numbers[slot]:
            self._numbers[slot] = number
        else:
            self._put(slot, mark, number)

    def __bool__(self) -> bool:
        return self._count > 0

    def marks(self) -> Iterator[int]:
        """All fingerprints that have a number."""
        return filter(None, self._marks)

    def _put(self, slot: int, mark: int, number: int) -> None:
        self._marks[slot], self._numbers[slot] = mark, number
        self._count += 1
        if self._count * 4 > self._mask * 3:
            self._grow()

    def _slot(self, mark: int) -> int:
        """Where the fingerprint is, or may be put."""
        marks, slot = self._marks, mark >> self._shift
        while (found := marks[slot]) and found != mark:
            slot = slot + 1 & self._mask
        return slot

    def _make(self, bits: int) -> None:
        self._shift, self._mask = _BITS - bits, (1 << bits) - 1
        self._marks, self._numbers = array("Q", bytes(8 << bits)), array("I", bytes(4 << bits))

    def _grow(self) -> None:
        marks, numbers = self._marks, self._numbers
        self._make(_BITS - self._shift + 1)
        for mark, number in zip(marks, numbers, strict=True):
            if number:
                slot = self._slot(mark)
                self._marks[slot], self._numbers[slot] = mark, number


class Records:
    """Plain values (numbers, texts, tuples and lists of them) one after the other, each found again by its place."""

    def __init__(self) -> None:
        self._bytes = bytearray(1)  # 0 is no place

    def add(self, value: Any) -> int:
        """Keep a value. Returns its place."""
        place = len(self._bytes)
        self._bytes += dumps(value)
        return place

    def adopt(self, made: bytes) -> int:
        """Keep values that were packed elsewhere. Returns what their places count from."""
        start = len(self._bytes)
        self._bytes += made
        return start

    @staticmethod
    def packed(values: Iterable[Any]) -> tuple[bytes, list[int]]:
        """Values for `adopt`, and their places."""
        made, places = bytearray(), []
        for value in values:
            places.append(len(made))
            made += dumps(value)
        return bytes(made), places

    def __getitem__(self, place: int) -> Any:
        return loads(memoryview(self._bytes)[place:])


class CompressedRecords:
    """Like `Records`, for values that are mostly read one after the other: some together are compressed, to a third."""

    def __init__(self) -> None:
        self._blocks = Records()
        self._places = array("Q")
        self._open: list[Any] = []
        """Values that still wait for others."""
        self._number, self._recent = -1, self._open

    def add(self, value: Any) -> int:
        """Keep a value. Returns its place."""
        self._open.append(value)
        place = len(self._places) * _TOGETHER + len(self._open)
        if len(self._open) == _TOGETHER:
            self._close()
        return place

    def adopt(self, made: Iterable[bytes]) -> int:
        """Keep values that were packed elsewhere. Returns what their places count from."""
        self._close()
        start = len(self._places) * _TOGETHER
        self._places.extend(map(self._blocks.add, made))
        return start

    @staticmethod
    def packed(values: list[Any]) -> tuple[list[bytes], range]:
        """Values for `adopt`, and their places."""
        starts = range(0, len(values), _TOGETHER)
        made = [compress(dumps(values[start : start + _TOGETHER]), 1) for start in starts]
        return made, range(1, len(values) + 1)

    def __getitem__(self, place: int) -> Any:
        number, at = divmod(place - 1, _TOGETHER)
        if number == len(self._places):
            return self._open[at]
        if number != self._number:
            self._number, self._recent = number, loads(decompress(self._blocks[self._places[number]], bufsize=_USUAL))
        return self._recent[at]

    def _close(self) -> None:
        made, _ = self.packed(self._open)
        self._places.extend(map(self._blocks.add, made))
        self._open = []


class RecordTable(Mapping[str, Record], Generic[Record]):
    """Records by key, in the order in which their keys came. Each is made anew whenever it is asked for."""

    def __init__(self) -> None:
        self._numbers = NumberByHash()
        self._places = array("Q", [0])  # 0 is nobody's number
        self._versions = array("Q", [0])

    @abstractmethod
    def keep(self, key: str, record: Record) -> int:
        """Keep a record. Returns its place."""

    @abstractmethod
    def at(self, place: int) -> Record:
        """The record at a place."""

    @abstractmethod
    def key_at(self, place: int) -> str:
        """The key of the record at a place."""

    def put(self, mark: int, place: int, version: int) -> None:
        """Let a key, told by its fingerprint, mean the record at a place, instead of the one that it meant before."""
        number = self._numbers.setdefault(mark, len(self._places))
        if number == len(self._places):
            self._places.append(place)
            self._versions.append(version)
        else:
            self._places[number], self._versions[number] = place, version

    def number(self, key: str) -> int:
        """The number of a key, from 1 on; 0 where there is none."""
        return self._numbers.get(fingerprint(key))

    def numbered(self, number: int) -> Record:
        """The record with this number."""
        return self.at(self._places[number])

    def version(self, mark: int) -> int:
        """The version of the record with the key of this fingerprint; -1 where there is none."""
        number = self._numbers.get(mark)
        return self._versions[number] if number else -1

    def records(self) -> Iterator[Record]:
        """All records in order."""
        return map(self.numbered, range(1, len(self._places)))

    def __getitem__(self, key: str) -> Record:
        number = self.number(key)
        if not number:
            raise KeyError(key)
        return self.numbered(number)

    def __iter__(self) -> Iterator[str]:
        return map(self.key_at, self._places[1:])

    def __len__(self) -> int:
        return len(self._places) - 1
