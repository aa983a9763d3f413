"""The block grammar: `<!-- wp:namespace/name {"json": 1} -->…<!-- /wp:name -->`, and `/-->` for blocks without content.

WordPress documents the grammar in its block editor handbook. Here it is read with one search from delimiter to
delimiter, so a post of any size and any fault takes linear time: a closing delimiter ends the nearest open block of its
name, one that opens nothing is dropped, and what is still open at the end of the text ends there.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Container
from typing import Any

from migrate.content.nodes import Block
from migrate.patterns import rare_pattern

MAX_DEPTH = 60
"""Blocks nested deeper count as HTML of the block around them: handlers call each other once a level."""

_DEEPEST_JSON = 500
"""What nests deeper is no attribute of any block. Each Python gives up at another depth of its own."""
_BRACKET = rare_pattern(r'"(?:[^"\\]|\\.)*+"|([\[{])|([\]}])', re.DOTALL)

_NAME = r"(?:[a-z][a-z0-9_-]*+/)?[a-z][a-z0-9_-]*"
_DELIMITER = re.compile(
    rf"<!-- wp:({_NAME}+) -->([^<]*+(?:<(?!!--)[^<]*+)*+)<!-- /wp:\1 -->"
    rf"|<!--\s+(/?)wp:({_NAME})(?:\s*+(/?)-->|\s++(?=\{{))|<!-- /?wp:"
)
"""A block without settings that holds no other one, as most are; a whole delimiter, what stands in front of the JSON in
one, or the beginning of what is no delimiter."""
_END = "-->"


def _may_hold(block: Block) -> bool:
    return False


def parse_blocks(
    text: str, as_text: Container[str] = (), is_void: Callable[[Block], bool] = _may_hold
) -> list[Block | str]:
    """Blocks and the text between them, in order. Broken JSON counts as no attributes. Nothing raises.

    `as_text`: blocks that are taken for text where they have no settings, hold no blocks and stand in none.
    `is_void`: whether a block holds nothing: where nothing closes it, what follows stands behind it.
    """
    stack = _Stack(as_text, is_void)
    position = 0
    for found in _DELIMITER.finditer(text):
        start, end = found.span()
        leaf, html, closes, name, slash = found.groups()
        is_whole = leaf is not None or slash is not None
        if not is_whole:
            if end <= position:
                continue  # each comment is looked at once, however many openings stand in it
            end = text.find(_END, end) + len(_END)
            if end < len(_END):
                break
        if position < start:
            stack.inside.append(text[position:start])
        position = end
        if leaf:
            stack.hold(_whole(leaf), html)
        elif not is_whole:
            _take(stack, found, text[found.end() : end - len(_END)])
        elif closes:
            stack.close(_whole(name))
        else:
            stack.open(Block(_whole(name), {}, []), empty=bool(slash))
    if position < len(text):
        stack.inside.append(text[position:])
    stack.end()
    return stack.top


def _whole(name: str) -> str:
    return name if "/" in name else f"core/{name}"


def _take(stack: _Stack, found: re.Match[str], settings: str) -> None:
    """Take a delimiter with settings; what only begins like one is a block without a name."""
    _, _, closes, name, _ = found.groups()
    json_text = settings.removesuffix("/").rstrip()
    if not (name and json_text.endswith("}")):
        stack.inside.append(Block("", {}, [], f"{found[0][len('<!-- ') :]}{settings}"))
    elif closes:
        stack.close(_whole(name))
    else:
        attributes = _attributes(json_text)
        unread = json_text if attributes is None else ""
        stack.open(Block(_whole(name), attributes or {}, [], unread), empty=settings.endswith("/"))


class _Stack:
    """The open blocks, innermost last: each with the list that its content goes to."""

    def __init__(self, as_text: Container[str], is_void: Callable[[Block], bool]) -> None:
        self.top: list[str | Block] = []
        self._as_text = as_text
        self._is_void = is_void
        self.inside = self.top
        """What the innermost holds so far."""
        self._open: list[tuple[Block, list[str | Block]]] = []
        """Each, and what the block around it holds."""
        self._names: dict[str, int] = defaultdict(int)

    def hold(self, name: str, html: str) -> None:
        """Add a block that holds no other one."""
        if len(self._open) >= MAX_DEPTH or (not self._open and name in self._as_text):
            if html:
                self.inside.append(html)
        else:
            self.inside.append(Block(name, {}, [html] if html else []))

    def open(self, block: Block, *, empty: bool) -> None:
        too_deep = len(self._open) >= MAX_DEPTH
        if not too_deep:
            self.inside.append(block)
        if not empty:
            self._open.append((block, self.inside))
            self._names[block.name] += 1
            self.inside = self.inside if too_deep else block.inner

    def close(self, name: str) -> None:
        while self._names[name]:
            if self._leave(name):
                return

    def end(self) -> None:
        """The text is over, and with it what is still open."""
        while self._open:
            self._leave()

    def _leave(self, closer: str = "") -> bool:
        """Leave the innermost. Answers whether a delimiter closes it; if not, what holds nothing gives all away."""
        block, self.inside = self._open.pop()
        self._names[block.name] -= 1
        is_closed = block.name == closer
        if not is_closed and block.inner and self._is_void(block):
            self.inside += block.inner
            block.inner.clear()
        return is_closed


def _nests_too_deep(json_text: str) -> bool:
    if json_text.count("{") + json_text.count("[") <= _DEEPEST_JSON:
        return False
    depth = deepest = 0
    for found in _BRACKET.finditer(json_text):
        depth += bool(found[1]) - bool(found[2])
        deepest = max(deepest, depth)
    return deepest > _DEEPEST_JSON


def _attributes(json_text: str) -> dict[str, Any] | None:
    """The settings of a block; None for what is no JSON."""
    if _nests_too_deep(json_text):
        return None
    try:
        attributes = json.loads(json_text)
    except (ValueError, RecursionError):
        return None
    return attributes if isinstance(attributes, dict) else None
