"""The words that a stored text shows, in a plain reading of its own, and which of them a written text lacks.

Nothing here knows how the converter reads: what that takes for markup by mistake would be taken so twice.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from migrate.patterns import rare_pattern
from migrate.usual_tags import usual_tags

_REGION = rare_pattern(
    r"<(script|style|svg|template|title|select|iframe|object|noscript|noembed|audio|video|canvas|math)(?=[\s/>])", re.I
)
"""What stands in these is no text, or stands for what a browser shows in its place."""
_ATTRIBUTE = r"""[^\s"'<>/=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?+"""
_TAG = rare_pattern(
    r"""</?[a-zA-Z][^<>"']*+(?:(?:"[^"<]*+"|'[^'<]*+')[^<>"']*+)*+>"""
    r"|<(?:\?|!(?!--))[^>]*+>"
    rf"|<[a-zA-Z][\w:-]*+(?:\s++{_ATTRIBUTE})*+\s*+/?>"
    r"|</?[a-zA-Z][^<>]*+>"
)
"""A tag: with tags in no quotation marks, in closed ones, or to the first `>`, where WordPress ends it."""
_NO_WHOLE_TAG = rare_pattern(r"""<(?=[a-zA-Z/!?])(?!/?[a-zA-Z][^<>"']*+(?:(?:"[^"<]*+"|'[^'<]*+')[^<>"']*+)*+>|!--)""")
_PROSE_IN_TAG = rare_pattern(r"""<[a-zA-Z](?=[\w:-]*+(?:\s++\w|[^\s\w:/<>="'-]))[^<>="']*+>""")
_OF_HTML = rare_pattern(
    r"<(?:area|audio|b|button|col|dd|details|dialog|div|dl|dt|fieldset|form|frame|h[1-6]|hr|i|iframe|img|input|li|link"
    r"|meta|nobr|object|ol|option|p|script|select|span|style|table|td|textarea|th|tr|ul|video|[a-z]\w*[:-][\w:-]*)[\s/>]",
    re.I,
)
"""Tags with attributes that need no value, and those of nobody knows whom."""
_BROKEN_DELIMITER = rare_pattern(r"<!--\s+/?wp:[\w/-]*+(?!\s*+(?:\{.*\}\s*+)?/?\Z)", re.S)
"""What begins as that of a block, and holds something else too."""
_SHORTCODE = rare_pattern(r"""\[/?[\w-](?:[^\[\]]*+\]|[^\[\]]*?=["'][^\]<>]*+\])""")
"""To the first `]`, as WordPress reads it: a value may hold a `[`."""
_PACKED = rare_pattern(
    r"\[(?:vc_raw_html|vc_raw_js|fusion_code)\b[^\[\]]*+\][^\[\]]*+"
    r"|\[(et_pb_(?:fullwidth_)?code)\b[^\[\]]*+\]\s*+&lt;.*?\[/\1\]",
    re.S,
)
"""What page builders keep in a coding of its own."""
_PLAYER = rare_pattern(r"\[(audio|video)\b[^\[\]]*+\].*?\[/\1\]", re.S)
"""What stands in these is for browsers that play nothing."""
_SAYS_NOTHING = rare_pattern(r"\$latex\b|(?:http[a-z]{0,4}:)?//[^\s<>\"'\])]++|&(?:nbsp|#160|shy|#173);")
"""Addresses and what only keeps words apart: in what is written they look otherwise."""
_RUN = re.compile(
    r"<[a-zA-Z/!?][^<>]*+>|\[[^\[\]]*+\]|https?://[^\s<>\"]++|&#?\w++;"
    r"|([^\W_][^\r\n\t<>\[\]{}&_*`\"'\\#~|$+!/=^@%\u00a0\u00ad\u2000-\u206f\ufe0f-]{2,}+)"
)
"""Text without a sign that is written in more than one way."""
_WORD = rare_pattern(r"[^\W_]{2,}")
_INSIDE_WORDS = "\\\u00ad\u200b\u200c\u200d\ufe0f"
"""What may stand inside a word on one side alone."""
_BETWEEN_TAGS = rare_pattern(r"<[a-zA-Z/!?][^<>]*+>\s*+")
_SWALLOWED = rare_pattern(r"""=(?:"[^"<>]*&lt;/[^"<>]*+"|'[^'<>]*&lt;/[^'<>]*+')""")
"""A value of an attribute in which a tag ends: nobody closed the quotation mark of what was written as HTML."""
_BEGINNING, _NEAR = 16, 2_000
"""To look for so many signs of a text, near the text before it, is much quicker than for all of it anywhere."""
_LINE_END = "\n"
_QUOTED = 8


class LostWords(NamedTuple):
    """Words of a stored text that are not in what was written."""

    words: str
    """The first of them, with those behind them."""
    line: int
    """In which line of the stored text, from 1."""


def lost_words(stored: str, written: str, shown: str | None = None) -> LostWords | None:
    """The first words that `stored` shows and `written` lacks, if any. With `shown` only words in that count."""
    if "&lt;/" in written:
        written = _SWALLOWED.sub("", written)
    texts = texts_between_tags(stored)
    if texts and _stand_all(texts, written):
        return None
    plain = _said(_plain(stored))
    found, words = _readable(written)
    missing = set(_WORD.findall(plain)) - words
    lost = {word for word in missing if word not in found and (shown is None or word in shown)}
    return _first(plain, lost) if lost else None


@lru_cache(maxsize=1)
def _readable(written: str) -> tuple[str, frozenset[str]]:
    """A written text with nothing inside its words, and these: hundreds of pieces are looked for in the same page."""
    found = _joined(written + unescape(written) if "&" in written else written)
    return found, frozenset(_WORD.findall(found))


def may_lose_words(stored: str) -> bool:
    """Whether a text holds a comment or tag that is not whole, so that a reader of it may take words for markup."""
    if "<" not in stored:
        return False
    if stored.count("<!--") != stored.count("-->") or _PROSE_IN_TAG.search(stored):
        return True
    return _NO_WHOLE_TAG.search(stored) is not None


def texts_between_tags(stored: str) -> list[str] | None:
    """What stands before, between and behind all tags, some of it empty; None where a tag or comment may hold words."""
    opened = stored.rfind("<!--")
    if opened >= 0 and stored.find("-->", opened) < 0:
        return None
    if tags := usual_tags(stored):
        return tags.between
    return None if _PROSE_IN_TAG.search(stored) else _BETWEEN_TAGS.split(stored)


def _stand_all(texts: Iterable[str], written: str) -> bool:
    """Whether all that is plain in some texts is written just so. Most posts need no closer look."""
    position = 0
    find, stands = written.find, written.startswith  # dozens of texts
    for text in filter(None, texts):
        found = find(text[:_BEGINNING], position, position + _NEAR)
        if found >= 0 and stands(text, found):
            position = found + len(text)
        elif not _runs_stand(text, written, position):
            return False
    return True


def _runs_stand(text: str, written: str, position: int) -> bool:
    """Whether every run of plain signs in a text is written somewhere, most of them soon after a position."""
    if "&gt;" in text and text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") in written:
        return True  # code
    for run in filter(None, _RUN.findall(text)):
        found = written.find(run[:_BEGINNING], position)
        if found >= 0 and written.startswith(run, found):
            position = found
        elif run.strip() not in written:
            return False
    return True


def _plain(text: str) -> str:
    """The text between tags, with all its lines."""
    if "<!--" in text:
        text = "".join(_without_comments(text))
    if _REGION.search(text):
        text = "".join(_without_regions(text))
    if _PROSE_IN_TAG.search(text):
        text = _PROSE_IN_TAG.sub(lambda found: found[0] if _OF_HTML.match(found[0]) else f" {found[0][1:-1]} ", text)
    text = _TAG.sub(_lines, text)
    if "[/audio]" in text or "[/video]" in text:
        text = _PLAYER.sub(_lines, text)
    if "[vc_raw_" in text or "_code" in text:
        text = _PACKED.sub(_lines, text)
    return _SHORTCODE.sub(_lines, text) if "[" in text else text


def _without_comments(text: str) -> Iterator[str]:
    """What stands outside of comments; one that nothing ends before another begins is none."""
    position = 0
    while (start := text.find("<!--", position)) >= 0 and (end := text.find("-->", start + 2)) >= 0:
        inner = text.rfind("<!--", start + 2, end)
        if inner >= 0 or _BROKEN_DELIMITER.match(text, start, end):
            inner = inner if inner >= 0 else end
            yield f"{text[position:start]} {text[start + 4 : inner]}"
            position = inner
            continue
        yield text[position:start]
        yield _LINE_END * text.count(_LINE_END, start, end)
        position = end + 3
    yield text[position:]


def _without_regions(text: str) -> Iterator[str]:
    lowered = text.lower() if len(text.lower()) == len(text) else text
    position = 0
    for found in _REGION.finditer(text):
        if found.start() < position:
            continue
        name = found[1].lower()
        end = lowered.find(f"</{name}", found.end())
        if end >= 0 and lowered.find(f"<{name}", found.end(), end) < 0:
            yield text[position : found.start()]
            yield _LINE_END * text.count(_LINE_END, found.start(), end)
            position = end
    yield text[position:]


def _lines(tag: re.Match[str]) -> str:
    return _LINE_END * tag[0].count(_LINE_END) or " "


def _said(plain: str) -> str:
    return _joined(unescape(_SAYS_NOTHING.sub(" ", plain)))


def _joined(text: str) -> str:
    for sign in _INSIDE_WORDS:
        text = text.replace(sign, "")
    return text


def _first(plain: str, lost: Container[str]) -> LostWords:
    """Where the first of the lost words stands, and what follows there."""
    start = next(found.start() for found in _WORD.finditer(plain) if found[0] in lost)
    words = plain[start : start + _QUOTED * 40].split()[:_QUOTED]
    return LostWords(" ".join(words), plain.count(_LINE_END, 0, start) + 1)
