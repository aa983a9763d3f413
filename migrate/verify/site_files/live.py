"""The site as it goes live: what its files refer to, and what in them nobody may see."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from html import unescape
from itertools import islice
from pathlib import Path
from typing import IO, NamedTuple
from urllib.parse import unquote

from migrate.site.addresses import decoded
from migrate.tree import attributes
from migrate.verify.built.surroundings import inside_site
from migrate.verify.reading.phrases import read_in, unescaped_feed, unescaped_json
from migrate.verify.site_files.live_files import LiveFiles, has_tag_with, paths_in
from migrate.verify.verdict import SiteFault
from migrate.workers import Job, in_order

_BATCH = 200
"""Files that a worker looks through at a time."""
_REFERENCES = ("href", "srcset", "src", "poster", "data")
_LINKING = frozenset({"a", "area", "link", "script", "iframe"})
_OWN_PLACE = re.compile(rb"""["'=]\s*#""")
"""In a line: it may lead to a place on its own page."""
_PAGES = frozenset({".html", ".htm"})
_TEXTS = frozenset({".html", ".htm", ".xml", ".json", ".txt", ".md", ".webmanifest", ".ics"})
_LARGE = 1 << 20
"""Bytes of a file that are looked through together, if it is no page."""
_REFERRING = {
    name: re.compile(rf"""{name}\s*=\s*(?:"([^"]*)(?:"|$)|'([^']*)(?:'|$)|([^\s"'<>`]+))""") for name in _REFERENCES
}
"""What may be a reference; in small letters a parser would find no others. One that is open ends in a known line."""
_NOT_PLAIN = re.compile(r"""[<>\s'"`]|^$""")
"""What shows that more or less than the value of an attribute was found."""
_SAME_EVERYWHERE = re.compile(r"/|[a-zA-Z][a-zA-Z0-9+.-]*:")
"""The beginning of an address that means the same on every page."""
_OF_BROWSERS = frozenset({"", "top"})
"""Fragments that lead somewhere on every page."""


Doubtful = Mapping[str, Collection[str]]
"""Values of attributes that may be references, by the names of these; no values: all."""
_EACH: Doubtful = dict.fromkeys(_REFERENCES, ())


class LookedThrough(NamedTuple):
    """What one batch of files came to."""

    faults: list[SiteFault]
    phrases: dict[str, str]
    """Phrases that nobody may see, with the address of a file in which each stands: of an item if there is one."""


def look_through(files: LiveFiles, jobs: int) -> Iterator[LookedThrough]:
    """What is wrong in the files of the live site."""
    job = Job(_look, files, lambda batch: iter([_look(files, batch)]))
    texts = [path for path in files.paths if _suffix(path).lower() in _TEXTS]
    paths = iter(sorted(texts, key=lambda path: _address(path) not in files.items))
    batches = iter(lambda: list(islice(paths, _BATCH)), list[str]())
    return in_order(job, batches, jobs)


def look_through_copied(files: LiveFiles) -> LookedThrough:
    """What nobody may see in files that Hugo only copies. What these refer to is their owner's."""
    found: dict[str, str] = {}
    folder = files.site / "static"
    texts = (path for path in paths_in(folder) if _suffix(path).lower() in _TEXTS)
    for path, suffix, data in _parts(folder, texts if files.phrases.phrases else ()):
        unescaped, text = _UNESCAPED.get(suffix), _text(data)
        said = files.phrases.found_in(unescaped(text) if unescaped else text)
        found = dict.fromkeys(said, f"/{path}") | found
    return LookedThrough([], found)


def _look(files: LiveFiles, batch: list[str]) -> LookedThrough:
    faults: list[SiteFault] = []
    phrases: dict[str, str] = {}
    for path, suffix, data in _parts(files.live.folder, batch):
        page = _address(path)
        known = files.lines if suffix in _PAGES else files.others
        lines = known.unread(data)
        unread = _text(b"\n".join(lines))
        said, near = _phrases(files, suffix, data, unread)
        found = dict.fromkeys(said, page)
        phrases |= found if page in files.items else found | phrases
        doubtful = _doubtful(files, page, unread, _text(data)) if known is files.lines else {}
        faults += _faults(files, page, _text(data), doubtful) if doubtful else ()
        if page in files.items:
            files.phrases.settled.update(found)
        if near <= said and (not found or page in files.items):  # what is no phrase here may be one elsewhere
            known.learn(line for line in lines if not _is_own(line, doubtful))
    return LookedThrough(faults, phrases)


def _parts(folder: Path, paths: Iterable[str]) -> Iterator[tuple[str, str, bytes]]:
    """The path of each file, its suffix and what is in it; what is no page, such as an index of all texts, in parts."""
    for path in paths:
        suffix = _suffix(path)
        with open(f"{folder}/{path}", "rb", buffering=0) as file:  # noqa: PTH123 (the quickest for many small files)
            parts = [file.read()] if suffix in _PAGES else _in_parts(file)
            yield from ((path, suffix, part) for part in parts)


def _in_parts(file: IO[bytes]) -> Iterator[bytes]:
    """A file in parts of whole lines, where it is large and has some."""
    data = file.read(_LARGE)
    while len(data) >= _LARGE and (more := file.read(_LARGE)):
        lines, end, rest = data.rpartition(b"\n")
        if end:
            yield lines
        data = (rest if end else data) + more
    yield data


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _phrases(files: LiveFiles, suffix: str, data: bytes, unread: str) -> tuple[set[str], set[str]]:
    """The phrases that a file says and that nobody may see, and those whose words stand in a row in it.

    `unread` is what was not looked through before.
    """
    if not files.phrases.phrases:
        return set(), set()
    unescaped = _UNESCAPED.get(suffix)
    if unescaped:
        lines = files.lines.unread(unescaped(unread).encode())  # a post in a feed has the lines of its page
        unread = _text(b"\n".join(lines))
    near = files.phrases.near(unread)
    text = _text(data) if near else ""
    return read_in(unescaped(text) if unescaped else text, near) if near else near, near


def _json(text: str) -> str:
    """JSON, or some lines of it, with the texts in it as they stand on their pages."""
    shown = unescaped_json(text)
    return shown if shown.lstrip()[:1] in {"{", "["} else f"[{shown}"


_UNESCAPED: dict[str, Callable[[str], str]] = {".xml": unescaped_feed, ".json": _json}


def _suffix(path: str) -> str:
    return os.path.splitext(path)[1]  # noqa: PTH122 (a path takes ten times as long)


def _address(path: str) -> str:
    return "/" + path.removesuffix("index.html")


def _faults(files: LiveFiles, page: str, text: str, doubtful: Doubtful) -> Iterator[SiteFault]:
    found: dict[tuple[str, str], None] = {}
    for tag, name, value in attributes(text, doubtful):
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


def _doubtful(files: LiveFiles, page: str, unread: str, text: str) -> Doubtful:
    """What may be references that lead nowhere: most pages need no parser to say that there are none."""
    lowered = unread.lower()
    if any(name in lowered and lowered.count(name) != unread.count(name) for name in _REFERENCES):
        return _EACH
    doubtful: dict[str, set[str]] = {}
    for name, pattern in _REFERRING.items():
        found = {*pattern.findall(unread)} - files.plain if name in unread else set[tuple[str, ...]]()
        for one in found:
            value = "".join(one)
            if value[:1] == "#" and has_tag_with(value[1:], text):
                continue
            addresses = [*map(unescape, _listed(value) if " " in value else [value])]
            if any(_NOT_PLAIN.search(address) or not _SAME_EVERYWHERE.match(address) for address in addresses):
                return _EACH
            if any(_fault(files, page, "link", address) for address in addresses):
                doubtful.setdefault(name, set()).add(unescape(value))
            else:
                files.plain.add(one)
    return doubtful


def _is_own(line: bytes, doubtful: Doubtful) -> bool:
    """Whether a line has to be read on each page: something in it may mean another place there, or none."""
    is_own = b"#" in line and _OWN_PLACE.search(line)
    return bool(is_own) or bool(doubtful and any(name.encode() in line.lower() for name in doubtful))


def _listed(value: str) -> Iterator[str]:
    """The addresses of a `srcset`."""
    return (one.split()[0] for one in value.split(", ") if one.strip())


def _fault(files: LiveFiles, page: str, kind: str, address: str) -> SiteFault | None:
    inside = inside_site(address, page, files.base_url)
    if inside is None:
        return None
    path, fragment = inside
    if lacking := files.lacking(path):
        why = files.dead.get(path)
        return SiteFault("warning" if why else kind, page, f"{_shown(address)}: {why or lacking}")
    if fragment in _OF_BROWSERS or kind != "link" or files.live.file(path).suffix != ".html":
        return None
    if files.live.answers(path) and not files.has_place(path, fragment):
        place = f"#{unquote(fragment)}"
        why = files.dead.get(f"{path}{place}") or files.dead.get(place)
        detail = f"{_shown(address)}: {why or 'the page has no such place'}"
        return SiteFault("warning" if why else "fragment", page, detail)
    return None


def _shown(address: str) -> str:
    """An address as people read it."""
    return address if "//" in address else decoded(address)
