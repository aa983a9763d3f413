"""Tells whether two exports say the same, from digests of their bytes alone."""

from __future__ import annotations

import re
from hashlib import blake2b

_CLOCK = re.compile(rb"<pubDate>[^<]{0,100}</pubDate>|<!-- generator=[^>]{0,200}-->")
"""What WordPress writes into the head of a file of the minute in which it was made, and of itself."""
_END_OF_FILE = b"\0"
"""So the same portions in other files are another export."""


class ExportIdentity:
    """Digests files by the digests of their portions, one after the other."""

    def __init__(self) -> None:
        self._hash = blake2b(digest_size=16)
        self._is_known = True

    def add(self, digest: bytes) -> None:
        """Take in the next portion of a file; an empty digest: nobody knows what it says."""
        self._hash.update(digest)
        self._is_known &= bool(digest)

    def end_file(self) -> None:
        """The next portion is one of another file."""
        self._hash.update(_END_OF_FILE)

    def __str__(self) -> str:
        """16 bytes of BLAKE2b over the files so far (hexadecimal); empty: nobody knows."""
        return self._hash.hexdigest() if self._is_known else ""


def timeless(start: bytes) -> bytes:
    """The start of a file without the time at which it was made."""
    head, item, rest = start.partition(b"<item")
    return _CLOCK.sub(b"", head) + item + rest
