"""Bytes of a file, as text and as a digest that is blind to line ends."""

from __future__ import annotations

import io
import re
from hashlib import blake2b

_LONE_SURROGATE = re.compile("[\ud800-\udc7f\udd00-\udfff]")
"""Half a character; the other half range stands for bytes that `decode` could not read."""


def digest(data: bytes) -> str:
    """Names the content of a file, whatever line ends it has (hexadecimal)."""
    return blake2b(_unix(data), digest_size=16).hexdigest()


def decode(data: bytes) -> str:
    r"""The text of a file with `\n` as line end. Bytes that are not UTF-8 survive until `encode`."""
    return _unix(data).decode("utf-8", "surrogateescape")


def encode(text: str, like: bytes = b"") -> bytes:
    """The bytes of `text`, with the line ends that `like`, an earlier content of the same file, mostly has."""
    try:
        data = text.encode()
    except UnicodeEncodeError:
        data = _LONE_SURROGATE.sub("\ufffd", text).encode("utf-8", "surrogateescape")
    windows = like.count(b"\r\n")
    return data.replace(b"\n", b"\r\n") if windows * 2 > like.count(b"\n") else data


def lines(text: str) -> list[str]:
    r"""The lines with their ends. Only `\n` ends a line: `str.splitlines` would also cut at form feeds and U+2028."""
    return list(io.StringIO(text, newline="\n"))


def _unix(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n") if b"\r" in data else data
