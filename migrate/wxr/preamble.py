"""Cuts off what stands before an export proper: server messages, blank lines, a document type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from migrate.wxr.repair_log import RepairLog

LONGEST_PREAMBLE = 1 << 20
"""So many bytes without the start of an RSS feed, and it is none."""
_ROOT = re.compile(rb"<rss[\s>]")
# Possessive: on comment after comment an ordinary repetition would try every way to divide them.
_PROPER = re.compile(rb"\A(?:<\?xml[^>]*\?>)?(?>\s+|<!--(?s:.*?)-->)*+\Z")
_COMMENT = re.compile(rb"<!--(?s:.*?)(?:-->|\Z)")


def drop_preamble(chunks: Iterable[bytes], log: RepairLog) -> Iterator[bytes]:
    """The same stream from `<rss` on, with only a proper XML declaration and comments left before it.

    What is dropped leaves its line ends behind, so that line numbers stay. A document type is always dropped: no entity
    is ever declared, none can expand.
    """
    stream = iter(chunks)
    head = b""
    root = None
    for chunk in stream:
        head += chunk
        root = root_of(head)
        if root is not None or len(head) > LONGEST_PREAMBLE:
            break
    if root is not None:
        yield _proper(head[:root], log) + head[root:]
    elif head:
        yield head
    yield from stream


def root_of(head: bytes) -> int | None:
    """Where the root element starts, if it does, not taking one in a comment for it."""
    blank = _COMMENT.sub(lambda comment: b" " * len(comment[0]), head)
    root = _ROOT.search(blank)
    return root.start() if root else None


def _proper(preamble: bytes, log: RepairLog) -> bytes:
    if _PROPER.match(preamble):
        return preamble
    log.note("document type removed" if b"<!DOCTYPE" in preamble else "text before the XML declaration removed", 1)
    return b"\n" * preamble.count(b"\n")
