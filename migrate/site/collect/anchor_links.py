"""Links in a stored text that lead to a place inside another page: `/about/#team`."""

from __future__ import annotations

import re
from html import unescape

_BEFORE = ('href="', "href='", 'HREF="', "HREF='", '"url":"')
"""What stands before the address of a link, in HTML and in the attributes of blocks."""
_NO_ADDRESS = frozenset({"", '"', "'", "&", ":", " ", ";", ">", "(", "\n", "#"})
"""What stands before a `#` that is no part of another page's address: entities, colours, places on the same page."""
_FRAGMENT = re.compile(r"[^\"'<>\s\\]+")


def anchor_links(text: str) -> tuple[str, ...]:
    """The addresses of all links in a stored text that name a place on another page, without parsing the text."""
    found: dict[str, None] = {}
    before, sign = 0, text.find("#")
    while sign >= 0:
        following = text.find("#", sign + 1)
        if text[sign - 1 : sign] not in _NO_ADDRESS:
            start = max(text.rfind('"', before, sign), text.rfind("'", before, sign)) + 1
            fragment = _FRAGMENT.match(text, sign + 1, following if following >= 0 else len(text))
            if start and fragment and text.endswith(_BEFORE, before, start):
                found[unescape(text[start : fragment.end()])] = None
        before, sign = sign + 1, following
    return tuple(found)
