"""Files of the owner's of a site that serve the purpose of the small files that a theme wants beside its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

_PAGES = frozenset({".md", ".markdown", ".html", ".org", ".adoc", ".rst"})
"""What Hugo reads as pages."""
_SPELLINGS = (("_partials", "partials"), ("_shortcodes", "shortcodes"), ("_markup", "_default/_markup"))
"""Folders of templates, and how older sites name them."""


class OwnersFile(NamedTuple):
    """A file that the owner of a site wrote."""

    path: str
    data: bytes


def owners_files(site: Path, paths: Sequence[str], ours: Sequence[str]) -> dict[str, OwnersFile]:
    """Files in a site that serve the same purpose as what would lie at `paths`, by these; `ours` do not count."""
    found = {}
    for path in paths:
        other = next((one for one in _alike(site, path) if one not in ours and (site / one).is_file()), "")
        if other and path not in ours:
            found[path] = OwnersFile(other, (site / other).read_bytes())
    return found


def serves_the_same(path: str, theirs: bytes, ours: str) -> bool:
    """Whether a file of the owner's does what ours at `path` would: a page for it does, others hold our lines."""
    if path.startswith("content/"):
        return True
    lines = {line.strip() for line in theirs.decode("utf-8", "replace").splitlines()}
    return all(line.strip() in lines for line in ours.splitlines() if line.strip())


def _alike(site: Path, path: str) -> Iterator[str]:
    """The path, and others at which Hugo would find the same."""
    yield path
    for new, old in _SPELLINGS:
        for one, other in ((new, old), (old, new)):
            if path.startswith(f"layouts/{one}/"):
                yield path.replace(f"layouts/{one}/", f"layouts/{other}/", 1)
    page = PurePosixPath(path)
    if page.suffix in _PAGES and path.startswith("content/"):
        for stem in (page.with_suffix(""), page.with_suffix("") / "index", page.with_suffix("") / "_index"):
            there = sorted((site / stem.parent).glob(f"{stem.name}.*"))
            yield from (str(stem.parent / one.name) for one in there if one.suffix in _PAGES)
