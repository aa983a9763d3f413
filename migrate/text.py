"""Texts of files, whatever line ends they have, and texts as people are shown them, on a terminal too."""

from __future__ import annotations

import html
import io
import re
import unicodedata
from hashlib import blake2b

_LONE_SURROGATE = re.compile("[\ud800-\udc7f\udd00-\udfff]")
"""Half a character; the other half range stands for bytes that `decode` could not read."""

_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff]"
)
"""What can move the cursor, change colours, turn the direction of writing around, or cannot be written at all."""
_TAG = re.compile(r"<[/!a-zA-Z][^<>]*>")
_LONG_WORD = 30
"""Letters that are skipped at most, for a part of a text to begin with a whole word."""
_SPACES = str.maketrans({"\n": "⏎", "\t": "⇥", "\u00a0": "⍽", "\u200b": "⍽"})
"""White space as signs, where nothing else tells two texts apart."""


def plain_line(text: str) -> str:
    """HTML of one line, such as a title, as a reader sees it: no tags, entities decoded once, single spaces."""
    if "<" in text or "&" in text:
        text = html.unescape(_TAG.sub("", text))
    return " ".join(text.split())


def where_they_differ(one: str, other: str, longest: int) -> tuple[str, str]:
    """Two texts, each on one line and of at most so many letters, with the first difference among them."""
    sides = [" ".join(text.split()) for text in (one, other)]
    if sides[0] == sides[1]:
        sides = [text.translate(_SPACES) for text in (one, other)]
    start = 0
    if max(map(len, sides)) > longest:
        same = next((at for at, (a, b) in enumerate(zip(*sides, strict=False)) if a != b), min(map(len, sides)))
        wanted = max(0, same - longest // 3)
        start = sides[0].rfind(" ", max(0, wanted - _LONG_WORD), wanted) + 1 or wanted
    cut = [f"{'…' * (start > 0)}{side[start : start + longest]}{'…' * (len(side) > start + longest)}" for side in sides]
    return cut[0], cut[1]


def alphabetically(text: str) -> str:
    """A key that sorts texts as the databases of WordPress do: without regard to case and accents."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()


def printable(text: str) -> str:
    """The text without anything that could steer a terminal: exports and files are written by strangers."""
    return _STEERING.sub("\ufffd", text)


def one_line(text: str) -> str:
    """The same on one line, for names within a message."""
    return printable(text).replace("\n", " ").replace("\t", " ")


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
