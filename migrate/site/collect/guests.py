"""Authors that are no users: guests of Co-Authors Plus, PublishPress Authors, Molongui Authorship and their kin.

The first two keep who wrote an item as terms of the taxonomy `author`, Molongui as custom fields; those are made such
terms here, so that all that follows need know of one way only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from migrate.model.export import Item, TermReference, term_reference

AUTHORS = "author"
"""The taxonomy of authors, which WordPress does not count among its own."""
GUESTS = ("guest-author", "guest_author", "molongui_guestauthor")
"""Types of items that are guests."""
CO_AUTHOR = "cap-"
"""What stands before a login in the slugs of Co-Authors Plus."""
_MOLONGUI, _NAMED = "_molongui_author", "sfly_guest_author_names"
_NAMES = ("cap-display_name", "_molongui_guest_author_display_name")
_ABOUT = ("cap-description", "_molongui_guest_author_bio")
_NOT_IN_SLUGS = re.compile(r"[^\w]+")


class Guest(NamedTuple):
    """Somebody who wrote for the site without an account."""

    id: int
    login: str
    name: str
    about: str
    """HTML."""
    linked: str
    """The login of the account that this is another name of, or empty."""


def guest(item: Item) -> Guest | None:
    """The guest that an item is, if visitors could know of him."""
    if item.status != "publish" or item.password:
        return None
    login = item.meta_value("cap-user_login") or item.slug.removeprefix(CO_AUTHOR) or slug_of(item.title)
    name = next(filter(None, map(item.meta_value, _NAMES)), item.title)
    about = next(filter(None, map(item.meta_value, _ABOUT)), item.content)
    return Guest(item.id, login, name or login, about, item.meta_value("cap-linked_account"))


def authors_in_fields(item: Item) -> Iterator[TermReference]:
    """The authors that custom fields of an item name, as terms: `user-1`, `guest-90`, or a name."""
    for key, value in item.meta:
        if key == _MOLONGUI and value:
            yield term_reference(AUTHORS, value, "")
        elif key == _NAMED and value.strip() and "@" not in value:
            yield term_reference(AUTHORS, slug_of(value), value.strip())


def slug_of(name: str) -> str:
    """A word for a name that has none."""
    return _NOT_IN_SLUGS.sub("-", name.lower()).strip("-")
