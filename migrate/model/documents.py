"""Documents, the files as this tool makes them from items: which one each is, where it stands, what it depended on."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from migrate.model.export import BESIDE, NO_ID

COMMENTS = "comments:"
"""Begins the key of the data file that holds an item's comments; the item's key follows."""


class Kind(StrEnum):
    """What a written file is, as plans and reports name it."""

    CONTENT = "content"
    TERM = "term"
    DATA = "data"
    CONFIG = "config"
    MEDIA = "media"


class Marks(NamedTuple):
    """What an item or a term is known by from one export to the next, beside its key."""

    guid: str = ""
    """Without scheme and `www.`."""
    slug: str = ""
    date: str = ""
    term_id: int = NO_ID


UNKNOWN = Marks()


class Identity(NamedTuple):
    """Which document it is, from one run to the next."""

    key: str
    """An item's key, `term:category/news`, `config:hugo.toml`, …"""
    kind: Kind
    wordpress_id: int = NO_ID
    title: str = ""
    language: str = ""
    """Where the site has several."""

    @property
    def called(self) -> str:
        """What people name it by: the id that WordPress gave, or the key where it gave none."""
        return str(self.wordpress_id or self.key)

    def renamed(self, key: str) -> Identity:
        """The same document where its item got another id."""
        return self._replace(key=key, wordpress_id=id_in(key) or self.wordpress_id)


class Home(NamedTuple):
    """Where this tool puts a document: paths relative to the site, with `/`."""

    assigned: str
    desired: str = ""
    """The path it would have if nobody else had wanted the same: a path once given stays while this does."""


class Document(NamedTuple):
    """A text file as this tool makes it from the source, before anybody edits it."""

    identity: Identity
    path: str
    """Relative to the site, with `/`."""
    text: str
    url: str = ""
    """Of the page of a term."""
    marks: Marks = UNKNOWN
    language: str = ""
    """Where the site has several."""


class TextElsewhere(ABC):
    """A text that lies elsewhere until somebody asks for it with `str`."""

    __slots__ = ()

    @abstractmethod
    def __str__(self) -> str: ...


Text: TypeAlias = str | TextElsewhere


def id_in(key: str) -> int:
    """The id of the item of which a document with this key is made, where the key names it."""
    number = key.removeprefix(COMMENTS).partition(BESIDE)[0]
    return int(number) if number.isascii() and number.isdigit() else NO_ID


class Placed(NamedTuple):
    """Where a document of an earlier run stands now. Names and links of this run respect it."""

    identity: Identity
    home: Home
    """Nothing is assigned to a file that stays where it is whatever WordPress says."""
    path: str
    """Where the file is on disk; empty: somebody deleted it."""
    url: str
    former_urls: tuple[str, ...]
    published: bool
    """As the file on disk says: published upstream and not made a draft by hand."""
    drafted: bool = False
    """Whether a person made the file a draft."""
    lookups: Text = ""
    """What its conversion asked about the rest of the site, as in `Conversion`."""
    marks: Marks = UNKNOWN
    forms: str = ""
    """As in `Outline`."""

    @property
    def key(self) -> str:
        """The key of the document."""
        return self.identity.key


class Outline(NamedTuple):
    """What is known of a document before anything is converted."""

    identity: Identity
    home: Home
    url: str
    published: bool
    source: str
    """Digest of what WordPress says: the item's own, and of the decisions of the site about it (hexadecimal)."""
    marks: Marks = UNKNOWN
    forms: str = ""
    """Its blocks that are written in a safer form than Markdown, with that; of a conversion those that there were."""

    @property
    def key(self) -> str:
        """The key of the document."""
        return self.identity.key

    @property
    def path(self) -> str:
        """Where the document goes."""
        return self.home.assigned


class Conversion(NamedTuple):
    """A document as it comes from the source, ready to be written, together with what it depended on."""

    outline: Outline
    data: bytes
    """What its file shall hold; nothing where that is `laid` aside."""
    digest: str
    """Names what its file shall hold (`text.digest`)."""
    lookups: str
    """What the conversion asked about the rest of the site, as the JSON text of a list; empty: nothing."""
    answers: str
    """Digest of the answers (hexadecimal)."""
    taken: tuple[tuple[str, str], ...] = ()
    """What was taken from what visitors saw: digests of what is stored, and the HTML."""
    shown_anew: bool = False
    """Whether that is another than what the last run took."""
    laid: bool = False
    """Whether its file is written already, where it waits for its place."""
    failed: bool = False
    """Whether what WordPress holds could not be converted: this is what is known without its text."""


Lay: TypeAlias = Callable[[Conversion], Conversion]
"""Writes a document where it waits for its place. Answers it as one that is laid aside."""
