"""The frozen values that flow from the reader to the writer.

An *item* is what an export holds (post, page, attachment, …); a *document* is a file as this tool makes it from an
item. Nothing here knows where its values come from or go to.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple, Protocol, TypeAlias
from urllib.parse import unquote

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


class AuthorPage(NamedTuple):
    """An author as readers of the new site meet one."""

    name: str
    """As shown to readers."""
    slug: str
    """The word in addresses."""
    url: str
    """Where the author's page is."""


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


class SeenText(NamedTuple):
    """What visitors of the old site saw of an item, as far as that is known."""

    html: str = ""
    """All of it."""
    parts: Mapping[str, str] = {}
    """Where the whole is not at hand: the parts that the last run took from it, by digests of what is stored."""
    added: frozenset[str] = frozenset()
    """What the old site put around every text."""

    @property
    def is_known(self) -> bool:
        """Whether there is anything."""
        return bool(self.html or self.parts)


NOTHING_SEEN = SeenText()


class SeenSite(Protocol):
    """What visitors of the old site saw of its items."""

    def text(self, key: str) -> SeenText:
        """Of the item with this key."""
        ...

    def taken(self, key: str) -> Mapping[str, str]:
        """The parts that the last run took for the item with this key, by digests of what is stored."""
        ...

    def digest(self, key: str) -> str:
        """Changes when what is known of the item does (hexadecimal); empty where nothing is."""
        ...

    def standing(self) -> str:
        """Changes when what is known of any item does (hexadecimal); empty where nothing is."""
        ...


class _NobodySaw:
    """Stands where nothing was brought from the old site."""

    def text(self, key: str) -> SeenText:
        return NOTHING_SEEN

    def taken(self, key: str) -> Mapping[str, str]:
        return {}

    def digest(self, key: str) -> str:
        return ""

    def standing(self) -> str:
        return ""


NOBODY_SAW: SeenSite = _NobodySaw()


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


class Page(NamedTuple):
    """What the site decided for one item that becomes a page: its place, its addresses, its neighbours' names."""

    home: Home
    url: str
    """Its public address, decoded, root-relative; empty where Hugo's own choice is right (drafts, duplicates)."""
    aliases: tuple[str, ...]
    slug: str
    """One safe path part, or empty."""
    published: bool
    image: str
    """Path of the featured image, or empty."""
    image_alt: str
    categories: tuple[str, ...]
    tags: tuple[str, ...]
    taxonomies: tuple[tuple[str, tuple[str, ...]], ...]
    """Terms of custom taxonomies, by taxonomy."""
    authors: tuple[str, ...] = ()
    """The names by which its authors go on the new site."""
    withheld: bool = False
    """Behind a password, or for members alone, whatever its status."""
    leads_to: str = ""
    """The address to which visitors were sent instead, or empty."""
    shown_since: str = ""
    """The export's own time (`YYYY-MM-DD hh:mm:ss`, Greenwich) if it is public under a later date; else empty."""
    language: str = ""
    """Where the site has several."""
    joined: str = ""
    """What it has in common with its translations; empty: Hugo need not be told."""
    natural: str = ""
    """The address that Hugo gives it by itself, where it has no `url`."""

    @property
    def path(self) -> str:
        """Where its document goes."""
        return self.home.assigned


class LanguageRule(NamedTuple):
    """How addresses of the old site said their language that have it at their beginning now."""

    code: str
    """What a parameter named `lang` asked for, where there is no host."""
    prefix: str
    """What stands before such addresses today."""
    host: str = ""
    """The host that showed this language alone."""


class Redirects(NamedTuple):
    """Addresses of the old site that only a rule of the web server can answer. Paths are decoded and root-relative."""

    folder: str
    """The folder of the old site (`/blog`), or empty."""
    posts: str
    """Where the list of all posts is."""
    words: tuple[tuple[str, str], ...]
    """Parameters that ask for a term by its slug (`tag`), with what stands before the slug in its address."""
    items: tuple[tuple[int, str], ...]
    """What `?p=12`, `?page_id=12` and `?attachment_id=12` ask for."""
    categories: tuple[tuple[int, str], ...]
    """What `?cat=3` asks for."""
    authors: tuple[tuple[int, str], ...]
    """What `?author=1` asks for."""
    named: tuple[tuple[str, str, str], ...]
    """Parameter, slug and address of the terms whose address is another than the parameter's and the slug's."""
    moved: tuple[tuple[str, str], ...]
    """Old address, new address."""
    lists: tuple[str, ...]
    """Pages of terms and authors: each had a feed."""
    dates: tuple[str, ...]
    """Archives by year, month and day that held something."""
    depths: tuple[int, ...]
    """How many parts the addresses of items have."""
    languages: tuple[LanguageRule, ...] = ()
    main: str = ""
    """The address of the site's own host, where another showed a language."""


class TextElsewhere(ABC):
    """A text that lies elsewhere until somebody asks for it with `str`."""

    __slots__ = ()

    @abstractmethod
    def __str__(self) -> str: ...


Text: TypeAlias = str | TextElsewhere


COMMENTS = "comments:"
"""Begins the key of the data file that holds an item's comments; the item's key follows."""


def id_of(text: str) -> int:
    """The id that a custom field holds."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else NO_ID


def id_in(key: str) -> int:
    """The id of the item of which a document with this key is made, where the key names it."""
    number = key.removeprefix(COMMENTS).partition(BESIDE)[0]
    return int(number) if number.isascii() and number.isdigit() else NO_ID


class LanguageChoice(NamedTuple):
    """What the first migration in several languages settles for good."""

    default: str = ""
    """The code of the language whose addresses have no prefix; empty: the site has one language."""
    layout: str = ""
    """As in the options."""
    folders: tuple[tuple[str, str], ...] = ()
    """Folders of content and their languages, as far as the configuration of the site says so."""
    in_folder: bool = False
    """Whether that has a prefix for the default language too."""


ONE_LANGUAGE_SO_FAR = LanguageChoice()


class Identified(NamedTuple):
    """Which documents of earlier runs are made of which items of this export."""

    renamed: Mapping[str, str] = {}
    """Keys that are others now: those before, and those of today."""
    known: int = 0
    """How many documents have their item in the export."""
    strange: int = 0
    """How many have a key that is another item's here, and no item of their own."""
    other_guids: int = 0
    """How many have their item, but with another guid."""


class EveryKey(Container[str]):
    """The keys of all documents there are."""

    def __contains__(self, key: object) -> bool:
        return True


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


class Digested(Protocol):
    """What documents are made of, as far as digests tell it."""

    @property
    def options(self) -> str:
        """Digest of the choices that change what is written (hexadecimal)."""

    @property
    def converter(self) -> str:
        """Names the version of the converter: a change of it may change any document."""

    def identity(self) -> str:
        """Digest of all that documents are made from (hexadecimal); cheaper to ask for than outlines.

        Of the same site, two sources with the same one make the same documents. Empty where that cannot be said, and of
        a source that has something to tell of itself each time.
        """
        ...

    def noted_before(self) -> str:
        """Digest of what an earlier run noted, as far as it was found (hexadecimal); see `Source.noted`."""
        ...


class Source(Digested, Protocol):
    """What WordPress says now, as keeping in step needs it: cheap to outline, converted only on request."""

    @property
    def base_url(self) -> str:
        """Scheme, host and folder of the old site."""

    @property
    def truncated(self) -> bool:
        """Whether the export ends early."""

    @property
    def partial(self) -> bool:
        """Whether it is known to hold less than the site: what it lacks may be there all the same."""

    def noted(self) -> str:
        """Digest of what this run notes for the next one (hexadecimal); empty where that could not build on it."""
        ...

    def with_other_texts(self) -> frozenset[str] | None:
        """The keys of items that are another than as an earlier run noted them, where only their texts are.

        Beside them those of items that may be another because of these. None: more is another, or that cannot be said.
        """
        ...

    def identified(self) -> Identified:
        """Who is who: the documents of earlier runs and the items of this export."""
        ...

    def outlines(self, items: frozenset[str] | None = None) -> Iterator[Outline]:
        """Every document of this source, converted or not, in a stable order; or those of these items."""
        ...

    def without(self, keys: frozenset[str]) -> None:
        """Documents of an earlier run that are about to be deleted: nothing may link to them any more."""

    def answering(self, lookups: Sequence[Text]) -> AbstractContextManager[Iterator[str]]:
        """Digests of today's answers to what conversions asked in an earlier run (hexadecimal), in order.

        Empty for lookups that cannot be read. Other processes may make them while something else is asked for.
        """
        ...

    def convert(self, keys: Container[str]) -> Iterator[Conversion]:
        """The documents with these keys, in the order of the outlines. Those that fail are diagnosed and left out."""
        ...
