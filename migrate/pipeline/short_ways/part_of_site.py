"""The part of a site that a few items ask about, put together from the notes of the last run without all the rest.

What the conversion of an item asked then is remembered, with digests of the answers and of all that was decided about
the item. A part that answers and decides the same stands for the whole; where it does not, the whole is needed. So
what is looked for here may well be too little.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import NamedTuple

from migrate.diagnostics import Diagnostics
from migrate.hugo.comments import comments_file
from migrate.model.decided import LanguageChoice
from migrate.model.documents import COMMENTS, Kind, Placed
from migrate.pipeline.conversions import wanted_portions
from migrate.pipeline.digested_export import DigestedExport
from migrate.pipeline.known_notes import UNKNOWN, KnownNotes
from migrate.pipeline.outlines import page_outline
from migrate.pipeline.survey import survey
from migrate.site.addresses import take_apart
from migrate.site.answer.asked import questions_of
from migrate.site.answer.links import asked_link
from migrate.site.answer.questions import answers, decisions
from migrate.site.answer.site import Site, decided_site
from migrate.site.collect.indexed_item import IndexedItem
from migrate.site.collect.kept_notes import noted_in
from migrate.site.collect.notes import Note
from migrate.text import digest, encode
from migrate.wxr.portion import Portion
from migrate.wxr.portions import read_again

MOST_PORTIONS = 60
"""Portions that are looked at; the whole site is not far where more are needed."""
_NUMBER = re.compile(r"[0-9]+")
_VARIANT = re.compile(r"(?:-e[0-9]{10,})?(?:-(?:scaled|rotated))?(?:-[0-9]{1,5}x[0-9]{1,5})?\.[A-Za-z0-9]{1,5}$")
"""The end of the name of a file, with what WordPress adds to that of a copy of another size, or of an edited one."""


PlacedOf = Callable[[Container[str]], Mapping[str, Placed]]
"""Answers where the documents of the items with these keys stand, and those that are made of no item."""


def of_items(placed: Mapping[str, Placed], items: Container[str]) -> Mapping[str, Placed]:
    """Of these documents those of some items, and those that are made of none; as `PlacedOf` where all are known."""
    return {key: one for key, one in placed.items() if one.identity.kind is not Kind.CONTENT or key in items}


class LastMade(NamedTuple):
    """How the document of an item was made in the last run."""

    source: str
    """Digest of the item and of what was decided about it."""
    lookups: str
    """What was asked, as JSON."""
    answers: str
    """Digest of the answers."""
    options: str
    converter: str
    comments: str = ""
    """Digest of the file with its comments; empty: it has none."""


def part_of_site(
    digested: DigestedExport,
    placed: PlacedOf,
    taken: Collection[str],
    *,
    made: Mapping[str, LastMade],
    choice: LanguageChoice,
    base_url: str,
) -> Site | None:
    """A site that knows of these items what the whole one would, and reads no more of the export from now on.

    `placed` answers where documents stand, `taken` are the paths of other files, `made` says how the items were made in
    the last run, by key. None where the whole is needed: this export is not that of the last run, or asking a part is
    not enough.
    """
    export, notes = digested.export, digested.notes
    export.language = choice.default
    portions = export.cut_up() if notes else []
    if not notes or not portions or not _are_noted(portions, notes, digested):
        return None
    needed = needed_portions(notes, made, base_url) | ends_of_files(portions)
    if len(needed) > MOST_PORTIONS:
        return None
    export.only = needed
    site = decided_part(digested, placed, taken, choice)
    if site.languages.known or not all(_is_all_as_made(digested, site, key, one) for key, one in made.items()):
        export.only = None
        return None
    return site


def _are_noted(portions: Iterable[Portion], notes: KnownNotes, digested: DigestedExport) -> bool:
    """Whether the last run noted the same portions, all of them."""
    names = tuple(notes.name(portion, digested.choices) for portion in portions)
    return names == notes.earlier_names and UNKNOWN not in names


def needed_portions(notes: KnownNotes, made: Mapping[str, LastMade], base_url: str) -> set[int]:
    """The numbers of the portions in which something of the items and of what they asked about stands."""
    own = notes.naming(_quoted(key) for key in made)
    asked = [question for one in made.values() for question in questions_of(one.lookups)]
    beside = (word for entry in _noted(notes, own, made) for word in _beside(entry))
    return own | notes.naming({*_words(asked, base_url), *beside})


def portions_around(
    notes: KnownNotes, items: Iterable[IndexedItem], questions: Iterable[str], base_url: str
) -> set[int]:
    """The numbers of the portions of the last run in which that stands which new items name and ask about."""
    beside = (word for entry in items for word in _beside(entry))
    return notes.naming({*_words(questions, base_url), *beside})


def ends_of_files(portions: Sequence[Portion]) -> set[int]:
    """The numbers of the portions with which files begin and end: else they would count as cut off."""
    heads = {number for number, portion in enumerate(portions) if portion.is_head}
    return heads | {number - 1 for number in heads if number} | {len(portions) - 1}


def notes_of(notes: KnownNotes, numbers: Iterable[int]) -> Iterator[Note]:
    """What the last run noted in the portions with these numbers, as far as it can be read."""
    for number in numbers:
        with suppress(ValueError):
            yield from noted_in(notes.find(notes.earlier_names[number]), "", 1).notes


def _noted(notes: KnownNotes, own: Iterable[int], keys: Collection[str]) -> Iterator[IndexedItem]:
    for one in notes_of(notes, own):
        if one.key in keys and isinstance(one.entry, IndexedItem):
            yield one.entry


def _beside(entry: IndexedItem) -> Iterator[bytes]:
    """What an item names without asking, its picture and the page above it, and what names places in it."""
    yield from (_quoted(str(one)) for one in (entry.thumbnail, entry.parent) if one)
    slug = _quoted(entry.slug)[1:-1]
    yield from (b"=%d#" % entry.id, *((b"%b/#" % slug, b"%b#" % slug) if slug else ()))


def _words(questions: Iterable[str], base_url: str) -> Iterator[bytes]:
    """What stands in the notes of that about which this was asked."""
    own = {None, _host(base_url)}
    for question in questions:
        kind, _, about = question.partition(" ")
        link = asked_link(question)
        address = link[0] if link else about if kind == "media" else ""
        if address:
            parts = take_apart(address.strip())
            if _host(address.strip()) in own:
                yield from map(_quoted, _NUMBER.findall(parts.query))
                yield from _named(parts.path)
        elif _NUMBER.fullmatch(about):
            yield _quoted(about)


def _host(address: str) -> str | None:
    """The host of an address without `www.`; None: it says none."""
    host = take_apart(address).host
    return host and host.lower().removeprefix("www.")


def _named(path: str) -> Iterator[bytes]:
    """What the notes of a page or file at this path hold."""
    name = path.rstrip("/").rpartition("/")[2]
    file = _VARIANT.sub("", name)
    if name and file == name:
        yield _quoted(name)
    elif file:
        yield json.dumps(f"/{file}").encode()[1:-1]
        yield from (json.dumps(f"{file}{sign}").encode()[:-1] for sign in (".", "-e"))  # as the original of a copy


def _quoted(text: str) -> bytes:
    return json.dumps(text).encode()


def decided_part(
    digested: DigestedExport,
    placed: PlacedOf,
    taken: Collection[str],
    choice: LanguageChoice,
    *,
    others: Callable[[], Iterable[tuple[str, int]]] = tuple,
    diagnostics: Diagnostics | None = None,
) -> Site:
    """The site as far as it is in the chosen portions; of the documents that stand, those of what is in these.

    `others` as in `Clock.ask_too`: a part knows less of the blog's clock. `diagnostics` gets what there is to tell.
    """
    index = survey(digested.export, digested.choices, 1, notes=digested.notes)
    here = placed(index.entries)
    index.keep_types(here)
    index.clock.ask_too(others)
    return decided_site(index, here, taken, diagnostics, choice=choice, seen=digested.seen)


def _is_all_as_made(digested: DigestedExport, site: Site, key: str, made: LastMade) -> bool:
    return is_as_made(digested, site, key, made) and _comments(digested, site, key) == made.comments


def is_as_made(digested: DigestedExport, site: Site, key: str, made: LastMade, item: str | None = None) -> bool:
    """Whether the document of an item would be made of the same as in the last run.

    `item` is its digest in that run, where that is another today.
    """
    if key not in site.pages or (digested.options, digested.converter) != (made.options, made.converter):
        return False
    entry, page = site.pages.content(key)
    entry = entry if item is None else entry._replace(digest=item)
    if page_outline(entry, page, decisions(page)).source != made.source:
        return False
    return answers(site, questions_of(made.lookups)) == made.answers


def _comments(digested: DigestedExport, site: Site, key: str) -> str:
    """Digest of the file with the comments of an item; empty where it has none."""
    entry, page = site.pages.content(key)
    if not entry.has_comments:
        return ""
    for wanted in wanted_portions(digested.export, [entry], {key, COMMENTS + key}):
        for item in read_again(wanted.portion, wanted.documents, None):
            made = comments_file(item, page, site.index.clock.near, partial(site.spoken, key))
            return digest(encode(made[1])) if made else ""
    return ""
