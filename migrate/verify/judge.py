"""All items of an export, judged by as many processes as are to work."""

from __future__ import annotations

import traceback
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from urllib.parse import unquote

from migrate.hugo.comments import comments_file
from migrate.model.documents import COMMENTS
from migrate.model.export import Item
from migrate.options import Options
from migrate.pipeline.conversions import WantedPortion, wanted_portions
from migrate.pipeline.truth import Truth, truth
from migrate.site.answer.site import Site
from migrate.verify.built.build import item_file
from migrate.verify.built.surroundings import Surroundings, as_built
from migrate.verify.item.audience import seen_texts
from migrate.verify.item.comments import comment_faults
from migrate.verify.item.item import Judged, judge_item
from migrate.verify.item.site_file import SiteFile, printed_in
from migrate.verify.old_site.against import Shown, shown_truth, shows_a_part
from migrate.verify.old_site.heads import NO_ADDRESSES, OldAddresses
from migrate.verify.reading.phrases import SoughtPhrases
from migrate.verify.verdict import Fault, Result, Verdict
from migrate.workers import Job, in_order
from migrate.wxr.item_cache import ItemCache
from migrate.wxr.portions import read_again
from migrate.wxr.read import Export

_NOWHERE = SiteFile("")


@dataclass(frozen=True, slots=True)
class Court:
    """What all portions of an export are judged with."""

    site: Site
    options: Options
    around: Surroundings
    files: Mapping[str, SiteFile]
    """The files of the items, by key."""
    shown: Shown | None = None
    """What the living site shows, where that is the truth."""
    addresses: OldAddresses = NO_ADDRESSES
    """What the living site's sitemap names: root-relative, decoded."""
    cache: ItemCache | None = None
    """Where items lie that pass one kept."""


def judge_all(export: Export, court: Court, keys: Collection[str], jobs: int) -> Iterator[Judged]:
    """The items with these keys, judged, in the order of the export."""

    def rescue(wanted: WantedPortion) -> Iterator[list[Judged]]:
        for line, here in sorted(wanted.documents.items()):
            yield job.alone(WantedPortion(wanted.portion, {line: here})) or [
                _unjudged(court, here[0], "the process died")
            ]

    job = Job(_judge_portion, court, rescue)
    entries = (entry for entry in court.site.pages.entries() if entry.key in keys)
    for judged in in_order(job, wanted_portions(export, entries, keys), jobs):
        yield from judged


def led_by_hand(court: Court, around: Surroundings) -> Iterator[tuple[str, str]]:
    """The addresses of pages to which a person gave others, with these: links lead to the page, wherever it is."""
    for key in [key for key, one in court.files.items() if one.edited and key in court.site.pages]:
        printed = printed_in(item_file(around.items, around.site / court.files[key].path))
        address = as_built(court.site.address(key))
        if printed and (here := around.local(unquote(printed[0]["url"]))) != address:
            yield address, here


def _judge_portion(court: Court, wanted: WantedPortion) -> list[Judged]:
    items = read_again(wanted.portion, wanted.documents, court.cache)
    return [_judged(item, court) for item in items]


def _judged(item: Item, court: Court) -> Judged:
    try:
        wanted = _truth(item, court)
        judged = judge_item(wanted, court.files.get(item.key, _NOWHERE), court.around)
        unwitnessed = court.shown and wanted.page.published and not wanted.as_shown and "?" not in item.link
        verdict = judged.verdict.with_faults(_comment_faults(item, court))
        return judged._replace(verdict=verdict, unwitnessed=court.around.path_of(item.link) if unwitnessed else "")
    except Exception as error:  # one bad post never stops a run
        where = traceback.extract_tb(error.__traceback__)[-1]
        return _unjudged(court, item.key, f"{type(error).__name__}: {error} ({where.name}:{where.lineno})")


def _comment_faults(item: Item, court: Court) -> list[Fault]:
    """What is wrong with the comments that visitors saw of an item, unless a person changed them."""
    if not item.comments:
        return []
    site, file = court.site, court.files.get(COMMENTS + item.key)
    entry, page = site.pages.content(item.key)
    if file and (file.edited or (file.path and file.source == entry.digest)):
        return []
    made = comments_file(item, page, site.index.clock.near, partial(site.spoken, item.key))
    if made is None:
        return []
    return list(comment_faults(made[1], court.around.site / (file.path if file and file.path else made[0])))


def _truth(item: Item, court: Court) -> Truth:
    wanted = truth(item, court.site, court.options)
    html = court.shown.html(item.key) if court.shown and wanted.page.published else None
    if court.shown is None or html is None or shows_a_part(html, item.content):
        return wanted
    return shown_truth(html, wanted, court.options, court.shown.added)


def _unjudged(court: Court, key: str, why: str) -> Judged:
    entry, page = court.site.pages.content(key)
    fault = Fault("text", "a page that can be judged", why)
    return Judged(
        Verdict(
            wordpress_id=entry.id,
            title=entry.title,
            path=page.path,
            url=page.url,
            result=Result.DIFFERS,
            faults=(fault,),
        )
    )


def seen_phrases(
    export: Export, court: Court, among: frozenset[str], keys: Collection[str], jobs: int, *, plainly: bool
) -> set[str]:
    """Those of some phrases that everybody may see, because a published one of the items with these keys says them.

    With `plainly` those are not asked whose stored text lacks a word; they may say it by what they link to.
    """
    job = Job(_seen_in_portion, (court, among, plainly), lambda wanted: iter([set[str]()]))
    entries = (entry for entry in court.site.pages.entries() if entry.key in keys)
    return set().union(*in_order(job, wanted_portions(export, entries, keys), jobs))


def _says_one(item: Item, phrases: list[list[str]]) -> bool:
    """Whether the stored text of an item has all words of one of these phrases."""
    stored = " ".join((item.title, item.content, item.excerpt, *(one.content for one in item.comments))).lower()
    return any(all(word in stored for word in words) for words in phrases)


def _seen_in_portion(asked: tuple[Court, frozenset[str], bool], wanted: WantedPortion) -> set[str]:
    court, among, plainly = asked
    sought = SoughtPhrases(among)
    items = read_again(wanted.portion, wanted.documents, court.cache)
    if plainly:
        items = [item for item in items if _says_one(item, [one.split(" ") for one in among])]
    texts = (text for item in items for text in seen_texts(truth(item, court.site, court.options)))
    return {one for text in texts for one in sought.found_in(text)}
