"""All that one item may have to know of the others, gathered from the notes of pass one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from migrate.account.tally import Tally
from migrate.model.export import Author, Channel, Item, Term
from migrate.model.rest_of_site import Attachment, StoredBlock
from migrate.options import Options
from migrate.site.collect.clock import Clock
from migrate.site.collect.guests import Guest
from migrate.site.collect.indexed_item import IndexedItem, MenuItem
from migrate.site.collect.item_tables import Attachments, Entries
from migrate.site.collect.notes import Note, NotesBatch, note
from migrate.site.collect.post_types import GONE, Fate, fate, never, reason_to_stay_out
from migrate.site.collect.stored_parts import TABLE
from migrate.site.records import fingerprint
from migrate.visibility.items import is_private
from migrate.visibility.rules import MemberRule, rule_of_term, rules_of_forums, with_slugs

_OTHER_COPY = "another copy of an item that the export holds more than once"


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
    unseen_authors: set[str] = field(default_factory=set)
    """Who made items of types that no visitor ever saw."""
    unseen_items: set[str] = field(default_factory=set)
    """The keys of such items, below which files of the library may be."""
    repeats: bool = False
    """Whether several items have one key."""
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
        return entry.status not in GONE and (
            entry.type in self._public_types or entry.type in self.options.content_types
        )

    def reason_to_stay_out(self, post_type: str) -> str:
        """Why no item of this type becomes a page, in words for people; empty where some do."""
        if not self.stays_out(post_type):
            return ""
        return reason_to_stay_out(post_type)

    def fate(self, post_type: str, status: str) -> Fate:
        """What becomes of an item of this type and status that becomes no page."""
        return fate(post_type, status) if self.stays_out(post_type) else Fate(False, GONE.get(status, _OTHER_COPY))

    def stays_out(self, post_type: str) -> bool:
        """Whether no item of this type becomes a page."""
        return post_type not in self._public_types and post_type not in self.options.content_types

    def keep_types(self, keys: Iterable[str]) -> None:
        """Types of which earlier runs brought these items stay content when the last that was public is not any more.

        Otherwise the files would seem to be gone from the export, and stay published.
        """
        if not any(self.stays_out(kind) and not never(kind) for kind, _ in self.counts):
            return
        kept = filter(None, map(self.entries.get, keys))
        self._public_types.update(one.type for one in kept if not one.public and not never(one.type))

    def complete_rules(self) -> None:
        """Add the rules that terms hold and forums are, and let rules about terms know these by their slugs."""
        if self.options.hidden != "show":
            found = [*filter(None, map(rule_of_term, self.terms.values()))]
            if any(kind == "forum" and status != "publish" for kind, status in self.counts):
                found += rules_of_forums(self.entries.records())
            self.entries.rules += found
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
        self.counts[one.type, one.status] += not one.beside
        self.newest_change = max(self.newest_change, one.version)
        key, version, entry, other = one.key, one.version, one.entry, one.other
        mark = fingerprint(key)
        known = max(self.entries.version(mark), self.attachments.version(mark), self._other_versions.get(key, -1))
        self.repeats |= known >= 0
        if version < known:
            return
        if one.former_host:
            self.former_hosts[one.former_host] += 1
        if one.clock:
            self.clock.add(*one.clock)
        if one.language:
            self.languages[one.language] += 1
        if one.unseen_author:
            self.unseen_authors.add(one.unseen_author)
        if one.entry is None and one.type and is_private(one.type):
            self.unseen_items.add(one.key)
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
        elif other is not None and not one.beside:  # a part of other items is shown in the language of the site
            self.blocks[int(one.key)] = other
