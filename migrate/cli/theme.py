"""The theme that a site is made for: asked for on the command line or named by the site, then kept in its own file."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from migrate.choices.preset import PRESETS, preset, preset_for
from migrate.diagnostics import MigrateError
from migrate.hugo.config.config_files import config_files, merged, named_themes
from migrate.options import FILE_NAME, Options
from migrate.options_file import choices, load, preset_options
from migrate.state_folder import STATE
from migrate.sync.files import Files


class ChosenTheme(NamedTuple):
    """What a run goes by besides the site's own file."""

    preset: str = ""
    """The preset that this file does not name; empty: none, or the file names one."""
    is_asked_for: bool = False
    """Whether the command line names the theme."""


def choose_theme(site: Path, asked: str | None) -> ChosenTheme:
    """The theme to go by. Raises MigrateError for one that is not known, or where a file of the owner's says otherwise.

    Where none is asked for, the first migration of a site goes by the theme that its configuration names.
    """
    if not asked:
        is_first = not (site / FILE_NAME).exists() and not (site / STATE).is_file()
        return ChosenTheme(fitting_preset(site)) if is_first else ChosenTheme()
    name = known_preset(asked)
    if not (site / FILE_NAME).exists():
        return ChosenTheme(name, is_asked_for=True)
    if load(site)[0].preset != name:
        hint = f'Say preset = "{name}" there, under [theme].'
        raise MigrateError(f"{site / FILE_NAME}: is yours, and names no such theme", hint)
    return ChosenTheme("", is_asked_for=True)


def known_preset(asked: str) -> str:
    """The preset of a theme, however its name is written. Raises MigrateError where there is none."""
    name = preset_for([asked])
    if not name:
        raise MigrateError(f"there is no preset for the theme {asked}", f"There are {', '.join(PRESETS)}.")
    return name


def fitting_preset(site: Path) -> str:
    """The preset for the theme that the configuration of a site names; empty where there is none for it."""
    try:
        return preset_for(named_themes(merged(config_files(site))))
    except MigrateError:
        return ""


def names_preset(site: Path, options: Options) -> bool:
    """Whether it is settled for which theme a site is made: also where the owner's file says for none."""
    return bool(options.preset) or any(one.key == "preset" and one.source == FILE_NAME for one in choices(site))


def theme_rows(name: str) -> dict[str, str]:
    """What the preset of a theme means, as rows of a table: by what they speak of."""
    theme, options = preset(name), preset_options(name)
    if not theme:
        return {}
    drawn = f"{theme.menu_levels} levels" if theme.menu_levels > 1 else "all entries at the top: it draws none below"
    keys = ", ".join(f"{one.source} as {one.key}" for one in options.keys if one.key)
    return {
        "front matter": f"authors by {options.author}, terms as {options.terms}" + (f", {keys}" if keys else ""),
        "menus": drawn,
        "files": ", ".join(sorted(theme.paths)),
        "from": theme.source,
    }


def keep_theme(site: Path, theme: ChosenTheme) -> None:
    """Write down the choice, so that later runs and other people find it."""
    if theme.preset:
        Files(site).write(FILE_NAME, _lines(theme.preset).encode())


def _lines(theme: str) -> str:
    return f'[theme]\npreset = "{theme}"\n'
