"""`wxr2hugo config`: every option with its value, and what the Hugo configuration of a site lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from migrate.cli.arguments import SitePath

if TYPE_CHECKING:
    from migrate.options_file import Choice


def config(site: SitePath = None) -> None:
    """Show every option, and what Hugo's configuration lacks.

    Each option stands as a line of TOML, with its value and where that comes from; then follows what is to be pasted.

    The menus of the old site stand in the export: migrate and sync say which of them are missing.
    """
    from migrate.cli import console
    from migrate.cli.place import site_folder
    from migrate.options_file import choices

    folder = site_folder(site)
    console.results(_options(choices(folder)))
    console.results(_lacking(folder))


def _options(found: Iterable[Choice]) -> Iterator[str]:
    from migrate.page.toml_writer import toml_key, toml_value

    for table, group in groupby(sorted(found, key=lambda one: one.table), key=lambda one: one.table):
        yield f"[{table}]"
        for one in group:
            value = list(one.value) if isinstance(one.value, tuple) else one.value
            yield f"{toml_key(one.key)} = {toml_value(value)}  # {one.source}"
        yield ""


def _lacking(site: Path) -> Iterator[str]:
    """The text to paste, below the name of each file that it goes into."""
    from migrate.choices.preset import preset
    from migrate.cli.configuration import seen_configuration
    from migrate.hugo.config.config import SiteSettings
    from migrate.hugo.config.existing import is_new_site
    from migrate.hugo.config.fragments import fragments
    from migrate.hugo.config.needs import lacking
    from migrate.options_file import load
    from migrate.site.decide.terms.terms import renamed_keys

    if is_new_site(site):
        yield "# There is no Hugo configuration here yet: migrate writes one."
        return
    seen = seen_configuration(site)
    if seen.guessed:
        yield f"# Hugo could not be asked, so its files were read: {seen.guessed}"
    options, _ = load(site)
    wanted = SiteSettings(
        *("", ""),
        taxonomies=_taxonomies(site),
        renamed=renamed_keys(options),
        preset=preset(options.preset),
        links_by_file=options.links == "markdown",
    )
    found = fragments(lacking(seen, wanted), seen.files)
    for fragment in found:
        yield f"# {fragment.path} lacks {', '.join(fragment.names)}:"
        yield from fragment.text.splitlines()
    if not found:
        yield "# The Hugo configuration lacks nothing that the content needs."


def _taxonomies(site: Path) -> tuple[str, ...]:
    """Those of which the last run wrote pages."""
    from migrate.model.documents import Kind
    from migrate.sync.state.state import State

    terms = (entry.path for entry in State.load(site).entries.values() if entry.identity.kind is Kind.TERM)
    folders = (path.removeprefix("assets/").split("/")[1:] for path in terms)
    return tuple(sorted({folder[0] for folder in folders if folder}))
