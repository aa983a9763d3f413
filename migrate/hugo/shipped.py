"""The files that come with this tool and go into a site: the theme and our shortcodes."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from migrate.hugo.config import THEME


def theme_files() -> dict[str, str]:
    """Path in the site to text, for every file of our theme."""
    return _texts("theme", f"themes/{THEME}")


def shortcode_files() -> dict[str, str]:
    """Path in the site to text, for every shortcode that converted content may call, and the partial they share."""
    return _texts("shortcodes", "layouts/_shortcodes") | _texts("partials", "layouts/_partials")


def podcast_files() -> dict[str, str]:
    """The feed of a podcast. It lies in the site, so that it stays whatever theme comes."""
    return _texts("feeds", "layouts")


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
