"""The shortcodes of Hugo that the owner names for those of plugins, and which of them have no template."""

from __future__ import annotations

from pathlib import Path

from migrate.diagnostics import MigrateError
from migrate.hugo.config.config_files import config_files, look_up, merged
from migrate.hugo.config.existing import missing_themes
from migrate.options import Options

_NO_SHORTCODES = frozenset({"content", "footnote", "nothing"})
"""What a shortcode or block may become that is no shortcode of Hugo's."""
_WITH_CONTENT = frozenset({"comment", "details", "highlight"})
"""Those of Hugo's own that have content."""
_OF_HUGO = _WITH_CONTENT | {
    "figure", "gist", "instagram", "param", "qr", "ref", "relref", "tweet", "twitter", "vimeo", "x", "youtube",
}  # fmt: skip
_SHIPPED = "wp-"
"""Begins the names of what comes with this tool."""
FOLDERS = ("_shortcodes", "shortcodes")
"""Where templates of shortcodes lie below layouts."""


def chosen_shortcodes(options: Options) -> list[str]:
    """The names that stand in the options."""
    return sorted({name for _, name in (*options.shortcodes, *options.blocks)} - _NO_SHORTCODES)


def lacking_shortcodes(site: Path, options: Options) -> list[str]:
    """Where a template has to lie, in the site, for each that has none. Modules and themes to come may have it."""
    names = [name for name in chosen_shortcodes(options) if name not in _OF_HUGO and not name.startswith(_SHIPPED)]
    if not names or missing_themes(site) or _has_modules(site):
        return []
    layouts = [site / "layouts", *site.glob("themes/*/layouts")]
    return [
        f"layouts/_shortcodes/{name}.html"
        for name in names
        if not any((layout / folder / f"{name}.html").is_file() for layout in layouts for folder in FOLDERS)
    ]


def takes_content(name: str, folders: list[Path]) -> bool:
    """Whether a shortcode takes content, by its template in the first folder that has one; without a template it may.

    Hugo wants calls to be closed just then.
    """
    templates = (folder / f"{name}.html" for folder in folders)
    if template := next((one for one in templates if one.is_file()), None):
        return ".Inner" in template.read_text("utf-8", "replace")
    return name in _WITH_CONTENT or name not in _OF_HUGO


def _has_modules(site: Path) -> bool:
    try:
        return bool(look_up(merged(config_files(site)), ("module", "imports")))
    except MigrateError:
        return True
