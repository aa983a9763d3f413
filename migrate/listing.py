"""Sitemaps and feeds, which strangers write: taken apart in one walk, whatever they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape

_LONGEST = 4_000


def entries(text: str, *names: str) -> Iterator[tuple[str, str]]:
    """What stands from each element of one of these names up to the next one, with that name."""
    for piece in _beginning(names).split(text)[1:]:
        name = next(one for one in names if piece.startswith(one))
        yield name, piece


def values(entry: str, name: str) -> list[str]:
    """The texts of all elements of a name in an entry."""
    return [unescape(found.removesuffix("]]>")).strip() for found in _element(name).findall(entry)]


def value(entry: str, name: str) -> str:
    """The text of the first of them; empty where there is none."""
    return next(iter(values(entry, name)), "")


@cache
def _beginning(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"<(?=(?:{'|'.join(names)})[\s>])")


@cache
def _element(name: str) -> re.Pattern[str]:
    return re.compile(rf"<{name}(?:\s[^<>]*)?>\s*+(?:<!\[CDATA\[)?([^<]{{1,{_LONGEST}}})")
