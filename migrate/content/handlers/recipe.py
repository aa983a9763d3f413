"""The recipe shortcodes of WordPress.com and Jetpack: a title, a few facts, ingredients, directions, notes."""

from __future__ import annotations

import re
from html import escape, unescape

from migrate.content.context import Context
from migrate.content.nodes import Shortcode
from migrate.content.registry import handles
from migrate.content.render import render_shortcodes

_FACTS = {
    "servings": "Servings",
    "time": "Time",
    "preptime": "Prep Time",
    "cooktime": "Cook Time",
    "difficulty": "Difficulty",
    "rating": "Rating",
    "source": "Source",
}
_LINE_END = re.compile(r"<br\s*/?>|</?p\b[^<>]*>|\n")
_MARKER = re.compile(r"\A(?:[-*•#]|\d{1,3}[.)])\s+")


@handles("shortcode:recipe")
def recipe(shortcode: Shortcode, context: Context) -> str:
    """Title, facts and what the recipe holds."""
    facts = "".join(
        f"<li>{label}: {_plain(shortcode.attributes[name])}</li>"
        for name, label in _FACTS.items()
        if name in shortcode.attributes
    )
    title = _heading(shortcode, 3, "")
    return f"{title}{f'<ul>{facts}</ul>' if facts else ''}{_content(shortcode, context)}"


@handles("shortcode:recipe-ingredients")
def ingredients(shortcode: Shortcode, context: Context) -> str:
    """A bulleted list, a line of the text an entry."""
    return f"{_heading(shortcode, 4, 'Ingredients')}<ul>{_entries(shortcode, context)}</ul>"


@handles("shortcode:recipe-directions")
def directions(shortcode: Shortcode, context: Context) -> str:
    """A numbered list, a line of the text an entry."""
    return f"{_heading(shortcode, 4, 'Directions')}<ol>{_entries(shortcode, context)}</ol>"


@handles("shortcode:recipe-notes", "shortcode:recipe-nutrition")
def notes(shortcode: Shortcode, context: Context) -> str:
    """Text below a heading."""
    otherwise = "Nutrition" if shortcode.name == "recipe-nutrition" else "Notes"
    return f"{_heading(shortcode, 4, otherwise)}{_content(shortcode, context)}"


def _heading(shortcode: Shortcode, level: int, otherwise: str) -> str:
    title = _plain(shortcode.attributes.get("title", "")) or otherwise
    return f"<h{level}>{title}</h{level}>" if title else ""


def _entries(shortcode: Shortcode, context: Context) -> str:
    lines = (_MARKER.sub("", line.strip()) for line in _LINE_END.split(_content(shortcode, context)))
    return "".join(f"<li>{line}</li>" for line in lines if line)


def _content(shortcode: Shortcode, context: Context) -> str:
    return render_shortcodes(shortcode.content or "", context)


def _plain(value: str) -> str:
    return escape(unescape(value))
