"""What a style sheet hides, as far as that can be said without all of the page that it is for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
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

    def takes(self, element: Element, names: Set[str] | None = None) -> bool:
        """Whether an element is one of them; `names` are the element's, where they are known."""
        return self.tag in ("", element.tag) and self.names <= (_names(element) if names is None else names)


def hiding_selectors(css: str) -> tuple[Selector, ...]:
    """What a style sheet hides on every screen and, whatever happens, shows by no other rule."""
    rules = list(_rules(_COMMENT.sub("", css)))
    hiding = [one for rule in rules if rule.is_everywhere and _hides(rule.style) for one in _selectors(rule.selectors)]
    if not hiding:
        return ()
    opened = {name for rule in rules if _opens(rule.style) for name in _NAME.findall(rule.selectors)}
    return tuple(one for one in hiding if opened.isdisjoint(one.names))


def taken(elements: Iterable[Element], selectors: Iterable[Selector]) -> list[Element]:
    """The elements that any of the selectors takes. Each is tried on those that have the rarest of its names alone."""
    by_name = _by_rarest_name(list(dict.fromkeys(selectors)))
    found = []
    for element in elements:
        names = _names(element)
        candidates = (one for name in names for one in by_name.get(name, ()))
        if any(one.takes(element, names) for one in candidates):
            found.append(element)
    return found


def _by_rarest_name(selectors: Sequence[Selector]) -> dict[str, list[Selector]]:
    often = Counter(name for one in selectors for name in one.names)
    found: dict[str, list[Selector]] = defaultdict(list)
    for one in selectors:
        found[min(one.names, key=lambda name: (often[name], name))].append(one)
    return found


def _names(element: Element) -> set[str]:
    return {f".{name}" for name in element.classes} | {f"#{element.get('id')}"}


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
