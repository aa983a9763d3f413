"""The signs that stand for markup while a block is put together.

A converter method answers for one element only, but whether `**` opens depends on what stands beside it. So inline
text travels as plain text with these signs in it, and `inline.write` turns both into Markdown once the block is whole.
All are code points that are no characters; `plain` takes them out of what came from outside.
"""

from __future__ import annotations

import re

EM, EM_END = "\ufdd1", "\ufdd2"
STRONG, STRONG_END = "\ufdd3", "\ufdd4"
DELETED, DELETED_END = "\ufdd5", "\ufdd6"
LINK = "\ufdd7"
"""Opens the text of a link; a target closes it."""
BREAK = "\ufdd8"
"""A hard line break."""
TARGET, VERBATIM, TAG, CODE, END = "\ufdd9", "\ufdda", "\ufddb", "\ufddc", "\ufddd"
"""What stands between one of the first four and `END` is the end of a link, finished Markdown, a tag that is opened or
closed, or code."""

CALL, CALL_END = "\ufde0", "\ufde1"
"""`{{<` and `>}}` of our own making: only these may become shortcode delimiters."""
PERCENT, PERCENT_END = "\ufde2", "\ufde3"
"""The same for `{{%` and `%}}`."""
CALLS = frozenset((CALL, CALL_END, PERCENT, PERCENT_END))
DIVIDER = "\ufde4"
"""`<!--more-->` of our own making."""
LINE_END = "\ufde5"
"""A line end inside a shortcode: Hugo cuts shortcodes out before Markdown is read, so it must not be indented."""

HIDDEN_DIGITS, HIDDEN_END = "\ufde8\ufde9\ufdea\ufdeb\ufdec\ufded\ufdee\ufdef", "\ufde6"
"""Octal digits, and what ends them: the number of a part that visitors did not see."""

NOTHING = "<!-- -->"
"""Renders to nothing, and keeps apart what would run together."""

CLOSES = {EM_END: EM, STRONG_END: STRONG, DELETED_END: DELETED, TARGET: LINK}
OPENED = {opening: closing for closing, opening in CLOSES.items() if closing != TARGET}
FIRST, LAST = EM, END

_FOREIGN = re.compile("[\ufdd0-\ufdef]")
_FINAL = (
    (CALL, "{{<"),
    (CALL_END, ">}}"),
    (PERCENT, "{{%"),
    (PERCENT_END, "%}}"),
    (DIVIDER, "<!--more-->"),
    (LINE_END, "\n"),
)
_BOXED_PICTURE = f"<span>{CALL} wp-image "
_LINE = f"\n{LINE_END}"
_PICTURE_ALONE = re.compile(
    rf"(?<=[{_LINE}])<span>({CALL} wp-image [^{_LINE}{CALL}]*{CALL_END})</span>(?=[{_LINE}](?:[{_LINE}]|{CALL} /))"
)
"""A paragraph of one call in another one. Its HTML may begin a block, which ends with the paragraph."""
_LOOSE_DELIMITER = re.compile(r"\{\{([<%])")


def plain(text: str) -> str:
    """Text from outside, without anything that could be taken for one of the signs."""
    return text if text.isascii() else _FOREIGN.sub("", text)


def verbatim(markdown: str) -> str:
    """Finished Markdown for the middle of a line."""
    return f"{VERBATIM}{markdown}{END}"


def tag(html: str) -> str:
    """An HTML tag around text that is written as Markdown."""
    return f"{TAG}{html}{END}"


def final(markdown: str) -> str:
    """A finished body with the signs of shortcodes written out.

    One delimiter that is not ours would end the whole site's build: whatever slipped through is written harmlessly.
    """
    if "{" in markdown and "{{" in markdown:  # one sign is found much faster than two
        markdown = _LOOSE_DELIMITER.sub(lambda found: "{{&lt;" if found[1] == "<" else "{{&#37;", markdown)
    if not markdown.isascii():
        if CALL in markdown and _BOXED_PICTURE in markdown:
            markdown = _PICTURE_ALONE.sub(r"\1", markdown)
        for sign, written in _FINAL:
            if sign in markdown:
                markdown = markdown.replace(sign, written)
    return markdown
