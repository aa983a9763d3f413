"""Parts of a text that only a plugin can show, as visitors of the old site saw them.

In the text stands a sign for each until all of it is rendered. Then the signs give way to what is found in their place
in the page that visitors saw, and where that is not sure to what would stand there without it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from html import unescape
from unicodedata import category

from migrate.content import own_elements
from migrate.content.context import Context, PluginPart
from migrate.content.nesting import shallow
from migrate.content.seen.added import without_added
from migrate.content.seen.cut import Cut, cut
from migrate.content.seen.words import PART, Spot, places, runs_and_gaps, seen_spots, spots
from migrate.diagnostics import Code
from migrate.model.seen import SeenText
from migrate.patterns import rare_pattern
from migrate.tree import MARK, Element, as_html, only_characters, parse

_SIGN = rare_pattern(rf'<span {MARK}part="(\d+)"></span>')
_ALONE = rare_pattern(rf'<p>\s*+((?:<span {MARK}part="\d+"></span>\s*+)++)</p>')
_BLOCK = rare_pattern(r"<(?:address|blockquote|details|div|dl|figure|h[1-6]|hr|ol|p|pre|section|table|ul)[\s>]", re.I)
_WORD = rare_pattern(r"[^\W_]+")
_TAG = rare_pattern(r"<[^<>]*>")
_ONLY_TAGS = re.compile(r"(?:\s++|<[^<>]*+>)*+")
_PICTURED = rare_pattern(r"<(?:img|iframe|video|audio|object|embed|svg)\b|\ufdd0", re.I)
_SHOWS = frozenset(("img", "iframe", "video", "audio", "object", "embed"))
_LONGEST_EMPTY = 2000
_BEFORE, _BEHIND = rare_pattern(r"[^\w]*\Z"), rare_pattern(r"\A[^\w]*")


def plugin_part(part: PluginPart, context: Context) -> str:
    """What stands in the text in place of a part that only a plugin can show."""
    if not context.library.seen().is_known:
        context.report(part.code, part.name)
        return part.otherwise
    context.parts.append(part)
    return own_elements.part(len(context.parts) - 1)


def is_empty(html: str) -> bool:
    """Whether a text shows nothing."""
    return len(html) < _LONGEST_EMPTY and bool(_ONLY_TAGS.fullmatch(html)) and not _PICTURED.search(html)


def whole_page(html: str, stored: str, context: Context) -> str:
    """The page as visitors saw it, for one whose own text is empty or a builder's and shows less; else `html`."""
    seen = context.library.seen()
    key = _key(f"page\0{stored}")
    shown = _more(html, seen, context) if seen.html else seen.parts.get(key, "")
    if not shown.strip():
        return html
    context.parts.clear()
    context.taken[key] = shown
    context.report(Code.PAGE_SEEN)
    return shown


def with_parts(html: str, context: Context) -> str:
    """HTML whose signs gave way to what visitors saw, or to what would stand there without that."""
    if not context.parts:
        return html
    seen = context.library.seen()
    resolution = _Resolution(context)
    if seen.html:
        resolution.find(html, seen)
    else:
        resolution.remember(seen)
    for number, hidden in enumerate(context.hidden):  # no visitor saw those
        context.hidden[number] = hidden._replace(html=resolution.otherwise(hidden.html))
    return resolution.resolved(html)


class _Resolution:
    """What takes the place of each part of one text."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._found: dict[int, str] = {}
        self._told: set[tuple[Code, str]] = set()

    def find(self, html: str, seen: SeenText) -> None:
        """Look for every part in what visitors saw."""
        own = list(spots(parse(shallow(html)[0])))
        tree = _seen_tree(seen, self._context)
        there = seen_spots(tree)
        runs, gaps = runs_and_gaps(own)
        signs = {_number(one): at for at, one in enumerate(own) if one.word == f"<{PART}"}
        for gap, place in zip(gaps, places(runs, gaps, [one.word for one in there]), strict=True):
            if not gap.parts:
                continue
            if place is None or not gap.is_sure:
                self._unsure(gap.parts)
                continue
            before, behind = _before(own, signs[gap.parts[0]]), _behind(own, signs[gap.parts[-1]])
            self._take(gap.parts, cut(tree, there, place, before, behind))

    def remember(self, seen: SeenText) -> None:
        """Take the parts that the last run took."""
        for number, part in enumerate(self._context.parts):
            known = seen.parts.get(_key(self._source(part)))
            if known is not None:
                self._found[number] = known

    def resolved(self, html: str) -> str:
        """HTML with what was found in place of the signs."""
        html = _ALONE.sub(lambda alone: alone[1] if self._are_blocks(alone[1]) else alone[0], html)
        return _SIGN.sub(lambda sign: self._in_place(int(sign[1])), html)

    def otherwise(self, html: str) -> str:
        """HTML as it would be if nothing were known, without a word about it."""
        while _SIGN.search(html):
            html = _SIGN.sub(lambda sign: self._context.parts[int(sign[1])].otherwise, html)
        return html

    def _take(self, numbers: Sequence[int], piece: Cut) -> None:
        """Take what stands in a gap for the first of the parts in it, nothing for the others."""
        words = _words(piece.text)
        says = bool(words) or any(category(sign)[0] == "S" for sign in piece.text)
        parts = [self._context.parts[one] for one in numbers]
        stored = _words(_TAG.sub(" ", " ".join(self._source(one) for one in parts)))
        kept = _words(_TAG.sub(" ", " ".join(self.otherwise(one.otherwise) for one in parts)))
        if words and words in (stored, kept) and not piece.shows:
            return  # the old site showed no more than we do
        if not says and not piece.shows and piece.runs:
            self._unsure(numbers)  # a program fills it
            return
        self._found |= dict.fromkeys(numbers, "") | {numbers[0]: piece.html if says or piece.shows else ""}

    def _unsure(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            self._tell(Code.PART_UNSURE, self._context.parts[number].name)

    def _in_place(self, number: int) -> str:
        part = self._context.parts[number]
        if number not in self._found:
            self._tell(part.code, part.name)
            return self.resolved(part.otherwise)
        html = self._found[number]
        self._context.taken[_key(self._source(part))] = html
        if html or part.otherwise:
            self._tell(Code.PART_SEEN, part.name)
        return html

    def _are_blocks(self, signs: str) -> bool:
        html = [self._found.get(int(one)) for one in _SIGN.findall(signs)]
        return all(one is not None and (not one or _BLOCK.search(one)) for one in html)

    def _source(self, part: PluginPart) -> str:
        """What is stored of a part, whatever numbers the parts in it have."""
        source = part.source
        while _SIGN.search(source):
            source = _SIGN.sub(lambda sign: self._context.parts[int(sign[1])].source, source)
        return source

    def _tell(self, code: Code, name: str) -> None:
        """Report a name with a code, unless that was done."""
        if (code, name) not in self._told:
            self._told.add((code, name))
            self._context.report(code, name)


def _more(html: str, seen: SeenText, context: Context) -> str:
    """What visitors saw of a page, if that is more than `html` shows."""
    root = _seen_tree(seen, context)
    pictured = is_empty(html) and any(one.tag in _SHOWS for one in root.elements())
    if pictured or Counter(_words(root.text())) - Counter(_words(_TAG.sub(" ", html))):
        return "".join(map(as_html, root.children))
    return ""


def _seen_tree(seen: SeenText, context: Context) -> Element:
    root = parse(shallow(only_characters(seen.html))[0])
    without_added(root, seen.added, context.item.content)
    return root


def _number(sign: Spot) -> int:
    child = sign.parent.children[sign.place]
    return int(child.get("part")) if isinstance(child, Element) else 0


def _before(own: Sequence[Spot], sign: int) -> str:
    """What stands between our last word and a sign, which is a spot by its number."""
    parent, place = own[sign].parent, own[sign].place
    beside = parent.children[place - 1] if place else ""
    if not sign or not own[sign - 1].end:
        return _BEFORE.findall(beside)[0] if isinstance(beside, str) else ""
    last = own[sign - 1]
    text = last.parent.children[last.place]
    rest = text[last.end :] if isinstance(text, str) else ""
    return rest if text is beside or not isinstance(beside, str) else rest + _BEFORE.findall(beside)[0]


def _behind(own: Sequence[Spot], sign: int) -> str:
    """What stands between a sign and our next word."""
    parent, place = own[sign].parent, own[sign].place
    beside = parent.children[place + 1] if place + 1 < len(parent.children) else ""
    if sign + 1 >= len(own) or not own[sign + 1].end:
        return _BEHIND.findall(beside)[0] if isinstance(beside, str) else ""
    following = own[sign + 1]
    text = following.parent.children[following.place]
    start = text[: following.start] if isinstance(text, str) else ""
    return start if text is beside or not isinstance(beside, str) else _BEHIND.findall(beside)[0] + start


def _words(text: str) -> list[str]:
    return _WORD.findall(unescape(text))


def _key(source: str) -> str:
    return blake2b(source.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
