"""The small files that a theme wants beside its own: pages, partials in the places that it calls, styles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from migrate.hugo.config import SiteSettings, filled, words_of
from migrate.page.places import ONE_LANGUAGE, Languages
from migrate.page.references import CONTENT
from migrate.preset import COMMENTS_PARTIAL

_PAGES = frozenset({".md", ".markdown", ".html", ".org", ".adoc", ".rst"})
"""What Hugo reads as pages."""
_SPELLINGS = (("_partials", "partials"), ("_shortcodes", "shortcodes"), ("_markup", "_default/_markup"))
"""Folders of templates, and how older sites name them."""


def preset_files(settings: SiteSettings, languages: Languages = ONE_LANGUAGE) -> dict[str, str]:
    """Path in the site to text, for all files that the preset of a site wants; none without one.

    Pages come in each language of the site; `languages` says how their paths tell it.
    """
    preset = settings.preset
    if not preset:
        return {}
    found = dict(preset.files or {})
    if preset.comments:
        found |= {
            COMMENTS_PARTIAL: _shipped("wp-comments.html"),
            preset.comments: '{{ partial "wp-comments.html" . }}\n',
        }
    if preset.styles:
        styles = _shipped("wp-content.css")
        found[preset.styles] = f"<style>\n{styles}</style>\n" if preset.styles.endswith(".html") else styles
    several = settings.languages or (None,)
    return {
        languages.placed(path, one.code if one else ""): filled(text, words_of(settings, one))
        for path, text in found.items()
        for one in (several if path.startswith(f"{CONTENT}/") else (None,))
    }


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


def _shipped(name: str) -> str:
    return (files("migrate.hugo") / "for_themes" / name).read_text("utf-8")
