"""What a site is judged by, put together before anything is built: the export, and what stands in the site."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from migrate.cli import console
from migrate.cli.few import last_made
from migrate.cli.notes_file import notes_file
from migrate.cli.ownership import ownership
from migrate.cli.place import PATHS_HINT, migrated_elsewhere
from migrate.cli.workspace import taken_paths
from migrate.diagnostics import Diagnostics, MigrateError
from migrate.hugo.config.existing import is_new_site
from migrate.hugo.config.seen import language_choice, languages
from migrate.hugo.raw_text import prints_raw_text
from migrate.living.seen import OldSite
from migrate.media.manifest import Manifest
from migrate.model.decided import LanguageChoice
from migrate.model.documents import COMMENTS, Kind, Placed
from migrate.options import Options
from migrate.options_file import load
from migrate.pipeline.digested_export import DigestedExport
from migrate.pipeline.short_ways.part_of_site import part_of_site
from migrate.pipeline.wordpress import WordPressSource
from migrate.site.answer.site import Site
from migrate.sync.plan.nothing_new import stands_but_for_edits
from migrate.sync.state.disk import Disk, survey_disk
from migrate.sync.state.state import State
from migrate.verify.built.build import Built
from migrate.verify.built.stylesheets import hidden_by_sheets
from migrate.verify.built.surroundings import Surroundings
from migrate.verify.item.menu_places import places_in_menus
from migrate.verify.item.site_file import SiteFile
from migrate.verify.judge import Court, led_by_hand
from migrate.verify.old_site.witness import Ask, Witness, asked_paths, silent
from migrate.verify.site_files.own_files import OwnFiles, own_faults
from migrate.verify.site_files.rules import asked_rules
from migrate.verify.verdict import Judgement, SiteFault
from migrate.verify.whole import judgement
from migrate.workers import forks, processes
from migrate.wxr.item_cache import ItemCache
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
        return processes(self.jobs)

    @property
    def folder(self) -> Path:
        """The site, resolved. Raises MigrateError where there is none."""
        if is_new_site(self.site.resolve()):
            hint = migrated_elsewhere(self.site) or "wxr2hugo migrate makes one."
            raise MigrateError(f"{self.site}: there is no Hugo site", hint)
        return self.site.resolve()


class Suit(NamedTuple):
    """What does not depend on how the site is built."""

    export: Export
    court: Court
    keys: frozenset[str]
    """The items that are judged."""
    own: Iterable[SiteFault] = ()
    """What is wrong with the files of the site as a whole, when it is asked for."""
    ask: Ask = silent

    def with_witness(self, witness: Witness) -> Suit:
        """The same with what a living site shows, names and answers."""
        court = replace(self.court, shown=witness.shown, addresses=witness.addresses)
        return self._replace(court=court, ask=witness.ask)

    @property
    def only(self) -> list[Path]:
        """Their files, but for those that somebody deleted."""
        court = self.court
        paths = [court.files[key].path for key in self.keys if key in court.files]
        return [court.around.site / path for path in paths if path]

    def judged(self, items: Built, live: Built | None, jobs: int) -> Judgement:
        """The judgement by these builds."""
        hosts = _hosts(self.court.site, items.base_url)
        asked = asked_paths(self.court.site.redirects) if self.ask is not silent else {}
        site = self.court.around.site
        unseen = hidden_by_sheets(live, site) if live and live.is_there else ()
        places = places_in_menus(self.court.site) if live else frozenset[str]()
        around = Surroundings(site, items.base_url, items, live, hosts, asked=asked, unseen=unseen, menu_places=places)
        around.led.update(led_by_hand(self.court, around))
        own = self.own if live else ()
        return judgement(self.export, replace(self.court, around=around), self.keys, jobs, own, ask=self.ask)


class AsItStands(NamedTuple):
    """What stands in the site, and the export, before anything in that is read."""

    digested: DigestedExport
    state: State
    disk: Disk
    taken: Collection[str]
    choice: LanguageChoice

    @property
    def options(self) -> Options:
        """What the owner chose."""
        return self.digested.choices

    @property
    def is_as_left(self) -> bool:
        """Whether every document lies where the last run left it, whatever a person wrote in it since."""
        return stands_but_for_edits(self.state, self.disk)

    def files_of(self, chosen: Collection[str]) -> list[Path]:
        """The files of documents that are named by their keys or paths; none where one names nothing or has no file."""
        keys = _keys_of(chosen, self.state)
        paths = [self.disk.files[key].path for key in keys if key]
        return [self.disk.site / path for path in paths] if len(paths) == len(keys) and all(paths) else []


def whole_suit(trial: Trial, diagnostics: Diagnostics, cache: ItemCache | None) -> Suit:
    """The export and the site, read."""
    with ExitStack() as stack:
        return _read(trial, as_it_stands(trial, diagnostics, stack), cache)


def as_it_stands(trial: Trial, diagnostics: Diagnostics, stack: ExitStack, *, few: bool = False) -> AsItStands:
    """With what the last run noted. For a `few` items no other files are read, and the export is cut up meanwhile."""
    folder = trial.folder
    options = _options(folder)
    export = Export(trial.exports, diagnostics, trial.max_size)
    notes = stack.enter_context(notes_file(folder, options, writes=False))
    if notes:
        export.known_cuts = notes.earlier_cuts()
        helps = trial.processes > 1 and forks() and not export.is_small
        if few and helps and not notes.are_of_another(export.size()):
            stack.enter_context(export.looked_through())
    spoken = languages(folder)
    state = State.load(folder, None, spoken)
    disk = survey_disk(folder, state, spoken, _with_comments(_keys_of(trial.chosen, state)) if few else None)
    owner, seen = ownership(folder, options, state), OldSite(folder)
    digested = DigestedExport(export, options, diagnostics, owner=owner, notes=notes, seen=seen)
    return AsItStands(digested, state, disk, taken_paths(disk, state), language_choice(spoken, is_own=True))


def _keys_of(chosen: Collection[str], state: State) -> frozenset[str]:
    """The keys of documents that are named by them or by their paths; an empty one where there is none."""
    if all(name in state.entries for name in chosen):
        return frozenset(chosen)
    paths = {entry.path: key for key, entry in state.entries.items()}
    return frozenset(name if name in state.entries else paths.get(name, "") for name in chosen)


def _with_comments(keys: Iterable[str]) -> frozenset[str]:
    return frozenset(key for one in keys for key in (one, COMMENTS + one))


def _read(trial: Trial, found: AsItStands, cache: ItemCache | None) -> Suit:
    disk, options = found.disk, found.options
    placed = disk.placed()
    source = WordPressSource(
        found.digested, placed, found.taken, jobs=trial.processes, cache=cache, choice=found.choice
    )
    with console.progress() as progress:
        source.watch_reading = progress.counting("reading")
        site = source.site
    disk = disk.renamed(source.identified().renamed)
    files = _files(disk, found.digested, disk.files)
    files |= {key: SiteFile(path) for key, path in _nameless(site, disk)}
    keys = _keys(site, files, trial.chosen)
    own = chain(own_faults(source.own_documents(), _own_files(disk, options)), _changed_media(disk.site))
    court = Court(site, options, Surroundings(disk.site), files, cache=cache)
    return Suit(found.digested.export, court, keys, own)


def part_suit(trial: Trial, found: AsItStands) -> Suit | None:
    """The same of the chosen items from a part of the export; None where more is needed."""
    disk, keys = found.disk, _keys_of(trial.chosen, found.state)
    made = {key: one for key in keys if (one := last_made(disk, key))}

    def placed(items: Container[str]) -> Mapping[str, Placed]:
        return disk.placed_of(
            [key for key, one in disk.entries.items() if key in items or one.identity.kind is Kind.TERM]
        )

    site = part_of_site(
        found.digested,
        placed,
        found.taken,
        made=made,
        choice=found.choice,
        base_url=found.state.base_url,
    )
    files = _files(disk, found.digested, _with_comments(keys))
    court = Court(site, found.options, Surroundings(disk.site), files) if site else None
    return Suit(found.digested.export, court, keys) if court else None


def _options(folder: Path) -> Options:
    options, _ = load(folder)
    return replace(options, hidden="drop") if options.hidden == "hide" and prints_raw_text(folder) else options


def _files(disk: Disk, digested: DigestedExport, keys: Iterable[str]) -> dict[str, SiteFile]:
    """The file of each of these documents, whether a person edited it, and what it was made from."""
    made_with = (digested.options, digested.converter)
    files: dict[str, SiteFile] = {}
    for key, file in ((key, disk.files[key]) for key in keys if key in disk.files):
        entry = disk.entries[key]
        as_made = file.digest == entry.base and (entry.options, entry.converter) == made_with
        edited = bool(entry.base) and file.digest != entry.base
        files[key] = SiteFile(file.path, edited, entry.source if as_made else "")
    return files


def _nameless(site: Site, disk: Disk) -> Iterator[tuple[str, str]]:
    """Files that say of no item that they are of it, where one is missing: the item, and the file."""
    for key in site.pages if disk.taken else ():
        if key not in disk.files and (path := site.pages[key].home.desired) in disk.taken:
            yield key, path


def _changed_media(folder: Path) -> Iterator[SiteFault]:
    """Pictures and files that somebody changed since they were brought."""
    changed = list(Manifest(folder).changed())
    if changed:
        have = f" and {len(changed) - 1:,} more files have" if changed[1:] else " has"
        yield SiteFault("warning", "", f"{changed[0]}{have} changed since brought by media")


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
    found: set[str] = set()
    for name in chosen:
        key = name if name in site.pages else paths.get(name, "")
        keys = [key] if key else [one for path, one in paths.items() if path.startswith(f"{name}/")]
        if not keys:
            raise MigrateError(f"{name}: is no file, folder or WordPress id of this site", PATHS_HINT)
        found.update(keys)
    return frozenset(found)


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
