"""Cuts off what stands before an export proper: server messages, blank lines, a document type."""

from __future__ import annotations

import re
from collections.abc import Iterator

from migrate.wxr.encoding import legal
from migrate.wxr.repair_log import RepairLog
from migrate.wxr.segments import Segment

LONGEST_PREAMBLE = 1 << 20
"""So many bytes without the start of an RSS feed, and it is none."""
PARTIAL = b"wxr2hugo: only these types:"
"""Stands in a comment in front of an export that `fetch` brought in part."""
# Possessive: on comment after comment an ordinary repetition would try every way to divide them.
_PROPER = re.compile(rb"\A(?:<\?xml[^>]*\?>)?(?>\s+|<!--(?s:.*?)-->)*+\Z")
_HEAD = re.compile(rb"(<rss\b[^>]*>)(?:\s+|<!--(?s:.*?)-->)*+(<channel\b[^>]*>)?")
_COMMENT_OR_ROOT = re.compile(rb"<!--(?s:.*?)(?:-->|\Z)|(?P<root><rss(?:[\s>]|<!--))")


def drop_preamble(head: bytes, log: RepairLog) -> bytes:
    """The start of an export from `<rss` on, with only a proper XML declaration and comments left before it.

    What is dropped leaves its line ends behind, so that line numbers stay. A document type is always dropped: no entity
    is ever declared, none can expand.
    """
    root = root_of(head)
    return head if root is None else _proper(head[:root], log) + head[root:]


def opening_tags(export: bytes) -> tuple[bytes, int]:
    """The tags of the feed and its channel, and where the contents of the channel start."""
    head = _HEAD.match(export, root_of(export) or 0)
    return (head[1] + (head[2] or b"<channel>"), head.end()) if head else (b"<rss><channel>", 0)


def says_partial(head: bytes) -> bool:
    """Whether an export says in front of its root that it holds a part of the site."""
    return PARTIAL in head[: root_of(head) or 0]


def with_root(head: Segment, rest: Iterator[Segment]) -> Segment:
    """The first segment, with as many of the rest as it takes to find where the export proper starts."""
    while root_of(legal(head.data, 1, RepairLog())) is None and len(head.data) <= LONGEST_PREAMBLE:
        more = next(rest, None)
        if more is None:
            break
        head = head._replace(data=head.data + more.data, lines=range(1, more.lines.stop), known=None)
    return head


def root_of(head: bytes) -> int | None:
    """Where the root element starts, if it does, not taking one in a comment for it."""
    tokens = _COMMENT_OR_ROOT.finditer(head)
    return next((token.start() for token in tokens if token.lastgroup == "root"), None)


def _proper(preamble: bytes, log: RepairLog) -> bytes:
    if _PROPER.match(preamble):
        return preamble
    log.note("document type removed" if b"<!DOCTYPE" in preamble else "text before the XML declaration removed", 1)
    return b"\n" * preamble.count(b"\n")
