"""What is told of a site as a whole, noted for runs that look at a part of it alone.

The text lies where others may write too. So it is JSON, and what comes back is checked.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import NamedTuple

from migrate.diagnostics import Code
from migrate.site.answer.site import Site

_CODES = {one.id: one for one in Code}


class WholeSite(NamedTuple):
    """What a part of a site does not tell."""

    newest: str
    """The latest of the dates of public pages."""
    has_files: bool
    """Whether there is a library."""
    files: tuple[str, ...] | None
    """Where the files of the library are that visitors could know; None: nobody asked yet."""
    not_public: tuple[tuple[Code, str], ...]
    """As in `Site`."""


def whole_site(site: Site, files: Iterable[str] | None) -> WholeSite | None:
    """All that; None of a site that no part can stand for. `files` as in `WholeSite`."""
    if site.languages.known:
        return None
    paths = None if files is None else tuple(files)
    return WholeSite(site.pages.newest, bool(site.index.attachments), paths, tuple(site.not_public))


def known_files(site: Site) -> list[str]:
    """Where the files of the library are that visitors could know."""
    return [path for path, one in site.media.files().items() if site.is_known(one)]


def text_of_whole(whole: WholeSite) -> bytes:
    """The same as text."""
    told = [(code.id, detail) for code, detail in whole.not_public]
    return json.dumps([whole.newest, whole.has_files, whole.files, told]).encode()


def whole_in(text: bytes) -> WholeSite | None:
    """What a text tells; None if that is nothing of the kind."""
    try:
        newest, has_files, files, told = json.loads(text)
        found = WholeSite(newest, has_files, None if files is None else tuple(files), tuple(map(_told, told)))
    except (KeyError, TypeError, ValueError, RecursionError):
        return None
    texts = [newest, *(found.files or ()), *(detail for _, detail in found.not_public)]
    return found if type(has_files) is bool and {str}.issuperset(map(type, texts)) else None


def _told(one: tuple[str, str]) -> tuple[Code, str]:
    code, detail = one
    return _CODES[code], detail
