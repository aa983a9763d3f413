"""The site as it goes live: what its files refer to, and what in them nobody may see."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from migrate.tree import attributes
from migrate.verify.build import Built
from migrate.verify.item import inside_site
from migrate.verify.phrases import SoughtPhrases, unescaped_feed, unescaped_json
from migrate.verify.verdict import SiteFault
from migrate.workers import Job, in_order

_BATCH = 200
"""LiveFiles that a worker looks through at a time."""
_REFERENCES = ("href", "srcset", "src", "poster", "data")
_LINKING = frozenset({"a", "area", "link", "script", "iframe"})
_TEXTS = frozenset({".html", ".htm", ".xml", ".json", ".txt", ".md", ".webmanifest", ".ics"})
_UNESCAPED: dict[str, Callable[[str], str]] = {".xml": unescaped_feed, ".json": unescaped_json}
_REFERRING = re.compile(rf"""(?:{"|".join(_REFERENCES)})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>`]+))""")
"""What may be a reference; in small letters a parser would find no others."""
_NOT_PLAIN = re.compile(r"""[<>\s'"`]|^$""")
"""What shows that more or less than the value of an attribute was found."""
_ENDS = {b"\xff\xd8\xff": b"\xff\xd9", b"\x89PNG": b"IEND"}
"""How pictures begin, and what stands at their end."""
_LONGEST_END = 1 << 16
"""Bytes of what some cameras and programs write behind the end, and of the end."""
_BELOW = re.compile(r"(/|/.+/)(?:feed|feed/[a-z0-9]+|page/\d+|comment-page-\d+|amp|embed|trackback)/?", re.DOTALL)
"""What rules lead to the page above."""
_OF_BROWSERS = frozenset({"", "top"})
"""Fragments that lead somewhere on every page."""


class LookedThrough(NamedTuple):
    """What one batch of files came to."""

    faults: list[SiteFault]
    phrases: dict[str, str]
    """Phrases that nobody may see, with the address of a file in which each stands: of an item if there is one."""


@dataclass(frozen=True, slots=True)
class LiveFiles:
    """What all files are looked through with."""

    live: Built
    site: Path
    base_url: str
    answered: Collection[str]
    """Addresses that only a rule of the server answers."""
    dead: Mapping[str, str]
    """Links that led nowhere on the old site either, and why."""
    phrases: SoughtPhrases
    items: Collection[str]
    """The addresses of published items."""
    known: dict[str, bool] = field(default_factory=dict)
    places: dict[str, frozenset[str]] = field(default_factory=dict)
    sound: set[str] = field(default_factory=set)
    """Addresses that mean the same on every page and lead somewhere."""
    plain: set[tuple[str, ...]] = field(default_factory=set)
    """The same, as they stand in pages."""

    def is_there(self, path: str) -> bool:
        """Whether a file answers at a decoded path, or a rule does."""
        if path not in self.known:
            there = path in self.answered or self.live.answers(path) or _is_file(self._static(path))
            self.known[path] = there or self._is_below(path)
        return self.known[path]

    def lacking(self, path: str) -> str:
        """What is wrong at a path at which no file answers."""
        return "only a part of the file is there" if _is_cut_short(self._static(path)) else "nothing is there"

    def _static(self, path: str) -> Path:
        return self.site / "static" / path.strip("/")

    def _is_below(self, path: str) -> bool:
        """Whether a rule leads from here to the page above, as from its feed."""
        found = _BELOW.fullmatch(path) if self.answered else None
        return found is not None and self.live.answers(found[1])

    def has_place(self, path: str, fragment: str) -> bool:
        """Whether the page at a path has a place with this name."""
        if path not in self.places:
            self.places[path] = _places(self.live.file(path))
        return fragment in self.places[path] or unquote(fragment) in self.places[path]


def look_through(files: LiveFiles, jobs: int) -> Iterator[LookedThrough]:
    """What is wrong in the files of the live site."""
    job = Job(_look, files, lambda batch: iter([_look(files, batch)]))
    paths = (str(path) for path in _texts(files.live.folder))
    batches = iter(lambda: list(islice(paths, _BATCH)), list[str]())
    return in_order(job, batches, jobs)


def _texts(folder: Path) -> Iterator[Path]:
    for place, _, names in os.walk(folder):
        yield from (Path(place, name) for name in names if Path(name).suffix.lower() in _TEXTS)


def _look(files: LiveFiles, batch: list[str]) -> LookedThrough:
    faults: list[SiteFault] = []
    phrases: dict[str, str] = {}
    for name in batch:
        path = Path(name)
        text = path.read_text("utf-8", "replace")
        page = _address(path.relative_to(files.live.folder).as_posix())
        if files.phrases.phrases:
            shown = _UNESCAPED.get(path.suffix, str)(text)
            found = dict.fromkeys(files.phrases.found_in(shown), page)
            phrases |= found if page in files.items else found | phrases
        if path.suffix in {".html", ".htm"}:
            faults += _faults(files, page, text)
    return LookedThrough(faults, phrases)


def _address(path: str) -> str:
    return "/" + path.removesuffix("index.html")


def _faults(files: LiveFiles, page: str, text: str) -> Iterable[SiteFault]:
    if _is_surely_sound(files, page, text):
        return
    found: dict[tuple[str, str], None] = {}
    for tag, name, value in attributes(text, _REFERENCES):
        kind = "link" if tag in _LINKING else "image"
        for address in _listed(value) if name == "srcset" else [value]:
            found[kind, address.strip()] = None
    for kind, address in found:
        if address in files.sound:
            continue
        fault = _fault(files, page, kind, address)
        if fault:
            yield fault
        elif address.startswith(("/", "http")):
            files.sound.add(address)


def _is_surely_sound(files: LiveFiles, page: str, text: str) -> bool:
    """Whether all that could be a reference leads somewhere: most pages need no parser to say so."""
    lowered = text.lower()
    if any(lowered.count(name) != text.count(name) for name in _REFERENCES):
        return False
    for found in {*_REFERRING.findall(text)} - files.plain:
        value = found[0] or found[1] or found[2]
        if value[:1] == "#" and _has_tag_with(value[1:], text):
            continue
        for one in _listed(value) if " " in value else [value]:
            address = unescape(one)
            if _NOT_PLAIN.search(one) or not address.startswith(("/", "http")) or _fault(files, page, "link", address):
                return False
        files.plain.add(found)
    return True


def _has_tag_with(name: str, text: str) -> bool:
    """Whether a tag says that a place has this name: where text says so, its tags are escaped."""
    at = text.find(f'id="{name}"') if name else 0
    return at >= 0 and (not name or text.rfind("<", 0, at) > text.rfind(">", 0, at))


def _listed(value: str) -> Iterator[str]:
    """The addresses of a `srcset`."""
    return (one.split()[0] for one in value.split(", ") if one.strip())


def _fault(files: LiveFiles, page: str, kind: str, address: str) -> SiteFault | None:
    inside = inside_site(address, page, files.base_url)
    if inside is None:
        return None
    path, fragment = inside
    if not files.is_there(path):
        why = files.dead.get(path)
        return SiteFault("warning" if why else kind, page, f"{address}: {why or files.lacking(path)}")
    if fragment in _OF_BROWSERS or kind != "link" or files.live.file(path).suffix != ".html":
        return None
    if files.live.answers(path) and not files.has_place(path, fragment):
        why = files.dead.get(f"{path}#{unquote(fragment)}")
        return SiteFault("warning" if why else "fragment", page, f"{address}: {why or 'the page has no such place'}")
    return None


def _places(file: Path) -> frozenset[str]:
    try:
        text = file.read_text("utf-8", "replace")
    except (OSError, ValueError):
        return frozenset()
    return frozenset(value for _, _, value in attributes(text, ("id", "name")))


def _is_file(path: Path) -> bool:
    """Whether there is a file with something in it: a loss of power leaves empty ones behind."""
    try:
        return path.is_file() and path.stat().st_size > 0 and not _is_cut_short(path)
    except (OSError, ValueError):
        return False


def _is_cut_short(path: Path) -> bool:
    """Whether a picture ends before its end."""
    try:
        with path.open("rb") as file:
            begin = file.read(max(map(len, _ENDS)))
            file.seek(max(path.stat().st_size - _LONGEST_END, 0))
            tail = file.read()
    except (OSError, ValueError):
        return False
    return any(begin.startswith(first) and last not in tail for first, last in _ENDS.items())
