"""Recipes of WordPress.com and Jetpack: a title, facts, ingredients, directions, notes; the facts of others too."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape, unescape

from migrate.content.context import Context
from migrate.content.nodes import Block, Shortcode
from migrate.content.registry import handles
from migrate.content.render import render_shortcodes
from migrate.content.shared.attributes import text
from migrate.patterns import rare_pattern
from migrate.wording import labels

_FACTS = ("servings", "time", "prep_time", "cook_time", "difficulty", "rating", "source")
_FACTS_OF_OTHERS = ("prep_time", "cook_time", "total_time", "servings")
"""In the order in which plugins show what they keep of a recipe in fields."""
_LINE_END = rare_pattern(r"<br\s*/?>|</?p\b[^<>]*>|\n")
_MARKER = rare_pattern(r"\A(?:[-*•#]|\d{1,3}[.)])\s+")


@handles("shortcode:recipe")
def recipe(shortcode: Shortcode, context: Context) -> str:
    """Title, facts and what the recipe holds."""
    said = {name: shortcode.attributes.get(name.replace("_", "")) for name in _FACTS}
    facts = {name: _plain(value) for name, value in said.items() if value is not None}
    return f"{_heading(shortcode, 3)}{_listed(facts, context)}{_content(shortcode, context)}"


@handles("wxr2hugo/recipe-facts")
def recipe_facts(block: Block, context: Context) -> str:
    """Those of a recipe that a plugin keeps in fields: words as they stand there, minutes in words."""
    words = labels(context.library.language())
    said = ((name, block.attributes.get(name)) for name in _FACTS_OF_OTHERS)
    facts = {name: _in_words(one, words) if isinstance(one, int) else escape(text(one)) for name, one in said}
    return _listed({name: fact for name, fact in facts.items() if fact}, context)


@handles("shortcode:recipe-ingredients")
def ingredients(shortcode: Shortcode, context: Context) -> str:
    """A bulleted list, a line of the text an entry."""
    return f"{_heading(shortcode, 4, _label('ingredients', context))}<ul>{_entries(shortcode, context)}</ul>"


@handles("shortcode:recipe-directions")
def directions(shortcode: Shortcode, context: Context) -> str:
    """A numbered list, a line of the text an entry."""
    return f"{_heading(shortcode, 4, _label('directions', context))}<ol>{_entries(shortcode, context)}</ol>"


@handles("shortcode:recipe-notes", "shortcode:recipe-nutrition")
def notes(shortcode: Shortcode, context: Context) -> str:
    """Text below a heading."""
    otherwise = _label(shortcode.name.removeprefix("recipe-"), context)
    return f"{_heading(shortcode, 4, otherwise)}{_content(shortcode, context)}"


def _label(key: str, context: Context) -> str:
    return labels(context.library.language())[key]


def _listed(facts: Mapping[str, str], context: Context) -> str:
    """A list of facts, each behind its label."""
    words = labels(context.library.language()) if facts else {}
    entries = "".join(f"<li>{words[name]}{words['colon']}{fact}</li>" for name, fact in facts.items())
    return f"<ul>{entries}</ul>" if entries else ""


def _in_words(minutes: int, words: Mapping[str, str]) -> str:
    hours, rest = divmod(minutes, 60)
    named = ((hours, "hour"), (rest, "minute"))
    return " ".join(f"{many} {words[unit if many == 1 else f'{unit}s']}" for many, unit in named if many)


def _heading(shortcode: Shortcode, level: int, otherwise: str = "") -> str:
    title = _plain(shortcode.attributes.get("title", "")) or otherwise
    return f"<h{level}>{title}</h{level}>" if title else ""


def _entries(shortcode: Shortcode, context: Context) -> str:
    lines = (_MARKER.sub("", line.strip()) for line in _LINE_END.split(_content(shortcode, context)))
    return "".join(f"<li>{line}</li>" for line in lines if line)


def _content(shortcode: Shortcode, context: Context) -> str:
    return render_shortcodes(shortcode.content or "", context)


def _plain(value: str) -> str:
    return escape(unescape(value))
