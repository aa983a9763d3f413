"""What is kept of an item until the whole site is known, and nothing of its body."""

from __future__ import annotations

from typing import NamedTuple

from migrate.model.export import TermReference


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
    """Whether a file of sound or film belongs to it, as an episode of a podcast."""
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
    def is_foreseen(self) -> bool:
        """Whether everybody can read it today, or will once its date has come."""
        return self.public or (self.status == "future" and not self.protected and self.date != "")

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
