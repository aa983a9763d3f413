"""The little that merging must know of Markdown: where code is, and whether shortcodes and fences balance."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from migrate.patterns import rare_pattern
from migrate.text import lines

_FENCE = rare_pattern(r"[ \t>]*(?:[*+-][ \t]+|\d{1,9}[.)][ \t]+)*(`{3,}(?=[^`]*$)|~{3,})(.*)", re.DOTALL)
_TICKS = rare_pattern(r"`+")
_TAG = rare_pattern(r"\{\{[<%](?!\s*/\*)\s*(/?)\s*([\w./-]+)((?:[^>%]|[>%](?!\}\}))*)[>%]\}\}")
_GIT_MARKS = rare_pattern(r"^<{7} .*\n(?:.*\n)*?={7}\n(?:.*\n)*?>{7} ", re.M)
MARKS = ("<<<<<<< yours\n", "=======\n", ">>>>>>> WordPress\n")
"""The lines around the two sides of a conflict."""


def prose(body: str) -> Iterator[tuple[str, bool]]:
    """The body in pieces, each with whether it is prose: neither in a fence nor in a code span."""
    for block, is_prose in _blocks(body):
        if is_prose:
            yield from _outside_spans(block)
        else:
            yield block, False


def fences_balance(body: str) -> bool:
    """Whether every fence is closed."""
    fence = ""
    for line in lines(body):
        fence = _fence_after(fence, line)
    return not fence


def shortcodes_balance(body: str, paired: set[str]) -> bool:
    """Whether every opening of a shortcode in `paired` is closed in its order, and no delimiter stands alone."""
    if body.count("{{<") != body.count(">}}") or body.count("{{%") != body.count("%}}"):
        return False
    stack: list[str] = []
    for closing, name, rest in _TAG.findall(body):
        if name not in paired or (not closing and rest.rstrip().endswith("/")):
            continue
        if not closing:
            stack.append(name)
        elif not stack or stack.pop() != name:
            return False
    return not stack


def paired_shortcodes(*bodies: str) -> set[str]:
    """Names of shortcodes that are closed somewhere."""
    return {name for body in bodies for closing, name, _ in _TAG.findall(body) if closing}


def marked(body: str) -> bool:
    """Whether the lines around a conflict are still there."""
    found = Counter(lines(body))
    return bool(found[MARKS[0]] or found[MARKS[2]])


def merged_by_git(text: str) -> bool:
    """Whether lines that git puts around a conflict are still there; in code they are text."""
    outside = (piece for piece, is_prose in _blocks(text) if is_prose)
    return "<<<<<<< " in text and _GIT_MARKS.search("".join(outside)) is not None


def _fence_after(fence: str, line: str) -> str:
    """The fence that is open after a line, given the one that was open before it."""
    found = _FENCE.match(line)
    if found is None:
        return fence
    if not fence:
        return found[1]
    closes = found[1][0] == fence[0] and len(found[1]) >= len(fence) and not found[2].strip()
    return "" if closes else fence


def _blocks(body: str) -> Iterator[tuple[str, bool]]:
    """Paragraphs on one hand, fences (a line at a time) on the other."""
    fence, paragraph = "", ""
    for line in lines(body):
        after = _fence_after(fence, line)
        if fence or after:
            yield paragraph, True
            yield line, False
            paragraph = ""
        elif line.strip():
            paragraph += line
        else:
            yield paragraph, True
            yield line, False
            paragraph = ""
        fence = after
    yield paragraph, True


def _outside_spans(text: str) -> Iterator[tuple[str, bool]]:
    """A code span ends at the next run of as many backticks; a run without partner is text (CommonMark 6.1)."""
    runs = [(found.start(), found.end()) for found in _TICKS.finditer(text)]
    partner = _partners(runs)
    position = index = 0
    while index < len(runs):
        if index in partner:
            start, stop = runs[index][0], runs[partner[index]][1]
            yield text[position:start], True
            yield text[start:stop], False
            position, index = stop, partner[index]
        index += 1
    yield text[position:], True


def _partners(runs: list[tuple[int, int]]) -> dict[int, int]:
    next_of_length: dict[int, int] = {}
    partner = {}
    for index in range(len(runs) - 1, -1, -1):
        length = runs[index][1] - runs[index][0]
        if length in next_of_length:
            partner[index] = next_of_length[length]
        next_of_length[length] = index
    return partner
