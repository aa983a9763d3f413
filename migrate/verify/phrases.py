"""Phrases by which words that must not be seen are found again, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape

from migrate.tree import Element

LENGTH = 4
"""Words of a phrase; shorter texts are one phrase."""
_MOST = 300
"""Phrases kept of one item, spread over its text."""
_FEWEST_LETTERS = 8
"""Letters of a short text below which it would be found everywhere."""
_INLINE = re.compile(r"</?(?:a|abbr|b|code|del|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|u)(?:\s[^<>]*)?>", re.I)
_WORD = re.compile(r"\w+")


def phrases_of(texts: Iterable[str], hosts: Iterable[str] = ()) -> Iterator[str]:
    """The phrases of texts that must not be seen. `hosts` are those of the site, which stand on every page."""
    for text in texts:
        shown = text.lower()
        for host in hosts:
            shown = shown.replace(host, " ")
        words = _WORD.findall(shown)
        if len(words) >= LENGTH:
            every = max(1, len(words) // _MOST)
            yield from (" ".join(words[at : at + LENGTH]) for at in range(0, len(words) - LENGTH + 1, every))
        elif sum(map(len, words)) >= _FEWEST_LETTERS:
            yield " ".join(words)


@dataclass(frozen=True, slots=True)
class SoughtPhrases:
    """Phrases that files are looked through for."""

    phrases: frozenset[str]
    lengths: dict[str, set[int]] = field(init=False, default_factory=dict)
    """The words by which one begins, and of how many words each is."""

    def __post_init__(self) -> None:
        for phrase in self.phrases:
            first, *rest = phrase.split(" ")
            self.lengths.setdefault(first, set()).add(1 + len(rest))

    def found_in(self, html: str) -> set[str]:
        """Those that a file says; words of attributes count too."""
        words = _words(html)
        found: set[str] = set()
        for at, word in enumerate(words):
            if word in self.lengths:
                found.update(" ".join(words[at : at + length]) for length in self.lengths[word])
        return found & self.phrases


def _words(html: str) -> list[str]:
    inline: list[str] = []

    def taken_out(tag: re.Match[str]) -> str:
        if "=" in tag[0]:
            inline.append(tag[0])
        return ""

    text = _INLINE.sub(taken_out, html)
    return _WORD.findall(unescape(" ".join([text, *inline])).lower())


def text_of(tree: Element) -> str:
    """All words of a tree, those of pictures too, with a space where elements part them."""
    pieces: list[str] = []
    _collect(tree, pieces)
    return " ".join(pieces)


def _collect(element: Element, pieces: list[str]) -> None:
    pieces += filter(None, (element.get(name) for name in ("alt", "caption", "title")))
    run: list[str] = []
    for child in element.children:
        if isinstance(child, str):
            run.append(child)
        elif child.tag in _RUNS_ON:
            run.append(child.text())
        else:
            pieces.append("".join(run))
            run = []
            _collect(child, pieces)
    pieces.append("".join(run))


_RUNS_ON = frozenset(
    ("a", "abbr", "b", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "span", "strong", "u")
)
