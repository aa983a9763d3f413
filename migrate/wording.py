"""Words that readers meet and no export holds, in the language of the site: those of our theme, and labels in texts."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def theme_words(language: str) -> dict[str, str]:
    """The words of our theme by their keys, in a language as WordPress names it; in English what it does not know."""
    folder = files("migrate.hugo") / "theme/i18n"
    found: dict[str, str] = {}
    for one in _names(language):
        file = folder / f"{one}.toml"
        found |= tomllib.loads(file.read_text("utf-8")) if one.replace("-", "").isalnum() and file.is_file() else {}
    return found


@cache
def labels(language: str) -> dict[str, str]:
    """The same for what WordPress and its plugins write beside what is stored: the table `labels.toml`."""
    table = _labels()
    return {key: word for one in _names(language) for key, word in table.get(one, {}).items()}


@cache
def _labels() -> dict[str, Any]:
    return tomllib.loads((files("migrate") / "labels.toml").read_text("utf-8"))


def _names(language: str) -> Iterator[str]:
    """Under which names words of a language may stand, what counts most last."""
    name = language.lower().replace("_", "-")
    yield from ("en", name.partition("-")[0], name)
