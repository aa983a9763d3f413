"""Lines that many files share, as the page of a post does with lists and feeds: each is looked through once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

INLINE_TAGS = "a|abbr|b|code|del|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|u"
"""Tags that part no words."""
_PARTING = re.compile(rb"\s*<(?!/?(?:%b)[\s/>])(?:/?[a-zA-Z]|!)" % INLINE_TAGS.encode(), re.I)
_TO_ITS_END = re.compile(rb"[^<>]*>\s*")
_LONG = 2_000
"""Bytes a line above which a file is cut at the ends of elements too: themes that save white space leave no others."""
_ENDS = (b"</p>", b"</li>", b"</div>")
_MOST = 500_000
"""Lines of which a process knows."""


@dataclass(frozen=True, slots=True)
class KnownLines:
    """Hashes of lines of which nothing is to be told, wherever they stand."""

    known: set[int] = field(default_factory=set)

    def unread(self, data: bytes) -> list[bytes]:
        """The lines of a file that are not known, in order."""
        if data.count(b"\n") * _LONG < len(data):
            for end in _ENDS:
                data = data.replace(end, end + b"\n")
        known = self.known
        return [line for line in data.split(b"\n") if hash(line) not in known]

    def learn(self, lines: Iterable[bytes]) -> None:
        """Take lines for known, unless what they say may run on into others."""
        if len(self.known) < _MOST:
            self.known.update(hash(line) for line in lines if _is_closed(line))


def _is_closed(line: bytes) -> bool:
    """Whether tags that part words stand at both edges of a line, or nothing is in it."""
    if not _PARTING.match(line):
        return not line.strip()
    last = line.rfind(b"<")
    return bool(_PARTING.match(line, last)) and bool(_TO_ITS_END.fullmatch(line, last + 1))
