"""What is wrong with a picture or another file of the media library: servers and losses of power do that."""

from __future__ import annotations

import re
from pathlib import Path

_ENDS = {b"\xff\xd8\xff": b"\xff\xd9", b"\x89PNG": b"IEND"}
"""How pictures begin, and what stands at their end."""
_ENDINGS = "avif bmp gif ico jpeg jpg m4a m4v mov mp3 mp4 ogg ogv pdf png wav webm webp zip"
_NO_TEXT = frozenset(f".{ending}" for ending in _ENDINGS.split())
"""How names of files end that are never a page."""
_PAGE = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body)\b", re.I)
"""How a page begins with which a server answered in place of a file."""
_LONGEST_BEGINNING = 256
"""Bytes in which such a page, and each kind of picture, is known."""
_LONGEST_END = 1 << 16
"""Bytes of what some cameras and programs write behind the end, and of the end."""


def is_sound_file(path: Path) -> bool:
    """Whether there is a file with something in it that may be what its name says."""
    try:
        return path.is_file() and path.stat().st_size > 0 and not flaw(path)
    except (OSError, ValueError):
        return False


def flaw(path: Path) -> str:
    """What shows that a file is not what its name says; empty: nothing does."""
    try:
        with path.open("rb") as file:
            begin = file.read(_LONGEST_BEGINNING)
            file.seek(max(path.stat().st_size - _LONGEST_END, 0))
            tail = file.read()
    except (OSError, ValueError):
        return ""
    if any(begin.startswith(first) and last not in tail for first, last in _ENDS.items()):
        return "only a part of the file is there"
    if begin and not begin.strip(b"\0"):
        return "the file holds nothing"
    return "a page of HTML is there" if path.suffix.lower() in _NO_TEXT and _PAGE.match(begin) else ""
