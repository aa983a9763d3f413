"""Finds in what visitors saw the places of parts that only plugins show: what stands around each must be there too.

Words are compared without punctuation and case of quotation marks, which WordPress changes when it shows a text. Two
readings, from the start and from the end, must agree on where a part begins and ends: else it is not sure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from migrate.content.shared.media_files import FACES
from migrate.patterns import rare_pattern
from migrate.tree import Element

PART = ":part"
_WORD = rare_pattern(r"(?<=\d)x(?=\d)|\d+(?=x\d)|[^\W_]+")
"""`2x3` is shown with a sign for times."""
_TIMES = "x"
_PICTURE = rare_pattern(r"([^/?#]+?)(?:-\d+x\d+)?(?:-scaled)?\.\w{2,5}(?:[?#].*)?$")
_PASSED_OVER = frozenset(
    ("script", "style", "noscript", "template", "iframe", "object", "embed", "audio", "video", "canvas", "svg", "math")
)
"""What shows itself otherwise than by words: in our own text something unknown may stand for it."""
_EDGE = 6
"""Words next to a part that must stand there, where the whole text is not word for word the same."""


class Spot(NamedTuple):
    """A word of a text, or a picture or line in it, and where it stands."""

    word: str
    parent: Element
    place: int
    """Among the children of its parent."""
    start: int = 0
    end: int = 0
    """Within the text."""


class Gap(NamedTuple):
    """A place where something stands that is not ours: parts by their numbers, or what nobody asks for."""

    parts: tuple[int, ...] = ()
    is_sure: bool = True
    """Whether nothing but the parts stands there."""


class Reach(NamedTuple):
    """Where the words of a gap are in what visitors saw: behind one word and before another."""

    start: int
    end: int


Run: TypeAlias = list[str]


def spots(root: Element) -> Iterator[Spot]:
    """The words, pictures and lines of a tree, in order, and signs of parts."""
    stack: list[tuple[Element, int]] = [(root, 0)]
    while stack:
        element, index = stack.pop()
        if index < len(element.children):
            stack.append((element, index + 1))
            child = element.children[index]
            if isinstance(child, str):
                yield from _words(element, index, child)
            elif child.tag == "img":
                if FACES.isdisjoint(child.classes):
                    yield Spot(_picture(child), element, index)
            elif child.tag == "hr" or child.tag[0] == ":" or child.tag in _PASSED_OVER:
                yield Spot(f"<{child.tag}", element, index)
            else:
                stack.append((child, 0))


def _words(parent: Element, place: int, text: str) -> Iterator[Spot]:
    for found in _WORD.finditer(text):
        start, end = found.span()
        if found[0] != _TIMES or not text[start - 1 : start].isdigit():
            yield Spot(found[0], parent, place, start, end)


def seen_spots(root: Element) -> list[Spot]:
    """Those of what visitors saw, with which ours are compared."""
    return [one for one in spots(root) if one.word[0] != "<" or one.word == "<hr" or one.word.startswith("<img")]


def runs_and_gaps(own: Iterable[Spot]) -> tuple[list[Run], list[Gap]]:
    """Our words in runs, and the gaps between them: one gap less than runs."""
    runs: list[Run] = [[]]
    gaps: list[Gap] = []
    for spot in own:
        gap = _gap(spot)
        if gap is None:
            runs[-1].append(spot.word)
        elif gaps and not runs[-1]:
            gaps[-1] = Gap((*gaps[-1].parts, *gap.parts), gaps[-1].is_sure and gap.is_sure)
        else:
            gaps.append(gap)
            runs.append([])
    return runs, gaps


def places(runs: Sequence[Run], gaps: Sequence[Gap], seen: Sequence[str]) -> list[Reach | None]:
    """Where each gap is among the seen words; None: it is not sure."""
    strict = _agreed(runs, seen, is_all=True)
    if strict is not None:
        return strict
    short, kept = _shortened(runs)
    found = _agreed(short, seen, is_all=False)
    return [found[one] for one in kept] if found else [None] * len(gaps)


def _gap(spot: Spot) -> Gap | None:
    if spot.word[0] != "<" or spot.word == "<hr" or spot.word.startswith("<img"):
        return None
    child = spot.parent.children[spot.place]
    if spot.word == f"<{PART}" and isinstance(child, Element):
        return Gap((int(child.get("part")),))
    return Gap(is_sure=False)


def _shortened(runs: Sequence[Run]) -> tuple[list[Run], list[int]]:
    """Runs of which only the words next to a gap count, and which of the gaps between them are those asked for."""
    short: list[Run] = []
    kept: list[int] = []
    last = len(runs) - 1
    for number, run in enumerate(runs):
        if number == 0:
            short.append(run[-_EDGE:])
        elif number == last:
            short.append(run[:_EDGE])
        elif len(run) > 2 * _EDGE:
            short += [run[:_EDGE], run[-_EDGE:]]
        else:
            short.append(run)
        if number < last:
            kept.append(len(short) - 1)
    return short, kept


def _agreed(runs: Sequence[Run], seen: Sequence[str], *, is_all: bool) -> list[Reach | None] | None:
    """The gaps on which both readings agree; None where the runs are not there in this order. `is_all`: nothing but
    the gaps stands beside them.
    """
    first = _read(runs, seen, is_all=is_all)
    if first is None:
        return None
    backwards = _read([run[::-1] for run in reversed(runs)], seen[::-1], is_all=is_all)
    if backwards is None:
        return None
    size = len(seen)
    second = [(size - end, size - start) for start, end in reversed(backwards)]
    return [
        Reach(one[1], following[0]) if (one[1], following[0]) == (other[1], after[0]) else None
        for one, following, other, after in zip(first, first[1:], second, second[1:], strict=False)
    ]


def _read(runs: Sequence[Run], seen: Sequence[str], *, is_all: bool) -> list[tuple[int, int]] | None:
    """Where each run is first found behind the one before it."""
    where: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(seen):
        where[word].append(place)
    found: list[tuple[int, int]] = []
    at = 0
    for number, run in enumerate(runs):
        start = _find(run, seen, where, at)
        if is_all and number == 0 and run:
            start = 0 if list(seen[: len(run)]) == run else None
        if is_all and number == len(runs) - 1:
            start = len(seen) - len(run)
            start = start if start >= at and list(seen[start:]) == run else None
        elif not run and number == len(runs) - 1:
            start = len(seen)
        if start is None:
            return None
        at = start + len(run)
        found.append((start, at))
    return found


def _find(run: Run, seen: Sequence[str], where: dict[str, list[int]], at: int) -> int | None:
    if not run:
        return at
    size = len(run)
    return next((one for one in where.get(run[0], ()) if one >= at and list(seen[one : one + size]) == run), None)


def _picture(image: Element) -> str:
    source = next((image.get(name) for name in ("data-src", "data-lazy-src", "data-orig-file") if image.get(name)), "")
    name = _PICTURE.search(source or image.get("src"))
    return f"<img {name[1]}" if name else "<img"
