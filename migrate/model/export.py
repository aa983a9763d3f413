"""What an export holds: items (posts, pages, attachments, …) with their terms and comments, authors, and its head."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

NO_ID = 0
"""The id of an item whose export gives none; its guid identifies it then."""
OWN_TAXONOMIES = {"category": "categories", "post_tag": "tags"}
"""WordPress' own taxonomies, as front matter and folders name them."""
BESIDE = "@"
"""Stands before the language in the key of what is, in another language, a document of the same item or term."""


class Compact:
    """Values that go between processes by the thousand: as the arguments of their class, which is quick to read."""

    __slots__ = ()

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        """What pickle keeps: the class, and its fields in order."""
        names: tuple[str, ...] = self.__slots__
        return type(self), tuple([getattr(self, name) for name in names])


@dataclass(frozen=True, slots=True)
class Author(Compact):
    """Somebody who wrote on the site. E-mail addresses stop at the reader: nothing that is written may hold one."""

    id: int
    login: str
    display_name: str


@dataclass(frozen=True, slots=True)
class Term(Compact):
    """A category, tag, menu or term of a custom taxonomy. Slugs are percent-decoded, names unescaped once."""

    id: int
    taxonomy: str
    """WordPress' own name: `category`, `post_tag`, `nav_menu`, …"""
    slug: str
    name: str
    parent: str = ""
    """The parent's slug, or empty."""
    description: str = ""
    meta: tuple[tuple[str, str], ...] = ()
    language: str = ""
    """That of the name, where it is not the site's own."""


class TermReference(NamedTuple):
    """One term that an item carries, as the item itself names it."""

    taxonomy: str
    slug: str
    name: str

    def __reduce__(self) -> tuple[object, tuple[str, str, str]]:
        """Many items carry the same few terms: what comes from another process is shared as well."""
        return term_reference, (self.taxonomy, self.slug, self.name)


@lru_cache(maxsize=50_000)
def term_reference(taxonomy: str, slug: str, name: str) -> TermReference:
    """A reference that all items share."""
    return TermReference(taxonomy, slug, name)


class Comment(NamedTuple):
    """A comment, pingback or trackback. The address of its author's machine and mail stop at the reader."""

    id: int
    author: str
    author_url: str
    date_gmt: str
    content: str
    approved: str
    """`1` is public; `0`, `trash`, `post-trashed` are not."""
    type: str
    parent: int
    date: str = ""
    """By the blog's own clock."""
    fields: tuple[str, ...] = ()
    """The names of what plugins keep of it."""

    @property
    def is_public(self) -> bool:
        """Whether visitors of the old site saw it: notes on orders and the like are approved, but no comments."""
        return self.approved == "1" and self.type in {"", "comment", "pingback", "review", "trackback"}


class Item(NamedTuple):
    """One `<item>` with all its fields. Text is as stored in WordPress, dates as `YYYY-MM-DD hh:mm:ss` or empty."""

    id: int
    type: str
    status: str
    title: str
    link: str
    guid: str
    creator: str
    content: str
    excerpt: str
    published: str
    """pubDate, as RFC 2822 writes dates."""
    date: str
    date_gmt: str
    modified: str
    modified_gmt: str
    comment_status: str
    slug: str
    """post_name as stored: usually percent-encoded."""
    parent: int
    menu_order: int
    password: str
    sticky: bool
    attachment_url: str
    terms: tuple[TermReference, ...]
    meta: tuple[tuple[str, str], ...]
    comments: tuple[Comment, ...]
    file: str
    """Name of the export file, for messages."""
    line: int
    language: str = ""
    """That of its texts, where WordPress holds several languages in one item."""
    beside: bool = False
    """Whether the same item has its plain key in another language."""

    @property
    def key(self) -> str:
        """What identifies the item from one export to the next."""
        key = str(self.id) if self.id else f"guid:{self.guid or self.link or self.title}"
        return f"{key}{BESIDE}{self.language}" if self.beside else key

    def meta_value(self, key: str) -> str:
        """The first value stored under `key`, or empty."""
        return next((value for name, value in self.meta if name == key), "")

    def meta_values(self, key: str) -> tuple[str, ...]:
        """All values stored under `key`, in the order of the export."""
        return tuple(value for name, value in self.meta if name == key)


class Channel(NamedTuple):
    """What the head of an export says of the whole site."""

    title: str = ""
    link: str = ""
    description: str = ""
    language: str = ""
    base_blog_url: str = ""
    wxr_version: str = ""
    generator: str = ""
    file: str = ""
    published: str = ""
    """pubDate: when the export was made, as RFC 2822 writes dates."""
    called: tuple[tuple[str, str, str], ...] = ()
    """Title and description in each language, where they are in several."""
    icon: str = ""
    """The address of the site's icon, or of a smaller copy of it."""


def id_of(text: str) -> int:
    """The id that a custom field holds."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else NO_ID
