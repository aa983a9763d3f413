"""What a reader sees of a tree, as one row of signs: words in their look, and what stands around them.

Two trees that say the same have the same row, however their tags are nested. A word is itself; after `LOOK` follows how
it looks and where it links, before it stands `GLUED` where no space parts it from the last one. All else begins with
`SIGN`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple
from urllib.parse import unquote

from migrate.content.safer import BLOCK
from migrate.content.shared.hiding import is_unseen
from migrate.tree import FENCE, HEADINGS, HIDDEN, MORE, NOTE, SHORTCODE, Element, items_of
from migrate.verify.reading.parts import (
    code_text,
    columns_of,
    explained,
    formula_of,
    number_of,
    side_of,
    spans_of,
    without_way_back,
)
from migrate.verify.reading.row import GAP, LOOK, SIGN, SignRow
from migrate.verify.reading.shortcodes import CALL, COLUMNS, DYNAMIC, shown

_FILM = re.compile(r"https://(?:www\.|player\.)?(youtube(?=\.com/embed/)|vimeo(?=\.com/video/))\.com/\w+/([\w-]+)")
_REFERRING = re.compile(r"fnref\d*:")
_WHITE = re.compile(r"[\t\n\r]+")
"""What browsers take out of addresses."""
_START = re.compile(r"[?&]start=(\d+)")
_BOXES = frozenset({"checkbox", "radio"})
_WHOLE_ADDRESS = re.compile(r"https?://[^/?#]+(.*)")
_LISTINGS = frozenset({"pre", "code", FENCE})
_NOT_IN_CODE = frozenset({"structure", "block", "code", "call", "media", "picture", "formula", "rule"})
"""What makes more than code of preformatted text."""
_SHOWN = frozenset({"img", SHORTCODE})
"""What is seen of a note without words."""
_STRUCTURE = "h1 h2 h3 h4 h5 h6 ul ol li blockquote table tr td dl dt dd figcaption caption details summary"
STRUCTURE = frozenset(_STRUCTURE.split())
"""What is seen to stand around words."""
_BLOCKS = """p div section article main header footer aside nav address center form figure fieldset hgroup body noscript
thead tbody tfoot legend dialog"""
_SAME = {"b": "strong", "i": "em", "s": "del", "strike": "del", "tt": "code", "th": "td", "menu": "ul", "dir": "ul"}
_LOOKS = "strong em del code sub sup mark ins u kbd q cite small abbr var samp dfn bdo rt"
_EXPLAINED = frozenset({"abbr", "dfn"})
_UNSEEN = f"script style template head title noembed {MORE} {HIDDEN}"
_MEDIA = "video audio iframe object embed"
_KINDS = {
    name: kind
    for kind, names in {
        "look": _LOOKS,
        "structure": _STRUCTURE,
        "block": _BLOCKS,
        "media": _MEDIA,
        "unseen": _UNSEEN,
        "link": "a",
        "picture": "img",
        "drawing": "svg",
        "field": "input",
        "call": SHORTCODE,
        "note": NOTE,
        "code": f"pre {FENCE}",
        "break": "br",
        "rule": "hr",
        "formula": "math",
        "mark": BLOCK,
    }.items()
    for name in names.split()
}


_IN_LINES = frozenset({"look", "link", None})


class Read(NamedTuple):
    """What was read of a tree."""

    signs: list[str]
    blocks: list[tuple[int, str]]
    """Where in the row each block begins that is marked in the tree, with its name."""
    spacings: list[bool | None]
    """Of each list whether space parts its items; None: they are not all of one line."""
    empty: int
    """How many items of lists hold nothing: their signs alone are seen."""
    names: list[str]
    """By which links lead to headings."""
    calls: bool
    """Whether a shortcode is called, or a part is hidden."""


def read(root: Element, target: Callable[[str], str], source: Callable[[str], str], fold: Callable[[str], str]) -> Read:
    """The row of signs of a tree, and what is beside it.

    `target` answers where a link leads, `source` where a picture or recording lies; `fold` gives signs that are the
    same to a reader one spelling.
    """
    reader = _TreeReader(target, source, fold)
    reader.children(root, "", "")
    return Read(
        signs=reader.finished(),
        blocks=reader.blocks,
        spacings=reader.spacings,
        empty=reader.empty,
        names=reader.names,
        calls=reader.calls,
    )


def words_before_notes(signs: Iterable[str]) -> list[str]:
    """The words of a reading alone, up to the texts of footnotes."""
    before = takewhile(lambda sign: not sign.startswith(f"{SIGN}note text"), signs)
    return [sign.partition(LOOK)[0] for sign in before if not sign.startswith(SIGN)]


class _TreeReader:
    def __init__(self, target: Callable[[str], str], source: Callable[[str], str], fold: Callable[[str], str]) -> None:
        self._fold = fold
        self._target = target
        self._source = source
        self._row = SignRow(fold)
        self._found = self._row.signs
        self.blocks: list[tuple[int, str]] = []
        """Where marked blocks begin, with their names."""
        self.spacings: list[bool | None] = []
        self.empty = 0
        self.names: list[str] = []
        self.calls = False
        self._notes: dict[str, tuple[int, Element]] = {}
        """Footnotes whose text comes at the end, by their names."""
        self._in_head = False
        """Whether what is read stands in the first row of a table."""
        self._keeps_lines = False
        """Whether what is read stands in preformatted text that holds more than text."""
        self._called = 0
        """How many calls of shortcodes what is read stands in."""

    def finished(self) -> list[str]:
        self._read_notes()
        self._row.boundary()
        return self._found[:-1] if self._found else []

    def children(self, element: Element, look: str, link: str) -> None:
        for child in element.children:
            if isinstance(child, str):
                self._text(child, look, link)
            else:
                self._element(child, _SAME.get(child.tag, child.tag), look, link)

    def _element(self, element: Element, tag: str, look: str, link: str) -> None:
        if element.attributes and is_unseen(element):
            self.calls |= tag == HIDDEN
            return
        match _KINDS.get(tag):
            case "look" if _REFERRING.match(element.get("id")):
                self._found.append(f"{SIGN}note {' '.join(element.text().split())}")
                self._row.apart = False
            case "look":
                self.children(element, _with(look, tag if tag not in _EXPLAINED else explained(element)), link)
            case "link":
                self.children(element, look, self._link(element, link))
            case "structure":
                self._structure(element, tag, look, link)
            case "block":
                self._block(element, look, link)
            case "picture":
                self._picture(element, link)
            case "drawing":
                self._found.append(f"{SIGN}img {tag}{LOOK}{' '.join(element.text().split())}{LOOK}{LOOK}{link}")
            case "field":
                self._field(element)
            case "media":
                self._media(element, tag)
            case "call":
                self._call(element, look, link)
            case "note":
                self._note(element, look, link)
            case "code":
                self._code(element)
            case "break":
                self._row.line_break()
            case "rule":
                self._row.alone(f"{SIGN}hr")
            case "formula":
                self._row.alone(f"{SIGN}math {formula_of(element)}")
            case "mark":
                self.blocks.append((len(self._found), element.get("name")))
            case None:
                self._other(element, look, link)

    def _other(self, element: Element, look: str, link: str) -> None:
        if element.tag == "span" and "katex-error" in element.classes:
            self._row.alone(f"{SIGN}math {' '.join(element.text().split())}")
        else:
            if element.tag == "option" and "selected" in element.attributes:
                self._found.append(f"{SIGN}selected")
            self.children(element, look, link)

    def _text(self, text: str, look: str, link: str) -> None:
        if self._keeps_lines and "\n" in text:
            for number, line in enumerate(text.split("\n")):
                if number:
                    self._row.line_break()
                    self._row.indent(line)
                self._row.words(line, look, link)
        else:
            self._row.words(text, look, link)

    def _block(self, element: Element, look: str, link: str) -> None:
        if name := _dynamic(element):
            self._row.alone(f"{SIGN}list {name}")
        elif element.tag == "div" and "footnotes" in element.classes:
            listed = (one for one in element.elements() if one.get("id").startswith("fn:"))
            for number, one in enumerate(listed, len(self._notes) + 1):
                self._notes[one.get("id")] = (number, without_way_back(one))
        elif element.tag == "p" and "wp-caption-text" in element.classes:
            self._structure(element, "figcaption", look, link)
        elif CALL in element.attributes:
            self._row.boundary()
            self._found += [f"{SIGN}call {element.get(CALL)}", GAP]
            self.children(element, look, link)
            self._row.boundary()
        else:
            self._row.boundary()
            if COLUMNS in element.get("style"):
                self._found += [f"{SIGN}columns {columns_of(element)}", GAP]
            self.children(element, look, link)
            self._row.boundary()

    def _structure(self, element: Element, tag: str, look: str, link: str) -> None:
        if name := _dynamic(element):
            self._row.alone(f"{SIGN}list {name}")
            return
        self._row.boundary()
        if tag == "figcaption" and self._found[-2:-1] == [f"{SIGN}/table"]:
            tag = "caption"
        start = len(self._found)
        self._row.alone(f"{SIGN}{tag}{self._of_cell(element) if tag == 'td' else ''}")
        self._in_head |= tag == "table"
        if tag in ("ul", "ol"):
            self._entries(element, number_of(element.get("start"), 1) if tag == "ol" else None, look, link)
        else:
            self._called += tag == "details"
            self.children(element, look, link)
            self._called -= tag == "details"
        self._in_head &= tag not in ("tr", "table")
        if tag in HEADINGS:
            self._join_lines(start + 2)
            self.names += filter(None, [element.get("id")])
        self._close(tag, start)

    def _join_lines(self, start: int) -> None:
        """Take the words from here on, if there is nothing else, for one line, as a heading is."""
        words = [one for one in self._found[start:] if one != GAP]
        if not any(one.startswith(SIGN) for one in words):
            self._found[start:] = words

    def _of_cell(self, cell: Element) -> str:
        """What is seen of a cell beside its words; the first row says on which side a column stands."""
        return (spans_of(cell) + (side_of(cell) if self._in_head else "")) if cell.attributes else ""

    def _close(self, tag: str, start: int) -> None:
        """The end of what begins at `start`. What holds nothing is not seen; but a cell keeps its column."""
        self._row.boundary()
        if tag != "td" and len(self._found) == start + 2:
            del self._found[start:]
        else:
            self._row.alone(f"{SIGN}/{tag}")

    def _entries(self, element: Element, number: int | None, look: str, link: str) -> None:
        """The items of a list with their numbers; what stands in it directly belongs to the item before."""
        entries = items_of(element)
        self.spacings.append(_is_spaced(entries))
        for entry in entries:
            self._row.boundary()
            start = len(self._found)
            if number is not None:
                number = number_of(entry.get("value"), number)
            self._row.alone(f"{SIGN}li" if number is None else f"{SIGN}li {number}")
            self.children(entry, look, link)
            self._close("li", start)
            self.empty += len(self._found) == start
            number = None if number is None else number + 1

    def _note(self, element: Element, look: str, link: str) -> None:
        """A footnote: its number where it is referred to, its text at the end. Inside of calls it stands there."""
        if not element.text().strip() and not any(one.tag in _SHOWN for one in element.elements()):
            return
        if self._called:
            self._row.apart = True
            self._text("(", look, link)
            self.children(element, look, link)
            self._text(")", look, link)
            return
        name = element.get("name") or f" {len(self._notes)}"
        number, _ = self._notes.setdefault(name, (len(self._notes) + 1, element))
        self._found.append(f"{SIGN}note {number}")
        self._row.apart = False

    def _read_notes(self) -> None:
        read = 0
        while read < len(self._notes):  # one may hold another
            number, note = list(self._notes.values())[read]
            read += 1
            self._row.alone(f"{SIGN}note text {number}")
            self.children(note, "", "")
            self._row.boundary()

    def _call(self, element: Element, look: str, link: str) -> None:
        self.calls = True
        self._called += 1
        self.children(shown(element), look, link)
        self._called -= 1

    def _link(self, element: Element, link: str) -> str:
        href = _WHITE.sub("", element.get("href").strip())
        said = "".join(element.text().split())
        target = self._target(href) if href else ""
        is_own = unquote(said) == unquote(href)
        if not href or _says_path(said, target) or (is_own and target in {unquote(href), self._source(href)}):
            return link
        title = " ".join(self._fold(element.get("title")).split())
        return f"{target} “{title}”" if title else target

    def _picture(self, element: Element, link: str) -> None:
        source = _WHITE.sub("", element.get("src").strip())
        if not source:
            self._text(element.get("alt"), "", link)
            return
        source = source.partition("#")[0]  # says only how it stands
        named = (" ".join(self._fold(element.get(name)).split()) for name in ("alt", "title"))
        alt, title = named
        self._found.append(f"{SIGN}img {self._source(source)}{LOOK}{alt}{LOOK}{title}{LOOK}{link}")
        self._row.apart = True

    def _media(self, element: Element, tag: str) -> None:
        names = ("src", "data", "poster")
        inside = [element, *(one for one in element.elements() if one.tag in ("source", "track", "embed"))]
        sources = {self._film(one.get(name).strip()) for one in inside for name in names if one.get(name).strip()}
        if sources:
            self._row.alone(f"{SIGN}media {tag} {' '.join(sorted(sources))}")

    def _field(self, field: Element) -> None:
        """What can be filled in or pressed; what is hidden is not seen."""
        kind = field.get("type", "text").lower()
        if kind in _BOXES:
            self._found.append(f"{SIGN}box{' checked' if 'checked' in field.attributes else ''}")
        elif kind != "hidden":
            said = (kind, field.get("placeholder"), field.get("value"))
            self._found.append(f"{SIGN}field {' '.join(' '.join(said).split())}")
        self._row.apart = True

    def _film(self, address: str) -> str:
        """The address of a recording; of a film on a service which one, and where it begins."""
        if found := _FILM.match(address):
            start = _START.search(address)
            return f"{found[1]}:{found[2]}{f' from {start[1]}' if start and start[1] != '0' else ''}"
        return self._source(address)

    def _code(self, element: Element) -> None:
        if any(_KINDS.get(one.tag) in _NOT_IN_CODE for one in element.elements() if one is not element):
            self._preformatted(element)
            return
        text = code_text(element).strip("\n")
        if not text.strip() and all(one.tag in _LISTINGS for one in element.elements()):
            return  # a listing of nothing
        beside = (self._in_code(one) for one in element.elements() if one is not element)
        self._row.alone(
            f"{SIGN}pre", *(f"{SIGN}: {line}" for line in text.split("\n")), *filter(None, beside), f"{SIGN}/pre"
        )

    def _in_code(self, element: Element) -> str:
        """What is seen of an element in code beside its text."""
        tag = _SAME.get(element.tag, element.tag)
        if tag == "a" and element.get("href"):
            return f"{SIGN}a {self._target(_WHITE.sub('', element.get('href').strip()))}"
        return f"{SIGN}{tag} {' '.join(element.text().split())}" if tag != "code" and _KINDS.get(tag) == "look" else ""

    def _preformatted(self, element: Element) -> None:
        """Preformatted text with lists, tables and the like in it, whose tags stand on lines or not."""
        outer, self._keeps_lines = self._keeps_lines, True
        self._row.alone(f"{SIGN}pre")
        self.children(element, "", "")
        self._keeps_lines = outer
        self._row.alone(f"{SIGN}/pre")


def _says_path(said: str, target: str) -> bool:
    """Whether words are the whole address of a page of the site, at whatever host that was."""
    found = _WHOLE_ADDRESS.fullmatch(said)
    return found is not None and target[:1] == "/" and _with_bare_end(found[1]) == _with_bare_end(target)


def _with_bare_end(path: str) -> str:
    return unquote(path).replace("/#", "#").rstrip("/")


@lru_cache(maxsize=1000)
def _with(look: str, tag: str) -> str:
    return look if tag in look.split() else " ".join(sorted([*look.split(), tag]))


def _dynamic(element: Element) -> str:
    """The list of the site that an element is; empty: it is none."""
    return next((one for one in element.classes if one in DYNAMIC), "") if element.attributes else ""


def _is_spaced(entries: Sequence[Element]) -> bool | None:
    """Whether space parts the items of a list; None: not all are of one line, or there is one alone."""
    held = [[one for one in entry.elements() if _KINDS.get(one.tag) not in _IN_LINES][1:] for entry in entries]
    if len(entries) < 2 or any(len(blocks) > 1 for blocks in held):
        return None
    tags = {one.tag for blocks in held for one in blocks}
    return bool(tags) if tags <= {"p"} else None
