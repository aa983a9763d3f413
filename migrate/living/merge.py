"""Several exports of one site as one file: the head of the first, the items of all, and a mark that it is not all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from migrate.wxr.preamble import PARTIAL

_FIRST_ITEM = re.compile(rb"^[ \t]*<item>[ \t]*\r?$", re.MULTILINE)
_END = re.compile(rb"[ \t]*</channel>\s*</rss>\s*\Z")
_TAIL = 4096
_CHUNK = 1 << 20


def merged(parts: Sequence[Path], target: Path, types: Sequence[str]) -> None:
    """Write the items of all parts to one file, which says in a comment that it holds these types alone."""
    with target.open("wb") as file:
        for number, part in enumerate(parts):
            with part.open("rb") as stream:
                head = _head(stream)
                if number == 0:
                    file.write(_marked(head, types))
                _copy(stream, len(head), _end(stream), file)
        file.write(b"</channel>\n</rss>\n")


def _marked(head: bytes, types: Sequence[str]) -> bytes:
    names = " ".join(types).replace("--", "- -")
    mark = f"<!-- {PARTIAL.decode()} {names} -->\n".encode()
    declaration = head.find(b"?>") + 2 if head.startswith(b"<?xml") else 0
    return head[:declaration] + b"\n" * bool(declaration) + mark + head[declaration:].lstrip()


def _head(stream: IO[bytes]) -> bytes:
    """All that stands in front of the first item, or of the end."""
    head = b""
    while piece := stream.read(_CHUNK):
        head += piece
        if found := _FIRST_ITEM.search(head):
            return head[: found.start()]
    end = _END.search(head)
    return head[: end.start()] if end else head


def _end(stream: IO[bytes]) -> int:
    """Where the items of a file end."""
    size = stream.seek(0, 2)
    start = stream.seek(max(0, size - _TAIL))
    end = _END.search(stream.read())
    return start + end.start() if end else size


def _copy(stream: IO[bytes], start: int, end: int, file: IO[bytes]) -> None:
    stream.seek(start)
    left = end - start
    while left > 0 and (piece := stream.read(min(_CHUNK, left))):
        file.write(piece)
        left -= len(piece)
    file.write(b"" if end <= start else b"\n")
