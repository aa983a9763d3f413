"""Whether a site shows the text of its files as it stands there, where a shortcode hides nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from migrate.choices.preset import THEME

_RAW = re.compile(rb"\bRawContent\b")
_MODULES = re.compile(rb"\b(?:hextra|loveit|hugo-book)\b", re.I)
"""Themes that print it, as modules, whose templates lie elsewhere."""
_CONFIGURATIONS = ("go.mod", "hugo.*", "config.*", "config/**/*")
_TEMPLATES = frozenset({".html", ".md", ".txt", ".json", ".xml", ".js"})
_SHORTCODES = frozenset({"shortcodes", "_shortcodes"})


def prints_raw_text(site: Path) -> str:
    """What in a site or its themes prints the text of files as it is, as a path relative to it; empty: nothing."""
    printing = filter(_prints, own_templates(site))
    return next((path.relative_to(site).as_posix() for path in chain(printing, _settings(site))), "")


def own_templates(site: Path) -> Iterator[Path]:
    """The templates of a site and of all themes in it but ours; no shortcodes."""
    themes = site / "themes"
    folders = sorted(themes.iterdir()) if themes.is_dir() else []
    for layouts in (site / "layouts", *(one / "layouts" for one in folders if one.name != THEME)):
        for path in sorted(layouts.rglob("*")) if layouts.is_dir() else ():
            if path.suffix in _TEMPLATES and path.is_file() and _SHORTCODES.isdisjoint(path.parts):
                yield path


def _prints(template: Path) -> bool:
    return template.suffix == ".md" or _RAW.search(template.read_bytes()) is not None


def _settings(site: Path) -> Iterator[Path]:
    for path in chain.from_iterable(map(site.glob, _CONFIGURATIONS)):
        if path.is_file() and _MODULES.search(path.read_bytes()):
            yield path
