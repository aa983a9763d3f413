"""The addresses at which Hugo shows a content file, as far as the file itself tells: its path and its front matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from migrate.page.keys import UnreadableError, lowered
from migrate.page.parts import parted
from migrate.page.references import CONTENT
from migrate.page.syntaxes import KEYS
from migrate.page.urls import unescaped

_LEAF, _BRANCH = "index", "_index"


class Languages(NamedTuple):
    """How the path of a content file says which language its page is in. All names are in lower case."""

    default: str = ""
    """Known in a site of one language too: a file may name it."""
    names: frozenset[str] = frozenset()
    folders: Mapping[str, str] = {}
    """Of which language the pages below a folder are: `content/de`."""
    in_folder: bool = False
    """Whether the addresses of the default language too begin with its name."""

    def placed(self, path: str, language: str) -> str:
        """Where the file goes that is at `path` in a site of one language."""
        if not language or not self.names:
            return path
        folder = next((folder for folder, name in self.folders.items() if name == language), "")
        if folder or language == self.default:
            return f"{folder or CONTENT}/{path.removeprefix(f'{CONTENT}/')}"
        stem, dot, ending = path.rpartition(".")
        return f"{stem}.{language}{dot}{ending}"

    def plain(self, path: str) -> str:
        """The path of a content file without a word of its language."""
        return self.parted(path)[1] if self.names and path.startswith(f"{CONTENT}/") else path

    def language(self, path: str) -> str:
        """The language of a content file, the default one too; empty in a site of one."""
        return (self.parted(path)[0] or self.default) if self.names else ""

    def prefix(self, language: str) -> str:
        """What Hugo sets before the addresses that it makes for a language: `/de`, or nothing."""
        return "" if not self.names or (language == self.default and not self.in_folder) else f"/{language}"

    def parted(self, path: str) -> tuple[str, str]:
        """The language of a file, empty for the default one, and its path without a word of it."""
        file = PurePosixPath(path)
        folder = next((str(one) for one in file.parents if str(one) in self.folders), CONTENT)
        path = f"{CONTENT}/{path.removeprefix(f'{folder}/')}"
        name, language = self.folders.get(folder, self.default), file.suffixes[-2:-1]
        if language and language[0][1:].lower() in self.names | {self.default}:
            name, path = language[0][1:].lower(), path.removesuffix("".join(file.suffixes[-2:])) + file.suffix
        return "" if name == self.default and not self.in_folder else name, path


ONE_LANGUAGE = Languages()


def places(path: str, text: str, languages: Languages = ONE_LANGUAGE) -> tuple[str, ...]:
    """Its address and its aliases, root-relative; none where its front matter cannot be read.

    `path` begins with `content/`. What a configuration says of permalinks is not looked at.
    """
    parts = parted(text)
    try:
        settings = KEYS[parts.syntax].settings(parts.front) if parts.syntax in KEYS else []
    except UnreadableError:
        return ()
    values = {lowered(key): value for key, value in settings}
    aliases = values.get("aliases")
    listed = aliases if isinstance(aliases, list) else [aliases]
    found = [_address(*languages.parted(path), values), *(as_place(str(one)) for one in listed if one)]
    return tuple(dict.fromkeys(place for place in found if place))


def as_place(url: str) -> str:
    """An address with a slash at either end, but for one that names a file: two that are alike lead to one file."""
    name = url.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0].strip("/").removesuffix("index.html").strip("/")
    if not name:
        return "/"
    return f"/{name}" if name.endswith((".html", ".htm")) else f"/{name}/"


def bundle(path: str) -> str:
    """The folder whose files belong to the page at `path`; empty: it is a page for itself or a list."""
    file = PurePosixPath(path)
    return str(file.parent) if file.stem.partition(".")[0] == _LEAF else ""


def _address(language: str, path: str, values: dict[str, object]) -> str:
    url, slug = values.get("url"), values.get("slug")
    if isinstance(url, str) and url:
        url = url if url.startswith("/") or not language else f"{language}/{url}"
        return "" if ":" in url.replace(r"\:", "") else as_place(unescaped(url))
    names = [name.lower().replace(" ", "-") for name in _names(path)]
    if slug and names and PurePosixPath(path).stem != _BRANCH:
        names[-1] = str(slug).lower().replace(" ", "-")
    return as_place("/".join([language, *names]))


def _names(path: str) -> Iterator[str]:
    file = PurePosixPath(path.removeprefix(f"{CONTENT}/"))
    yield from file.parent.parts
    if file.stem not in (_LEAF, _BRANCH):
        yield file.stem
