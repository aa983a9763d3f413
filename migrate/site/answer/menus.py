"""The menus of the old site, with what their entries lead to today."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from migrate.site.collect.indexed_item import MenuItem

_DEEPEST = 50


class MenuEntry(NamedTuple):
    """One line of a menu."""

    identifier: str
    name: str
    url: str
    weight: int
    parent: str
    """Identifier of the entry above it, or empty."""


class Menu(NamedTuple):
    """A menu with its entries in order."""

    slug: str
    name: str
    entries: tuple[MenuEntry, ...]
    language: str = ""
    """Where the site has several."""


Target = Callable[[MenuItem], tuple[str, str] | None]
"""The label and address of what an entry leads to; None where that is not public."""


def menus(items: Iterable[MenuItem], names: dict[str, str], target: Target) -> tuple[Menu, ...]:
    """All menus that have entries. An entry that leads to nothing public is left out, its children move to the top."""
    shown: dict[str, dict[int, tuple[MenuItem, str, str]]] = {}
    for item in sorted(items, key=lambda one: (one.order, one.id)):
        found = target(item)
        if found and item.menu and (item.title or found[0]):
            shown.setdefault(item.menu, {})[item.id] = (item, item.title or found[0], found[1])
    return tuple(Menu(slug, names.get(slug, slug), _entries(shown[slug])) for slug in sorted(shown))


def _entries(shown: dict[int, tuple[MenuItem, str, str]]) -> tuple[MenuEntry, ...]:
    parents = {number: item.parent for number, (item, _, _) in shown.items()}
    return tuple(
        MenuEntry(f"menu-{number}", name, url, weight, f"menu-{parent}" if parent in shown else "")
        for weight, (number, (_, name, url)) in enumerate(shown.items(), 1)
        for parent in [_parent(number, parents)]
    )


def _parent(number: int, parents: dict[int, int]) -> int:
    """The parent of an entry; 0 where following the parents does not end at the top."""
    seen, above = {number}, parents[number]
    while above in parents and above not in seen and len(seen) < _DEEPEST:
        seen.add(above)
        above = parents[above]
    return 0 if above in parents else parents[number]
