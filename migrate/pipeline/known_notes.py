"""What pass one noted of portions in an earlier run: of one with the same bytes it would note the same.

A file holds it, portion after portion, each found by a digest of all that it was noted from. It may be lost at any
time; the portions of what is damaged in it are read again.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import IO

import migrate
from migrate.options import Options
from migrate.wxr.portions import Portion
from migrate.wxr.segments import Segment

_HEAD = re.compile(rb"([0-9a-f]{32}) ([0-9a-f]{32}) ([0-9]{10})\n")
"""What stands before each text: what it was noted from, its own digest, how long it is."""
_HEAD_SIZE = 32 + 1 + 32 + 1 + 10 + 1
_LONGEST = 1 << 26
"""A text is kept up to here, and believed: what is read is far larger in memory."""
_ROOMS = ("account", "page", "site", "visibility", "wxr")
"""Those of the program that have a say in what is noted, beside what stands above all rooms."""


class KnownNotes:
    """Texts of an earlier run, which all processes look up, and those of this run, which one gathers."""

    def __init__(self, earlier: IO[bytes] | None, later: IO[bytes] | None) -> None:
        """`earlier` is what an earlier run wrote, if it is there; `later` is empty, None: nothing is to be kept."""
        self._earlier = earlier.fileno() if earlier else -1
        self._later = later
        self._order: list[tuple[bytes, int]] = []
        """The names of this run, each with the length of its text; 0: it is that of the earlier run."""
        self._places = dict(self._found()) if earlier else {}

    def _found(self) -> Iterator[tuple[bytes, tuple[bytes, int, int]]]:
        """The name of each text, with its digest, where it begins and how long it is."""
        # Processes that were forked share the position in a file: it stays where it is.
        size, place = os.fstat(self._earlier).st_size, 0
        while head := _HEAD.fullmatch(os.pread(self._earlier, _HEAD_SIZE, place)):
            start, length = place + _HEAD_SIZE, int(head[3])
            place = start + length
            if length > _LONGEST or place > size:
                return
            yield head[1], (head[2], start, length)

    @property
    def keeps(self) -> bool:
        """Whether texts are to be gathered."""
        return self._later is not None

    def name(self, segment: Segment, portion: Portion, options: Options) -> bytes:
        """Stands for all that a portion's notes are made from; empty where they are not to be kept.

        The head of a file tells when it was made, and may tell the slugs of terms that other portions name.
        """
        if portion.is_head or portion.slugs or not segment.whole:
            return b""
        made_with = (_code(), options.digest, portion.opening, portion.language)
        return _digest(repr(made_with).encode("utf-8", "surrogatepass"), segment.data)

    def find(self, name: bytes) -> bytes:
        """The text of an earlier run with this name; empty where there is none, or not as it was written."""
        digest, start, length = self._places.get(name, (b"", 0, 0))
        text = os.pread(self._earlier, length, start) if length else b""
        return text if _digest(text) == digest else b""

    def gather(self, name: bytes, text: bytes) -> None:
        """Take in the name of the next portion, with its text where that is no earlier one."""
        if self._later is None or len(text) > _LONGEST:
            return
        try:
            self._later.write(text)
        except OSError:  # the disk is full: then nothing is kept
            self._later = None
        self._order.append((name, len(text)))

    @property
    def has_news(self) -> bool:
        """Whether what was gathered is not what the earlier run has."""
        names = [name for name, _ in self._order]
        return any(length for _, length in self._order) or (bool(names) and names != list(self._places))

    def pieces(self) -> Iterator[bytes]:
        """All texts of this run, as the next one finds them."""
        if self._later is None:
            return
        self._later.seek(0)
        for name, length in self._order:
            text = self._later.read(length) if length else self.find(name)
            yield b"%b %b %010d\n" % (name, _digest(text), len(text))
            yield text


@cache
def _code() -> str:
    """Changes with the program, as far as it has a say in what is noted: no version reads notes of another."""
    root = Path(migrate.__file__).parent
    files = chain(root.glob("*.py"), *((root / room).rglob("*.py") for room in _ROOMS))
    return _digest(*[file.read_bytes() for file in sorted(files)]).decode()


def _digest(*parts: bytes) -> bytes:
    made = blake2b(digest_size=16)
    for part in parts:
        made.update(part)
    return made.hexdigest().encode()
