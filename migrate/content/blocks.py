"""The block grammar: `<!-- wp:namespace/name {"json": 1} -->…<!-- /wp:name -->`, and `/-->` for blocks without content.

WordPress documents the grammar in its block editor handbook. Here it is read with one search from delimiter to
delimiter, so a post of any size and any fault takes linear time: a closing delimiter ends the nearest open block of its
name, one that opens nothing is dropped, and what is still open at the end of the text ends there.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from migrate.content.nodes import Block

MAX_DEPTH = 60
"""Blocks nested deeper count as HTML of the block around them: handlers call each other once a level."""

_OPENING = re.compile(r"<!--\s+(/?)wp:([a-z][a-z0-9_-]*/)?([a-z][a-z0-9_-]*)(?:\s++(?=[{/-])|(?=/?-->))")


@dataclass(frozen=True, slots=True)
class _Delimiter:
    start: int
    end: int
    name: str
    attributes: dict[str, Any]
    closes: bool
    empty: bool


def parse_blocks(text: str) -> list[Block | str]:
    """Blocks and the text between them, in order. Broken JSON counts as no attributes. Nothing raises."""
    stack = _Stack()
    position = 0
    for delimiter in _delimiters(text):
        stack.add(text[position : delimiter.start])
        position = delimiter.end
        if delimiter.closes:
            stack.close(delimiter.name)
        else:
            stack.open(Block(delimiter.name, delimiter.attributes), empty=delimiter.empty)
    stack.add(text[position:])
    return stack.top


class _Stack:
    """The open blocks, innermost last: each with the list that its content goes to."""

    def __init__(self) -> None:
        self.top: list[str | Block] = []
        self._open: list[tuple[str, list[str | Block]]] = [("", self.top)]
        self._names: Counter[str] = Counter()

    def add(self, text: str) -> None:
        if text:
            self._open[-1][1].append(text)

    def open(self, block: Block, *, empty: bool) -> None:
        inside = self._open[-1][1]
        too_deep = len(self._open) > MAX_DEPTH
        if not too_deep:
            inside.append(block)
        if not empty:
            self._open.append((block.name, inside if too_deep else block.inner))
            self._names[block.name] += 1

    def close(self, name: str) -> None:
        while self._names[name]:
            closed, _ = self._open.pop()
            self._names[closed] -= 1
            if closed == name:
                return


def _delimiters(text: str) -> list[_Delimiter]:
    found = []
    position = 0
    tail = _Tail(text)
    while opening := _OPENING.search(text, position):
        position = opening.end()
        if not tail.move(position):
            break
        closes, namespace, name = opening.groups()
        json_text = text[position : tail.stop] if text[position] == "{" and tail.ends_json else ""
        if not json_text and tail.stop > position:
            continue
        found.append(
            _Delimiter(
                opening.start(),
                tail.close + 3,
                f"{namespace or 'core/'}{name}",
                _attributes(json_text),
                closes=bool(closes),
                empty=tail.slash,
            )
        )
        position = tail.close + 3
    return found


class _Tail:
    """The end of the comment that a delimiter stands in; each is looked at once, however many openings precede it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.close = -1
        self.stop = 0
        self.slash = False
        self.ends_json = False

    def move(self, position: int) -> bool:
        """Go to the first `-->` at or after `position`; false when there is none."""
        if self.close >= position:
            return True
        self.close = self._text.find("-->", position)
        if self.close < 0:
            return False
        inside = self._text[max(position - 1, 0) : self.close]
        self.slash = inside.endswith("/")
        trimmed = inside.removesuffix("/").rstrip()
        self.stop = max(position, self.close - len(inside) + len(trimmed))
        self.ends_json = trimmed.endswith("}")
        return True


def _attributes(json_text: str) -> dict[str, Any]:
    if not json_text:
        return {}
    try:
        attributes = json.loads(json_text)
    except (ValueError, RecursionError):
        return {}
    return attributes if isinstance(attributes, dict) else {}
