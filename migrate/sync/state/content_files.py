"""What the content files of a site tell of themselves: the last resort when the state is lost or a file has moved."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from migrate.model.documents import Home, Identity, Kind
from migrate.model.export import BESIDE
from migrate.page.facts import facts, wordpress_id
from migrate.page.places import Languages
from migrate.page.publication import is_left_out
from migrate.page.references import CONTENT
from migrate.sync.state.remembered import Remembered
from migrate.system_errors import explained
from migrate.text import decode

_PAGES = (
    *(".md", ".markdown", ".mdown", ".html", ".htm", ".org", ".adoc", ".asciidoc", ".ad", ".rst", ".pandoc", ".pdc"),
)
"""How the names end of what Hugo reads as a page."""
_HEAD = 65536


class Migrated(NamedTuple):
    """A content file that names the item it was made from."""

    path: str
    wordpress_id: int
    draft: bool
    title: str
    url: str


def content_files(site: Path) -> list[str]:
    """Every file below `content/`, relative to the site, sorted. Links to folders are not followed."""
    found: list[str] = []
    folders = [CONTENT]
    while folders:
        folder = folders.pop()
        try:
            entries = list(os.scandir(site / folder))
        except FileNotFoundError:
            continue
        except OSError as error:
            raise explained(folder, error) from error
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                folders.append(path)
            else:
                found.append(path)
    return sorted(found)


def is_page(path: str) -> bool:
    """Whether Hugo reads a file below `content/` as a page: backups of editors and of git are none."""
    return path.lower().endswith(_PAGES) and "/." not in path and "/#" not in path


def head_of(site: Path, path: str) -> str:
    """The beginning of a file, or nothing where it cannot be read: it is not ours then."""
    try:
        if not (site / path).is_file():  # a pipe would never answer
            return ""
        with (site / path).open("rb") as file:
            return decode(file.read(_HEAD))
    except OSError:
        return ""


def rebuilt(site: Path, languages: Languages) -> Iterator[Remembered]:
    """What is remembered of the content files with a `wordpress_id`; of several with one id the first by path.

    In each language there may be one: the default one has the plain key.
    """
    known: set[tuple[int, str]] = set()
    numbers: set[int] = set()
    heads: Iterable[tuple[str, str]] = ((path, head_of(site, path)) for path in content_files(site) if is_page(path))
    if languages.names:
        heads = sorted(heads, key=lambda one: languages.language(one[0]) != languages.default)
    for path, head in heads:
        number, language = wordpress_id(head), languages.language(path)
        if number and (number, language) not in known:
            known.add((number, language))
            entry = adopted(described(path, head), language)
            yield beside(entry, language) if number in numbers else entry
            numbers.add(number)


def beside(entry: Remembered, language: str) -> Remembered:
    """What is remembered where the item has its plain key in another language."""
    return entry._replace(identity=entry.identity._replace(key=f"{entry.key}{BESIDE}{language}"))


def adopted(found: Migrated, language: str = "") -> Remembered:
    """What is remembered of a file that tells itself what it was made from: its base is not known."""
    identity = Identity(str(found.wordpress_id), Kind.CONTENT, found.wordpress_id, found.title, language)
    return Remembered(identity, Home(found.path), path=found.path, url=found.url, published=not found.draft)


def described(path: str, head: str) -> Migrated:
    """What a file tells of itself that begins with `head`."""
    number, title, url = facts(head)
    return Migrated(path, number, is_left_out(head), title, url)
