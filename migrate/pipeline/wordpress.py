"""An export as the source of documents: outlined after one pass over it, converted in a second one on request."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property, partial
from importlib import import_module
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple, Protocol

from migrate.diagnostics import Code, Diagnostic, Diagnostics
from migrate.model.decided import ONE_LANGUAGE_SO_FAR, LanguageChoice, Redirects
from migrate.model.documents import COMMENTS, Conversion, Document, Lay, Outline, Placed, Text
from migrate.model.source import EveryKey, Identified
from migrate.pipeline.digested_export import DigestedExport
from migrate.pipeline.earlier_times import BaseOf, earlier_times
from migrate.pipeline.known_notes import KnownNotes, Topic
from migrate.pipeline.outlines import comments_outline, own_outline, page_outline
from migrate.pipeline.short_ways.other_texts import items_with_other_texts
from migrate.pipeline.short_ways.whole_site import (
    known_files,
    text_of_addresses,
    text_of_rules,
    text_of_whole,
    whole_site,
)
from migrate.pipeline.survey import Watch, survey
from migrate.site.answer.asked import questions_of
from migrate.site.answer.questions import answers, asks_for_titles, decisions
from migrate.site.answer.site import Site, decided_site
from migrate.site.collect.index import Index
from migrate.site.collect.indexed_item import IndexedItem
from migrate.site.decide.identity import identify, renamed
from migrate.site.decide.named_keys import check_keys
from migrate.site.decide.paths.choice import MOVES
from migrate.text import digest, encode
from migrate.workers import AHEAD, Job, meanwhile
from migrate.wxr.item_cache import ItemCache

if TYPE_CHECKING:
    from migrate.pipeline.documents import Made
    from migrate.pipeline.short_ways.few_texts import FewTexts

_LEAST = 500
"""Documents whose look-ups a worker answers at a time, if not more."""
_CONVERTING = (
    *("migrate.markdown.convert", "migrate.content.handlers"),
    *("migrate.pipeline.conversions", "migrate.pipeline.documents"),
)
"""What converts, in pieces: where all will be converted it is loaded while others read, who else would wait for it."""
_BESIDE = 10
"""Documents of the site as a whole that are made each time some items were converted: workers have the next by then."""


class Aside(Protocol):
    """Room for what would be too much in memory."""

    def put(self, data: bytes) -> tuple[int, int]:
        """Keep this. Returns its place."""
        ...

    def get(self, place: tuple[int, int]) -> bytes:
        """What lies at a place."""
        ...


class WordPressSource:
    """Implements `model.source.Source` for an export and the site that it becomes."""

    converter = DigestedExport.converter

    moves = False
    """Whether files go where they would lie if they were new."""

    aside: Aside | None = None
    """Where documents of the site as a whole lie from their outline on: the largest take long to make."""

    lay: Lay | None = None
    """Writes documents aside as soon as they are made, those of items where they are converted."""

    _safer: Mapping[str, str] | None = None
    _few: FewTexts | None = None
    _rules: tuple[int, int] | None = None
    """Where that lies aside what web servers must know."""

    def __init__(
        self,
        digested: DigestedExport,
        placed: Mapping[str, Placed],
        taken: Collection[str],
        *,
        jobs: int,
        cache: ItemCache | None = None,
        choice: LanguageChoice = ONE_LANGUAGE_SO_FAR,
    ) -> None:
        """`placed` and `taken` are what stands in the site, `choice` is what was settled of its languages.

        With `cache` what is read lies there until it is converted: worth while where all of it will be.
        """
        self._digested = digested
        self._export, self._options, self._diagnostics = digested.export, digested.choices, digested.diagnostics
        self._notes, self._seen = digested.notes, digested.seen
        self.options = digested.options
        """Digest of the choices that change what is written."""
        self.owner = digested.owner
        """What of the site is its owner's."""
        self._placed, self._taken = placed, taken
        self._jobs, self._cache, self._choice = jobs, cache, choice
        self._export.language = choice.default
        self._took: dict[str, tuple[tuple[str, str], ...]] = {}
        self._who = Identified()
        self._own_outlined: dict[str, tuple[Outline, tuple[int, int]]] | None = None
        """The documents of the site as a whole that were outlined, and where they lie aside; None: nothing does."""
        self.base_of: BaseOf = lambda key: ""
        self.watch_reading: Watch[object] = iter
        self.watch: Watch[Conversion] = iter

    @cached_property
    def site(self) -> Site:
        """What becomes of the export. Reads it when first asked for."""
        loading = map(import_module, _CONVERTING if self._cache else ())
        index = survey(
            *(self._export, self._options, self._jobs, self.watch_reading, self._cache),
            notes=self._notes,
            beside=loading,
        )
        self._who = identify(index, self._placed)
        self._placed = renamed(self._placed, self._who)
        if self.moves:
            self._placed = {key: _moving(one) if key in index.entries else one for key, one in self._placed.items()}
        check_keys(index, self._placed)
        index.keep_types(self._placed)
        index.clock.ask_too(partial(earlier_times, self._placed, index.entries, self.base_of))
        site = self._site(index, self._placed, self._diagnostics)
        self._digested.tells |= bool(self._diagnostics.found)
        return site

    def know_few(self, few: FewTexts) -> None:
        """Say that only texts of a few items are others, and which part of the site stands for the whole."""
        self._few, self.site = few, few.site

    def _site(self, index: Index, placed: Mapping[str, Placed], diagnostics: Diagnostics) -> Site:
        return decided_site(index, placed, self._taken, diagnostics, choice=self._choice, seen=self._seen)

    @property
    def forms(self) -> Mapping[str, str]:
        """The forms in which blocks of items are written, by key, where it is not as Markdown; see `Outline`."""
        return self._kept_forms() if self._safer is None else self._safer

    def _kept_forms(self) -> dict[str, str]:
        return {key: one.forms for key, one in self._placed.items() if one.forms}

    def write_in(self, forms: Mapping[str, str]) -> None:
        """Say in which forms blocks are to be written from now on."""
        self._safer = None if forms == self._kept_forms() else forms

    def identity(self) -> str:
        """Digest of the export; empty where something has to be told of it each time, or is written in new forms.

        Empty too where a page is shown before its date: then it matters when the export was made.
        """
        if self._safer is not None or self.moves or self.site.pages.shows_early:
            return ""
        return self._digested.identity()

    def noted(self) -> str:
        """Digest of what this run notes for the next one; empty where that could not build on it."""
        return "" if not self.identity() or self.site.index.repeats else self._digested.noted()

    def noted_before(self) -> str:
        """The same of what an earlier run noted."""
        return self._digested.noted_before()

    def with_other_texts(self) -> frozenset[str] | None:
        """The keys of items that are another than as an earlier run noted them, where only their texts are.

        Beside them those of items that may show the titles of these.
        """
        if self._few:
            return self._few.keys
        found = items_with_other_texts(self._notes) if self._notes and self.noted() else None
        found = None if found and found.added else found
        asking = self._asking_for(found.retitled) if found else None
        return frozenset(found.digests) | asking if found and asking is not None else None

    def _asking_for(self, titles: frozenset[str]) -> frozenset[str] | None:
        """The keys of items that may show the titles of these; None where other documents do."""
        if not titles:
            return frozenset()
        named = {str(one.object_id) for one in self.site.index.menu_items.values()}
        if self.site.languages.known or not titles.isdisjoint(named):
            return None
        asks = asks_for_titles(titles)
        return frozenset(key.removeprefix(COMMENTS) for key, one in self._placed.items() if asks(str(one.lookups)))

    def files(self) -> Sequence[str] | None:
        """Where the files of the library are that visitors could know; None: that is not known of the whole site."""
        return self._few.whole.files if self._few else known_files(self.site)

    @property
    def redirects(self) -> Redirects:
        """What web servers must know of the old site."""
        return self._few.told.rules if self._few and self._few.told else self.site.redirects

    @property
    def has_files(self) -> bool:
        """Whether there is a library."""
        return self._few.whole.has_files if self._few else bool(self.site.index.attachments)

    def tell_next_run(self, files: Sequence[str] | None) -> None:
        """Note of the whole site what a run needs that looks at a part of it; `files`: those, if anybody asked."""
        if self._notes and self._few:
            self._notes.tell_as_before()
            self._tell_of_all(self._notes, self._few)
        elif self._notes and (whole := whole_site(self.site, files)):
            # Where the rules were not made anew, only texts are others.
            rules = self.aside.get(self._rules) if self.aside and self._rules else self._notes.told_before(Topic.RULES)
            self._notes.tell(Topic.FACTS, text_of_whole(whole))
            self._notes.tell(Topic.ADDRESSES, text_of_addresses(self.site.addresses()))
            self._notes.tell(Topic.RULES, rules)

    def _tell_of_all(self, notes: KnownNotes, few: FewTexts) -> None:
        """Note what may be another because of new items."""
        if few.told:
            notes.tell(Topic.FACTS, text_of_whole(few.whole))
            notes.tell(Topic.ADDRESSES, text_of_addresses(few.told.addresses))
            notes.tell(Topic.RULES, text_of_rules(few.told.rules))

    @property
    def base_url(self) -> str:
        """Scheme, host and folder of the old site."""
        channel = self.site.index.channel
        return (channel.base_blog_url or channel.link) if channel else ""

    @property
    def truncated(self) -> bool:
        """Whether the export ends early."""
        return self._export.truncated

    @property
    def partial(self) -> bool:
        """Whether the owner left out some of it, or it says itself that it is a part."""
        return self._options.is_partial or self._export.partial

    @property
    def taken(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """What was taken from what visitors saw, by the keys of the items that were converted."""
        return self._took

    def identified(self) -> Identified:
        """Who is who: the documents of earlier runs and the items of this export."""
        return self._who if self.site else Identified()

    def about(self, key: str) -> IndexedItem | None:
        """What the export says of the item of a document, by its key."""
        return self.site.index.entries.get(key.removeprefix(COMMENTS))

    def dates(self) -> list[str]:
        """The dates of all items that become pages."""
        return [entry.date for entry in self.site.pages.entries()]

    def outlines(self, items: frozenset[str] | None = None) -> Iterator[Outline]:
        """Every document: those of the items in the order of the export, then those of the site as a whole.

        With `items` only those of these, and of the site what is another because some of them are new.
        """
        forms = self.forms if self.site else {}
        self._own_outlined = {} if self.aside else None
        for entry, page in self.site.pages.contents(items):
            yield page_outline(entry, page, decisions(page), forms.get(entry.key, ""))
            if entry.has_comments:
                yield comments_outline(entry, page)
        if items is None or self._few:
            yield from self._own_outlines()

    def _own_outlines(self) -> Iterator[Outline]:
        for document, source in self._own_made():
            if self._export.partial and document.identity.key in self._placed:
                continue  # what a part of a site says of the whole is less than what is there
            outline = own_outline(document, source)
            if self.aside and self._own_outlined is not None:
                self._own_outlined[outline.key] = outline, self.aside.put(encode(document.text))
            yield outline

    def without(self, keys: frozenset[str]) -> None:
        """Documents of an earlier run that are about to be deleted: nothing may link to them any more."""
        placed = {key: one for key, one in self._placed.items() if key not in keys}
        told, index = Diagnostics(), self.site.index
        index.clock.ask_too(partial(earlier_times, placed, index.entries, self.base_of))
        self.site = self._site(index, placed, told)
        self._diagnostics.tell_anew(Code.DUPLICATE_ADDRESS, told)  # all else was told, and stays true

    @contextmanager
    def answering(self, lookups: Sequence[Text]) -> Iterator[Iterator[str]]:
        """Digests of today's answers to what conversions asked in an earlier run, in order, made by other processes."""
        size = max(_LEAST, -(-len(lookups) // (self._jobs * AHEAD)))
        batches = [range(start, min(start + size, len(lookups))) for start in range(0, len(lookups), size)]
        work = AnsweredContext(self.site, lookups)
        job: Job[AnsweredContext, range, list[str]] = Job(_answers, work, lambda batch: iter([_answers(work, batch)]))
        with meanwhile(job, batches, self._jobs) as digests:
            yield chain.from_iterable(digests)

    def convert(self, keys: Container[str]) -> Iterator[Conversion]:
        """The documents with these keys. The export is only read again if an item is among them."""
        own = map(self.lay, self._own(keys)) if self.lay else self._own(keys)
        for conversions, diagnostics in self._converted(keys, self.lay):
            self._diagnostics.extend(diagnostics)
            self._took |= {one.outline.identity.key: one.taken for one in conversions}
            yield from self.watch([self._compared(one) for one in conversions])
            yield from islice(own, _BESIDE)
        for code, detail in self._few.whole.not_public if self._few else self.site.not_public:
            self._diagnostics.report(code, detail)
        yield from own

    def _compared(self, one: Conversion) -> Conversion:
        """A conversion that knows whether it took something else from the old site than the last one."""
        last = self._seen.taken(one.outline.identity.key)
        return one._replace(shown_anew=dict(one.taken) != last) if one.taken or last else one

    def drafted(self, keys: Container[str] | None) -> Iterator[Conversion]:
        """The same, or all, to be looked at before anything is decided: nothing is told of it."""
        keys = EveryKey() if keys is None else keys
        for conversions, _ in self._converted(keys):
            yield from conversions
        yield from self._own(keys)

    def _converted(
        self, keys: Container[str], lay: Lay | None = None
    ) -> Iterator[tuple[list[Conversion], list[Diagnostic]]]:
        # A run that finds nothing changed needs none of what converts, and to import it takes longer than to plan.
        from migrate.pipeline.conversions import convert_all
        from migrate.pipeline.convert import ConvertContext

        work = ConvertContext(self.site, self._options, self._cache, self.forms, lay)
        pages = self.site.pages
        if isinstance(keys, Collection):
            wanted = pages.entries_of({key.removeprefix(COMMENTS) for key in keys})
        else:
            wanted = (entry for entry in pages.entries() if entry.key in keys or COMMENTS + entry.key in keys)
        yield from convert_all(self._export, wanted, keys, work, self._jobs)

    def own_documents(self) -> Iterator[Document]:
        """The documents of the site as a whole."""
        return (document for document, _ in self._own_made())

    def _own(self, keys: Container[str]) -> Iterator[Conversion]:
        nothing = answers(self.site, ())
        for outline, data in self._own_data(keys):
            yield Conversion(outline, data, digest(data), "", answers=nothing)

    def _own_data(self, keys: Container[str]) -> Iterator[tuple[Outline, bytes]]:
        if self.aside and self._own_outlined is not None:
            for key, (outline, place) in self._own_outlined.items():
                if key in keys:
                    yield outline, self.aside.get(place)
        else:
            for document, source in self._own_made():
                if document.identity.key in keys:
                    yield own_outline(document, source), encode(document.text)

    def _own_made(self) -> Iterator[Made]:
        """The documents of the site as a whole, but for those that are as in the last run for certain."""
        if self._few and not self._few.told:
            return
        from migrate.pipeline.documents import PARTS, documents_of_rules, new_address, redirect_documents

        if self._few and self._few.told:
            yield from documents_of_rules(self._few.told.rules, new_address(self.site), self._options)
            return
        for part in PARTS:
            yield from part(self.site, self._options, self.owner)
            if part is redirect_documents:
                self._put_rules_aside()

    def _put_rules_aside(self) -> None:
        """Keep what web servers must know for the notes of this run, but not in memory."""
        if self.aside and self._notes and not self.site.languages.known:
            self._rules = self.aside.put(text_of_rules(self.site.redirects))
        self.site.forget_redirects()


def _moving(one: Placed) -> Placed:
    """A document of an earlier run that may get another path; not one that a person has put where it is."""
    return one._replace(home=one.home._replace(desired=MOVES)) if one.path == one.home.assigned else one


class AnsweredContext(NamedTuple):
    """What all questions are answered with."""

    site: Site
    lookups: Sequence[Text]


def _answers(work: AnsweredContext, batch: range) -> list[str]:
    return [answers(work.site, questions_of(str(work.lookups[at]))) for at in batch]
