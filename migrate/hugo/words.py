"""The words that visitors read around the content, in the language of a site."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def theme_words(language: str) -> dict[str, str]:
    """The words of our theme by their keys, in a language as WordPress names it; in English what it does not know."""
    folder = files("migrate.hugo") / "theme/i18n"
    name = language.lower().replace("_", "-")
    found: dict[str, str] = {}
    for one in ("en", name.partition("-")[0], name):
        file = folder / f"{one}.toml"
        found |= tomllib.loads(file.read_text("utf-8")) if one.replace("-", "").isalnum() and file.is_file() else {}
    return found
