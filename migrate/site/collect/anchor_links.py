"""Links in a stored text that lead to a place inside another page: `/about/#team`."""

from __future__ import annotations

import re
from html import unescape
from itertools import pairwise

_BEFORE = ('href="', "href='", 'HREF="', "HREF='", '"url":"')
"""What stands before the address of a link, in HTML and in the attributes of blocks."""
_NO_ADDRESS = frozenset({"", '"', "'", "&", ":", " ", ";", ">", "(", "\n"})
"""What stands before a `#` that is no part of another page's address: entities, colours, places on the same page."""
_FRAGMENT = re.compile(r"[^\"'<>\s\\]+")


def anchor_links(text: str) -> tuple[str, ...]:
    """The addresses of all links in a stored text that name a place on another page, without parsing the text."""
    found: dict[str, None] = {}
    for before, after in pairwise(text.split("#")) if "#" in text else ():
        if before[-1:] in _NO_ADDRESS:
            continue
        start = max(before.rfind('"'), before.rfind("'")) + 1
        fragment = _FRAGMENT.match(after)
        if fragment and before.endswith(_BEFORE, 0, start):
            found[unescape(f"{before[start:]}#{fragment[0]}")] = None
    return tuple(found)
