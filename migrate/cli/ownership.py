"""What of a site is its owner's, and what its templates make of the options."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from migrate.choices.preset import THEME, preset
from migrate.hugo.config.existing import fresh_configuration, is_new_site, known_taxonomies
from migrate.hugo.owners_files import owners_files
from migrate.hugo.raw_text import prints_raw_text
from migrate.model.documents import Home, Identity, Kind
from migrate.options import Options
from migrate.pipeline.ownership import Ownership
from migrate.sync.state.remembered import Remembered
from migrate.sync.state.state import State
from migrate.text import digest

CONFIGURATION = "config:hugo.toml"
"""Key of the configuration that a first migration writes for a new site."""


def options_for_site(options: Options, printer: str, *, is_own: bool) -> Options:
    """The options as the templates of a site allow: one may print raw text (`printer`), many range over terms."""
    terms = "list" if options.terms == "auto" and is_own else options.terms
    return replace(options, terms=terms, hidden="drop" if printer else options.hidden)


def what_prints_raw_text(site: Path, options: Options) -> str:
    """What prints the text of files as it is, where hidden parts would show thereby; the theme may yet have to come."""
    if options.hidden != "hide":
        return ""
    theme = preset(options.preset)
    return prints_raw_text(site) or (f"themes/{theme.title}" if theme and theme.raw_text else "")


def ownership(site: Path, options: Options, state: State, *, asks_for_theme: bool = False) -> Ownership:
    """What of the site is its owner's. Small files of a theme come where they came before, or are asked for."""
    configured = is_configured(site, state)
    known = known_taxonomies(site) if configured else None
    theme = preset(options.preset)
    if not theme:
        return Ownership(configured, taxonomies=known)
    ours = [entry.path for entry in state.entries.values() if entry.identity.kind is Kind.CONFIG]
    has_ours = any(path.startswith(f"themes/{THEME}/") for path in ours)
    if configured and not asks_for_theme and not theme.paths.intersection(ours):
        return Ownership(configured, taxonomies=known, has_our_theme=has_ours)
    return Ownership(configured, owners_files(site, sorted(theme.paths), ours), known, has_our_theme=has_ours)


def is_configured(site: Path, state: State) -> bool:
    """Whether the configuration is the user's own. Where its line was lost, our theme says whose it is."""
    ours = f"{Kind.CONFIG}:themes/{THEME}/"
    if (state.rebuilt and (site / "themes" / THEME).is_dir()) or any(key.startswith(ours) for key in state.entries):
        return False
    return CONFIGURATION not in state.entries and not is_new_site(site)


def with_fresh_configuration(site: Path, state: State) -> State:
    """What `hugo new site` has just made counts as ours: nobody has written in it yet."""
    path = "" if state.migrated else fresh_configuration(site)
    if not path:
        return state
    name = digest((site / path).read_bytes())
    identity = Identity(CONFIGURATION, Kind.CONFIG)
    return state._replace(entries={CONFIGURATION: Remembered(identity, Home(path), path=path, base=name, disk=name)})
