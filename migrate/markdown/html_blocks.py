"""Which Markdown construct a piece of HTML begins, and where that ends: the seven kinds of HTML block of CommonMark.

Markdown does not look where an element ends. An HTML block ends at a blank line; one of `pre`, `script`, `style` or
`textarea` with the line in which any of these is closed; a comment and its like with the line of their own closing
sign. All that stands before that is HTML too, be it text that was escaped for Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from migrate.patterns import rare_pattern

_CLOSED_BY_BLANK_LINE = """
address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset
figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link main menu
menuitem meta nav noframes ol optgroup option p param search section source summary table tbody td tfoot th thead title
tr track ul
"""
CLOSED_BY_NAME = frozenset(("pre", "script", "style", "textarea"))
"""Elements in whose blocks blank lines may stand, but the end of none of them."""
_NAMES = CLOSED_BY_NAME | frozenset(_CLOSED_BY_BLANK_LINE.split())
_IN_LINE = frozenset(
    ["audio", "button", "canvas", "embed", "input", "math", "object", "select", "svg", "video", "wp-math"]
)
"""Elements that begin a block only alone on a line, and our shortcode for the middle of one."""
_BEGINNING = rare_pattern(
    rf"""[ ]*+(?:
      <(?P<name>{"|".join(sorted(CLOSED_BY_NAME))})(?=[\s/>]|$)
    | <(?P<sign>!--|\?|!\[CDATA\[|![A-Z])
    | </?(?:{"|".join(sorted(_NAMES))})(?=[\s/>]|$)
    | </?[A-Z][A-Z0-9-]*+(?:"[^"]*+"|'[^']*+'|[^<>"'])*+>\s*+$ )""",
    re.VERBOSE | re.IGNORECASE,
)
_END_OF_NAMED = rare_pattern(rf"</(?:{'|'.join(sorted(CLOSED_BY_NAME))})>", re.IGNORECASE)
_ENDS_OF_SIGNS = {"!--": rare_pattern("-->"), "?": rare_pattern(r"\?>"), "![CDATA[": rare_pattern("]]>")}
_END_OF_DECLARATION = rare_pattern(">")
_NEVER = rare_pattern("(?!)")


def begins_by_name(tag: str) -> bool:
    """Whether an element's tag begins an HTML block even with content behind it on the line."""
    return tag in _NAMES


def in_line(html: str, name: str) -> str:
    """HTML for the middle of a text, such that it begins no block where it happens to begin a line.

    `name` is that of the element, or of a shortcode in another one, in whose place Hugo puts HTML before it reads on.
    """
    return html if name in _IN_LINE else f"<span>{html}</span>"


def goes_on(markdown: str) -> bool:
    """Whether a line right below these blocks would still be read as HTML: no blank line has ended it."""
    if "<" not in markdown:
        return False
    lines = iter(markdown[markdown.rfind("\n\n") + 1 :].split("\n"))
    return any(_is_left_open(line, lines) for line in lines)


def _is_left_open(line: str, behind: Iterator[str]) -> bool:
    """Whether a block that begins in a line ends neither there nor in those behind it, of which it takes its own."""
    found = _BEGINNING.match(line)
    if not found:
        return False
    end = _end(found)
    return not end.search(line, found.end()) and not any(map(end.search, behind))


def _end(beginning: re.Match[str]) -> re.Pattern[str]:
    """What closes the block, apart from a blank line."""
    if beginning["name"]:
        return _END_OF_NAMED
    if beginning["sign"]:
        return _ENDS_OF_SIGNS.get(beginning["sign"].upper(), _END_OF_DECLARATION)
    return _NEVER
