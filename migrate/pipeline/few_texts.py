"""A run that finds nothing new but texts of a few items reads nothing else, and decides nothing anew.

What is decided about such an item, and what it asked about others in the last run, is as it was then. So a part of the
site that decides and answers this as the whole did then stands for the whole, as long as the items ask nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from migrate.diagnostics import Code
from migrate.model import COMMENTS, Conversion, LanguageChoice, Placed
from migrate.options import Options
from migrate.pipeline.conversions import convert_all
from migrate.pipeline.convert import ConvertContext
from migrate.pipeline.digested_export import DigestedExport
from migrate.pipeline.known_notes import UNKNOWN, KnownNotes
from migrate.pipeline.other_texts import OtherTexts, items_with_other_texts
from migrate.pipeline.outlines import page_outline
from migrate.pipeline.part_of_site import (
    MOST_PORTIONS,
    LastMade,
    decided_part,
    ends_of_files,
    is_as_made,
    needed_portions,
    of_items,
)
from migrate.pipeline.survey import SurveyContext, cut_of, survey_portion
from migrate.pipeline.whole_site import WholeSite, whole_in
from migrate.site.answer.asked import questions_of
from migrate.site.answer.questions import decisions
from migrate.site.answer.site import Site
from migrate.wxr.portion import Portion


class Standing(NamedTuple):
    """What stands in the site."""

    placed: Mapping[str, Placed]
    taken: Collection[str]
    choice: LanguageChoice
    base_url: str
    last_made: Callable[[str], LastMade | None]
    """How a document was made in the last run, by its key."""
    forms: Mapping[str, str]
    """As in `ConvertContext`."""
    asks_for_files: bool
    """Whether it has to be known where the files of the library are."""


class FewTexts(NamedTuple):
    """What is another than at the last run, and a part of the site that stands for the whole."""

    keys: frozenset[str]
    site: Site
    whole: WholeSite
    """What the part does not tell."""


def few_texts(digested: DigestedExport, standing: Standing) -> FewTexts | None:
    """All that; None where more is new, or a part is not enough. All but the export is as the last run left it."""
    notes = digested.notes
    whole = whole_in(notes.earlier_facts()) if notes and not digested.tells else None
    if whole and standing.asks_for_files and whole.has_files and whole.files is None:
        whole = None
    found = _found(digested, notes, whole, standing) if notes and whole else None
    if found is None and notes:
        digested.export.only = None
        notes.gather_anew()
    return found


def _found(digested: DigestedExport, notes: KnownNotes, whole: WholeSite, standing: Standing) -> FewTexts | None:
    export = digested.export
    export.language = standing.choice.default
    portions = export.cut_up()
    fresh = _gathered(portions, notes, digested.choices)
    news = items_with_other_texts(notes) if fresh else None
    if fresh is None or news is None or news.retitled or not news.digests:
        return None
    made = {key: one for key in news.digests if (one := standing.last_made(key))}
    numbers = {name: number for number, name in enumerate(notes.names)}
    asked = needed_portions(notes, made, standing.base_url)
    needed = {numbers[name] for one in asked if (name := notes.earlier_names[one]) in numbers}
    export.only = needed | fresh | ends_of_files(portions) | _told_of(notes)
    if len(made) < len(news.digests) or len(export.only) > MOST_PORTIONS:
        return None
    asked_for_time: list[bool] = []

    def others() -> Iterator[tuple[str, int]]:
        asked_for_time.append(True)
        yield from ()

    site = decided_part(digested, partial(of_items, standing.placed), standing.taken, standing.choice, others=others)
    part = FewTexts(frozenset(news.digests), site, whole)
    is_sure = _stands_for_all(digested, part, standing, made, news) and _asks_nothing_else(digested, part, standing)
    return part if is_sure and not asked_for_time and not digested.diagnostics.found else None


def _gathered(portions: Sequence[Portion], notes: KnownNotes, options: Options) -> set[int] | None:
    """The numbers of the portions that the last run did not note, once all are gathered; None where that cannot be."""
    names = [notes.name(portion, options) for portion in portions]
    known = set(notes.earlier_names)
    fresh = {number for number, name in enumerate(names) if name not in known}
    if UNKNOWN in names or len(fresh) > min(MOST_PORTIONS, len(names) // 2):
        return None
    work = SurveyContext(options, None, notes)
    texts = {number: survey_portion(work, portions[number]).text for number in sorted(fresh)}
    for number, (name, portion) in enumerate(zip(names, portions, strict=True)):
        notes.gather(name, texts.get(number, b""), cut_of(portion))
    return fresh if all(texts.values()) else None


def _told_of(notes: KnownNotes) -> set[int]:
    """The numbers of the portions of which something is to be told each time."""
    return {number for number, name in enumerate(notes.names) if notes.is_told_of(name)}


def _stands_for_all(
    digested: DigestedExport, part: FewTexts, standing: Standing, made: Mapping[str, LastMade], news: OtherTexts
) -> bool:
    """Whether the part decides and answers as the whole did."""
    site = part.site
    if site.languages.known or site.index.repeats or site.pages.may_show_early(part.whole.newest):
        return False
    return all(
        is_as_made(digested, site, key, one, news.digests[key]) and _is_in_place(site, standing.placed[key])
        for key, one in made.items()
    )


def _is_in_place(site: Site, placed: Placed) -> bool:
    entry, page = site.pages.content(placed.key)
    outline = page_outline(entry, page, decisions(page))
    return (outline.home, outline.url, outline.marks) == (placed.home, placed.url, placed.marks)


def _asks_nothing_else(digested: DigestedExport, part: FewTexts, standing: Standing) -> bool:
    """Whether converting the items asks nothing that it did not ask in the last run, and does not lead nowhere.

    What leads nowhere in a part may lead to a draft in the whole, which is told in other words.
    """
    keys = {key for one in part.keys for key in (one, COMMENTS + one)}
    work = ConvertContext(part.site, digested.choices, None, standing.forms)
    entries = part.site.pages.entries_of(part.keys)
    for conversions, told in convert_all(digested.export, entries, keys, work, 1):
        if any(one.code in {Code.LINK_NOWHERE, Code.CONVERSION_FAILED} for one in told):
            return False
        if not all(_asked_before(one, standing.placed.get(one.outline.key)) for one in conversions):
            return False
    return True


def _asked_before(one: Conversion, placed: Placed | None) -> bool:
    before = questions_of(str(placed.lookups)) if placed else []
    return set(questions_of(str(one.lookups))) <= set(before)
