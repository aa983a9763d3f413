"""Says what a site whose configuration is its owner's lacks of what the export wants."""

from __future__ import annotations

from pathlib import Path

from migrate.cli.configuration import report_configuration
from migrate.cli.theme import fitting_preset, names_preset
from migrate.diagnostics import Code, Diagnostics
from migrate.hugo.config.existing import missing_themes
from migrate.hugo.owners_files import serves_the_same
from migrate.options import Options
from migrate.pipeline.documents import settings, wanted_preset_files
from migrate.pipeline.wordpress import WordPressSource
from migrate.sync.files import Files


def report_owned_site(
    source: WordPressSource, site: Path, options: Options, diagnostics: Diagnostics, *, writes: bool, is_first: bool
) -> None:
    """What configuration and theme lack; with `writes` what Hugo says of them is kept. `is_first`: at a first run."""
    report_configuration(Files(site), settings(source.site), diagnostics, writes=writes)
    for name in missing_themes(site):
        diagnostics.report(Code.THEME_MISSING, name)
    if not names_preset(site, options) and (fitting := fitting_preset(site)):
        diagnostics.report(Code.PRESET_FITS, fitting)
    _report_theme_files(source, diagnostics, is_first=is_first)


def _report_theme_files(source: WordPressSource, diagnostics: Diagnostics, *, is_first: bool) -> None:
    """Which small files for the theme are not written."""
    owners = source.owner.owners
    for placed, text in wanted_preset_files(source.site).items():
        path = source.site.languages.files.plain(placed)
        if owners is None and is_first:
            diagnostics.report(Code.THEME_FILES_LEFT, path)
        elif owners and path in owners and not serves_the_same(path, owners[path].data, text):
            diagnostics.report(Code.THEME_FILE_IS_YOURS, owners[path].path, paste=text)
