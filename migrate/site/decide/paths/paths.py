"""From the names of an export to the paths of files: the one door through which they all go.

Whatever a name holds, the path stays inside the site, is one that Windows, macOS and Linux can all store, and is the
only one of its kind on a disk that is blind to letter case.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from migrate.choices.path_patterns import BUNDLED

MOST_BYTES = 200
"""The longest name of a file, ending included. File systems allow 255; encrypted ones and archives less."""
_LONGEST_PATH = 1000
_EASY = re.compile(r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?")
_DASHES = re.compile(r"-{2,}")
_WINDOWS = re.compile(r"con(?:in\$|out\$)?|prn|aux|nul|(?:com|lpt)[0-9¹²³]", re.I)
"""Devices, whatever ending the name has: https://learn.microsoft.com/windows/win32/fileio/naming-a-file."""
_NOT_STORED = re.compile(r'[\x00-\x1f<>:"\\|?*]|[. ]$|^git~[0-9]+$', re.I)
"""What Windows has in no name, or not at its end; git takes the last for the folder in which it keeps what it knows."""
_HUGO = frozenset({"index", "_index", "404"})
"""Names of content files that mean something else to Hugo."""
_ENDING = re.compile(r"\.(?:md|markdown|html?|adoc|org|rst|pandoc|pdc)$", re.I)
_INDEX = re.compile(r"/_?index(\.[^./]+)?$", re.I)
"""The file of a folder, and its language where the name says that."""
_BUNDLE = re.compile(r"/index(\.[^./]+)?\.md$")
_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)")


def safe_part(text: str, mark: str = "", limit: int = MOST_BYTES) -> str:
    """One part of a path: letters and digits of any script, `-` and `_`; composed; empty where nothing is left.

    A name that a system reserves gets `mark` behind it (`con` becomes `con-12`).
    """
    part = _spelled(text, limit)
    if _WINDOWS.fullmatch(part) or part.casefold() in _HUGO:
        return f"{part}-{mark or 'page'}"
    return part


def is_storable(name: str) -> bool:
    """Whether Windows, macOS and Linux, and git on each, can all store a file or folder of this name as it is."""
    is_device = _WINDOWS.fullmatch(name.partition(".")[0].rstrip(" "))
    return 0 < len(name.encode()) <= MOST_BYTES and not is_device and not _NOT_STORED.search(name)


def cut(text: str, limit: int) -> str:
    """The text within `limit` bytes, never inside a character and never ending in a dash."""
    if len(text.encode()) <= limit:
        return text
    return text.encode()[:limit].decode("utf-8", "ignore").rstrip("-")


def day(date: str) -> str:
    """The day of a WordPress date as `YYYY-MM-DD`, or empty."""
    found = _DAY.match(date)
    return found[0] if found and found[0][:4] != "0000" else ""


def short_mark(key: str) -> str:
    """What tells an item's file from another's of the same name: its id, or a few digits made of its guid."""
    return key if key.isdigit() else hashlib.blake2b(key.encode("utf-8", "replace"), digest_size=4).hexdigest()


def content_path(folders: Iterable[str], name: str, mark: str, prefix: str = "") -> str:
    """`content/FOLDER/PREFIX-NAME.md`. Folders must be safe parts; the innermost ones count where all are too long."""
    limit = MOST_BYTES - len(".md") - (len(prefix) + 1 if prefix else 0)
    stem = f"{prefix}-{_spelled(name, limit)}" if prefix else safe_part(name, mark, limit - len(mark) - 1)
    inner: list[str] = []
    for folder in reversed(list(folders)):
        if sum(len(part.encode()) for part in inner) + len(folder.encode()) > _LONGEST_PATH:
            break
        inner.insert(0, folder)
    return "/".join(["content", *inner, f"{stem}.md"])


def place(path: str) -> str:
    """What Hugo, and a disk blind to letter case, take for the same page: `content/A.md` and `content/a/index.md`."""
    path = path[: -len(".md")] if path.endswith(".md") else _ENDING.sub("", path)
    folded = path.casefold()
    if path.isascii() and "index" not in folded:
        return folded  # most paths
    return unicodedata.normalize("NFC", _INDEX.sub(r"\1", path).casefold())


def is_bundle(path: str) -> bool:
    """Whether a content file is a page that is a folder, in whatever language."""
    return path.endswith(BUNDLED) or _BUNDLE.search(path) is not None


def as_file(path: str) -> str:
    """The path of the same page as a file: `x.fr.md` for `x/index.fr.md`."""
    return _BUNDLE.sub(r"\1.md", path)


def _as_bundle(path: str) -> str:
    folder, _, name = path.rpartition("/")
    stem, _, ending = name.partition(".")
    return f"{folder}/{stem}/index.{ending}"


class Names:
    """Who has which path. Who has one keeps it; a newcomer gets his mark behind the name."""

    def __init__(self, taken: Iterable[str] = (), *, bundles: bool = False) -> None:
        """`bundles`: folders that are pages may be claimed."""
        self._owners: dict[str, str] = {}
        self._bundles: set[str] = set()
        self._open_folders: set[str] | None = set() if bundles else None
        """Those that hold pages, and can be none themselves."""
        for path in taken:
            self.take(path, "")

    def take(self, path: str, owner: str, *, stays: bool = True) -> None:
        """Note that somebody has this path already; `stays`: and will have it."""
        self._owners.setdefault(place(path), owner)
        if stays:
            self._note(path)

    def _note(self, path: str) -> None:
        """Remember which folders are pages, and which hold some."""
        if is_bundle(path.casefold()):
            self._bundles.add(place(path.rpartition("/")[0]))
        if self._open_folders is not None:
            parts = place(path).split("/")[:-1]
            self._open_folders.update("/".join(parts[:depth]) for depth in range(2, len(parts) + 1))

    def free(self, path: str, owner: str) -> bool:
        """Whether the path is nobody else's."""
        return self._owners.get(place(path), owner) == owner

    def owner(self, path: str) -> str:
        """Who has the path; empty for nobody, and for a file of the user's."""
        return self._owners.get(place(path), "")

    def leave(self, path: str) -> None:
        """Note that its owner goes elsewhere."""
        del self._owners[place(path)]

    def claim(self, desired: str, owner: str) -> str:
        """The desired path, or the nearest that is free. It is the owner's from now on."""
        path = desired = self._fitting(desired)
        number = 1
        while self._owners.setdefault(place(path), owner) != owner:
            mark = short_mark(owner) if number == 1 else f"{short_mark(owner)}-{number}"
            path, number = _marked(desired, mark), number + 1
        if self._open_folders is not None:
            self._note(path)
        return path

    def _fitting(self, path: str) -> str:
        """The path outside of folders that are pages; as a file, where the folder that it would be holds pages."""
        if not is_bundle(path):
            return self._outside_bundles(path)
        is_open = self._open_folders is not None and place(path.rpartition("/")[0]) in self._open_folders
        file = self._outside_bundles(as_file(path))
        return file if is_open else _as_bundle(file)

    def _outside_bundles(self, path: str) -> str:
        """Hugo takes every file below a folder with an `index.md` for a part of that page: such a folder is avoided."""
        if not self._bundles:
            return path
        parts = path.split("/")
        for depth in range(2, len(parts)):
            if place("/".join(parts[:depth])) in self._bundles:
                stem, _, ending = "-".join(parts[depth - 1 :]).partition(".")
                return "/".join([*parts[: depth - 1], _named(stem, ending)])
        return path


def _spelled(text: str, limit: int) -> str:
    if _EASY.fullmatch(text):
        return cut(text, limit)
    text = unicodedata.normalize("NFC", text)
    kept = "".join(
        one if one in "-_" or unicodedata.category(one)[:1] in "LM" or one.isdecimal() else "-" for one in text
    )
    kept = _DASHES.sub("-", kept) if kept != text else kept
    return cut(unicodedata.normalize("NFC", kept.strip("-")), limit)


def _marked(path: str, mark: str) -> str:
    if is_bundle(path):
        return _as_bundle(_marked(as_file(path), mark))
    folder, _, name = path.rpartition("/")
    stem, _, ending = name.partition(".")
    return f"{folder}/{_named(stem, ending, f'-{mark}')}"


def _named(stem: str, ending: str, mark: str = "") -> str:
    """A name of a file; the language stays what stands before `.md`."""
    return f"{cut(stem, MOST_BYTES - len(ending) - 1 - len(mark))}{mark}.{ending}"
