"""Phrases by which words that must not be seen are found again, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from itertools import islice

from migrate.tree import Element

LENGTH = 8
"""Words of a phrase; shorter texts are one phrase. Fewer words come together by chance on sites of many posts."""
_BEGINNING = 4
"""Words by which a phrase is looked for first."""
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
_TAG = re.compile(r"</?[a-z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>|<!(?!--)[^<>]*>|<!--|-->", re.I)
_READABLE = re.compile(
    r"""\b(?:alt|aria-\w+|caption|content|data-[\w-]+|href|label|placeholder|src|srcset|summary|title|value)"""
    r"""\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""",
    re.I,
)
"""Attributes that may say something to readers; names of others and of tags are words that nobody reads."""
_SIDE_BY_SIDE = re.compile(r"</a>(?=[^\w<]*<a\b)", re.I)
"""The end of one of several links in a row, as of tags; together they make no phrase."""
_SCRIPT = re.compile(r"<script\b.*?</script", re.I | re.S)
_BETWEEN_VALUES = re.compile(r'"[\w@:.-]+"\s*:|"\s*,\s*(?=")')
"""What stands in JSON between two things that it says."""
_OF_JSON = (("\\u003c", "<"), ("\\u003e", ">"), ("\\u0026", "&"), ("\\n", " "))
_OF_FEEDS = (("<", "&lt;"), (">", "&gt;"), ('"', "&#34;"), ("'", "&#39;"), ("&", "&amp;"))


def phrases_of(texts: Iterable[Sequence[str]], hosts: Iterable[str] = ()) -> Iterator[str]:
    """The phrases of texts that must not be seen, each the runs of its words. `hosts` stand on every page."""
    for runs in texts:
        spoken = [_spoken(run, hosts) for run in runs]
        found = [phrase for words in spoken if len(words) >= _BEGINNING for phrase in _phrases(words)]
        found = found or [" ".join(words) for words in spoken if sum(map(len, words)) >= _FEWEST_LETTERS]
        yield from found[:: max(1, len(found) // _MOST)]


def _spoken(run: str, hosts: Iterable[str]) -> list[str]:
    shown = run.lower()
    for host in hosts:
        shown = shown.replace(host, " ")
    return _WORD.findall(shown)


def _phrases(words: list[str]) -> Iterator[str]:
    return (" ".join(words[at : at + LENGTH]) for at in range(max(1, len(words) - LENGTH + 1)))


@dataclass(frozen=True, slots=True)
class SoughtPhrases:
    """Phrases that texts are looked through for, one text after the other.

    What stands in many of them, as the text of a post does in lists and feeds, is looked through once.
    """

    phrases: frozenset[str]
    by_length: dict[int, frozenset[tuple[str, ...]]] = field(init=False, default_factory=dict)
    """The words that they begin with, by how many these are."""
    begun: dict[tuple[str, ...], list[str]] = field(init=False, default_factory=dict)
    """The phrases, by these words."""
    known: set[int] = field(init=False, default_factory=set)
    """Hashes of long lines that were looked through, and of those that followed each other."""

    def __post_init__(self) -> None:
        for phrase in self.phrases:
            self.begun.setdefault(tuple(phrase.split(" ")[:_BEGINNING]), []).append(phrase)
        for length in range(1, _BEGINNING + 1):
            if of_length := frozenset(one for one in self.begun if len(one) == length):
                self.by_length[length] = of_length

    def found_in(self, html: str) -> set[str]:
        """Those that a text says and no line of the texts before it; words of attributes count too."""
        words = _words(self._new(html))
        found: set[tuple[str, ...]] = set()
        for length, beginnings in self.by_length.items():
            if not beginnings.isdisjoint(_runs(words, length)):
                found |= beginnings.intersection(_runs(words, length))
        return self._read_in(html, found) if found else set()

    def _read_in(self, html: str, beginnings: Iterable[tuple[str, ...]]) -> set[str]:
        """Those that begin so and that a reader finds in a text, whole and not across its marks."""
        read = f" {' '.join(_words_read(html))} "
        return {phrase for one in beginnings for phrase in self.begun[one] if f" {phrase} " in read}

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


def unescaped_json(text: str) -> str:
    """JSON with the texts in it as they stand on their pages."""
    for name, sign in _OF_JSON:
        text = text.replace(name, sign)
    return text


def _words_read(html: str) -> list[str]:
    """The words that readers find in HTML or JSON, cut where one thing that is said ends."""
    shown = _of_json(html) if html.lstrip()[:1] in {"{", "["} else _SCRIPT.sub(lambda one: _of_json(one[0]), html)
    aside: list[str] = []

    def said_by(tag: re.Match[str]) -> str:
        said = "".join(f" {_CUT} {''.join(value)} {_CUT} " for value in _READABLE.findall(tag[0]))
        if _INLINE.fullmatch(tag[0]):
            aside.append(said)
            return ""
        return f" {_CUT} {said}"

    text = _TAG.sub(said_by, _SIDE_BY_SIDE.sub(f" {_CUT} ", shown))
    return _WORD.findall(unescape(f"{text} {_CUT} {''.join(aside)}").lower())


def _of_json(text: str) -> str:
    return _BETWEEN_VALUES.sub(f" {_CUT} ", unescaped_json(text))


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


def says(html: str, phrase: str) -> bool:
    """Whether a page says some words one after the other, wherever its tags stand."""
    return f" {phrase.lower()} " in f" {' '.join(_words(html))} "


def text_of(tree: Element) -> str:
    """All words of a tree, those of pictures too, with a space where elements part them."""
    return " ".join(runs_of(tree))


def runs_of(tree: Element) -> list[str]:
    """The words of a tree, those of pictures too, parted as elements part them."""
    pieces: list[str] = []
    _collect(tree, pieces)
    return pieces


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
