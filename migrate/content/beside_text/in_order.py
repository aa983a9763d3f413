"""Puts pieces of HTML that a text lacks where they stood among those that it has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from migrate.patterns import rare_pattern

_MOST_WORK = 20_000_000
_SHORTEST, _LONGEST = 8, 60
"""Of the words by which a piece is found."""
_APART = rare_pattern(r"<[^<>]*+>|\n")
_FILE = rare_pattern(r"/([^/\s\"'<>.]{4,})[^/\s\"'<>]*+[\"']")
_REST = rare_pattern(
    r"(?:[^<\n]++|</?(?:a|b|br|code|em|i|img|small|span|strong|su[bp]|u)\b[^<>]*+>)*+(?:\s*+</[a-zA-Z][a-zA-Z0-9]*+\s*+>)*+"
)
"""From the end of a piece's words to the end of the line or of what holds them."""
_IN_LIST = rare_pattern(r"\s*+(?:<(?:li|tr|t[dh]|d[td])\b|</(?:[uod]l|t(?:able|body|r))\b)", re.I)
_LIST_END = rare_pattern(r"</(?:[uod]l|table)\s*+>", re.I)
_WHOLE = ("form", "select", "pre", "style", "script")
"""Elements that nothing of a page stands in, the one that may hold others first."""


def in_order(text: str, pieces: Sequence[str], left_out: Sequence[str]) -> str:
    """The text with those that it leaves out of all pieces, each behind the last one before it that is in the text.

    What has none before it comes first, and everything last where no piece of the text is known again.
    """
    if "<!-- wp:" in text or len(pieces) * len(text) > _MOST_WORK:
        return "\n\n".join([text, *left_out])
    places = list(_places(text, pieces, set(left_out)))
    is_known = any(place is not None for place, _ in places)
    done, position = [], 0
    for place, piece in places:
        end = (place or 0) if is_known else len(text)
        done += [text[position:end].strip("\n"), piece] if piece else []
        position = end if piece else position
    return "\n\n".join(filter(None, [*done, text[position:].strip("\n")]))


def _places(text: str, pieces: Sequence[str], left_out: set[str]) -> Iterator[tuple[int | None, str]]:
    """Where in the text each piece that it lacks belongs, in their order, and, without a piece, where others end."""
    place: int | None = None
    for piece in pieces:
        if piece in left_out:
            left_out.discard(piece)
            yield place, piece
        elif (found := _end(text, _words(piece), place or 0)) is not None:
            place = found
            yield place, ""


def _words(piece: str) -> tuple[str, str]:
    """The last words of a piece that are enough to be known again, or the name of its picture, and its very last."""
    runs = [one for run in reversed(_APART.split(piece)) if (one := run.strip())]
    known = next((run[-_LONGEST:] for run in runs if len(run) >= _SHORTEST), "")
    if known:
        return known, runs[0] if len(runs[0]) < _SHORTEST else ""
    picture = _FILE.search(piece)
    return (picture[1] if picture else ""), ""


def _end(text: str, words: tuple[str, str], start: int) -> int | None:
    """Where what holds these words ends; None where they do not stand behind the start."""
    known, last = words
    found = text.find(known, start) if known else -1
    if found < 0:
        return None
    end = max(found + len(known), text.find(last, found + len(known)) + len(last))
    rest = _REST.match(text, end)
    end = rest.end() if rest else end
    if _IN_LIST.match(text, end):
        closed = _LIST_END.search(text, end)
        return closed.end() if closed else None
    return _behind_what_is_whole(text, end)


def _behind_what_is_whole(text: str, place: int) -> int:
    """The place, or the end of the form, or other element that nothing may be put into, in which it lies."""
    for name in _WHOLE:
        opened, closed = text.rfind(f"<{name}", 0, place), text.find(f"</{name}>", place)
        if opened >= 0 and closed >= 0 and text.find(f"</{name}>", opened, place) < 0:
            place = closed + len(f"</{name}>")
    return place
