"""What comes along for one theme: options, its part of a configuration, and small files, read from `presets/`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from migrate.diagnostics import MigrateError

PRESETS = ("ananke", "blowfish", "coder", "congo", "hextra", "loveit", "papermod", "stack", "terminal")
"""The themes for which there is a file in `presets/`."""
THEME = "wxr2hugo"
"""Our own, for which there is none: the name of its folder in `themes/`."""
COMMENTS_PARTIAL = "layouts/_partials/wp-comments.html"
"""What shows the comments of the old site in any theme."""
_ABOUT, _CONFIG, _LOOK, _FILES = "about", "config", "look", "files"


@dataclass(frozen=True, slots=True)
class Preset:
    """One theme, beside the options that it sets."""

    title: str
    """As people write it, and the name of its folder in `themes/`."""
    source: str
    """Where it can be had: the address of its repository."""
    menu_levels: int = 1
    """How many levels of a menu it draws; deeper entries move up to the last of them."""
    menu_entries: int = 10
    """How many entries go in a row where it draws one level: those below others go from a longer menu to one named
    `more`. 0: any."""
    raw_text: bool = False
    """Whether it prints the text of files as it is."""
    comments: str = ""
    """The partial that it calls for comments, as a path in the site; empty: it calls none."""
    styles: str = ""
    """The file that it takes further styles from: a style sheet, or a partial for the head."""
    author_data: str = ""
    """The folder of the data files that it takes the names of authors from; empty: it takes none."""
    config: Mapping[str, Any] | None = None
    """What the content needs of a configuration, as nested tables; `{title}` and the like stand for words of the site.
    """
    look: Mapping[str, Any] | None = None
    """What else makes a new site look well."""
    files: Mapping[str, str] | None = None
    """Further files, by path in the site."""

    @property
    def paths(self) -> frozenset[str]:
        """Where all the files lie that come with it."""
        named = {self.comments, self.styles} - {""}
        return frozenset(named | set(self.files or ()) | ({COMMENTS_PARTIAL} if self.comments else set()))


def tables(name: str) -> dict[str, Any]:
    """The options that the preset of a theme sets, as the tables of a file of options; none for an unknown one."""
    return {key: deepcopy(value) for key, value in _read(name).items() if key not in (_ABOUT, _CONFIG, _LOOK, _FILES)}


@cache
def preset(name: str) -> Preset | None:
    """The preset of a theme; None without a name. Raises MigrateError for a file with a wrong key."""
    if not name:
        return None
    found = _read(name)
    about = found.get(_ABOUT, {})
    known = [one.name for one in fields(Preset)]
    for key in about:
        if key not in known:
            raise MigrateError(f"{_path(name)}: unknown key [{_ABOUT}] {key}", f"There are {', '.join(known)}.")
    return Preset(**about, config=found.get(_CONFIG), look=found.get(_LOOK), files=found.get(_FILES))


def preset_for(themes: Iterable[str]) -> str:
    """The preset for a theme that goes by one of these names or is the module at one of these paths; empty: none."""
    for theme in themes:
        words = [word for word in theme.lower().split("/") if word.strip("v0123456789")]
        for name in PRESETS if words else ():
            one = preset(name)
            if one and words[-1] in {name, one.title.lower(), one.source.lower().rpartition("/")[2]}:
                return name
    return ""


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(_path(name).read_text("utf-8")) if name in PRESETS else {}


def _path(name: str) -> Path:
    return Path(__file__).parent.parent / "presets" / f"{name}.toml"
