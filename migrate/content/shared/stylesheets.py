"""What a style sheet hides, as far as that can be said without all of the page that it is for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from migrate.content.shared.hiding import shown_style
from migrate.patterns import rare_pattern
from migrate.tree import Element

_COMMENT = rare_pattern(r"(?s)/\*.*?(?:\*/|\Z)|<!--|-->")
_BRACE = rare_pattern(r"([{}])")
_NAME = rare_pattern(r"[.#][A-Za-z_-][\w-]*")
_PLAIN = rare_pattern(rf"([a-zA-Z][\w-]*)?((?:{_NAME.pattern})+)")
_SHOWING = rare_pattern(r"(?i)display|visibility|opacity|clip|height|width|left|top|font-size|transform|indent")


class Selector(NamedTuple):
    """Elements that a rule is for, wherever they stand."""

    tag: str
    """Empty: any."""
    names: frozenset[str]
    """The classes that they have, as `.name`, and their id, as `#name`."""

    def takes(self, element: Element) -> bool:
        """Whether an element is one of them."""
        given = {f".{name}" for name in element.classes} | {f"#{element.get('id')}"}
        return self.names <= given and self.tag in ("", element.tag)


def hiding_selectors(css: str) -> tuple[Selector, ...]:
    """What a style sheet hides on every screen and, whatever happens, shows by no other rule."""
    rules = list(_rules(_COMMENT.sub("", css)))
    hiding = [one for rule in rules if rule.is_everywhere and _hides(rule.style) for one in _selectors(rule.selectors)]
    if not hiding:
        return ()
    opened = {name for rule in rules if _opens(rule.style) for name in _NAME.findall(rule.selectors)}
    return tuple(one for one in hiding if opened.isdisjoint(one.names))


class _Rule(NamedTuple):
    """What a sheet says of some elements."""

    selectors: str
    style: str
    is_everywhere: bool
    """Whether it stands in no other: what does counts on some screens, in print, or in some places alone."""


def _rules(css: str) -> Iterator[_Rule]:
    """The rules of a sheet, those within others before these; of what holds others only what stands behind them."""
    pieces = _BRACE.split(css)
    held: list[str] = []
    for text, brace in zip(pieces[::2], pieces[1::2], strict=False):
        if brace == "{":
            held.append(text.rpartition(";")[2])
        elif held:
            yield _Rule(held.pop(), text, not held)


def _hides(style: str) -> bool:
    return shown_style(style.strip()) != style.strip()


def _opens(style: str) -> bool:
    return not _hides(style) and _SHOWING.search(style) is not None


def _selectors(text: str) -> Iterator[Selector]:
    for one in text.split(","):
        if plain := _PLAIN.fullmatch(one.strip()):
            yield Selector((plain[1] or "").lower(), frozenset(_NAME.findall(plain[2])))
