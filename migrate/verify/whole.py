"""The judgement on a whole site: its items, and what its files say together."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import chain

from migrate.model.decided import Redirects
from migrate.site.answer.site import Site
from migrate.verify.built.build import Built
from migrate.verify.built.surroundings import inside_site
from migrate.verify.item.item import Judged
from migrate.verify.item.menu_places import BY_NO_TEXT
from migrate.verify.judge import Court, judge_all, seen_phrases
from migrate.verify.old_site.feeds import feed_faults
from migrate.verify.old_site.heads import SiteTitle, head_faults
from migrate.verify.old_site.witness import Ask, lives_on, never_shown, silent
from migrate.verify.reading.phrases import SoughtPhrases
from migrate.verify.site_files.live import LookedThrough, look_through, look_through_copied
from migrate.verify.site_files.live_files import LiveFiles, paths_in
from migrate.verify.site_files.rules import rule_faults
from migrate.verify.verdict import Fault, Judgement, SiteFault, Verdict
from migrate.wxr.read import Export

_FEED = "?feed="
"""In addresses that a rule leads to the feed of the whole site."""
_NAMED = 5
"""Marks of what is around every text that are named."""
_WORDS_OF_THEMES = ("i18n/*", "themes/*/i18n/*", "layouts/**/*.html", "themes/*/layouts/**/*.html")
_DUPLICATE = re.compile(r"(?:Duplicate target paths|Duplicate content path): *(.*)", re.DOTALL)


def judgement(
    export: Export,
    court: Court,
    keys: Collection[str],
    jobs: int,
    own: Iterable[SiteFault] = (),
    *,
    ask: Ask = silent,
) -> Judgement:
    """All items with these keys, and the site around them if it was built. `own` are faults of its own files.

    `ask` asks the living site.
    """
    judged = list(judge_all(export, court, keys, jobs))
    live = court.around.live
    if live is None:
        built = court.around.items.result
        return Judgement(built.status, (*built.errors, *built.warnings), tuple(one.verdict for one in judged), ())
    files = _files(court, live, judged, ask=ask)
    seen = [*look_through(files, jobs), look_through_copied(files)]
    shown = _never_said(_shown(seen, files.items), export, court, jobs)
    owners = _owners(judged, shown)
    items = tuple(_with_shown(one.verdict, shown, owners).with_faults(_never_shown(one, court, ask)) for one in judged)
    unshown = LookedThrough([fault for one in judged for fault in one.unshown], {})
    told = (
        *_site_faults(court, live, [*seen, unshown]),
        *own,
        *_beside_the_old(court, live, files),
    )
    said = (*live.result.errors, *live.result.warnings)
    return Judgement(live.result.status, said, items, told)


def _never_shown(judged: Judged, court: Court, ask: Ask) -> Iterator[Fault]:
    """That the living site, as far as it names what it has, shows nobody what is published here."""
    heads, live = court.addresses.heads, court.around.answering
    return never_shown(judged, heads, live, ask) if heads and live else iter(())


def _shown(seen: Iterable[LookedThrough], items: Collection[str]) -> dict[str, str]:
    """The phrases that were seen, each with a page: that of an item if there is one."""
    shown: dict[str, str] = {}
    for one in seen:
        shown |= {phrase: page for phrase, page in one.phrases.items() if page in items or phrase not in shown}
    return shown


def _never_said(shown: dict[str, str], export: Export, court: Court, jobs: int) -> dict[str, str]:
    """Those of some phrases, with the page on which each was seen, that neither the site nor a published item says."""
    if shown:
        said = SoughtPhrases(frozenset(shown)).found_in("\n".join(chain(_around_items(court.site), _templates(court))))
        shown = {phrase: page for phrase, page in shown.items() if phrase not in said}
    items = {court.site.address(key): key for key in court.site.pages}
    near = {items[page] for page in shown.values() if page in items}
    for keys, plainly in ((near, False), (court.site.pages, True), (court.site.pages, False)):
        if shown:
            known = seen_phrases(export, court, frozenset(shown), keys, jobs, plainly=plainly)
            shown = {phrase: page for phrase, page in shown.items() if phrase not in known}
    return shown


def _around_items(site: Site) -> Iterator[str]:
    """What the old site said beside its items, each as an element of its own."""
    names = [site.index.title, *(entry.name for menu in site.menus for entry in menu.entries)]
    for page in site.term_pages:
        if not page.hidden:
            names += [page.name, page.title]
            yield f"<p>{page.description}</p>"
    yield from (f"<p>{escape(name)}</p>" for name in names)


def _templates(court: Court) -> Iterator[str]:
    """The words of the theme, which are the owner's."""
    site = court.around.site
    for path in chain.from_iterable(map(site.glob, _WORDS_OF_THEMES)):
        if path.is_file():
            yield path.read_text("utf-8", "replace")


def _files(court: Court, live: Built, judged: Sequence[Judged], *, ask: Ask) -> LiveFiles:
    dead = {path: why for path, why in chain(*(one.dead for one in judged)) if not lives_on(path, ask)}
    dead |= _left_out(court)
    dead |= _by_no_text(court, judged)
    answered = frozenset(_answered(court.site.redirects))
    return LiveFiles(
        live=live,
        site=court.around.site,
        base_url=court.around.base_url,
        answered=answered,
        dead=dead,
        phrases=SoughtPhrases(frozenset(chain.from_iterable(one.phrases for one in judged))),
        items=frozenset(court.site.address(key) for key, page in court.site.pages.items() if page.published),
        paths=dict.fromkeys(paths_in(live.folder)),
    )


def _by_no_text(court: Court, judged: Sequence[Judged]) -> Iterator[tuple[str, str]]:
    """Places, on whatever page, that only entries of menus name, where all texts are there to define one."""
    if not court.options.is_partial:
        defined = {place for one in judged for place in one.places}
        yield from ((f"#{place}", BY_NO_TEXT) for place in court.around.menu_places - defined)


def _left_out(court: Court) -> Iterator[tuple[str, str]]:
    """Paths to which menus and texts lead at the old site, since what is there is not selected, and why."""
    if court.options.is_partial:
        in_menus = (entry.url for entry in chain.from_iterable(menu.entries for menu in court.site.menus))
        for address in chain(in_menus, court.site.on_old_site):
            inside = inside_site(address, "/", court.around.base_url)
            if inside and not address.startswith("/"):
                yield inside[0], "leads to what [select] leaves out"


def _answered(redirects: Redirects) -> Iterator[str]:
    """Addresses that links may have although only a rule answers them."""
    yield from (old for old, _ in redirects.moved)
    yield from redirects.dates
    for one in (f"{redirects.folder}/", *redirects.lists):
        yield f"{one}feed/"
    yield f"{redirects.folder}/comments/feed/"


def _owners(judged: Iterable[Judged], phrases: Collection[str]) -> dict[str, list[Verdict]]:
    """The items of which each of some phrases is that may not be seen."""
    owners: dict[str, list[Verdict]] = defaultdict(list)
    for one in judged if phrases else ():
        for phrase in filter(phrases.__contains__, one.phrases):
            owners[phrase].append(one.verdict)
    return owners


def _with_shown(verdict: Verdict, shown: Mapping[str, str], owners: Mapping[str, list[Verdict]]) -> Verdict:
    """The verdict on an item, with its words that are seen and may not be; what several say, by the page it is on."""
    found = [
        (phrase, page)
        for phrase, page in shown.items()
        if verdict in owners[phrase] and (verdict.url == page or page not in {one.url for one in owners[phrase]})
    ]
    return verdict.with_faults(Fault("public", f"nowhere: {phrase}", page) for phrase, page in found[:_NAMED])


def _unanswered(court: Court, files: LiveFiles) -> Iterator[SiteFault]:
    """The addresses that the living site names and the new site does not answer."""
    hidden = [key for key, page in court.site.pages.items() if not page.published]
    drafts = {*map(court.site.address, hidden), *(f"/?{name}={key}" for key in hidden for name in ("p", "page_id"))}
    for address in court.addresses.named:
        path = court.around.path_of(address)
        is_draft = not drafts.isdisjoint((path or address, path.removesuffix("feed/")))
        if _FEED not in address and not is_draft and not (path and files.is_there(path)):
            yield SiteFault("address", address, "is named by the old site, and nothing answers there")
    for picture in court.addresses.pictures:
        if not files.is_there(court.around.local(picture)):
            yield SiteFault("image", picture, "is named by the sitemap of the old site, and not there")


def _beside_the_old(court: Court, live: Built, files: LiveFiles) -> Iterator[SiteFault]:
    """Where the new site does not answer, list or say what the old one does, and what that has around every text."""
    if court.around.answering:
        yield from _unanswered(court, files)
        homes = frozenset(("/", *(f"{root}/" for root in court.site.languages.roots.roots.values())))
        yield from head_faults(court.addresses.heads, court.around, live, SiteTitle(court.site.index.title, homes))
        published = {court.site.address(key) for key, page in court.site.pages.items() if page.published}
        yield from feed_faults(court.addresses.feeds, court.around, live, published, homes=homes)
    if court.shown and (added := sorted(court.shown.added, key=lambda mark: (-len(mark), mark))):
        named = ", ".join(f"“{mark}”" for mark in added[:_NAMED])
        yield SiteFault("warning", "", f"the old site puts this around every text, and it is not compared: {named}")


def _site_faults(court: Court, live: Built, seen: Iterable[LookedThrough]) -> Iterator[SiteFault]:
    for said in live.result.warnings:
        double = _DUPLICATE.search(said)
        yield SiteFault("address", "", said) if double else SiteFault("warning", "", said)
    yield from rule_faults(court.around.site, court.options, court.site.redirects, live)
    for page in court.site.term_pages if court.around.answering else ():
        if page.url and not (page.hidden or page.since) and not live.answers(page.url):
            yield SiteFault("address", page.url, "nothing is there")
    faults = [fault for one in seen for fault in one.faults]
    times = Counter((one.kind, one.detail) for one in faults)
    for one in {(one.kind, one.detail): one for one in reversed(faults)}.values():
        yield one._replace(detail=f"{one.detail}{_and_on(times[one.kind, one.detail] - 1)}")


def _and_on(pages: int) -> str:
    """That more pages have the same fault."""
    return f" (and on {pages:,} more {'page' if pages == 1 else 'pages'})" if pages else ""
