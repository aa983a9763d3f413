"""Which of several signs stand in a text: looked for all at once, by the character of each that is rarest in texts.

To see that a long text lacks a word takes forty times as long as for a character that it lacks, and for a pattern that
begins with a rare one as long as for a word, however many words that pattern knows.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from migrate.patterns import rare_pattern

_RARE = "\\$[({-"
"""Rare characters, the rarest first."""


class Signs:
    """Signs to look for in one text after the other."""

    def __init__(self, signs: Iterable[str]) -> None:
        by_rarest: dict[str, list[str]] = defaultdict(list)
        for sign in signs:
            by_rarest[next((one for one in _RARE if one in sign), sign)].append(sign)
        self._looks = [
            (rarest, rare_pattern(_around(rarest, some)) if rarest != some[0] else None, some)
            for rarest, some in by_rarest.items()
        ]

    def within(self, text: str) -> set[str]:
        """Those that stand in a text."""
        return {
            sign
            for rarest, pattern, some in self._looks
            if rarest in text and (pattern is None or pattern.search(text))
            for sign in some
            if sign in text
        }


def _around(character: str, signs: list[str]) -> str:
    """A pattern for any of these signs that begins with the first of this character in each."""
    ways = []
    for before, _, behind in (sign.partition(character) for sign in signs):
        ways.append(f"(?<={re.escape(before + character)}){re.escape(behind)}")
    return f"{re.escape(character)}(?:{'|'.join(ways)})"
