"""Pass one: what is noted of each item, and how workers hand their notes over."""

from __future__ import annotations

import re
from collections.abc import Iterable
from sys import intern
from typing import NamedTuple
from urllib.parse import unquote

from migrate.enclosure import EPISODES, is_of_a_podcast
from migrate.model.export import NO_ID, Item, id_of
from migrate.model.rest_of_site import Attachment, StoredBlock
from migrate.options import Options
from migrate.site.addresses import asked_by_name, bare
from migrate.site.collect.anchor_links import anchor_links
from migrate.site.collect.clock import minutes_ahead
from migrate.site.collect.emptiness import has_text, is_empty
from migrate.site.collect.guests import GUESTS, Guest, authors_in_fields, guest
from migrate.site.collect.indexed_item import IndexedItem, MenuItem
from migrate.site.collect.item_digest import item_digest
from migrate.site.collect.item_tables import Attachments, Entries
from migrate.site.collect.leading import leads_to
from migrate.site.collect.post_types import never
from migrate.site.collect.spoken import spoken
from migrate.site.collect.stored_parts import stored_part, tables_named
from migrate.text import plain_line
from migrate.visibility.items import is_private, restricted, shows_file
from migrate.visibility.rules import TYPE as RULE
from migrate.visibility.rules import MemberRule, member_rule

_NOT_DIGITS = re.compile(r"\D+")
_SIZE = re.compile(r's:5:"width";[is]:(?:\d+:")?(\d{1,9}).{0,100}?s:6:"height";[is]:(?:\d+:")?(\d{1,9})', re.S)
_ORIGINAL = re.compile(r's:14:"original_image";s:\d+:"([^"/\\]{1,255})"')


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
    beside: bool
    """Whether the same item is counted in another language."""
    unseen_author: str
    """Who made it, where no visitor ever saw an item of its type; else empty."""
    entry: IndexedItem | int | None
    other: Attachment | int | MenuItem | StoredBlock | MemberRule | Guest | None
    """What else it is: a file, an entry of a menu, a reusable block, a rule about other items, an author."""


class NotesBatch(NamedTuple):
    """Notes on their way from a worker, their records packed as the tables of the index keep them."""

    notes: list[Note]
    """In the place of each record stands its place."""
    entries: bytes
    terms: list[tuple[str, ...]]
    """Those that the entries carry."""
    attachments: list[bytes]


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
    entry = None if never(kind) and kind not in options.content_types else _entry(key, item, options)
    return Note(
        key=key,
        version=_as_number(item.modified_gmt or item.modified),
        type=kind,
        status=item.status,
        former_host=_former_host(item),
        is_public_content=entry is not None
        and (kind in {"post", "page"} or (is_public and entry.has_text and _has_address(item))),
        tables=tables_named(item.content),
        clock=None if (ahead := minutes_ahead(item.date, item.date_gmt)) is None else (item.date, ahead),
        language=entry.language if entry else "",
        beside=item.beside,
        unseen_author=intern(item.creator) if entry is None and is_private(kind) else "",
        entry=entry,
        other=other,
    )


def _as_number(time: str) -> int:
    """The digits of a time, which nearly always is one without any other signs than these."""
    digits = time.replace("-", "").replace(":", "").replace(" ", "")
    return int(digits if digits.isdecimal() else _NOT_DIGITS.sub("", time) or 0)


def is_for_members(item: Item, options: Options) -> bool:
    """Whether only members or payers could read an item, as far as the owner wants that to be so."""
    return options.hidden != "show" and bool(restricted(item.type, item.meta, item.content))


def _former_host(item: Item) -> str:
    base, _, query = item.guid.partition("?")
    return base if query and item.id and query.rpartition("=")[2] == str(item.id) else ""


def _has_address(item: Item) -> bool:
    """Whether visitors found an item by a name of its own: at a path or, where none is rewritten, by a parameter."""
    return bool(item.link) and ("?" not in item.link or asked_by_name(item.link, unquote(item.slug)) != ("", ""))


def _is_episode(item: Item, options: Options) -> bool:
    """Whether it needs the feed of a podcast. The plain feed of our theme carries the files that texts only link."""
    files = [(key, value) for key, value in item.meta if value and key in EPISODES]
    return any(options.preset or is_of_a_podcast(key, value, item.content) for key, value in files)


def _entry(key: str, item: Item, options: Options) -> IndexedItem:
    """What is kept of an item. What many items have in common is kept once: there may be a hundred thousand."""
    said = spoken(item)
    return IndexedItem(
        key=key,
        id=item.id,
        type=intern(item.type),
        status=intern(item.status),
        title=plain_line(item.title),
        link=item.link,
        slug=unquote(item.slug),
        parent=item.parent,
        menu_order=item.menu_order,
        date=item.date if item.date[:4] != "0000" else "",
        creator=intern(item.creator),
        protected=bool(item.password) or is_for_members(item, options),
        has_text=has_text(item),
        empty=item.type == "page" and is_empty(item),
        leads_to=leads_to(item) if item.meta else "",
        episode=_is_episode(item, options),
        has_comments=any(comment.is_public for comment in item.comments),
        pages=item.content.count("<!--nextpage-->") + 1,
        thumbnail=id_of(item.meta_value("_thumbnail_id")),
        terms=(*item.terms, *authors_in_fields(item)) if item.meta else item.terms,
        old_slugs=tuple(dict.fromkeys(unquote(one.strip()) for one in item.meta_values("_wp_old_slug") if one.strip())),
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
        title=plain_line(item.title),
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
        public=shows_file(item.status, item.password, item.attachment_url),
        made_as=intern(item.meta_value("_wp_attachment_context")),
    )


def _menu_item(item: Item) -> MenuItem:
    return MenuItem(
        id=item.id,
        menu=next((term.slug for term in item.terms if term.taxonomy == "nav_menu"), ""),
        title=plain_line(item.title),
        order=item.menu_order,
        parent=id_of(item.meta_value("_menu_item_menu_item_parent")),
        kind=item.meta_value("_menu_item_type"),
        object=item.meta_value("_menu_item_object"),
        object_id=id_of(item.meta_value("_menu_item_object_id")),
        url=item.meta_value("_menu_item_url"),
        language=item.language,
    )
