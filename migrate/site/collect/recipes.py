"""Recipes that plugins keep in items of their own and show in posts: as text, and as the map of the front matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import NamedTuple

from migrate.model.export import Item
from migrate.patterns import rare_pattern
from migrate.php import texts, unserialized
from migrate.site.collect.own_blocks import RECIPE, own_block
from migrate.text import plain_line
from migrate.tree import Element, parse

_AMOUNT = rare_pattern(r"(\d{1,5}(?:\.\d{1,2})?)\s*(?:([dhm])\w*)?", re.I)
_MINUTES = {"d": 1440, "h": 60, "m": 1}
_LONGEST = 100_000
_TIMES = ("prep_time", "cook_time", "total_time")


class Recipe(NamedTuple):
    """What readers saw of a recipe."""

    name: str
    about: str
    """HTML."""
    times: dict[str, str | int]
    """By key, in words or as minutes."""
    makes: str
    """How much comes of it, in words."""
    needed: str
    """HTML."""
    done: str
    """HTML."""
    notes: str
    """HTML."""


def recipe_of(item: Item) -> Recipe | None:
    """The recipe that an item of a plugin's own is; None for any other item."""
    read = _READERS.get(item.type)
    return read(item) if read else None


def recipe_text(recipe: Recipe) -> str:
    """A recipe as text that WordPress could store."""
    facts = recipe.times | ({"servings": recipe.makes} if recipe.makes else {})
    parts = (
        *(f"<h3>{escape(recipe.name)}</h3>", recipe.about, own_block(RECIPE, facts) if facts else ""),
        *(recipe.needed, recipe.done, recipe.notes),
    )
    return "\n\n".join(part for part in parts if part.strip())


def recipe_map(recipe: Recipe) -> dict[str, object]:
    """The same by key, as plain text; times in minutes."""
    found: dict[str, object] = {
        **{key: _minutes(str(value)) for key, value in recipe.times.items()},
        "description": plain_line(recipe.about),
        "ingredients": _entries(recipe.needed),
        "name": plain_line(recipe.name),
        "steps": _entries(recipe.done),
        "yield": plain_line(recipe.makes),
    }
    return {key: value for key, value in sorted(found.items()) if value}


def _recipe_maker(item: Item) -> Recipe:
    """WP Recipe Maker keeps groups of ingredients and of steps, and times in minutes."""
    meta = dict(reversed(item.meta))
    times = {key: meta.get(f"wprm_{key}", "").strip() for key in _TIMES}
    made = f"{meta.get('wprm_servings', '').strip()} {meta.get('wprm_servings_unit', '').strip()}".strip()
    return Recipe(
        name=item.title,
        about=item.content.strip() or meta.get("wprm_summary", ""),
        times={key: int(value) for key, value in times.items() if value.isdigit() and 0 < int(value) < _LONGEST},
        makes="" if made.startswith("0") else made,
        needed=_groups(meta.get("wprm_ingredients", ""), "ingredients", "ul", ("amount", "unit", "name", "notes")),
        done=_groups(meta.get("wprm_instructions", ""), "instructions", "ol", ("text",)),
        notes=meta.get("wprm_notes", ""),
    )


def _tasty(item: Item) -> Recipe:
    """Tasty Recipes keeps HTML, and times in words."""
    meta = dict(reversed(item.meta))
    return Recipe(
        name=item.title,
        about=meta.get("description", "") or item.content,
        times={key: plain_line(meta[key]) for key in _TIMES if plain_line(meta.get(key, ""))},
        makes=plain_line(meta.get("yield", "")),
        needed=meta.get("ingredients", ""),
        done=meta.get("instructions", ""),
        notes=meta.get("notes", ""),
    )


def _groups(stored: str, key: str, tag: str, fields: Iterable[str]) -> str:
    """The groups of a field, each below its name; text as it is stored where it is cut short or broken."""
    groups = unserialized(stored)
    if not isinstance(groups, list):
        return _listed(tag, [text for text in _SOUND.findall(stored) if " " in text])
    parts: list[str] = []
    for group in groups:
        entries = group.get(key) if isinstance(group, Mapping) else None
        known = [one for one in entries if isinstance(one, Mapping)] if isinstance(entries, list) else []
        lines = [" ".join(_parts(one, fields)) for one in known]
        name = next(_parts(group, ("name",)), "") if isinstance(group, Mapping) else ""
        parts += [f"<h4>{name}</h4>"] if name else []
        parts.append(_listed(tag, [line for line in lines if line]))
    return "\n".join(filter(None, parts))


_SOUND = re.compile(r's:\d+:"([^"]*)"')
"""Texts in a list that cannot be read as a whole."""


def _parts(entry: Mapping[str, object], keys: Iterable[str]) -> Iterator[str]:
    return (text for key in keys for text in texts(entry.get(key)) if text.strip())


def _listed(tag: str, entries: list[str]) -> str:
    return f"<{tag}>{''.join(f'<li>{one}</li>' for one in entries)}</{tag}>" if entries else ""


def _entries(html: str) -> list[str]:
    """The entries of all lists, or the lines where there is none."""
    if "<li" not in html:
        return [line for line in map(plain_line, re.split(r"<br\s*/?>|</p>|\n", html)) if line]
    found = (plain_line(node.text()) for node in _elements(parse(html)) if node.tag == "li")
    return [text for text in found if text]


def _elements(root: Element) -> Iterator[Element]:
    stack = [root]
    while stack:
        element = stack.pop()
        yield element
        stack += [one for one in reversed(element.children) if isinstance(one, Element)]


def _minutes(words: str) -> int:
    """Minutes of a time in words; what says no unit is in minutes."""
    amounts = [(float(found[1]), _MINUTES[(found[2] or "m").lower()]) for found in _AMOUNT.finditer(words)]
    return int(sum(many * length for many, length in amounts[:3]))


_READERS = {"wprm_recipe": _recipe_maker, "tasty_recipe": _tasty}
