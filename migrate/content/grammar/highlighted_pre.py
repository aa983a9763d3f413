"""A `<pre>` that a highlighter fills in is code before paragraphs are made; any other is read in the tree."""

from __future__ import annotations

import re

from migrate.content import own_elements
from migrate.content.shared.fences import BREAK, described
from migrate.content.shared.highlighting import decoded, trimmed
from migrate.tree import parse

_PRE = re.compile(r"(<pre\b[^>]*+>)(.*)</pre\s*>", re.S | re.I)
_HIGHLIGHTED = re.compile(r"\slang=|\bbrush:|\blang:\w|\bcrayon|enlighter", re.I)


def highlighted_pre(html: str) -> str:
    """A fence for a `<pre>` that a highlighter fills in, whose code may hold tags in the raw; any other comes back."""
    found = _PRE.fullmatch(html)
    if not found or not _HIGHLIGHTED.search(found[1]):
        return html
    code = BREAK.sub("\n", found[2])
    if "<" in code and ("&lt;" in code or code.lstrip().startswith(("<code", "<span"))):
        return html
    pre = next((one for one in parse(found[1]).elements() if one.tag == "pre"), None)
    return own_elements.fence(trimmed(decoded(code)), *described(pre.attributes)) if pre else html
