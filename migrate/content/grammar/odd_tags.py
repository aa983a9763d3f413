"""Tags whose quotation marks nothing closes, and `<` that begins no tag: mended so that no words are taken for markup.

WordPress ends a tag at the first `>`; a browser reads on to the next quotation mark, which may be paragraphs away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from migrate.usual_tags import usual_tags

_ODD = re.compile(r"""</?[a-zA-Z][^<>"']*+(?:(?:"[^"<]*+"|'[^'<]*+')[^<>"']*+)*+(?!>)""")
"""What begins as a tag up to a `<`, a quotation mark that nothing closes in front of one, or the end of the text."""
_REST = re.compile(r"""(?:\s++[^\s"'<>/=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?+)*+\s*+/?>""")
"""What follows the first attribute of a tag, to its end."""
_PROSE = re.compile(r"<[a-zA-Z][^<>=]*?\s\w")


def mended_tags(text: str) -> str:
    """The text with each such tag closed at its first `>`, or its `<` written as text where there is none."""
    return text if usual_tags(text) else "".join(_mended(text))


def _mended(text: str) -> Iterator[str]:
    position = 0
    while odd := _ODD.search(text, position):
        yield text[position : odd.start()]
        tag, position = _as_meant(text, odd)
        yield tag
    yield text[position:]


def _as_meant(text: str, odd: re.Match[str]) -> tuple[str, int]:
    """What stands for a tag, and where it ends in the text."""
    at = odd.end()
    sign = text[at : at + 1]
    end = text.find(">", at)
    if end < 0:
        return f"&lt;{text[odd.start() + 1 :]}", len(text)
    if sign == "<":
        # Only words before the next tag: somebody wrote "x <y and", not a tag.
        return (f"&lt;{odd[0][1:]}" if _PROSE.match(odd[0]) else odd[0]), at
    if not odd[0].rstrip().endswith("="):
        return text[odd.start() : end], end  # opens no value
    if text.find("<!--", at, end) >= 0:
        return odd[0], at  # the `>` is a comment's, which may begin a block that not everybody sees
    closing = text.find(sign, at + 1)
    rest = _REST.match(text, closing + 1) if closing >= 0 else None
    if rest:
        return text[odd.start() : rest.end()], rest.end()
    value = text[at:end].rstrip()
    slash = " /" if value.endswith(" /") else ""
    return f"{odd[0]}{value.removesuffix(slash).rstrip()}{sign}{slash}", end
