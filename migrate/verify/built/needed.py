"""Which files of a site a few of its pages are built from, so that these can be judged without the others.

Rather too many than too few: themselves with what lies beside them in their folders, the lists above them, and every
page that has the name of one to which they refer.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from migrate.page.references import calls

_INDEX = frozenset({"index", "_index"})
_INDEX_OF_LIST = re.compile(r"/_index\.[^/]*$")


def needed_mounts(mounts: Iterable[dict[str, Any]], pages: Collection[Path]) -> Iterator[dict[str, Any]]:
    """The mounts of a site with no other content than these pages need."""
    names = {_stem(page.as_posix()) for page in pages} | {name for page in pages for name in _named_in(page)}
    for mount in mounts:
        if mount["target"].partition("/")[0] != "content":
            yield mount
        else:
            yield from ({**mount, **place} for place in _needed(mount["source"], mount["target"], names))


def _named_in(page: Path) -> Iterator[str]:
    """What a page refers to, each by the last part of its name."""
    for call in calls(page.read_text("utf-8", "replace")):
        yield _stem(call.target.partition("?")[0].rstrip("/"))


def _stem(path: str) -> str:
    """What a page is called, whether it is a file or a folder."""
    folder, _, name = path.rpartition("/")
    stem = name.partition(".")[0].lower()
    return _stem(folder) if stem in _INDEX else stem


def _needed(source: str, target: str, names: Collection[str]) -> Iterator[dict[str, str]]:
    """Source and target of each file below a folder that goes by one of these names, and of the lists above it."""
    if Path(source).is_file():
        yield {"source": source, "target": target}
    lists: dict[str, list[str]] = {}
    bundles: set[str] = set()
    found: list[str] = []
    for folder, _, files in os.walk(source, followlinks=True):
        paths = [f"{folder}/{name}" for name in files]
        lists[folder] = [path for path in paths if _INDEX_OF_LIST.search(path)]
        is_bundle = any(name.startswith("index.") for name in files) and _stem(f"{folder}/index") in names
        if is_bundle or folder.rpartition("/")[0] in bundles:
            bundles.add(folder)
        found += [path for path in paths if folder in bundles or _stem(path) in names]
    above = {str(one) for file in found for one in Path(file).parents}
    found += [path for folder in above & lists.keys() for path in lists[folder]]
    for file in dict.fromkeys(found):
        yield {"source": file, "target": f"{target}{file.removeprefix(source)}"}
