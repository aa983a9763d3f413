"""Pass one: what other items need of an item, and nothing of its body.

WordPress knows the kinds of items as post types; which of them a reader of the site can see is decided here.
"""

from __future__ import annotations

import html
import re
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import lru_cache
from sys import intern
from typing import Any, NamedTuple
from urllib.parse import unquote

from migrate.account.tally import Tally
from migrate.digest import item_digest
from migrate.model import NO_ID, Attachment, Author, Channel, Item, StoredBlock, Term, TermReference
from migrate.options import Options
from migrate.site.addresses import bare
from migrate.site.collect.anchor_links import anchor_links
from migrate.site.collect.clock import Clock, minutes_ahead
from migrate.site.collect.emptiness import is_empty
from migrate.site.collect.guests import GUESTS, Guest, authors_in_fields, guest
from migrate.site.collect.leading import leads_to
from migrate.site.collect.spoken import spoken
from migrate.site.collect.stored_parts import TABLE, stored_part, tables_named
from migrate.site.records import CompressedRecords, Records, RecordTable, fingerprint
from migrate.visibility.items import PRIVATE_TYPES, restricted, shows_file
from migrate.visibility.rules import TYPE as RULE
from migrate.visibility.rules import MemberRule, member_rule, with_slugs

EPISODES = frozenset({"enclosure", "audio_file"})
"""The custom fields that name the file of an episode."""
_STAY_OUT = {
    "attachment": "carried over as media",
    "nav_menu_item": "carried over as menus",
    **PRIVATE_TYPES,
    "revision": "an earlier version",
    "oembed_cache": "a part of WordPress",
    "customize_changeset": "a part of WordPress",
    "custom_css": "a part of the theme",
    **dict.fromkeys(GUESTS, "carried over as authors"),
    "wp_block": "carried over inside the posts that use it",
    "wp_*": "a part of the theme or of other items",
    "tablepress_table": "shown where [table] stands in other items, if it is the only one or all are shown",
    "acf-*": "a part of a plugin",
    "wpcf7_*": "a part of a plugin",
    "elementor_library": "shown where [elementor-template] stands in other items",
}
"""Types that are private, or parts of WordPress and no content, with the reason."""
_NO_ADDRESS = "no item with a public address and text; [content] types brings it along"
_GONE = frozenset({"trash", "auto-draft", "inherit"})
_TAG = re.compile(r"<[/!a-zA-Z][^<>]*>")
_NOT_DIGITS = re.compile(r"\D+")
_SIZE = re.compile(r's:5:"width";[is]:(?:\d+:")?(\d{1,9}).{0,100}?s:6:"height";[is]:(?:\d+:")?(\d{1,9})', re.S)
_ORIGINAL = re.compile(r's:14:"original_image";s:\d+:"([^"/\\]{1,255})"')


class IndexedItem(NamedTuple):
    """An item that may become a page. Text is plain, slugs are percent-decoded."""

    key: str
    id: int
    type: str
    status: str
    title: str
    link: str
    slug: str
    parent: int
    menu_order: int
    date: str
    creator: str
    protected: bool
    """Behind a password, or for members alone."""
    has_text: bool
    empty: bool
    """Whether it is a page without words, fields or template of its own."""
    leads_to: str
    """The address to which it only leads, or empty."""
    episode: bool
    """Whether a file of sound or film belongs to it, as an episode."""
    has_comments: bool
    """Whether visitors saw comments below it."""
    pages: int
    """How many pages `<!--nextpage-->` makes of it."""
    thumbnail: int
    terms: tuple[TermReference, ...]
    old_slugs: tuple[str, ...]
    old_dates: tuple[str, ...]
    places: tuple[str, ...]
    """Links in its text that name a place on another page."""
    guid: str
    """Without scheme and `www.`."""
    digest: str
    file: str
    line: int
    language: str = ""
    """The code of its language, as far as it says so itself."""
    joined: str = ""
    """What it has in common with its translations."""

    @property
    def public(self) -> bool:
        """Whether everybody can read it today. A scheduled item is not: Hugo leaves it out until its date."""
        return self.status == "publish" and not self.protected

    @property
    def standing(self) -> str:
        """Its status, but `private` where it is published for few."""
        return "private" if self.status == "publish" and self.protected else self.status


class MenuItem(NamedTuple):
    """One entry of a WordPress menu."""

    id: int
    menu: str
    """Slug of the menu."""
    title: str
    order: int
    parent: int
    kind: str
    """`post_type`, `taxonomy`, `post_type_archive` or `custom`."""
    object: str
    object_id: int
    url: str
    public: bool = True
    """Whether WordPress shows it where its menu stands."""
    language: str = ""
    """That of its label, where WordPress holds several languages in one entry."""


class Note(NamedTuple):
    """What is kept of an item of any kind."""

    key: str
    version: int
    """The time of its last change as a number."""
    type: str
    status: str
    former_host: str
    """The address that its guid gives to the site, or empty."""
    is_public_content: bool
    """Whether its type must be one that everybody can read."""
    clock: tuple[str, int] | None
    """Its time by the blog's clock, and how many minutes that was ahead of Greenwich."""
    tables: tuple[int, ...]
    """The numbers of a plugin's tables that it shows."""
    language: str
    """The code of its language, as far as it says so itself."""
    entry: IndexedItem | int | None
    other: Attachment | int | MenuItem | StoredBlock | MemberRule | Guest | None
    """What else it is: a file, an entry of a menu, a reusable block, a rule about other items, an author."""


class NotesBatch(NamedTuple):
    """Notes on their way from a worker, their records packed as shelves keep them."""

    notes: list[Note]
    """In the place of each record stands its place."""
    entries: bytes
    terms: list[tuple[str, ...]]
    """Those that the entries carry."""
    attachments: list[bytes]


class Entries(RecordTable[IndexedItem]):
    """The items that may become pages. Of their terms they keep numbers: many items carry the same few."""

    def __init__(self) -> None:
        super().__init__()
        self._records = Records()
        self._terms: list[TermReference] = []
        self._known: dict[tuple[str, ...], int] = {}
        self._starts = array("Q")
        """From where on places were adopted, each time."""
        self._firsts = array("Q")
        """For each time, where the numbers of its terms begin in those of all."""
        self._numbers_of_terms = array("I")
        self.rules: list[MemberRule] = []
        """Who may read which of them, as items of a plugin say."""

    @staticmethod
    def packed(entries: Iterable[IndexedItem]) -> tuple[bytes, list[int], list[tuple[str, ...]]]:
        """Entries for `adopt`, their places, their terms."""
        terms: dict[tuple[str, ...], int] = {}
        made, places = Records.packed(_packed(entry, terms) for entry in entries)
        return made, places, [tuple(one) for one in terms]

    def adopt(self, made: bytes, terms: Iterable[tuple[str, ...]]) -> int:
        """Keep what was packed elsewhere. Returns what its places count from."""
        start = self._records.adopt(made)
        self._starts.append(start)
        self._firsts.append(len(self._numbers_of_terms))
        self._numbers_of_terms.extend(map(self._number_of, terms))
        return start

    def terms(self) -> list[TermReference]:
        """All terms that they carry."""
        return self._terms

    def taxonomies(self) -> set[str]:
        """Those of all terms that they carry."""
        return {one.taxonomy for one in self._terms}

    def keep(self, key: str, record: IndexedItem) -> int:
        """Keep an entry. Returns its place."""
        made, places, terms = self.packed([record])
        return self.adopt(made, terms) + places[0]

    def at(self, place: int) -> IndexedItem:
        """The entry at a place."""
        values = self._records[place]
        first = self._firsts[bisect_right(self._starts, place) - 1]
        known, numbers = self._terms, self._numbers_of_terms
        values[_TERMS] = tuple([known[numbers[first + one]] for one in values[_TERMS]])
        if slug := values[_SLUG]:
            values[_LINK] = values[_LINK].replace(_IN_LINK, slug)
        entry = IndexedItem._make(values)
        return self._ruled(entry) if self.rules else entry

    def key_at(self, place: int) -> str:
        """The key of the entry at a place."""
        return str(self._records[place][0])

    def _ruled(self, entry: IndexedItem) -> IndexedItem:
        kept = any(one.keeps(entry.id, entry.type, entry.parent, entry.terms) for one in self.rules)
        return entry._replace(protected=True) if kept else entry

    def _number_of(self, term: tuple[str, ...]) -> int:
        number = self._known.setdefault(term, len(self._terms))
        if number == len(self._terms):
            self._terms.append(TermReference._make(term))
        return number


class Attachments(RecordTable[Attachment]):
    """The files of the library."""

    def __init__(self) -> None:
        super().__init__()
        self._compressed = CompressedRecords()

    @staticmethod
    def packed(notes: Iterable[tuple[str, Attachment]]) -> tuple[list[bytes], range]:
        """Attachments with their keys, for `adopt`, and their places."""
        return CompressedRecords.packed([[key, *one] for key, one in notes])

    def adopt(self, made: Iterable[bytes]) -> int:
        """Keep what was packed elsewhere. Returns what its places count from."""
        return self._compressed.adopt(made)

    def keep(self, key: str, record: Attachment) -> int:
        """Keep an attachment. Returns its place."""
        return self._compressed.add([key, *record])

    def at(self, place: int) -> Attachment:
        """The attachment at a place."""
        return Attachment._make(self._compressed[place][1:])

    def key_at(self, place: int) -> str:
        """The key of the attachment at a place."""
        return str(self._compressed[place][0])


_TERMS, _LINK, _SLUG = map(IndexedItem._fields.index, ("terms", "link", "slug"))
_IN_LINK = "\0"
"""Stands for the slug in a link: XML allows it in no text."""


def _packed(entry: IndexedItem, terms: dict[tuple[str, ...], int]) -> list[Any]:
    """The values of an entry, its terms as numbers that `terms` tells of."""
    values: list[Any] = list(entry)
    values[_TERMS] = [terms.setdefault(one, len(terms)) for one in entry.terms]
    if entry.slug:
        values[_LINK] = entry.link.replace(entry.slug, _IN_LINK)
    return values


@dataclass(slots=True)
class Index:
    """All that one item may have to know of the others. Fill it with `add`, in any order of files."""

    options: Options = field(default_factory=Options)
    channel: Channel | None = None
    authors: dict[str, Author] = field(default_factory=dict)
    terms: dict[tuple[str, str], Term] = field(default_factory=dict)
    """By taxonomy and slug."""
    entries: Entries = field(default_factory=Entries)
    attachments: Attachments = field(default_factory=Attachments)
    blocks: dict[int, StoredBlock] = field(default_factory=dict)
    """Reusable blocks, and menus made of blocks."""
    tables: dict[str, StoredBlock] = field(default_factory=dict)
    """Tables of a plugin, by the keys of their items."""
    tables_named: set[int] = field(default_factory=set)
    """The numbers by which items show them."""
    menu_items: dict[str, MenuItem] = field(default_factory=dict)
    guests: dict[str, Guest] = field(default_factory=dict)
    """Authors without an account."""
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Items by type and status, of every type."""
    tally: Tally = field(default_factory=Tally)
    """What items hold besides text; filled by those who read them."""
    clock: Clock = field(default_factory=Clock)
    made: list[str] = field(default_factory=list)
    """When the files of the export were made, as their heads say."""
    newest_change: int = 0
    """The time of the last change of any item as a number."""
    former_hosts: Counter[str] = field(default_factory=Counter)
    """Hosts and folders at which the site once lived: guids keep the address of the day they were made."""
    languages: Counter[str] = field(default_factory=Counter)
    """The codes of languages that items name."""
    named_beside: dict[tuple[str, str], dict[str, Term]] = field(default_factory=dict)
    """Terms in other languages than the site's own, by taxonomy and slug, then by language."""
    _other_versions: dict[str, int] = field(default_factory=dict)
    """Of items that are neither entries nor attachments."""
    _public_types: set[str] = field(default_factory=set)

    @property
    def title(self) -> str:
        """The title of the old site, as stored."""
        return self.channel.title if self.channel else ""

    def add(self, record: Channel | Author | Term | Item | Note) -> None:
        """Take in one record. Of two items with one key the newest modification counts, else the last."""
        match record:
            case Note():
                self._add_note(record)
            case Item():
                self._add_note(note(record, self.options))
            case Term() if record.language:
                place = (record.taxonomy, unquote(record.slug))
                self.named_beside.setdefault(place, {}).setdefault(record.language, record)
            case Term():
                self.terms.setdefault((record.taxonomy, unquote(record.slug)), record)
            case Author():
                self.authors.setdefault(record.login, record)
            case Channel():
                self.channel = self.channel or record
                self.made.append(record.published)

    def becomes_page(self, entry: IndexedItem) -> bool:
        """Whether the item is content of the new site: published or not, but public by its type."""
        return entry.status not in _GONE and (
            entry.type in self._public_types or entry.type in self.options.content_types
        )

    def reason_to_stay_out(self, post_type: str) -> str:
        """Why no item of this type becomes a page, in words for people; empty where some do."""
        if not self.stays_out(post_type):
            return ""
        return next((why for kind, why in _STAY_OUT.items() if fnmatchcase(post_type, kind)), _NO_ADDRESS)

    def stays_out(self, post_type: str) -> bool:
        """Whether no item of this type becomes a page."""
        return post_type not in self._public_types and post_type not in self.options.content_types

    def keep_types(self, keys: Iterable[str]) -> None:
        """Types of which earlier runs brought these items stay content when the last that was public is not any more.

        Otherwise the files would seem to be gone from the export, and stay published.
        """
        if not any(self.stays_out(kind) and not _never(kind) for kind, _ in self.counts):
            return
        kept = filter(None, map(self.entries.get, keys))
        self._public_types.update(one.type for one in kept if not one.public and not _never(one.type))

    def is_known(self, one: Attachment) -> bool:
        """Whether visitors could know of a file: by itself, and by the item that it is attached to."""
        above = self.entries.get(str(one.parent)) if one.public and one.parent else None
        return one.public and (above is None or above.public)

    def complete_rules(self) -> None:
        """Let rules about terms know these by their slugs, once all are known."""
        if self.entries.rules:
            slugs = {str(term.id): slug for (_, slug), term in self.terms.items() if term.id}
            self.entries.rules = [with_slugs(rule, slugs) for rule in self.entries.rules]

    def shows(self, item: Item) -> bool:
        """Whether visitors see an item, or will once its date has come."""
        entry = self.entries.get(item.key)
        if entry is None:
            return item.status == "publish" and not item.password
        return entry.public or (entry.status == "future" and not entry.protected)

    def unpack(self, batch: NotesBatch) -> Iterator[Note]:
        """Take in the notes of a batch one by one."""
        entries = self.entries.adopt(batch.entries, batch.terms)
        attachments = self.attachments.adopt(batch.attachments)
        for one in batch.notes:
            self._add_note(one, entries, attachments)
            yield one

    def _add_note(self, one: Note, entries: int = 0, attachments: int = 0) -> None:
        """Take in a note; the numbers say from where the places of its records count."""
        self.counts[one.type, one.status] += 1
        self.newest_change = max(self.newest_change, one.version)
        key, version, entry, other = one.key, one.version, one.entry, one.other
        mark = fingerprint(key)
        if version < max(self.entries.version(mark), self.attachments.version(mark), self._other_versions.get(key, 0)):
            return
        if one.former_host:
            self.former_hosts[one.former_host] += 1
        if one.clock:
            self.clock.add(*one.clock)
        if one.language:
            self.languages[one.language] += 1
        if one.is_public_content:
            self._public_types.add(one.type)
        self.tables_named.update(one.tables)
        if entry is not None:
            place = entry + entries if isinstance(entry, int) else self.entries.keep(key, entry)
            self.entries.put(mark, place, version)
        if isinstance(other, int | Attachment):
            place = other + attachments if isinstance(other, int) else self.attachments.keep(key, other)
            self.attachments.put(mark, place, version)
        else:
            self._keep_other(one, other)

    def _keep_other(self, one: Note, other: MenuItem | StoredBlock | MemberRule | Guest | None) -> None:
        if one.entry is None:
            self._other_versions[one.key] = one.version
        if isinstance(other, MenuItem):
            self.menu_items[one.key] = other
        elif isinstance(other, Guest):
            self.guests[one.key] = other
        elif isinstance(other, MemberRule):
            self.entries.rules.append(other)
        elif other is not None and one.type == TABLE:
            self.tables[one.key] = other
        elif other is not None:
            self.blocks[int(one.key)] = other


def notes_batch(notes: Iterable[Note]) -> NotesBatch:
    """These notes as they go to another process: few large pieces of bytes are quicker to hand over than records."""
    notes = list(notes)
    entries, places, terms = Entries.packed(one.entry for one in notes if isinstance(one.entry, IndexedItem))
    attachments, files = Attachments.packed((one.key, one.other) for one in notes if isinstance(one.other, Attachment))
    of_entries, of_files = iter(places), iter(files)
    packed = [
        Note(
            *one[:-2],
            next(of_entries) if one.entry is not None else None,
            next(of_files) if isinstance(one.other, Attachment) else one.other,
        )
        for one in notes
    ]
    return NotesBatch(packed, entries, terms, attachments)


def note(item: Item, options: Options) -> Note:
    """What the index keeps of an item."""
    key, kind = item.key, item.type
    other: Attachment | MenuItem | StoredBlock | MemberRule | Guest | None = None
    is_public = item.status == "publish" and not item.password
    if kind == "attachment":
        other = _attachment(item)
    elif kind == "nav_menu_item":
        other = _menu_item(item)._replace(public=is_public)
    elif kind in {"wp_block", "wp_navigation"} and item.id != NO_ID:
        other = StoredBlock(item.content, True) if is_public else StoredBlock("", False)
    elif kind in GUESTS:
        other = guest(item)
    elif kind == RULE and options.hidden != "show":
        other = member_rule(item)
    elif item.id != NO_ID:
        other = stored_part(item)
    entry = (
        None
        if _never(kind) and kind not in options.content_types
        else _entry(key, item, withheld=is_for_members(item, options))
    )
    return Note(
        key=key,
        version=int(_NOT_DIGITS.sub("", item.modified_gmt or item.modified) or 0),
        type=kind,
        status=item.status,
        former_host=_former_host(item),
        is_public_content=entry is not None
        and (kind in {"post", "page"} or (is_public and entry.has_text and _real_address(item.link))),
        tables=tables_named(item.content),
        clock=None if (ahead := minutes_ahead(item.date, item.date_gmt)) is None else (item.date, ahead),
        language=entry.language if entry else "",
        entry=entry,
        other=other,
    )


def is_for_members(item: Item, options: Options) -> bool:
    """Whether only members or payers could read an item, as far as the owner wants that to be so."""
    return options.hidden != "show" and bool(restricted(item.type, item.meta, item.content))


def _former_host(item: Item) -> str:
    base, _, query = item.guid.partition("?")
    return base if query and item.id and query.rpartition("=")[2] == str(item.id) else ""


def plain(text: str) -> str:
    """A title as a reader sees it: tags stripped, entities decoded once, white space as single spaces."""
    if "<" in text or "&" in text:
        text = html.unescape(_TAG.sub("", text))
    return " ".join(text.split())


@lru_cache(maxsize=1000)
def _never(post_type: str) -> bool:
    return any(fnmatchcase(post_type, pattern) for pattern in _STAY_OUT)


def _real_address(link: str) -> bool:
    return bool(link) and "?" not in link


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _entry(key: str, item: Item, *, withheld: bool) -> IndexedItem:
    """What is kept of an item. What many items have in common is kept once: there may be a hundred thousand."""
    said = spoken(item)
    return IndexedItem(
        key=key,
        id=item.id,
        type=intern(item.type),
        status=intern(item.status),
        title=plain(item.title),
        link=item.link,
        slug=unquote(item.slug),
        parent=item.parent,
        menu_order=item.menu_order,
        date=item.date if item.date[:4] != "0000" else "",
        creator=intern(item.creator),
        protected=bool(item.password) or withheld,
        has_text=item.content != "" and not item.content.isspace(),
        empty=item.type == "page" and is_empty(item),
        leads_to=leads_to(item) if item.meta else "",
        episode=any(key in EPISODES and value for key, value in item.meta),
        has_comments=any(comment.is_public for comment in item.comments),
        pages=item.content.count("<!--nextpage-->") + 1,
        thumbnail=_number(item.meta_value("_thumbnail_id")),
        terms=(*item.terms, *authors_in_fields(item)) if item.meta else item.terms,
        old_slugs=tuple(dict.fromkeys(map(unquote, item.meta_values("_wp_old_slug")))),
        old_dates=tuple(dict.fromkeys(item.meta_values("_wp_old_date"))),
        places=anchor_links(item.content),
        guid=bare(item.guid),
        digest=item_digest(item),
        file=intern(item.file),
        line=item.line,
        language=intern(said.language),
        joined=said.joined,
    )


def _attachment(item: Item) -> Attachment:
    metadata = item.meta_value("_wp_attachment_metadata")
    size, original = _SIZE.search(metadata), _ORIGINAL.search(metadata)
    return Attachment(
        id=item.id,
        url=item.attachment_url.strip(),
        link=item.link,
        title=plain(item.title),
        caption=item.excerpt,
        description=item.content,
        alt=item.meta_value("_wp_attachment_image_alt"),
        parent=item.parent,
        menu_order=item.menu_order,
        date=item.date,
        file=item.meta_value("_wp_attached_file"),
        original=original[1] if original else "",
        width=int(size[1]) if size else 0,
        height=int(size[2]) if size else 0,
        public=shows_file(item.status, item.password),
    )


def _menu_item(item: Item) -> MenuItem:
    return MenuItem(
        id=item.id,
        menu=next((term.slug for term in item.terms if term.taxonomy == "nav_menu"), ""),
        title=plain(item.title),
        order=item.menu_order,
        parent=_number(item.meta_value("_menu_item_menu_item_parent")),
        kind=item.meta_value("_menu_item_type"),
        object=item.meta_value("_menu_item_object"),
        object_id=_number(item.meta_value("_menu_item_object_id")),
        url=item.meta_value("_menu_item_url"),
        language=item.language,
    )
