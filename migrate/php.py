"""Values as PHP's `serialize` stores them, which is how plugins keep lists in custom fields.

The lengths that it writes are bytes, and wrong wherever a program changed line ends or an address afterwards. So a
length is believed where a string ends there, and else the string ends where the next value begins.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from migrate.patterns import rare_pattern

_BEGINS = rare_pattern(rb"a:\d+:\{|O:\d+:\"[^\"]{0,200}\":\d+:\{|[ibd]:[^;]{0,40};|s:\d+:\"|N;")
_NUMBER = rare_pattern(rb"[bid]:([^;]{1,40});")
_STRING = rare_pattern(rb's:(\d{1,9}):"')
_LIST = rare_pattern(rb'(?:a|O:\d+:"[^"]{0,200}"):\d{1,9}:\{')
_END = rare_pattern(rb'";(?=[abdiOs]:|N;|\}|\s*\Z)')
_DEEPEST = 30


def unserialized(text: str) -> object:
    """Text, a number, a truth value, a list or a mapping; None for what is nothing of the kind, or cut short.

    Numbered keys in order make a list, all others a mapping by text.
    """
    data = text.strip().encode("utf-8", "surrogatepass")
    if not _BEGINS.match(data):
        return None
    try:
        return _SerializedReader(data).value()
    except (ValueError, IndexError):
        return None


def texts(value: object) -> Iterator[str]:
    """Every text in a value, in order."""
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts(one)
    elif isinstance(value, str):
        yield value


class _SerializedReader:
    """Reads one value after the other."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def value(self, depth: int = 0) -> object:
        """The next value. Raises ValueError where there is none."""
        if depth > _DEEPEST:
            raise ValueError
        if found := _STRING.match(self._data, self._at):
            return self._string(found.end(), int(found[1]))
        if found := _LIST.match(self._data, self._at):
            self._at = found.end()
            return self._list(depth)
        if self._data.startswith(b"N;", self._at):
            self._at += 2
            return ""
        found = _NUMBER.match(self._data, self._at)
        if found is None:
            raise ValueError
        self._at = found.end()
        return _number(found[0][:1], found[1])

    def _string(self, start: int, length: int) -> str:
        end = start + length
        if self._data[end : end + 2] != b'";':
            found = _END.search(self._data, start)
            if found is None:
                raise ValueError
            end = found.start()
        self._at = end + 2
        return self._data[start:end].decode("utf-8", "replace")

    def _list(self, depth: int) -> object:
        found: dict[object, object] = {}
        while not self._data.startswith(b"}", self._at):
            key = self.value(depth + 1)
            if isinstance(key, dict | list):
                raise ValueError
            found[key] = self.value(depth + 1)
        self._at += 1
        if list(found) == list(range(len(found))):
            return list(found.values())
        # What only its class may read has the name of that in front.
        return {str(key).rpartition("\0")[2]: value for key, value in found.items()}


def _number(kind: bytes, text: bytes) -> object:
    """Raises ValueError for what is no number, such as infinity."""
    if kind == b"b":
        return text == b"1"
    if kind == b"d" and not math.isfinite(float(text)):
        raise ValueError
    return int(text) if kind == b"i" else float(text)
