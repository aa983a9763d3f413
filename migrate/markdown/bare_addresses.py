"""Bare addresses in text: how far one goes for a reader, and how far Goldmark's extension `linkify` would link it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from migrate.patterns import rare_pattern

_LINKED = rare_pattern(
    r"(?:https?|ftp)://[-a-zA-Z0-9@:%._+~#=]{1,256}\.[a-z]+(?::\d+)?"
    r"(?:[/#?][-a-zA-Z0-9@:%_+.~#$!?&/=();,'\">^{}\[\]`]*)?",
    re.ASCII,
)
"""The pattern of the extension: it ends at a space, at a sign that is not ASCII, and at very few others."""
_LINKED_REFERENCE = rare_pattern(r"&[A-Za-z0-9]+;$")
_LINKED_WITHOUT = "?!.,:*_~"
_ADDRESS = rare_pattern(
    '(?:https?|ftp)://(?:(?!&#?\\w+;)[^\\s<>\\\\{}`|"\\[\\]«»\u2000-\u206f\u2e80-\uffff\U00010000-\U0010ffff])*'
)
_WITHOUT = ".,:;!?'*_~)"
_NO_TRIGGER = rare_pattern(r"[^\W_]|[=/>!,:;\]&%#+@$?|^]")
"""Signs of a text behind which the extension does not look. Of two dashes or three dots Goldmark makes others first."""


class BareAddress(NamedTuple):
    """An address in a text, from `start` to `end`; `linked` is where the link that Goldmark makes of it ends."""

    start: int
    end: int
    linked: int


def bare_addresses(text: str) -> Iterator[BareAddress]:
    """The addresses in a text of which Goldmark makes links, however long."""
    done = 0
    while found := _ADDRESS.search(text, done):
        start = found.start()
        left = text[start - 1 : start]
        linked = start if _NO_TRIGGER.match(left) else _linked_end(text, start)
        end = _end(text, start, found.end(), left)
        done = max(end, start + 1)
        if linked > start:
            yield BareAddress(start, end, linked)


def _end(text: str, start: int, end: int, left: str) -> int:
    """Where a reader sees the end: before the quotation mark that belongs to one in front, and before punctuation."""
    if left == "'" and (quote := text.find("'", start, end)) >= 0:
        end = quote
    while text[end - 1] in _WITHOUT and not (text[end - 1] == ")" and _is_balanced(text, start, end)):
        end -= 1
    return end


def _is_balanced(text: str, start: int, end: int) -> bool:
    return text.count(")", start, end) <= text.count("(", start, end)


def _linked_end(text: str, start: int) -> int:
    found = _LINKED.match(text, start)
    if not found:
        return start
    end = found.end()
    if text[end - 1] == ")":
        end -= max(0, text.count(")", start, end) - text.count("(", start, end))
    elif reference := _LINKED_REFERENCE.search(text, start, end):
        end = reference.start()
    while text[end - 1] in _LINKED_WITHOUT:
        end -= 1
    return end
