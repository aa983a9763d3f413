"""Pages of the user's own that have the address of a migrated one: Hugo shows one of the two and says nothing."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import chain
from pathlib import PurePosixPath

from migrate.diagnostics import Code, Diagnostics
from migrate.page.places import ONE_LANGUAGE, Languages, as_place, bundle, places
from migrate.page.publication import is_left_out
from migrate.sync.files import Files
from migrate.sync.plan.plan import Plan
from migrate.sync.state.content_files import is_page
from migrate.sync.state.disk import Disk
from migrate.sync.state.remembered import Remembered
from migrate.text import decode

_STATIC = "static"
_SAYS_WHERE = re.compile("url|slug|aliases", re.IGNORECASE)


def report_hidden_pages(
    plan: Plan, disk: Disk, files: Files, diagnostics: Diagnostics, languages: Languages = ONE_LANGUAGE
) -> None:
    """Name every file of the user's that shares an address with a document, and that document."""
    own, served = list(_own_pages(disk)), set(files.names(_STATIC))
    if not own and not served:
        return
    ours = {as_place(entry.url): entry.path for entry in _public(plan, disk)}
    shown = ((path, place) for path in own for place in _shown_at(files, path, ours, languages))
    found = [(path, place) for path, place in shown if ours.get(place, path) != path]
    found += [(path, place) for place in ours if (path := _served(files, served, place))]
    for path, place in found:
        diagnostics.report(Code.OWN_PAGE_HIDDEN, f"{place} is also the address of {ours[place]}", file=path)


def _own_pages(disk: Disk) -> Iterator[str]:
    """Files that Hugo shows as pages: those beside an `index.md` are parts of that page."""
    pages = sorted(filter(is_page, disk.taken))
    bundles = {folder for path in pages if (folder := bundle(path))}
    for path in pages:
        folders = set(map(str, PurePosixPath(path).parents))
        if folders.isdisjoint(bundles - {bundle(path)}):
            yield path


def _shown_at(files: Files, path: str, ours: Container[str], languages: Languages) -> tuple[str, ...]:
    text = decode(files.read(path) or b"")
    # Most pages say nothing of their address: they need not be taken apart.
    if not _SAYS_WHERE.search(text) and places(path, "", languages)[0] not in ours:
        return ()
    return () if is_left_out(text) else places(path, text, languages)


def _public(plan: Plan, disk: Disk) -> Iterator[Remembered]:
    for entry in chain(plan.after.known.values(), plan.after.new()):
        edited = disk.files.get(entry.key)
        if entry.published and entry.url and entry.path and not (edited and edited.draft):
            yield entry


def _served(files: Files, names: set[str], place: str) -> str:
    """The file below `static/` that has the address, if there is one."""
    if place.strip("/").partition("/")[0] not in names and place != "/":
        return ""
    path = f"{_STATIC}{place}{'index.html' if place.endswith('/') else ''}"
    return path if files.occupied(path) and (files.site / path).is_file() else ""
