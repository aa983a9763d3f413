"""Blocks of our own for what plugins keep of an item in fields, as WordPress would store them."""

from __future__ import annotations

import json
from collections.abc import Mapping

GALLERY = "wxr2hugo/gallery"
"""The pictures of a plugin's gallery, with the words that the plugin keeps of each."""
TEMPLATE = "wxr2hugo/template"
"""A text that lacks what a builder keeps of it in a field."""
RECIPE = "wxr2hugo/recipe-facts"
"""How long a recipe takes and how much comes of it, beside labels in the language of the text around."""


def own_block(name: str, settings: Mapping[str, object], inside: str = "") -> str:
    """A block as WordPress stores it."""
    text = json.dumps(settings).replace("--", r"\u002d\u002d").replace("<", r"\u003c").replace(">", r"\u003e")
    return f"<!-- wp:{name} {text} -->\n{inside}\n<!-- /wp:{name} -->"
