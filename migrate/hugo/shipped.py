"""The files that come with this tool and go into a site: the theme and our shortcodes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from migrate.choices.preset import THEME

LINK_HOOK = "_markup/render-link.html"
"""Where Hugo looks for it, in a folder of layouts."""
_SERIES = "layouts/series/"


def theme_files(*, links_by_file: bool = False) -> dict[str, str]:
    """Path in the site to text, for every file of our theme; `links_by_file`: links name files of the content."""
    hooks = {f"themes/{THEME}/layouts/{LINK_HOOK}": link_hook()} if links_by_file else {}
    return _texts("theme", f"themes/{THEME}") | hooks


def link_hook() -> str:
    """The template that leads links that name files to the pages made of these."""
    return (files("migrate.hugo") / "hooks" / "render-link.html").read_text("utf-8")


def term_adapter(folder: str) -> str:
    """The content adapter that makes pages of terms of the files in a folder of `assets`."""
    return (files("migrate.hugo") / "adapters" / "terms.gotmpl").read_text("utf-8").replace("FOLDER", folder)


def shortcode_files() -> dict[str, str]:
    """Path in the site to text, for every shortcode that converted content may call, and the partial they share."""
    return _texts("shortcodes", "layouts/_shortcodes") | _texts("partials", "layouts/_partials")


def podcast_files(*, series: bool = False) -> dict[str, str]:
    """The feed of a podcast, and those of its `series`. They lie in the site and stay whatever theme comes."""
    files = _texts("feeds", "layouts")
    return {path: text for path, text in files.items() if series or not path.startswith(_SERIES)}


@cache
def _texts(folder: str, target: str) -> dict[str, str]:
    return {
        f"{target}/{path}": file.read_text("utf-8") for path, file in sorted(_walk(files("migrate.hugo") / folder, ""))
    }


def _walk(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir() if folder.is_dir() else ():
        if entry.is_dir():
            yield from _walk(entry, f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}", entry
