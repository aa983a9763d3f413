"""What the conversion of one item may ask about the rest of the site, and what it is answered."""

from __future__ import annotations

import re
from typing import NamedTuple, Protocol
from urllib.parse import unquote

from migrate.model.seen import SeenText


class AuthorPage(NamedTuple):
    """An author as readers of the new site meet one."""

    name: str
    """As shown to readers."""
    slug: str
    """The word in addresses."""
    url: str
    """Where the author's page is."""


class Attachment(NamedTuple):
    """A file of the media library, as galleries, captions and featured images need it."""

    id: int
    url: str
    """The address of the file itself, as the export spells it."""
    link: str
    """The address of its attachment page."""
    title: str
    caption: str
    """HTML, the attachment's excerpt."""
    description: str
    """HTML, the attachment's content."""
    alt: str
    parent: int
    menu_order: int
    date: str
    file: str
    """Path below the uploads folder (`_wp_attached_file`), or empty."""
    original: str
    """File name of the picture before WordPress scaled it down (`original_image`), or empty."""
    width: int
    height: int
    public: bool = True
    """Whether visitors could see it by its own status: not in the trash, not private."""
    made_as: str = ""
    """What WordPress cut it out for (`custom-logo`, `site-icon`), or empty."""


class StoredBlock(NamedTuple):
    """What blocks refer to by its number: a reusable block (synced pattern), or a menu made of blocks."""

    text: str
    """As stored; empty where it is not public."""
    public: bool
    facts: str = ""
    """What a recipe or a place is known by, as JSON."""
    name: str = ""
    """Type and slug of what a plugin may show by its slug: `envira/boats`."""


class Link(NamedTuple):
    """Where a link of the old site leads on the new one."""

    url: str
    """The address, root-relative for everything inside the site; what is written where no relref is possible."""
    reference: str = ""
    """What Hugo's relref takes (`2008-01-07-name.md#fragment` or `/section/name.md`); empty: not a published page.

    The code of a language and a colon come first where the page is in another language.
    """


def in_language(reference: str, language: str) -> str:
    """A reference to a page in a language, as it is known where the language of the page that refers is not."""
    return f"{language}:{reference}" if reference else ""


def parted_reference(reference: str) -> tuple[str, str]:
    """The language of a reference, empty where it has none, and the reference itself."""
    language, sign, named = reference.partition(":")
    return (language, named) if sign and "/" not in language and "#" not in language else ("", reference)


class Listed(NamedTuple):
    """A published page as menus, navigation blocks and lists name it."""

    id: int
    title: str
    link: str
    parent: int
    menu_order: int


_OF_EVERY_PAGE = re.compile(r"(?:more(?:-\d+)?|comment-\d+|respond|comments|top|:~:.*|)", re.S)


class WantedAnchor(NamedTuple):
    """A place in a page that a link leads to."""

    fragment: str
    """As the link spells it, without `#`."""
    link: str
    """The whole address."""
    page: str = ""
    """Key of the page on which the link stands; empty: the same page."""

    @property
    def names(self) -> tuple[str, str]:
        """The ids that a browser looks for: as it is spelled, then decoded."""
        return self.fragment, unquote(self.fragment)

    @property
    def in_text(self) -> bool:
        """Whether the place is one in the text; WordPress gives others to every page, and the browser knows some."""
        return not _OF_EVERY_PAGE.fullmatch(self.fragment)


class RestOfSite(Protocol):
    """What the content of one item may ask about the rest of the site. Every answer is recorded as a dependency."""

    def attachment(self, attachment_id: int) -> Attachment | None:
        """The attachment with this id, if visitors could see it; that it is not shown is told."""

    def attachment_in_text(self, attachment_id: int) -> Attachment | None:
        """The same of a picture that a text shows by its address, whoever could see the attachment."""

    def attachments_of(self, post_id: int) -> tuple[Attachment, ...]:
        """All attachments of a post that visitors could see, by menu_order, then id."""

    def reusable_block(self, block_id: int) -> StoredBlock | None:
        """A reusable block or synced pattern, or a stored menu."""

    def named_block(self, name: str) -> int:
        """The number of what a plugin shows by this type and slug; 0 for none."""

    def table(self, number: int) -> StoredBlock | None:
        """The table that a plugin shows by this number."""

    def listed(self, post_id: int) -> Listed | None:
        """A published page or post, for a label and a link."""

    def children_of(self, post_id: int) -> tuple[Listed, ...]:
        """Published pages below a page (0: the top), by menu_order, then title."""

    def title_of(self, item_id: int) -> str:
        """The title of a published item of any type that may become a page; empty for all others."""

    def keeps_back(self, item_id: int) -> bool:
        """Whether the export has an item with this id, of any type, that not everybody can read."""

    def author(self, login: str) -> AuthorPage | None:
        """Somebody who wrote on the site, if visitors may know."""

    def media(self, url: str) -> str:
        """The address at which a picture or file will be on the new site; unchanged where it is not the site's own."""

    def link(self, href: str) -> Link:
        """Where a link leads on the new site; foreign addresses come back as they are."""

    def wanted(self) -> tuple[WantedAnchor, ...]:
        """The places in this item's own text that links of other pages lead to."""

    def seen(self) -> SeenText:
        """What visitors of the old site saw of this item, if they could."""

    def language(self) -> str:
        """The language of this item, as WordPress or Hugo names it; empty where nothing says."""
