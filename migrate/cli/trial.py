"""A site brought to trial: the export, the site as it is, and the two builds, put together for judging."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from migrate.cli import console
from migrate.cli.workspace import taken_paths
from migrate.diagnostics import Diagnostics, MigrateError
from migrate.hugo.existing import is_new_site
from migrate.hugo.raw_text import prints_raw_text
from migrate.hugo.seen import language_choice, languages
from migrate.living.seen import OldSite
from migrate.options import Options, load
from migrate.pipeline.documents import Ownership
from migrate.pipeline.wordpress import WordPressSource
from migrate.site.answer.site import Site
from migrate.sync.disk import Disk, survey_disk
from migrate.sync.state import State
from migrate.verify.against import Shown
from migrate.verify.build import build_items, build_live, own_shortcodes
from migrate.verify.item import SiteFile, Surroundings
from migrate.verify.judge import Court
from migrate.verify.verdict import Judgement
from migrate.verify.whole import judgement
from migrate.wxr.read import Export


@dataclass(frozen=True, slots=True)
class Trial:
    """What is to be judged."""

    exports: Sequence[Path]
    site: Path
    chosen: Collection[str]
    """Paths in the site, or WordPress ids; empty: all."""
    jobs: int
    max_size: int

    @property
    def processes(self) -> int:
        """How many work at a time; 0 jobs: as many as there are processors."""
        return self.jobs or os.cpu_count() or 1


def tried(
    trial: Trial, diagnostics: Diagnostics, shown: Shown | None = None, addresses: Collection[str] = ()
) -> Judgement:
    """The judgement. With `shown` the text of each item should be what the living site shows.

    `addresses` are those of its sitemap.

    Raises MigrateError where there is nothing to judge, or nothing to judge it with.
    """
    folder = trial.site.resolve()
    if is_new_site(folder):
        raise MigrateError(f"{trial.site}: there is no Hugo site", "wxr2hugo migrate makes one.")
    options = _options(folder)
    export = Export(trial.exports, diagnostics, trial.max_size)
    spoken = languages(folder)
    state = State.load(folder, None, spoken)
    disk = survey_disk(folder, state, spoken)
    source = WordPressSource(
        export,
        options,
        disk.placed(),
        taken_paths(disk, state),
        diagnostics,
        owner=Ownership(configured=True),
        jobs=trial.processes,
        choice=language_choice(spoken, is_own=True),
        seen=OldSite(folder),
    )
    with console.progress() as progress:
        source.watch_reading = progress.counting("reading")
        site = source.site
    files = _files(disk.renamed(source.identified().renamed))
    keys = _keys(site, files, trial.chosen)
    with TemporaryDirectory(prefix="wxr2hugo-") as scratch:
        only = [folder / files[key].path for key in keys if key in files] if trial.chosen else []
        live = None if trial.chosen else build_live(folder, Path(scratch))
        items = build_items(folder, Path(scratch), own_shortcodes(options), only)
        around = Surroundings(folder, items.base_url, items, live)
        return judgement(export, Court(site, options, around, files, shown, addresses=addresses), keys, trial.processes)


def _options(folder: Path) -> Options:
    options, _ = load(folder)
    return replace(options, hidden="drop") if options.hidden == "hide" and prints_raw_text(folder) else options


def _files(disk: Disk) -> dict[str, SiteFile]:
    """The file of each document, and whether a person edited it."""
    return {
        key: SiteFile(file.path, bool(disk.entries[key].base) and file.digest != disk.entries[key].base)
        for key, file in disk.files.items()
    }


def _keys(site: Site, files: dict[str, SiteFile], chosen: Collection[str]) -> frozenset[str]:
    """The items that are to be judged. Raises MigrateError for a name that is none of them."""
    if not chosen:
        return frozenset(key for key in site.pages if site.selects(key))
    paths = {files[key].path if key in files else page.path: key for key, page in site.pages.items()}
    found = {name: name if name in site.pages else paths.get(name, "") for name in chosen}
    for name, key in found.items():
        if not key:
            raise MigrateError(f"{name}: is no file or WordPress id of this site", "Paths are relative to the site.")
    return frozenset(found.values())
