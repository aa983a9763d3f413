"""What the site decides before anything is written: pages, redirects, languages."""

from __future__ import annotations

from typing import NamedTuple

from migrate.model.documents import Home


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
