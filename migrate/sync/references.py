"""Reference labels replaced by their targets before a merge, and numbered anew after it.

`[text][1]` with `[1]: {{< relref "a.md" >}}` at the foot says something else when another text has another number 1.
A merge of lines that still carry numbers would silently turn links round.
"""

from __future__ import annotations

import re
from itertools import count

from migrate.sync.markup import prose
from migrate.sync.text import lines

MARK = "\x00"
"""Stands around a target while it takes the place of a number."""

_DEFINITION = re.compile(r" {0,3}\[(\d+)\]:[ \t]*(.*?)[ \t]*\n?")
_OURS = re.compile(r"\{\{[<%] *(?:rel)?ref .*[>%]\}\}")
_ESCAPE_OR_USE = re.compile(r"\\.|(\])\[(\d+)\]|\[(\d+)\](?:\[\]|(?![\[(:]))", re.DOTALL)
_ESCAPE_OR_NUMBER = re.compile(r"\\.|\[(\d+)\]", re.DOTALL)
_TARGET = re.compile(f"{MARK}([^{MARK}]*){MARK}")


def inline(body: str) -> str:
    """The body with the targets in the place of numbers. Only numbers that lead to a page of the site are ours."""
    body = body.replace(MARK, "")
    targets = _targets(body)
    if not targets:
        return body
    pieces = [_with_targets(text, targets) if is_prose else text for text, is_prose in prose(_without(body, targets))]
    return "".join(pieces).rstrip("\n") + "\n"


def number(body: str) -> str:
    """The body with numbers again, by first use, and the references at the foot. Other numbers in use are skipped."""
    targets = dict.fromkeys(_TARGET.findall(body))
    if not targets:
        return body
    taken = _numbers(body)
    free = (label for label in count(1) if label not in taken)
    labels = {target: next(free) for target in targets}
    text = _TARGET.sub(lambda found: str(labels[found[1]]), body).rstrip("\n")
    foot = "".join(f"[{label}]: {target}\n" for target, label in labels.items())
    return f"{text}\n\n{foot}"


def _targets(body: str) -> dict[str, str]:
    """Labels and targets of references that this tool writes; where a label stands twice the first one counts."""
    first: dict[str, str] = {}
    for text, is_prose in prose(body):
        for line in lines(text) if is_prose else []:
            found = _DEFINITION.fullmatch(line)
            if found:
                first.setdefault(found[1], found[2])
    return {label: target for label, target in first.items() if _OURS.fullmatch(target)}


def _without(body: str, targets: dict[str, str]) -> str:
    """The body without the definitions of these labels."""
    kept = []
    for text, is_prose in prose(body):
        found = [_DEFINITION.fullmatch(line) for line in lines(text)] if is_prose else []
        for line, definition in zip(lines(text), found or [None] * len(lines(text)), strict=True):
            if definition is None or targets.get(definition[1]) != definition[2]:
                kept.append(line)
    return "".join(kept)


def _with_targets(text: str, targets: dict[str, str]) -> str:
    def use(found: re.Match[str]) -> str:
        label = found[2] or found[3]
        if label not in targets:
            return found[0]
        before = "]" if found[1] else f"[{label}]"
        return f"{before}[{MARK}{targets[label]}{MARK}]"

    return _ESCAPE_OR_USE.sub(use, text)


def _numbers(body: str) -> set[int]:
    """Numbers in brackets that are not ours: a definition of the user's, or text that must not become a link."""
    return {
        int(found[1])
        for text, is_prose in prose(body)
        if is_prose
        for found in _ESCAPE_OR_NUMBER.finditer(text)
        if found[1]
    }
