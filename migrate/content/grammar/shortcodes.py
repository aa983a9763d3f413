"""The shortcode grammar: `[name key="value" positional]`, `[name /]`, `[name]content[/name]`, and `[[name]]` to escape.

As WordPress documents it: attributes end at the first `]`; a name does not nest in itself; only known names count, all
else in brackets is prose. Reading is linear: closing tags are looked up in a table made once for a text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import NamedTuple

from migrate.content.nodes import Shortcode
from migrate.patterns import rare_pattern
from migrate.tree import MARK

_OPENING = re.compile(r"\[(\[?)(\w[\w-]*+)")
_CLOSING = re.compile(r"\[/(\w[\w-]*+)\]")
_PARAGRAPH_END = re.compile(r"\s*+</p>")
_TAG = re.compile(r"<[a-zA-Z/!?][^<>\[]*+\[[^<>]*+>")
_FENCE_OR_TAG = re.compile(rf"<pre {MARK}.*?</pre>|{_TAG.pattern}", re.S)
"""Where a bracket is no shortcode: in a fence, and in a tag that holds one."""
_BLOCK_COMMENT = re.compile(r"<!--\s[^<>\[]*+\[[^<>]*+>")

_NO_TEXT_BEFORE, _NO_TEXT_BEHIND = frozenset({"", "]", ">", "\n"}), frozenset({"", "[", "<", "\n"})
_SPACE_LIKE = re.compile(r"[\u00a0\u200b]+")
_TYPOGRAPHIC = r"[“”„″]|&#(?:8220|8221|8222|8243);|&(?:quot|[lr]dquo);"
_TYPOGRAPHIC_VALUE = re.compile(rf"=\s*+(?:{_TYPOGRAPHIC})")
_TYPOGRAPHIC_QUOTE = rare_pattern(rf"(?<==)(?:{_TYPOGRAPHIC})|(?:{_TYPOGRAPHIC})(?=\s|$)")
_ATTRIBUTE = re.compile(
    r"""([\w-]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s'"]++))(?=\s|$)|"([^"]*+)"(?=\s|$)|'([^']*+)'(?=\s|$)|(\S++)"""
)
_ESCAPE = rare_pattern(r"\\(x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)", re.S)
_CONTROL = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "v": "\v", "b": "\b", "f": "\f"}


def replace_shortcodes(
    text: str, known: Callable[[str], bool], replacement: Callable[[Shortcode], str], *, in_tags: bool = False
) -> str:
    """The text with every known shortcode replaced and its escapes (`[[name]]`) reduced to single brackets.

    A shortcode that is alone in a `<p>` takes its place. A bracket inside a fence or an HTML tag is no shortcode
    unless `in_tags`: code shortcodes hold text that only looks like tags.
    """
    if "[" not in text or not any(map(known, {name for _, name in _OPENING.findall(text)})):
        return text
    pieces: list[str] = []
    position = 0
    for found in _find(text, known, in_tags):
        start, end = found.start, found.end
        replaced = found.text(replacement)
        if replaced != found.shortcode.source:
            start, end = _without_paragraph(text, position, start, end)
        pieces += (text[position:start], replaced)
        position = end
    pieces.append(text[position:])
    return "".join(pieces)


def replace_in_tags(text: str, known: Callable[[str], bool], replacement: Callable[[Shortcode], str]) -> str:
    """The text with the known shortcodes replaced that stand within an HTML tag, as WordPress reads them there too."""
    if "[" not in text or not any(map(known, {name for _, name in _OPENING.findall(text)})):
        return text
    return _TAG.sub(lambda tag: replace_shortcodes(tag[0], known, replacement, in_tags=True), text)


def _without_paragraph(text: str, earliest: int, start: int, end: int) -> tuple[int, int]:
    """The place of a shortcode, with the paragraph around it if it is alone there."""
    closing = _PARAGRAPH_END.match(text, end)
    if closing:
        before = text[earliest:start].rstrip()
        if before.endswith("<p>"):
            return earliest + len(before) - 3, closing.end()
    return start, end


def parse_attributes(text: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """Named and positional attributes from the text between a shortcode's name and its `]`. Names in lower case."""
    text = _SPACE_LIKE.sub(" ", text).strip()
    if _TYPOGRAPHIC_VALUE.search(text):
        text = _TYPOGRAPHIC_QUOTE.sub('"', text)
    named: dict[str, str] = {}
    positional = []
    for match in _ATTRIBUTE.finditer(text):
        value = _value(match[match.lastindex or 0])  # the name, if there is one, stands before it
        if match[1]:
            named[match[1].lower()] = value
        else:
            positional.append(value)
    return named, tuple(positional)


def _value(text: str) -> str:
    if "\\" in text:
        text = _ESCAPE.sub(_unescape, text)
    return "" if text.rfind("<") > text.rfind(">") else text


def _unescape(match: re.Match[str]) -> str:
    code = match[1]
    if code[0] == "x" and len(code) > 1:
        return chr(int(code[1:], 16))
    if code[0] in "01234567":
        return chr(int(code, 8) & 0xFF)
    return _CONTROL.get(code, code)


class _Found(NamedTuple):
    start: int
    end: int
    shortcode: Shortcode
    before: str
    """A `[` that stood in front and escapes nothing, or the like behind: kept."""
    after: str

    def text(self, replacement: Callable[[Shortcode], str]) -> str:
        if self.before and self.after:
            return self.shortcode.source
        return f"{self.before}{replacement(self.shortcode)}{self.after}"


def _find(text: str, known: Callable[[str], bool], in_tags: bool) -> Iterator[_Found]:
    masked = _BLOCK_COMMENT if in_tags else _FENCE_OR_TAG
    view = masked.sub(lambda region: region[0].replace("[", "\0"), text)
    closings = _closings(view)
    position = 0
    while opening := _OPENING.search(view, position):
        position = opening.end()
        name = opening[2]
        if not known(name):
            continue
        bracket = view.find("]", position)
        if bracket < 0:
            return
        found = _whole(text, view, opening, bracket, closings.get(name, []))
        position = found.end
        yield found


def _closings(view: str) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for match in _CLOSING.finditer(view):
        places.setdefault(match[1], []).append(match.start())
    return places


def _whole(text: str, view: str, opening: re.Match[str], bracket: int, closings: list[int]) -> _Found:
    before, name = opening.groups()
    start = opening.start() + len(before)
    end = bracket + 1
    content = None
    closes_itself = view[bracket - 1] == "/" and bracket > opening.end()
    if not closes_itself:
        nearest = bisect_left(closings, end)
        if nearest < len(closings):
            content = text[end : closings[nearest]]
            end = closings[nearest] + len(name) + 3
    attributes, positional = parse_attributes(text[opening.end() : bracket - closes_itself])
    shortcode = Shortcode(
        name=name,
        attributes=attributes,
        positional=positional,
        content=content,
        source=text[start:end],
        in_row=_in_row(view, start, end),
    )
    after = "]" if view.startswith("]", end) else ""
    return _Found(opening.start(), end + len(after), shortcode, before, after)


def _in_row(view: str, start: int, end: int) -> bool:
    before, behind = view[max(start - 1, 0) : start], view[end : end + 1]
    return (before == "]" or behind == "[") and before in _NO_TEXT_BEFORE and behind in _NO_TEXT_BEHIND
