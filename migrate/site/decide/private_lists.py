"""Lists of which visitors could not know: Hugo makes one of each folder at the top, and names it in the sitemap."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from migrate.choices.path_patterns import BUNDLED
from migrate.model.documents import Placed
from migrate.model.export import BESIDE
from migrate.page.places import Languages
from migrate.site.decide.paths.choice import list_path


def private_lists(
    paths: Iterable[tuple[str, bool]], earlier: Mapping[str, Placed], taken: Container[str], files: Languages
) -> dict[str, bool]:
    """The lists that must say whether they are shown: by name, behind which the language stands, whether they hide.

    `paths` are those of all pages, and whether visitors know of them; `taken` are files of the owner. A list that an
    `earlier` run hid goes on to be written when the first of its pages is published.
    """
    hidden, shown, pages = set[str](), set[str](), set[str]()
    for path, is_known in paths:
        name, is_page = _folder(path, files)
        (pages if is_page else shown if is_known else hidden).add(name)
    again = (name for name in shown if (one := earlier.get(list_key(name))) and not one.identity.title)
    names = sorted({*hidden - shown, *again} - pages)
    return {name: name not in shown for name in names if list_file(name, files) not in taken}


def list_key(name: str) -> str:
    """The key of the document of a list."""
    return f"list:{name}"


def list_file(name: str, files: Languages) -> str:
    """The file of a list, by its name."""
    section, _, code = name.partition(BESIDE)
    return files.placed(list_path(section), code or files.default)


def _folder(path: str, files: Languages) -> tuple[str, bool]:
    """The folder at the top in which a file is, with its language, and whether the file is the page of that folder."""
    plain = files.plain(path).removesuffix(BUNDLED).removesuffix("/_index.md").removeprefix("content/")
    folder, below, _ = plain.partition("/")
    code = files.language(path)
    name = folder.removesuffix(".md") if not below else folder
    return name if code == files.default else f"{name}{BESIDE}{code}", not below
