"""Cuts out of what visitors saw all that stands behind one word and before another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from migrate.content.seen.words import Reach, Spot
from migrate.content.shared.media_files import FACES
from migrate.tree import Element, Node, as_html

_FOLDED = str.maketrans({"“": '"', "”": '"', "„": '"', "″": '"', "‘": "'", "’": "'", "′": "'", "—": "-", "–": "-"})
_DASHES = re.compile(r"-+")
_LONGEST_EDGE = 40
_SHOWS = frozenset(("img", "iframe", "video", "audio", "table", "object", "embed", "picture", "hr"))
_RUNS = frozenset(("script", "canvas", "form", "noscript", "input", "select", "textarea"))


class Cut(NamedTuple):
    """What stands in a gap."""

    html: str
    text: str
    shows: bool
    """Whether there is anything to be seen in it besides words."""
    runs: bool
    """Whether a program or a form fills it."""


def cut(root: Element, seen: Sequence[Spot], found: Reach, before: str, behind: str) -> Cut:
    """What stands in a gap; `before` and `behind` is the punctuation that stands around it in our own text."""
    left = seen[found.start - 1] if found.start else None
    right = seen[found.end] if found.end < len(seen) else None
    pieces = _Cutter(left, right).pieces(root)
    _trim(pieces, before, behind)
    nodes = [piece.node for piece in pieces]
    elements = [one for node in nodes if isinstance(node, Element) for one in node.elements()]
    tags = {one.tag for one in elements}
    return Cut(
        "".join(map(as_html, nodes)).strip(),
        "".join(map(_visible, nodes)),
        shows=not tags.isdisjoint(_SHOWS),
        runs=not tags.isdisjoint(_RUNS),
    )


def _visible(node: Node) -> str:
    """The text of a node without that of programs and forms."""
    if isinstance(node, str):
        return node
    if node.tag in _RUNS or node.tag == "style":
        return ""
    return "".join(map(_visible, node.children))


class _Piece(NamedTuple):
    node: Node
    is_ours: bool
    """Whether it stood beside words of ours, in the same element."""


class _Cutter:
    """Walks through a tree; what holds a word at the edge is passed into, not taken."""

    def __init__(self, left: Spot | None, right: Spot | None) -> None:
        self._left, self._right = left, right
        self._inside = left is None
        self._ended = False

    def pieces(self, root: Element) -> list[_Piece]:
        edges = [id(one.parent) for one in (self._left, self._right) if one]
        self._holding = _above(root, frozenset(edges))
        found: list[_Piece] = []
        self._walk(root, found)
        return [one for one in found if not isinstance(one.node, str) or one.node]

    def _walk(self, element: Element, found: list[_Piece]) -> None:
        for index, child in enumerate(element.children):
            if self._ended:
                return
            if self._is_edge(element, index):
                self._at_edge(element, index, child, found)
            elif isinstance(child, Element) and id(child) in self._holding:
                self._walk(child, found)
            elif self._inside:
                found.append(_Piece(child, is_ours=element.tag != "body"))

    def _is_edge(self, element: Element, index: int) -> bool:
        return any(one and one.parent is element and one.place == index for one in (self._left, self._right))

    def _at_edge(self, element: Element, index: int, child: Node, found: list[_Piece]) -> None:
        start, end = 0, None
        left, right = self._left, self._right
        if left and left.parent is element and left.place == index:
            self._inside, start = True, left.end
        if right and right.parent is element and right.place == index:
            self._ended, end = True, right.start
        if isinstance(child, str) and self._inside:
            found.append(_Piece(child[start:end], is_ours=True))


def _above(root: Element, wanted: frozenset[int]) -> frozenset[int]:
    """The elements (by `id()`) that hold one of the wanted ones, and those themselves."""
    holding: set[int] = set()
    path: list[tuple[Element, int]] = [(root, 0)]
    while path:
        element, index = path.pop()
        if index == 0 and id(element) in wanted:
            holding.update(id(one) for one, _ in path)
            holding.add(id(element))
        while index < len(element.children):
            child = element.children[index]
            index += 1
            if isinstance(child, Element):
                path += [(element, index), (child, 0)]
                break
    return frozenset(holding)


def _trim(pieces: list[_Piece], before: str, behind: str) -> None:
    """Take away what is ours at both ends: punctuation, and what shows nothing."""
    _trim_edge(pieces, before, first=True)
    _trim_edge(pieces, behind, first=False)


def _trim_edge(pieces: list[_Piece], ours: str, *, first: bool) -> None:
    while pieces:
        at = 0 if first else -1
        piece = pieces[at]
        if isinstance(piece.node, str):
            text = _without_ours(piece.node, ours, first=first)
            if text.strip():
                pieces[at] = _Piece(text, piece.is_ours)
                return
            ours = "" if piece.node.strip() else ours
        elif ours.strip() and not FACES.isdisjoint(piece.node.classes):
            ours = ""  # WordPress shows a face for some punctuation
        elif piece.node.text().strip() or not _shows_nothing(piece.node):
            return
        del pieces[at]


def _shows_nothing(element: Element) -> bool:
    tags = {one.tag for one in element.elements()}
    return tags.isdisjoint(_SHOWS | _RUNS) and tags <= {"p", "br", "span", "div", "b", "i", "em", "strong", "a"}


def _without_ours(text: str, ours: str, *, first: bool) -> str:
    """A text without our own punctuation at its start or end, however WordPress wrote it."""
    wanted = _folded(ours)
    if not wanted:
        return text
    for size in range(min(len(text), _LONGEST_EDGE) + 1):
        edge, rest = (text[:size], text[size:]) if first else (text[len(text) - size :], text[: len(text) - size])
        if _folded(edge) == wanted:
            return rest
    return text


def _folded(text: str) -> str:
    return _DASHES.sub("-", text.replace("…", "...").translate(_FOLDED)).strip()
