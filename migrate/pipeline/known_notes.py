"""What pass one noted of portions in an earlier run: of one with the same bytes it would note the same.

A file holds it, portion after portion, each found by a digest of all that it was noted from. It may be lost at any
time; the portions of what is damaged in it are read again.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cache
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import IO

import migrate
from migrate.options import Options
from migrate.wxr.known_cuts import KnownCut
from migrate.wxr.portion import Portion

_HEAD = re.compile(rb"([0-9a-f]{32}) ([0-9a-f]{32}) ([0-9]{10})\n")
"""What stands before each text: what it was noted from, its own digest, how long it is; 0: it is not kept."""
_HEAD_SIZE = 32 + 1 + 32 + 1 + 10 + 1
_FIRST_LINE = re.compile(rb"([0-9]{20})\n")
"""What stands before all: the size of the export that was noted, as `Export.size` says it."""
_FIRST_LINE_SIZE = 20 + 1
_LONGEST = 1 << 26
"""A text is kept up to here, and believed: what is read is far larger in memory."""
_CUTS = b"c" * 32
"""The name of the first text, which says where the export was cut."""


class Topic(Enum):
    """What is told of the site as a whole, each in a text of its own; the values are their names, hexadecimal."""

    FACTS = b"f" * 32
    RULES = b"e" * 32
    ADDRESSES = b"a" * 32


_ABOUT_ALL = frozenset({_CUTS, *(one.value for one in Topic)})
UNKNOWN = b"0" * 32
"""The name of a portion of which nothing can be said."""
_NOTING, _CUTTING = "pipeline.survey", "wxr.cuts"
"""What makes notes, and what cuts exports."""
_NEEDED = re.compile(rb"^ *from migrate\.([\w.]+) import ", re.M)


class KnownNotes:
    """Texts of an earlier run, which all processes look up, and those of this run, which one gathers."""

    def __init__(self, earlier: IO[bytes] | None, later: IO[bytes] | None) -> None:
        """`earlier` is what an earlier run wrote, if it is there; `later` is empty, None: nothing is to be gathered."""
        self._earlier = earlier.fileno() if earlier else -1
        self._later = later
        self._size = 0
        self._order: list[bytes] = []
        self._cuts: list[KnownCut] = []
        self._gathered: dict[bytes, tuple[int, int]] = {}
        """Where the text of a name of this run begins, and how long it is, if that is no earlier one."""
        said = _FIRST_LINE.fullmatch(os.pread(self._earlier, _FIRST_LINE_SIZE, 0)) if earlier else None
        self.earlier_size = int(said[1]) if said else 0
        """The size of the export of the earlier run; 0: nobody knows."""
        self.size = 0
        """The same of this run, told by who reads it."""
        self._told: dict[Topic, bytes] = {}
        self._named: dict[bytes, set[int]] = {}
        """The portions of the earlier run that hold a word, for the words that were looked for so far."""
        found = list(self._found()) if said else []
        self._places = dict(found)
        self.earlier_names = tuple(name for name, _ in found if name not in _ABOUT_ALL)
        """The portions of the earlier run, in order."""

    def _found(self) -> Iterator[tuple[bytes, tuple[bytes, int, int]]]:
        """The name of each text, with its digest, where it begins and how long it is."""
        # Processes that were forked share the position in a file: it stays where it is.
        size, place = os.fstat(self._earlier).st_size, _FIRST_LINE_SIZE
        while head := _HEAD.fullmatch(os.pread(self._earlier, _HEAD_SIZE, place)):
            start, length = place + _HEAD_SIZE, int(head[3])
            place = start + length
            if length > _LONGEST or place > size:
                return
            yield head[1], (head[2], start, length)

    def are_of_another(self, size: int) -> bool:
        """Whether an export of this size is certain to say something else than that of the earlier run."""
        return 0 not in {size, self.earlier_size} and size != self.earlier_size

    def keeps(self, portion: Portion) -> bool:
        """Whether the notes of a portion are to be gathered: they are made from nothing but what its name stands for.

        The head of a file tells when it was made, and may tell the slugs of terms that other portions name.
        """
        return self._later is not None and not (portion.is_head or portion.slugs)

    def name(self, portion: Portion, options: Options) -> bytes:
        """Stands for what a portion that was digested says, and is read with."""
        if not portion.digest:
            return UNKNOWN
        made_with = (
            _code(_NOTING),
            options.digest,
            portion.opening,
            portion.language,
            portion.is_head,
            bool(portion.slugs),
        )
        return _digest(repr(made_with).encode("utf-8", "surrogatepass"), portion.digest)

    def earlier_cuts(self) -> list[KnownCut]:
        """Where the export of the earlier run was cut; nowhere if that is not known, or would be done otherwise now."""
        try:
            code, cuts = json.loads(self.find(_CUTS))
            found = [KnownCut(bytes.fromhex(one), *_checked(*rest)) for one, *rest in cuts]
        except (TypeError, ValueError, RecursionError):
            return []
        return found if code == _code(_CUTTING) else []

    def find(self, name: bytes) -> bytes:
        """The text of an earlier run with this name; empty where there is none, or not as it was written."""
        digest, start, length = self._places.get(name, (b"", 0, 0))
        text = os.pread(self._earlier, length, start) if length else b""
        return text if _digest(text) == digest else b""

    def is_told_of(self, name: bytes) -> bool:
        """Whether the earlier run had a portion of this name of which more is to be told than notes hold."""
        return name in self._places and not self._places[name][2]

    def told_before(self, topic: Topic) -> bytes:
        """What was told of the site as a whole in the earlier run; empty: nothing, or what a later run cannot use."""
        return self.find(topic.value)

    def tell(self, topic: Topic, text: bytes) -> None:
        """Say this of the site as a whole, to a later run."""
        self._told[topic] = text if len(text) <= _LONGEST else b""

    def tell_as_before(self) -> None:
        """Say of the site as a whole what was said in the earlier run."""
        for topic in Topic:
            self.tell(topic, self.told_before(topic))

    def naming(self, words: Iterable[bytes]) -> set[int]:
        """The numbers of the portions of the earlier run whose notes hold one of these words, from 0 on."""
        asked = set(words)
        fresh = asked - self._named.keys()
        self._named |= {word: set() for word in fresh}
        for number, name in enumerate(self.earlier_names) if fresh else ():
            _, start, length = self._places[name]
            text = os.pread(self._earlier, length, start)
            for word in fresh:
                if word in text:
                    self._named[word].add(number)
        return {number for word in asked for number in self._named[word]}

    def gather(self, name: bytes, text: bytes, cut: KnownCut) -> None:
        """Take in the name and the place of the next portion, with its text where that is no earlier one, and kept."""
        text = text if len(text) <= _LONGEST else b""
        if self._later is None:
            return
        try:
            self._later.write(text)
        except OSError:  # the disk is full: then nothing is kept
            self._later = None
        self._order.append(name)
        self._cuts.append(cut)
        if text:
            self._gathered[name] = self._size, len(text)
        self._size += len(text)

    def gather_anew(self) -> None:
        """Forget what was gathered so far."""
        self._order, self._cuts, self._gathered, self._size = [], [], {}, 0
        if self._later:
            self._later.seek(0)
            self._later.truncate()

    @property
    def names(self) -> tuple[bytes, ...]:
        """The portions of this run, in order; none where nothing is gathered."""
        return tuple(self._order) if self._later else ()

    @property
    def has_news(self) -> bool:
        """Whether what was gathered is not what the earlier run has."""
        is_other = (self.names, self.size) != (self.earlier_names, self.earlier_size)
        return bool(self._gathered) or (bool(self.names) and (is_other or self._tells_otherwise))

    @property
    def _tells_otherwise(self) -> bool:
        """Whether what was told of the site is another than in the earlier run: a person may have moved a file."""
        return any(text != self.told_before(topic) for topic, text in self._told.items())

    def gathered(self, name: bytes) -> bytes:
        """The text of this run with this name; empty where it is an earlier one, or there is none."""
        start, length = self._gathered.get(name, (0, 0))
        if self._later is None or not length:
            return b""
        self._later.seek(start)
        return self._later.read(length)

    def pieces(self) -> Iterator[bytes]:
        """All texts of this run, as the next one finds them."""
        if self._later is None:
            return
        yield b"%020d\n" % self.size
        cuts = json.dumps([_code(_CUTTING), [(one.digest.hex(), *one[1:]) for one in self._cuts]]).encode()
        texts = ((name, self.gathered(name) or self.find(name)) for name in self._order)
        told = ((topic.value, self._told.get(topic, b"")) for topic in Topic)
        for name, text in chain([(_CUTS, cuts)], told, texts):
            yield b"%b %b %010d\n" % (name, _digest(text), len(text))
            yield text


def digest_of_portions(names: tuple[bytes, ...]) -> str:
    """Stands for all that is in an export, read with what it is read with; empty where that is not known."""
    return "" if UNKNOWN in names or not names else _digest(*names).decode()


def _checked(size: int, newlines: int, *flags: bool) -> tuple[int, int, bool, bool]:
    """What is known of a cut, if it is that. Raises ValueError else."""
    names_no_slug, is_head = flags
    if [type(size), type(newlines), *map(type, flags)] != [
        int,
        int,
        bool,
        bool,
    ] or not 0 <= newlines <= size <= _LONGEST:
        raise ValueError("no cut")
    return size, newlines, names_no_slug, is_head


@cache
def _code(doing: str) -> str:
    """Changes with the program, as far as it has a say in what a module does: no version reads what another wrote."""
    return _digest(*[source for _, source in sorted(having_a_say(doing).items())]).decode()


def having_a_say(doing: str) -> dict[str, bytes]:
    """The modules of the program that have a say in what a module does, by name: itself, and all that it needs."""
    root = Path(migrate.__file__).parent
    found: dict[str, bytes] = {}
    waiting = [doing]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = (root / f"{name.replace('.', '/')}.py").read_bytes()
            waiting += [needed.decode() for needed in _NEEDED.findall(found[name])]
    return found


def _digest(*parts: bytes) -> bytes:
    made = blake2b(digest_size=16)
    for part in parts:
        made.update(part)
    return made.hexdigest().encode()
