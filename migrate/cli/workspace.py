"""An export and a site brought together for a run, and the plan that follows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, NamedTuple

from migrate.cli import console
from migrate.cli.few import few, has_files
from migrate.cli.notes_file import notes_file
from migrate.cli.ownership import (
    CONFIGURATION,
    is_configured,
    options_for_site,
    ownership,
    what_prints_raw_text,
    with_fresh_configuration,
)
from migrate.cli.place import migrated_elsewhere
from migrate.cli.request import Request
from migrate.diagnostics import HIDING, Code, Diagnostics, MigrateError
from migrate.hugo.config.seen import language_choice, languages
from migrate.living.seen import OldSite
from migrate.options import Options
from migrate.pipeline.digested_export import DigestedExport
from migrate.state_folder import RUN_TEMPORARY, STATE
from migrate.sync.apply import check
from migrate.sync.broken_links import report_broken_links
from migrate.sync.files import Files
from migrate.sync.hidden_pages import report_hidden_pages
from migrate.sync.lock import lock
from migrate.sync.plan.aside import aside, laid
from migrate.sync.plan.nothing_new import plan_without_news
from migrate.sync.plan.plan import Plan
from migrate.sync.replaced import report_replaced
from migrate.sync.spool import Spool, open_spool
from migrate.sync.state.disk import Disk, survey_disk
from migrate.sync.state.state import State
from migrate.workers import forks
from migrate.wxr.item_cache import ItemCache
from migrate.wxr.read import Export

if TYPE_CHECKING:
    from migrate.account.line import AccountLine
    from migrate.pipeline.wordpress import WordPressSource


class Workspace(NamedTuple):
    """One run: the plan, and what is needed to show or apply it."""

    plan: Plan
    files: Files
    spool: Spool
    diagnostics: Diagnostics
    options: Options
    """Those of the request, as far as the site's templates allow."""
    lacks_media: bool = False
    """Whether files that pages show are not in the site yet."""
    is_configured: bool = False
    """Whether the configuration of the site is its owner's."""
    source: WordPressSource | None = None
    """What the plan was made from; None: nothing of the export was read, as nothing is new."""

    def account(self) -> list[AccountLine]:
        """Everything that the export holds by what becomes of it; empty where nothing of it was read."""
        if self.source is None:
            return []
        from migrate.pipeline.account.account import account

        unknown: Counter[str] = Counter()
        for one in self.diagnostics:
            if one.code is Code.UNKNOWN_SHORTCODE:
                unknown[one.detail] += one.count
        return account(self.source.site, unknown, self.diagnostics.found)


@contextmanager
def open_workspace(request: Request, *, writes: bool, again: bool = False) -> Iterator[Workspace]:
    """Read the export, compare it with the site, make the plan.

    With `writes` the site is locked and what is to be written waits beside it; without, nothing in it changes. With
    `again` the site must hold an earlier migration. Raises MigrateError where any of this cannot be done.
    """
    diagnostics = Diagnostics()
    site = request.site
    with ExitStack() as stack:
        export = Export(request.exports, diagnostics, request.max_size)
        if again and not (site / STATE).is_file():
            migrated_state(site)
        if writes:
            stack.enter_context(lock(site))
        spool = stack.enter_context(open_spool(site if writes else None))
        notes = stack.enter_context(notes_file(site, request.options, writes=writes))
        export.known_cuts = notes.earlier_cuts() if notes else ()
        stack.enter_context(_looked_through(export, request))
        state, disk = _found(site, spool, request.processes)
        with item_cache(site / RUN_TEMPORARY if writes and not disk.entries else None) as cache:
            printer = what_prints_raw_text(site, request.options)
            options = options_for_site(request.options, printer, is_own=is_configured(site, state))
            owner = ownership(site, options, state, asks_for_theme=request.asks_for_theme)
            seen = OldSite(site)
            digested = DigestedExport(export, options, diagnostics, owner=owner, notes=notes, seen=seen)
            anew = request.guarantee or request.moves
            source, plan = None, None if anew else plan_without_news(digested, state, disk, spool)
            if plan is None:
                source, plan = _planned(digested, request, state, disk, spool=spool, cache=cache)
        _report_site(source, request, state, diagnostics, writes=writes)
        if source:
            _report_host(source, options, site, diagnostics)
        _report_pages(plan, _as_spoken(disk, source).renamed(plan.renamed), spool, diagnostics)
        report_replaced(plan, request.policy, diagnostics)
        _report_left_out(printer, diagnostics)
        files = _files(source, options, site)
        if source:
            source.tell_next_run(files)
        workspace = Workspace(plan, _writable(plan, site, writes=writes), spool, diagnostics, options, source=source)
        yield workspace._replace(lacks_media=_lacks_media(source, disk, files), is_configured=owner.configured)


def _writable(plan: Plan, site: Path, *, writes: bool) -> Files:
    """The files of the site. Who does not write hears first too what cannot be written."""
    files = Files(site)
    if plan.steps and not writes:
        check(plan, files)
    return files


def _planned(
    digested: DigestedExport, request: Request, state: State, disk: Disk, *, spool: Spool, cache: ItemCache | None
) -> tuple[WordPressSource, Plan]:
    """The plan of a run that may find something new, and what it was made from."""
    from migrate.pipeline.wordpress import WordPressSource  # brings all that reads an export
    from migrate.sync.plan.planner import make_plan

    jobs, owned = request.processes, digested.owner.configured
    choice = language_choice(languages(request.site), is_own=owned)
    placed, taken = disk.placed(), taken_paths(disk, state)
    source = WordPressSource(digested, placed, taken, jobs=jobs, cache=cache, choice=choice)
    source.moves, source.base_of, source.aside = request.moves, disk.base, spool
    source.lay = partial(laid, aside(Files(request.site))) if cache else None
    anew = request.guarantee or request.moves or request.tells_all
    if not anew and (found := few(digested, state, disk, placed, taken, choice=choice)):
        source.know_few(found)
    with console.progress() as progress:
        source.watch_reading, source.watch = progress.counting("reading"), progress.counting("converting")
        if request.guarantee:
            from migrate.cli.guarantee import guarantee  # brings all that verifies

            built_in = request.site if owned or state.migrated else None
            guarantee(source, digested, cache, site=built_in, jobs=jobs)
        return source, make_plan(source, state, disk, request.policy, spool)


def _looked_through(export: Export, request: Request) -> AbstractContextManager[None]:
    """Lets another process look through the export while this one looks at a site that was migrated before."""
    if request.processes < 2 or not forks() or not (request.site / STATE).is_file() or export.is_small:
        return nullcontext()
    return export.looked_through()


def _report_site(
    source: WordPressSource | None, request: Request, state: State, diagnostics: Diagnostics, *, writes: bool
) -> None:
    """What of the state was damaged, what configuration and theme of the site lack, or the Hugo that is to build it."""
    if state.damaged:
        diagnostics.report(
            Code.STATE_DAMAGED, f"{state.damaged:,} line{'s' * (state.damaged != 1)} could not be read", file=STATE
        )
    if request.options.shortcodes or request.options.blocks:
        from migrate.hugo.chosen_shortcodes import lacking_shortcodes

        for path in lacking_shortcodes(request.site, request.options):
            diagnostics.report(Code.SHORTCODE_MISSING, path)
    if source and source.owner.configured:
        from migrate.cli.owned_site import report_owned_site  # asks the whole export what it wants of a site

        is_first = not state.migrated
        report_owned_site(source, request.site, request.options, diagnostics, writes=writes, is_first=is_first)
    elif not state.migrated or state.entries.keys() == {CONFIGURATION}:
        from migrate.hugo.build import report_hugo

        report_hugo(diagnostics)


def _report_host(source: WordPressSource, options: Options, site: Path, diagnostics: Diagnostics) -> None:
    """Say what the chosen host cannot do."""
    if options.host:
        from migrate.hugo.servers.host_report import report_host
        from migrate.pipeline.documents import new_address

        is_other = source.owner.configured or bool(options.preset)
        report_host(options.host, source.redirects, new_address(source.site), site, diagnostics, other_theme=is_other)


def _report_left_out(printer: str, diagnostics: Diagnostics) -> None:
    """Say why hidden parts are not in the files."""
    if printer and any(one.code in HIDING for one in diagnostics):
        diagnostics.report(Code.HIDDEN_LEFT_OUT, printer)


def _as_spoken(disk: Disk, source: WordPressSource | None) -> Disk:
    """The site with the languages that it has after this run."""
    spoken = source.site.languages if source else None
    return disk._replace(languages=spoken.files) if spoken and spoken.known else disk


def _report_pages(plan: Plan, disk: Disk, spool: Spool, diagnostics: Diagnostics) -> None:
    """What pages of the user's own meet: links that find nothing, and addresses that a migrated page has."""
    files = Files(disk.site)
    report_broken_links(plan, disk, files, spool, diagnostics)
    report_hidden_pages(plan, disk, files, diagnostics, disk.languages)


def _found(site: Path, spool: Spool, jobs: int) -> tuple[State, Disk]:
    """What is remembered of the site, and what is in it now."""
    spoken = languages(site)
    state = with_fresh_configuration(site, State.load(site, spool, spoken))
    return state, survey_disk(site, state, spoken, jobs=jobs)


def _files(source: WordPressSource | None, options: Options, site: Path) -> Sequence[str] | None:
    """Where the files of the library are; None where nobody has to know, now or when this run has written its own."""
    has_to_know = options.host or has_files(site)
    return source.files() if source and source.has_files and has_to_know else None


def _lacks_media(source: WordPressSource | None, disk: Disk, files: Sequence[str] | None) -> bool:
    """Whether files of the library are not there yet. Texts may name others: a first run takes them for missing."""
    if source is None:
        return False
    if not source.has_files:
        return not disk.entries
    return files is None or not all((disk.site / path).is_file() for path in files)


@contextmanager
def item_cache(folder: Path | None) -> Iterator[ItemCache | None]:
    """Room in a folder for what is read, where all of it will be wanted again; None: it will not."""
    if folder is None or not forks():
        yield None
        return
    with TemporaryFile(dir=folder, buffering=0) as file:
        yield ItemCache(file)


def taken_paths(disk: Disk, state: State) -> frozenset[str]:
    """Paths of the user's own files. Where the state was lost, pages of terms count as ours until they differ."""
    if not state.rebuilt:
        return disk.taken
    return frozenset(path for path in disk.taken if not path.endswith("/_index.md"))


def migrated_state(site: Path) -> State:
    """The state of a site. Raises MigrateError for one that was never migrated."""
    state = State.load(site)
    if not state.migrated:
        hint = migrated_elsewhere(site) or "wxr2hugo migrate makes the first migration."
        raise MigrateError(f"{site}: this site was never migrated", hint)
    return state
