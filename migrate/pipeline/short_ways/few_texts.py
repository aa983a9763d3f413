"""A run that finds nothing new but texts of a few items, new posts and files reads and decides nothing else anew.

What is decided about such an item, and what it asked about others in the last run, is as it was then. So a part of the
site that decides and answers this as the whole did then stands for the whole, as long as the items ask nothing else.
Of what is new `new_items` knows whether the part tells all about them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import NamedTuple

from migrate.diagnostics import Code, Diagnostics
from migrate.model.decided import LanguageChoice
from migrate.model.documents import COMMENTS, Conversion, Placed
from migrate.options import Options
from migrate.pipeline.conversions import convert_all
from migrate.pipeline.convert import ConvertContext
from migrate.pipeline.digested_export import DigestedExport
from migrate.pipeline.known_notes import UNKNOWN, KnownNotes, Topic
from migrate.pipeline.outlines import page_outline
from migrate.pipeline.short_ways.new_items import AllTold, NewItems, all_told, plain_items
from migrate.pipeline.short_ways.other_texts import OtherTexts, items_with_other_texts
from migrate.pipeline.short_ways.part_of_site import (
    MOST_PORTIONS,
    LastMade,
    decided_part,
    ends_of_files,
    is_as_made,
    needed_portions,
    of_items,
    portions_around,
)
from migrate.pipeline.short_ways.whole_site import WholeSite, whole_in
from migrate.pipeline.survey import SurveyContext, cut_of, survey_portion
from migrate.site.answer.asked import questions_of
from migrate.site.answer.questions import decisions
from migrate.site.answer.site import Site
from migrate.site.collect.indexed_item import IndexedItem
from migrate.site.collect.notes import Note
from migrate.wxr.portion import Portion

_MOST_TIMES = 4
"""A part is made so often to answer what was asked in the one before."""


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
    told: AllTold | None = None
    """What is told of all items in one place, where that is another than at the last run, or the host has to know."""


def few_texts(digested: DigestedExport, standing: Standing) -> FewTexts | None:
    """All that; None where more is new, or a part is not enough. All but the export is as the last run left it."""
    notes = digested.notes
    whole = whole_in(notes.told_before(Topic.FACTS)) if notes and not digested.tells else None
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
    if fresh is None or news is None or news.retitled or not (news.digests or news.added):
        return None
    new = plain_items(news.added, notes)
    made = {key: one for key in news.digests if (one := standing.last_made(key))}
    if new is None or len(made) < len(news.digests):
        return None
    search = _Search(digested, notes, standing, made, new)
    site = search.site(fresh | ends_of_files(portions) | _told_of(notes))
    if site is None or digested.diagnostics.found:
        return None
    part = FewTexts(frozenset((*made, *new)), site, whole)
    if not _stands_for_all(digested, part, standing, made, news):
        return None
    return _with_all_told(part, search) if new or digested.choices.host else part


class _Asked(NamedTuple):
    """What was asked in a part of the site."""

    questions: dict[str, frozenset[str]]
    """Those of new items, by key."""
    leads_nowhere: bool
    """Whether something did: it may lead to a draft in the whole, which is told in other words."""


@dataclass
class _Search:
    """Looks for a part of the site in which items are converted without asking for what is not in it."""

    digested: DigestedExport
    notes: KnownNotes
    standing: Standing
    made: Mapping[str, LastMade]
    """How those were made in the last run that have another text, by key."""
    new: Mapping[str, Note]
    """Those that are new."""
    asked: dict[str, frozenset[str]] = field(default_factory=dict)
    """What these ask, by key."""
    needs_time: bool = False
    """Whether somebody had to know the blog's clock, of which a part tells less than the whole."""

    def site(self, beside: Collection[int]) -> Site | None:
        """The part, the portions with these numbers in it; None where that is not enough."""
        for _ in range(_MOST_TIMES):
            self.digested.export.only = self._portions().union(beside)
            site = self._decided() if len(self.digested.export.only) <= MOST_PORTIONS else None
            asked = self._asked(site) if site else None
            if asked is None or asked.questions == self.asked:
                return site if asked and not (asked.leads_nowhere or self.needs_time) else None
            self.asked = asked.questions
        return None

    def _portions(self) -> set[int]:
        """The numbers of the portions that the last run had too, in which that stands what is asked about."""
        notes, base_url = self.notes, self.standing.base_url
        numbers = {name: number for number, name in enumerate(notes.names)}
        questions = chain.from_iterable(self.asked.values())
        entries = (one.entry for one in self.new.values() if isinstance(one.entry, IndexedItem))
        found = needed_portions(notes, self.made, base_url) | portions_around(notes, entries, questions, base_url)
        return {numbers[name] for one in found if (name := notes.earlier_names[one]) in numbers}

    def _decided(self) -> Site | None:
        """The part as it is decided; None where there is something to tell of new items."""

        def others() -> Iterator[tuple[str, int]]:
            self.needs_time = True
            yield from ()

        standing, told = self.standing, Diagnostics()
        placed = partial(of_items, standing.placed)
        site = decided_part(self.digested, placed, standing.taken, standing.choice, others=others, diagnostics=told)
        return None if self.new and told.found else site

    def _asked(self, site: Site) -> _Asked | None:
        """What converting the items asks; None where one that is not new asks what it did not ask in the last run."""
        asked, leads_nowhere = {key: self._pictures(site, key) for key in self.new}, False
        keys = {key for one in (*self.made, *self.new) for key in (one, COMMENTS + one)}
        work = ConvertContext(site, self.digested.choices, None, self.standing.forms)
        entries = site.pages.entries_of((*self.made, *self.new))
        for conversions, told in convert_all(self.digested.export, entries, keys, work, 1):
            leads_nowhere |= any(one.code in {Code.LINK_NOWHERE, Code.CONVERSION_FAILED} for one in told)
            for one in conversions:
                key = one.outline.key.removeprefix(COMMENTS)
                if key in self.new:
                    asked[key] |= set(questions_of(str(one.lookups)))
                elif not _asked_before(one, self.standing.placed.get(one.outline.key)):
                    return None
        return _Asked(asked, leads_nowhere)

    def _pictures(self, site: Site, key: str) -> frozenset[str]:
        """What is asked about the featured picture of a new post, or about a new file."""
        file = site.index.attachments.get(key) or site.attachment(site.pages.content(key)[0].thumbnail)
        return frozenset([f"media {file.url}"] if file else [])


def _with_all_told(part: FewTexts, search: _Search) -> FewTexts | None:
    """The part with what is told of all; None where new items change more."""
    told, standing = all_told(search.notes), search.standing
    if told is None or not search.new:
        return part._replace(told=told) if told else None
    items = NewItems(search.new, part.site, part.whole, standing.placed, told)
    is_all = items.change_nothing_else(standing.taken, search.asked)
    whole = items.whole(asks_for_files=standing.asks_for_files) if is_all else None
    return part._replace(whole=whole, told=items.told()) if whole else None


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
    newest = max(part.whole.newest, site.pages.newest)
    if site.languages.known or site.index.repeats or site.pages.may_show_early(newest):
        return False
    return all(
        is_as_made(digested, site, key, one, news.digests[key]) and _is_in_place(site, standing.placed[key])
        for key, one in made.items()
    )


def _is_in_place(site: Site, placed: Placed) -> bool:
    entry, page = site.pages.content(placed.key)
    outline = page_outline(entry, page, decisions(page))
    return (outline.home, outline.url, outline.marks) == (placed.home, placed.url, placed.marks)


def _asked_before(one: Conversion, placed: Placed | None) -> bool:
    before = questions_of(str(placed.lookups)) if placed else []
    return set(questions_of(str(one.lookups))) <= set(before)
