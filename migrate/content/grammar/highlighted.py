"""What a highlighter fills in is code before paragraphs are made; any other `<pre>` or `<code>` is read in the tree."""

from __future__ import annotations

import re

from migrate.content import own_elements
from migrate.content.grammar.protected import split_regions
from migrate.content.shared.fences import BREAK, described
from migrate.content.shared.highlighting import decoded, trimmed
from migrate.patterns import rare_pattern
from migrate.tree import parse
from migrate.usual_tags import TagNames, may_hold

_PRE = re.compile(r"(<pre\b[^>]*+>)(.*)</pre\s*>", re.S | re.I)
_CODE = rare_pattern(r"(<code\b(?=[^>]*\slang=)[^>]*+>)(\s*+(?!<pre\b)[^\n]*+\n.*)</code\s*>", re.S | re.I)
"""Only what has lines: a word of code in a sentence may say its language too."""
_HIGHLIGHTED = re.compile(r"\slang=|\bbrush:|\blang:\w|\bcrayon|enlighter", re.I)


def with_highlighted(text: str, tags: TagNames | None) -> str:
    """The text with fences for what highlighters fill in."""
    names = ("pre", "code") if may_hold(tags, "code") and "<code lang=" in text else ("pre",)
    if not may_hold(tags, *names):
        return text
    return "".join(highlighted(piece) if region else piece for piece, region in split_regions(text, names))


def highlighted(html: str) -> str:
    """A fence for what a highlighter fills in, whose code may hold tags in the raw; any other element comes back."""
    found = _PRE.fullmatch(html) or _CODE.fullmatch(html)
    if not found or not _HIGHLIGHTED.search(found[1]):
        return html
    code = BREAK.sub("\n", found[2])
    if "<" in code and ("&lt;" in code or code.lstrip().startswith(("<code", "<span"))):
        return html
    element = next((one for one in parse(found[1]).elements() if one.tag in {"pre", "code"}), None)
    return own_elements.fence(trimmed(decoded(code)), *described(element.attributes)) if element else html
