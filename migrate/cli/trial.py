"""A site brought to trial: the export, the site as it is, and the two builds, put together for judging."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from migrate.cli import console
from migrate.cli.notes_file import notes_file
from migrate.cli.workspace import item_cache, ownership, taken_paths
from migrate.diagnostics import Diagnostics, MigrateError
from migrate.hugo.build import Build
from migrate.hugo.existing import is_new_site
from migrate.hugo.raw_text import prints_raw_text
from migrate.hugo.seen import language_choice, languages
from migrate.living.seen import OldSite
from migrate.media.manifest import Manifest
from migrate.options import Options, load
from migrate.pipeline.digested_export import DigestedExport
from migrate.pipeline.known_notes import KnownNotes
from migrate.pipeline.wordpress import WordPressSource
from migrate.site.answer.site import Site
from migrate.sync.disk import Disk, survey_disk
from migrate.sync.state import State
from migrate.verify.against import Shown
from migrate.verify.build import Built, begin_live, build_few, build_items, build_live, built_live, judging_layouts
from migrate.verify.heads import NO_ADDRESSES, OldAddresses
from migrate.verify.item import SiteFile, Surroundings
from migrate.verify.judge import Court
from migrate.verify.own_files import OwnFiles, own_faults
from migrate.verify.rules import asked_rules
from migrate.verify.verdict import Judgement, SiteFault
from migrate.verify.whole import judgement
from migrate.workers import processes
from migrate.wxr.item_cache import ItemCache
from migrate.wxr.read import Export

_BY_OTHERS = frozenset({"link", "image", "media", "address", "front_matter"})
"""Kinds of faults that other pages may have a part in: where they lead on from, and what they hand down."""


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
        return processes(self.jobs)


def tried(
    trial: Trial, diagnostics: Diagnostics, shown: Shown | None = None, addresses: OldAddresses = NO_ADDRESSES
) -> Judgement:
    """The judgement. With `shown` the text of each item should be what the living site shows.

    `addresses` are those that it names.

    Raises MigrateError where there is nothing to judge, or nothing to judge it with.
    """
    folder = trial.site.resolve()
    if is_new_site(folder):
        raise MigrateError(f"{trial.site}: there is no Hugo site", "wxr2hugo migrate makes one.")
    with (
        TemporaryDirectory(prefix="wxr2hugo-") as scratch,
        item_cache(None if trial.chosen else Path(scratch)) as cache,
        nullcontext() if trial.chosen else begin_live(folder, Path(scratch) / "all") as live,
    ):
        suit = _suit(trial, folder, diagnostics, cache)
        suit = suit._replace(court=replace(suit.court, shown=shown, addresses=addresses))
        quick = _quickly(suit, Path(scratch) / "few") if trial.chosen else None
        return quick or _thoroughly(suit, Path(scratch) / "all", trial, live)


def _suit(trial: Trial, folder: Path, diagnostics: Diagnostics, cache: ItemCache | None) -> _Suit:
    """The export and the site, read."""
    options = _options(folder)
    with notes_file(folder, options, writes=False) if trial.chosen else nullcontext() as notes:
        return _read_suit(trial, options, diagnostics, cache, notes)


def _read_suit(
    trial: Trial, options: Options, diagnostics: Diagnostics, cache: ItemCache | None, notes: KnownNotes | None
) -> _Suit:
    """The same with what the last run noted, which is worth its look-up where one item is judged."""
    folder = trial.site.resolve()
    export = Export(trial.exports, diagnostics, trial.max_size)
    spoken = languages(folder)
    state = State.load(folder, None, spoken)
    disk = survey_disk(folder, state, spoken)
    owner, seen = ownership(folder, options, state), OldSite(folder)
    digested = DigestedExport(export, options, diagnostics, owner=owner, notes=notes, seen=seen)
    choice = language_choice(spoken, is_own=True)
    taken = taken_paths(disk, state)
    source = WordPressSource(digested, disk.placed(), taken, jobs=trial.processes, cache=cache, choice=choice)
    with console.progress() as progress:
        source.watch_reading = progress.counting("reading")
        site = source.site
    disk = disk.renamed(source.identified().renamed)
    files = _files(disk)
    files |= {key: SiteFile(path) for key, path in _nameless(site, disk)}
    keys = _keys(site, files, trial.chosen)
    own = chain(own_faults(source.own_documents(), _own_files(disk, options)), _changed_media(folder))
    return _Suit(export, Court(site, options, Surroundings(folder), files, cache=cache), keys, own)


class _Suit(NamedTuple):
    """What does not depend on how the site is built."""

    export: Export
    court: Court
    keys: frozenset[str]
    """The items that are judged."""
    own: Iterator[SiteFault]
    """What is wrong with the files of the site as a whole, when it is asked for."""

    @property
    def only(self) -> list[Path]:
        """Their files, but for those that somebody deleted."""
        court = self.court
        paths = [court.files[key].path for key in self.keys if key in court.files]
        return [court.around.site / path for path in paths if path]

    def judged(self, items: Built, live: Built | None, jobs: int) -> Judgement:
        """The judgement by these builds."""
        hosts = _hosts(self.court.site, items.base_url)
        around = Surroundings(self.court.around.site, items.base_url, items, live, hosts)
        own = self.own if live else ()
        return judgement(self.export, replace(self.court, around=around), self.keys, jobs, own)


def _quickly(suit: _Suit, scratch: Path) -> Judgement | None:
    """The judgement on a few items, built without the others; None where it would be another with all of them."""
    built = build_few(suit.court.around.site, scratch, judging_layouts(suit.court.options), suit.only)
    found = None if built.result.status or built.result.warnings else suit.judged(built, None, 1)
    faults = [fault for one in found.items for fault in one.faults] if found else []
    return None if any(fault.kind in _BY_OTHERS for fault in faults) else found


def _thoroughly(suit: _Suit, scratch: Path, trial: Trial, begun: Build | None) -> Judgement:
    """The judgement by the whole site. It began to be built as it goes live before the export was read."""
    folder = suit.court.around.site
    live = built_live(begun, scratch) if begun else None
    items = build_items(folder, scratch, judging_layouts(suit.court.options), suit.only if trial.chosen else ())
    if live and live.result.status and items.unread:
        again = build_live(folder, scratch / "again", items.unread)
        live = replace(again, result=live.result, unread=items.unread) if again.result.status == 0 else live
    return suit.judged(items, live, trial.processes)


def _options(folder: Path) -> Options:
    options, _ = load(folder)
    return replace(options, hidden="drop") if options.hidden == "hide" and prints_raw_text(folder) else options


def _files(disk: Disk) -> dict[str, SiteFile]:
    """The file of each document, and whether a person edited it."""
    return {
        key: SiteFile(file.path, bool(disk.entries[key].base) and file.digest != disk.entries[key].base)
        for key, file in disk.files.items()
    }


def _nameless(site: Site, disk: Disk) -> Iterator[tuple[str, str]]:
    """Files that say of no item that they are of it, where one is missing: the item, and the file."""
    for key in site.pages if disk.taken else ():
        if key not in disk.files and (path := site.pages[key].home.desired) in disk.taken:
            yield key, path


def _changed_media(folder: Path) -> Iterator[SiteFault]:
    """Pictures and files that somebody changed since they were brought."""
    changed = list(Manifest(folder).changed())
    if changed:
        others = f" and {len(changed) - 1:,} more files are others than when they were" if changed[1:] else ""
        yield SiteFault("warning", "", f"{changed[0]}{others or ' is another than when it was'} brought")


def _own_files(disk: Disk, options: Options) -> OwnFiles:
    """The files of the site as a whole, and copies of others."""
    paths = {key: file.path for key, file in disk.files.items()}
    bases = {key: entry.base for key, entry in disk.entries.items()}
    copies = {paths[key]: others for key, others in disk.copies.items() if key in paths}
    return OwnFiles(disk.site, paths, bases, asked_rules(options), copies)


def _keys(site: Site, files: dict[str, SiteFile], chosen: Collection[str]) -> frozenset[str]:
    """The items that are to be judged. Raises MigrateError for a name that is none of them."""
    if not chosen:
        return frozenset(key for key in site.pages if site.selects(key))
    paths: dict[str, str] = {}
    if any(name not in site.pages for name in chosen):
        paths = {files[key].path if key in files else page.path: key for key, page in site.pages.items()}
    found = {name: name if name in site.pages else paths.get(name, "") for name in chosen}
    for name, key in found.items():
        if not key:
            raise MigrateError(f"{name}: is no file or WordPress id of this site", "Paths are relative to the site.")
    return frozenset(found.values())


def _hosts(site: Site, base_url: str) -> tuple[str, ...]:
    """The hosts by which a site calls itself, those with a port before those without."""
    channel = site.index.channel
    asked: list[SplitResult] = []
    for one in filter(None, (base_url, channel.base_blog_url, channel.link)) if channel else ():
        with suppress(ValueError):  # what an export says may be no address
            asked.append(urlsplit(one))
    return tuple(
        dict.fromkeys(filter(None, (*(one.netloc.lower() for one in asked), *(one.hostname for one in asked))))
    )
