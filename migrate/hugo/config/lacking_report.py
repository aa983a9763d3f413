"""Says what the configuration of a site lacks."""

from __future__ import annotations

from migrate.diagnostics import Code, Diagnostics
from migrate.hugo.config.config import SiteSettings
from migrate.hugo.config.fragments import fragments
from migrate.hugo.config.needs import content_elsewhere, lacking, lacking_menus
from migrate.hugo.config.seen import Seen


def report_lacking(seen: Seen, wanted: SiteSettings, diagnostics: Diagnostics) -> None:
    """Say what has to be added to an existing configuration, as text to paste."""
    needed = fragments(lacking(seen, wanted), seen.files)
    menus = fragments(lacking_menus(seen, wanted), seen.files)
    for code, found in ((Code.CONFIGURATION_LACKS, needed), (Code.MENUS_LEFT, menus)):
        for fragment in found:
            names = ", ".join(fragment.names)
            diagnostics.report(code, names, file=fragment.path, paste=fragment.text)
    folder = content_elsewhere(seen)
    if folder and not (wanted.languages and folder.startswith("content/")):
        diagnostics.report(Code.CONTENT_ELSEWHERE, folder)
    if seen.guessed and (needed or menus):
        diagnostics.report(Code.CONFIGURATION_GUESSED, seen.guessed)
