"""Reference labels replaced by their targets before a merge, and numbered anew after it.

`[text][1]` with `[1]: {{< relref "a.md" >}}` at the foot says something else when another text has another number 1.
A merge of lines that still carry numbers would silently turn links round.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count

from migrate.page.labels import defined, definition, is_definition, numbers_in_brackets, replaced_uses
from migrate.page.references import is_call
from migrate.sync.merge.markdown_scan import fences_balance, prose
from migrate.text import lines

MARK = "\x00"
"""Stands around a target while it takes the place of a number."""

_TARGET = re.compile(f"{MARK}([^{MARK}]*){MARK}")


@dataclass(frozen=True, slots=True)
class Inlined:
    """A body with targets in the place of numbers, and the definitions at its foot that are not ours."""

    text: str
    foot: tuple[str, ...]


def inline(body: str) -> Inlined:
    """Take the references of a body apart. Only numbers that lead to a page of the site are ours."""
    body = body.replace(MARK, "")
    targets = _targets(body)
    if targets:
        kept = _without(body, targets)
        body = "".join(_with_targets(text, targets) if is_prose else text for text, is_prose in prose(kept))
    return _foot_apart(body)


def merged_foot(base: Inlined, user: Inlined, new: Inlined) -> tuple[str, ...]:
    """Definitions as a set: what a side added comes, what a side took away goes."""
    kept = [line for line in user.foot if line in new.foot or line not in base.foot]
    added = [line for line in new.foot if line not in base.foot and line not in user.foot]
    return tuple(kept + added)


def number(body: str, foot: tuple[str, ...] = ()) -> str:
    """The body with numbers again, by first use, and all references at the foot. Numbers in other use are skipped."""
    taken = _numbers(body + "".join(foot))
    free = (label for label in count(1) if label not in taken)
    labels = {target: next(free) for target in dict.fromkeys(_TARGET.findall(body))}
    ours = [f"{definition(label, target)}\n" for target, label in labels.items()]
    if not ours and not foot:
        return body
    text = _TARGET.sub(lambda found: str(labels[found[1]]), body).rstrip("\n")
    return "".join([f"{text}\n\n", *ours, *foot])


def _foot_apart(body: str) -> Inlined:
    kept = lines(body.rstrip("\n") + "\n")
    foot: list[str] = []
    while kept and is_definition(kept[-1]):
        foot.append(kept.pop())
    text = "".join(kept)
    if not fences_balance(text):
        return Inlined(body, ())
    return Inlined(text.rstrip("\n") + "\n", tuple(reversed(foot)))


def _targets(body: str) -> dict[str, str]:
    """Labels and targets of references that this tool writes; where a label stands twice the first one counts."""
    first: dict[str, str] = {}
    for text, is_prose in prose(body):
        for line in lines(text) if is_prose else []:
            found = defined(line)
            if found:
                first.setdefault(found.label, found.target)
    return {label: target for label, target in first.items() if is_call(target)}


def _without(body: str, targets: dict[str, str]) -> str:
    """The body without the definitions of these labels."""
    kept = []
    for text, is_prose in prose(body):
        for line in lines(text):
            found = defined(line) if is_prose else None
            if found is None or targets.get(found.label) != found.target:
                kept.append(line)
    return "".join(kept)


def _with_targets(text: str, targets: dict[str, str]) -> str:
    return replaced_uses(text, lambda label: f"{MARK}{targets[label]}{MARK}" if label in targets else None)


def _numbers(body: str) -> set[int]:
    """Numbers in brackets that are not ours: a definition of the user's, or text that must not become a link."""
    return {number for text, is_prose in prose(body) if is_prose for number in numbers_in_brackets(text)}
