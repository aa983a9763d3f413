"""Phrases by which words that must not be seen are found again, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import islice

from migrate.tree import Element

LENGTH = 4
"""Words of a phrase; shorter texts are one phrase."""
_MOST = 300
"""Phrases kept of one item, spread over its text."""
_FEWEST_LETTERS = 8
"""Letters of a short text below which it would be found everywhere."""
_INLINE = re.compile(r"</?(?:a|abbr|b|code|del|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|u)(?:\s[^<>]*)?>", re.I)
_WORD = re.compile(r"\w+")
_LONG_LINE, _EDGE = 100, 200
"""Signs of a line that is worth to be known again, and of what is read of it then at an edge."""
_MOST_KNOWN = 500_000
"""Lines, and neighbours among them, of which a process knows."""
_CUT = "0_0"
"""A word that nobody says, so that those around it make no phrase."""
_OF_FEEDS = (("<", "&lt;"), (">", "&gt;"), ('"', "&#34;"), ("'", "&#39;"), ("&", "&amp;"))


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
    """Phrases that texts are looked through for, one text after the other.

    What stands in many of them, as the text of a post does in lists and feeds, is looked through once.
    """

    phrases: frozenset[str]
    by_length: dict[int, frozenset[tuple[str, ...]]] = field(init=False, default_factory=dict)
    """Their words, by how many these are."""
    known: set[int] = field(init=False, default_factory=set)
    """Hashes of long lines that were looked through, and of those that followed each other."""

    def __post_init__(self) -> None:
        for length in range(1, LENGTH + 1):
            found = (tuple(phrase.split(" ")) for phrase in self.phrases if phrase.count(" ") == length - 1)
            if of_length := frozenset(found):
                self.by_length[length] = of_length

    def found_in(self, html: str) -> set[str]:
        """Those that a text says and no line of the texts before it; words of attributes count too."""
        words = _words(self._new(html))
        found: set[tuple[str, ...]] = set()
        for length, phrases in self.by_length.items():
            if not phrases.isdisjoint(_runs(words, length)):
                found |= phrases.intersection(_runs(words, length))
        return {" ".join(one) for one in found}

    def _new(self, html: str) -> str:
        """A text without what its long lines and their neighbours said in another one."""
        lines = html.split("\n")
        names = [hash(line) if len(line) > _LONG_LINE else 0 for line in lines]
        edges = [hash(pair) if all(pair) else 0 for pair in zip(names, [*names[1:], 0], strict=True)]
        known = self.known
        seen = [name in known for name in names]
        runs_on = [edge in known for edge in edges]
        if len(known) < _MOST_KNOWN:
            known.update(names, edges)
            known.discard(0)
        if not any(seen):
            return html
        before = [False, *runs_on]
        return "\n".join(
            _edges(line, starts=not before[at], ends=not runs_on[at]) if seen[at] else line
            for at, line in enumerate(lines)
        )


def _edges(line: str, *, starts: bool, ends: bool) -> str:
    """What is still read of a line that is known: an edge at which a phrase may run on into a line that is not."""
    if starts and ends and len(line) < 2 * _EDGE:
        return line
    return f"{line[:_EDGE] if starts else ''} {_CUT} {line[-_EDGE:] if ends else ''}"


def unescaped_feed(xml: str) -> str:
    """A feed with the texts of posts in it as they stand on their pages."""
    for sign, name in _OF_FEEDS:
        xml = xml.replace(name, sign)
    return xml


def _runs(words: list[str], length: int) -> Iterator[tuple[str, ...]]:
    """All rows of so many words."""
    return zip(*(islice(words, at, None) for at in range(length)), strict=False)


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
