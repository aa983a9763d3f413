"""The files of the site as it goes live: what answers at an address, and what a process has learnt of them."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from migrate.tree import attributes
from migrate.verify.built.build import Built
from migrate.verify.reading.lines import KnownLines
from migrate.verify.reading.phrases import SoughtPhrases
from migrate.verify.site_files.flaws import flaw, is_sound_file

_BELOW = re.compile(r"(/|/.+/)(?:feed|feed/[a-z0-9]+|page/\d+|comment-page-\d+|amp|embed|trackback)/?", re.DOTALL)
"""What rules lead to the page above."""
_PLAIN_NAME = re.compile(r"[\w.-]+")


@dataclass(frozen=True, slots=True)
class LiveFiles:
    """What all files are looked through with."""

    live: Built
    site: Path
    base_url: str
    answered: Collection[str]
    """Addresses that only a rule of the server answers."""
    dead: Mapping[str, str]
    """Links that led nowhere on the old site either, or to what its theme made; and why. Places on any page too."""
    phrases: SoughtPhrases
    items: Collection[str]
    """The addresses of published items."""
    paths: Collection[str]
    """Where files are, below the folder in which Hugo wrote."""
    known: dict[str, str] = field(default_factory=dict)
    """What is wrong at paths; empty: nothing."""
    places: dict[tuple[str, str], bool] = field(default_factory=dict)
    """Whether the page at a path has a place with a name."""
    sound: set[str] = field(default_factory=set)
    """Addresses that mean the same on every page and lead somewhere."""
    plain: set[tuple[str, ...]] = field(default_factory=set)
    """The same, as they stand in pages."""
    lines: KnownLines = field(default_factory=KnownLines)
    """Lines of pages without words that nobody may see, and with references that lead somewhere from everywhere."""
    others: KnownLines = field(default_factory=KnownLines)
    """Lines of other files without such words."""

    def is_there(self, path: str) -> bool:
        """Whether a file answers at a decoded path, or a rule does."""
        return not self.lacking(path)

    def lacking(self, path: str) -> str:
        """What is wrong at a path at which neither a file answers nor a rule; empty: one does."""
        if path not in self.known:
            there = self._answers(path) or path in self.answered or is_sound_file(self._static(path))
            self.known[path] = "" if there or self._is_below(path) else self._lacking(path)
        return self.known[path]

    def _answers(self, path: str) -> bool:
        """Whether a file of Hugo's answers at a path; that of most lies where the path says."""
        name = path.strip("/")
        return name in self.paths or f"{name}/index.html" in self.paths or self.live.answers(path)

    def _lacking(self, path: str) -> str:
        return flaw(self._static(path)) or "nothing is there"

    def _static(self, path: str) -> Path:
        return self.site / "static" / path.strip("/")

    def _is_below(self, path: str) -> bool:
        """Whether a rule leads from here to the page above, as from its feed."""
        found = _BELOW.fullmatch(path) if self.answered else None
        return found is not None and (self.live.answers(found[1]) or found[1] in self.answered)

    def has_place(self, path: str, fragment: str) -> bool:
        """Whether the page at a path has a place with this name."""
        if (path, fragment) not in self.places:
            self.places[path, fragment] = _has_place(self.live.file(path), fragment)
        return self.places[path, fragment]


def paths_in(folder: Path) -> Iterator[str]:
    """The paths of all files in a folder, relative to it."""
    start = len(str(folder)) + 1
    for place, _, names in os.walk(folder):
        yield from (f"{place}/{name}"[start:] for name in names)


def has_tag_with(name: str, text: str) -> bool:
    """Whether a tag says that a place has this name: where text says so, its tags are escaped."""
    at = text.find(f'id="{name}"') if name else 0
    return at >= 0 and (not name or text.rfind("<", 0, at) > text.rfind(">", 0, at))


def _has_place(file: Path, name: str) -> bool:
    try:
        text = file.read_text("utf-8", "replace")
    except (OSError, ValueError):
        return False
    if _PLAIN_NAME.fullmatch(name) and has_tag_with(name, text):
        return True
    names = {value for _, _, value in attributes(text, {"id": (), "name": ()})}
    return not names.isdisjoint((name, unquote(name)))
