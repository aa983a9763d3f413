"""Phrases by which words that must not be seen are found again, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from itertools import islice

from migrate.tree import Element
from migrate.verify.reading.lines import INLINE_TAGS

LENGTH = 8
"""Words of a phrase; shorter texts are one phrase. Fewer words come together by chance on sites of many posts."""
_FEWEST = 4
"""Words of a run of text below which it makes phrases only together with others."""
_PART = 4
"""Words of a part of a phrase: longer parts are rarer by chance, but leave less room for steps."""
_STEP = LENGTH - _PART + 1
"""Words between the parts of a text that are looked at, such that of each phrase in it one is."""
_MOST = 300
"""Phrases kept of one item, spread over its text."""
_FEWEST_LETTERS = 8
"""Letters of a short text below which it would be found everywhere."""
_PIECE, _ROOM = 1 << 18, 1 << 12
"""Signs of a text that are looked at together, and of these the ones in which a phrase has room with all its tags."""
_INLINE = re.compile(rf"</?(?:{INLINE_TAGS})(?:\s[^<>]*)?>", re.I)
_LOWERED_INLINE = re.compile(rf"</?(?:{INLINE_TAGS})(?:\s[^<>]*)?>")
_SAYING = re.compile(rf"<(?:{INLINE_TAGS})(\s[^<>]*)>")
"""A tag that parts no words and may say some itself, in small letters, among which a search is twice as quick."""
_WORD = re.compile(r"\w+")
_PLAIN = bytes(ord(sign.lower()) if sign.isalnum() or sign == "_" else ord(" ") for sign in map(chr, range(128)))
_PLAIN += bytes(range(128, 256))
_SIGN = re.compile(r"&(?:[lr][sd]quo|[nm]dash|hellip|nbsp|lt|gt|quot|amp|#34|#39|#xA);")
_CUT = "0_0"
"""A word that nobody says, so that those around it make no phrase."""
_TAG = re.compile(r"""</?[a-z](?:[^<>=]++|=\s*+(?:"[^"]*+"|'[^']*+'|(?!["'])))*+>|<!(?!--)[^<>]*>|<!--|-->""", re.I)
"""Quotation marks count behind `=` alone, as browsers have it: others would take what stands between two tags away."""
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
_OF_FEEDS = (("\n", "&#xA;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&#34;"), ("'", "&#39;"), ("&", "&amp;"))


def phrases_of(texts: Iterable[Sequence[str]], hosts: Iterable[str] = ()) -> Iterator[str]:
    """The phrases of texts that must not be seen, each the runs of its words. `hosts` stand on every page."""
    for runs in texts:
        spoken = [_spoken(run, hosts) for run in runs]
        found = [phrase for words in spoken if len(words) >= _FEWEST for phrase in _phrases(words)]
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

    A text is looked at in steps such that of each long phrase in it a part is met. There are few short ones.
    """

    phrases: frozenset[str]
    parts: set[int] = field(init=False, default_factory=set)
    """Hashes of the parts of the long ones."""
    short: dict[str, list[tuple[str, frozenset[str]]]] = field(init=False, default_factory=dict)
    """The others with their words, by the longest of these."""
    settled: set[str] = field(init=False, default_factory=set)
    """Those that need not be found again."""

    def __post_init__(self) -> None:
        for phrase in self.phrases:
            words = phrase.split(" ")
            if len(words) < LENGTH:
                self.short.setdefault(max(words, key=len), []).append((phrase, frozenset(words)))
            else:
                self.parts.update(map(hash, islice(_runs(words), _STEP)))

    def __reduce__(self) -> tuple[type[SoughtPhrases], tuple[frozenset[str]]]:
        return SoughtPhrases, (self.phrases,)  # another process has other hashes

    def found_in(self, html: str) -> set[str]:
        """Those that a text says; words of attributes count too."""
        near = self.near(html)
        return read_in(html, near) if near else near

    def near(self, html: str) -> set[str]:
        """Those whose words stand in a row in a text, be it that marks brought them together."""
        if len(html) > _PIECE:
            return set[str]().union(*map(self.near, _pieces(html)))
        found = self._near(_words(html))
        shown = unescaped_json(html) if "\\" in html else html
        return found if shown == html else found | self._near(_words(shown))

    def _near(self, words: list[str]) -> set[str]:
        found = self.phrases.intersection(self._long(words))
        there = {*words} if self.short else set[str]()
        longest = self.short.keys() & there
        if some := [phrase for word in longest for phrase, its_words in self.short[word] if its_words <= there]:
            text = f" {' '.join(words)} "
            found = found.union(phrase for phrase in some if f" {phrase} " in text)
        return {*found} - self.settled if found else set()

    def _long(self, words: list[str]) -> Iterator[str]:
        """What may be one of the long phrases in a text."""
        found = self.parts.intersection(map(hash, _runs(words, _STEP)))
        for at, run in enumerate(_runs(words, _STEP)) if found else ():
            if hash(run) in found:
                end = at * _STEP + 1
                yield from (" ".join(words[at : at + LENGTH]) for at in range(max(end - _STEP, 0), end))


def _pieces(text: str) -> Iterator[str]:
    """A long text in pieces, each of which begins within the last: all words of a site's index are much in memory.

    They begin at the beginning of lines, as far as there are some.
    """
    step = _PIECE - _ROOM
    yield text[:step]
    for end in range(step, len(text), step):
        start = end - _ROOM
        yield text[text.find("\n", start, start + _ROOM // 2) + 1 or start : end + step]


def read_in(html: str, phrases: Iterable[str]) -> set[str]:
    """Those of some phrases that a reader finds in a text, whole and not across its marks."""
    sought = frozenset(phrases)
    shown = _of_json(html) if html.lstrip()[:1] in {"{", "["} else _SCRIPT.sub(lambda one: _of_json(one[0]), html)
    pieces = _pieces(shown) if len(shown) > _PIECE else [shown]
    return {phrase for piece in pieces for phrase in _read_among(sought, piece)}


def _read_among(phrases: frozenset[str], shown: str) -> Iterator[str]:
    read = f" {' '.join(_words_read(shown))} "
    return (phrase for phrase in phrases if f" {phrase} " in read)


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


def _words_read(shown: str) -> list[str]:
    """The words that readers find in HTML, cut where one thing that is said ends."""
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


def _runs(words: list[str], step: int = 1) -> Iterator[tuple[str, ...]]:
    """The rows of as many words as a part has, one beginning at each step."""
    return zip(*(words[at::step] for at in range(_PART)), strict=False)


def _words(html: str) -> list[str]:
    """The words of a text, those of tags too; what marks words only parts none."""
    lowered = html.lower()
    text = f"{_LOWERED_INLINE.sub('', lowered)} {' '.join(_SAYING.findall(lowered))}"
    if "&" in text:
        text = unescape(_SIGN.sub(" ", text))
    # As bytes it takes a tenth of the time to put spaces in the place of signs.
    words = text.encode("utf-8", "surrogatepass").translate(_PLAIN).decode("utf-8", "surrogatepass").split()
    if text.isascii():
        return words
    return [one for word in words for one in ([word] if word.isascii() else _WORD.findall(word.lower()))]


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
            run.append(_of_line(child))
        else:
            pieces.append("".join(run))
            run = []
            _collect(child, pieces)
    pieces.append("".join(run))


def _of_line(element: Element) -> str:
    """The text of an element of a line; where the line ends in it, words end too."""
    if element.children and all(isinstance(child, str) for child in element.children):
        return element.text()
    parts = [child if isinstance(child, str) else _of_line(child) for child in element.children]
    return "".join(parts) if element.tag != "br" else " "


_RUNS_ON = frozenset(
    ("a", "abbr", "b", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "span", "strong", "u")
)
