"""Which folder is meant: a site, a part of one, or a folder of other things that is the place for none."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence
from pathlib import Path

from migrate.diagnostics import MigrateError
from migrate.hugo.config.existing import is_new_site
from migrate.state_folder import FOLDER, STATE

_PARTS = {
    *("archetypes", "assets", "config", "content", "data", "i18n", "layouts", "public", "resources", "static"),
    *("themes", "redirects", FOLDER),
}
"""Folders in a site that are no site themselves."""
_SHOWN = 3
PATHS_HINT = "Paths are relative to the site, such as content/posts/2020-05-04-a-walk.md."


def site_folder(asked: Path | None) -> Path:
    """The folder that is meant, the current one by default. Raises MigrateError for what is no folder."""
    site = asked or Path()
    there = next(one for one in (site, *site.parents) if one.exists() or one.is_symlink())
    if not there.is_dir():
        what = "is a file, no folder" if there.exists() else "is a link that leads nowhere"
        raise MigrateError(f"{there}: {what}", "--site names the folder of the Hugo site.")
    return site


def migrated_elsewhere(site: Path) -> str:
    """A hint where a site is that was migrated, if it is above this folder or directly in it; else empty."""
    inside = [one for one in _folders(site) if (one / STATE).is_file()]
    near = [one for one in _above(site) if (one / STATE).is_file()] or (inside if len(inside) == 1 else [])
    return f"There is one in {near[0]}: run again with --site {shlex.quote(str(near[0]))}" if near else ""


def folder_to_migrate_to(asked: Path | None, exports: Sequence[str]) -> Path:
    """The folder of a site, or a fit place for a new one. Raises MigrateError for part of a site and the like."""
    site = site_folder(asked)
    if not is_new_site(site) or (site / FOLDER).is_dir():
        return site
    above = next((one for one in _above(site) if (one / STATE).is_file() or not is_new_site(one)), None)
    if above and (asked is None or site.resolve().relative_to(above).parts[0].lower() in _PARTS):
        raise MigrateError(
            f"{site.resolve()}: is a folder in the site {above}", f"Name the site: --site {shlex.quote(str(above))}"
        )
    others = _others(site, exports) if asked is None else []
    if others:
        listed = ", ".join(others[:_SHOWN]) + (", …" if len(others) > _SHOWN else "")
        raise MigrateError(
            f"the current folder is no Hugo site and holds other things ({listed})",
            "Say where the site is to be: --site my-site for a new folder, --site . for this one.",
        )
    return site


def in_site(path: str, site: Path) -> str:
    """A path relative to the site, also if it was given relative to the current folder."""
    full = Path(path).resolve()
    if full.exists() and full.is_relative_to(site.resolve()):
        return full.relative_to(site.resolve()).as_posix()
    return path.removeprefix("./").rstrip("/")


def _above(site: Path) -> Iterable[Path]:
    return site.resolve().parents


def _folders(site: Path) -> list[Path]:
    return sorted(one for one in site.iterdir() if one.is_dir()) if site.is_dir() else []


def _others(site: Path, exports: Sequence[str]) -> list[str]:
    """What is in the folder beside the exports and hidden files."""
    known = {Path(one).resolve() for one in exports}
    return sorted(one.name for one in site.iterdir() if one.resolve() not in known and not one.name.startswith("."))
