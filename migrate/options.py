"""What the owner of a site may choose: each option with its place in `wxr2hugo.toml`, its values and its meaning."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from typing import Any, TypeAlias

from migrate.choices.front_matter_keys import KeyChoice
from migrate.choices.on_conflict import OnConflict
from migrate.choices.path_patterns import path_pattern
from migrate.choices.preset import PRESETS
from migrate.choices.selection import first_day, last_day, numbers

FILE_NAME = "wxr2hugo.toml"

HTML = ("keep", "safe", "drop")
HIDDEN = ("hide", "show", "drop")
STATUS = ("publish", "future", "draft", "pending", "private")
ATTACHMENT_PAGES = ("rules", "aliases")
ALIGNMENT = ("keep", "drop")
LAYOUTS = ("folders", "suffixes")
SMART = ("ascii", "unicode")
FORMATS = ("yaml", "toml", "json")
TERMS = ("auto", "sample", "list")
AUTHOR = ("login", "name", "slug")
LINKS = ("reference", "inline", "markdown", "url")
HOSTS = ("netlify", "cloudflare", "github", "gitlab", "nginx", "apache", "caddy")
HOSTS_WITHOUT_RULES = frozenset({"github", "gitlab"})
"""Hosts on which pages have to answer at old addresses; those of attachments lead to their posts there."""
REDIRECTS = ("nginx.conf", "_redirects", "htaccess", "Caddyfile")

Reader: TypeAlias = Callable[[str, Any], Any]
"""Makes an option of what stands at a place of the file. Raises MigrateError for what makes no sense."""


def _option(table: str, key: str, default: Any, allowed: tuple[str, ...] = (), read: Reader | None = None) -> Any:
    return field(default=default, metadata={"table": table, "key": key, "allowed": allowed, "read": read})


def _table(name: str, values: str) -> Any:
    """A whole table; `values` says for people what its keys may hold."""
    return field(default=(), metadata={"table": name, "key": "NAME", "values": values})


@dataclass(frozen=True, slots=True)
class Options:
    """Every choice that changes what is written.

    Each field names its place in the file; what stands below it is its meaning in the table that users read.
    """

    content_types: tuple[str, ...] = _option("content", "types", ())
    """custom types that come along although they have no public address"""
    html: str = _option("content", "html", "safe", HTML)
    """HTML that runs (scripts, event handlers, frames of unknown hosts, where forms send to): out, kept as it is, or no
    HTML at all"""
    hidden: str = _option("content", "hidden", "hide", HIDDEN)
    """what visitors did not see: hidden blocks, parts and items for members or payers. `hide` keeps parts in the file,
    shown nowhere, and makes items drafts; `show` publishes both; `drop` leaves parts out"""
    statuses: tuple[str, ...] = _option("select", "status", (), STATUS)
    """which items come along, all if none is named: `["publish"]` leaves out what was not public. What is in the site
    already stays in step"""
    types: tuple[str, ...] = _option("select", "types", ())
    """the types whose items come along: `["post", "page"]`"""
    authors: tuple[str, ...] = _option("select", "authors", ())
    """whose items come along, by log-in, name or as in their addresses"""
    terms_selected: tuple[str, ...] = _option("select", "terms", ())
    """items of these terms, and of those below them, come along: `["news"]`, with the taxonomy `["category/news"]`"""
    since: str = _option("select", "since", "", read=first_day)
    """items of this day and later come along: `2020-05-04`, `"2020-05"`, `"2020"`"""
    until: str = _option("select", "until", "", read=last_day)
    """items of this day, month or year and earlier come along"""
    ids: tuple[int, ...] = _option("select", "ids", (), read=numbers)
    """only items with these ids come along"""
    exclude: tuple[int, ...] = _option("select", "exclude", (), read=numbers)
    """items with these ids do not come along"""
    smart: str = _option("markdown", "smart", "ascii", SMART)
    """dashes and quotes as Hugo's typographer restores them, or as they are"""
    alignment: str = _option("markdown", "alignment", "keep", ALIGNMENT)
    """whether pictures and paragraphs keep their side, and pictures their width"""
    bold_headings: str = _option("markdown", "bold_headings", "keep", ALIGNMENT)
    """whether a heading that is bold as a whole is written so"""
    links: str = _option("markdown", "links", "reference", LINKS)
    """links between pages: relref at the foot, relref in place, `[t](/posts/x.md)`, plain addresses"""
    hosts: tuple[str, ...] = _option("urls", "hosts", ())
    """other hosts of the same site, whose links count as internal"""
    attachment_pages: str = _option("urls", "attachment_pages", "rules", ATTACHMENT_PAGES)
    """the old pages of pictures and files lead to the file by a rule of the server, or to the post by an alias, for
    hosts without rules"""
    posts: str = _option("urls", "posts", "")
    """the address of the page that stands for the list of posts, where that cannot be told"""
    languages: str = _option("languages", "layout", "folders", LAYOUTS)
    """how files say their language in a site of several: `content/de/posts/x.md` or `content/posts/x.de.md`; the first
    migration settles it"""
    redirects: tuple[str, ...] = _option("urls", "redirects", REDIRECTS[:2], REDIRECTS)
    """the rules for servers that are written to `redirects/`"""
    host: str = _option("site", "host", "", HOSTS)
    """where the site will live: what that host needs to build it and to answer its old addresses is written where the
    host looks for it"""
    posts_path: str = _option("paths", "posts", "", read=path_pattern)
    """the paths of posts, of `{date}`, `{year}`, `{month}`, `{day}`, `{slug}`, `{id}`, `{type}` and `{category}`, as in
    `"content/blog/{year}/{slug}.md"`. A change holds for new posts; `sync --move` moves the others"""
    types_path: str = _option("paths", "types", "", read=path_pattern)
    """the same for items of custom types, as in `"content/{type}/{slug}.md"`"""
    bundles: bool = _option("paths", "bundles", False)
    """whether each page is a folder with an `index.md`, in which its featured picture lies. A page with others below it
    stays a file: Hugo takes what lies in such a folder for a part of the page"""
    preset: str = _option("theme", "preset", "", PRESETS)
    """the theme that front matter, configuration and small files are made for; what else stands in the file wins"""
    format: str = _option("front_matter", "format", "yaml", FORMATS)
    """what front matter is written in"""
    terms: str = _option("front_matter", "terms", "auto", TERMS)
    """one category alone as a text (`sample`), or always a list, as many themes want it (`list`); `auto`: a list in
    sites that have a theme of their own"""
    author: str = _option("front_matter", "author", "login", AUTHOR)
    """by which name authors go"""
    parents: bool = _option("front_matter", "parents", False)
    """whether posts name the terms above theirs too, so that lists of these show them in every theme"""
    order: tuple[str, ...] = _option("front_matter", "order", ())
    """the keys that come first; the others follow in alphabetical order"""
    keys: tuple[KeyChoice, ...] = _table(
        "front_matter.keys",
        "a name, with dots for tables; empty drops it; or a table of `key`, `shape` (`string`, `list`), `slash`, "
        "`not`, `equals`",
    )
    """another name for a key, or one for `image_alt`, `image_caption`, `author_name`, `author_slug`, `author_url`,
    `guid`"""
    custom_fields: tuple[tuple[str, str], ...] = _table("front_matter.fields", "a name, with dots for tables")
    """the key for a custom field; what PHP has serialized is decoded"""
    added: tuple[tuple[str, Any], ...] = _table("front_matter.add", "any value")
    """a key that every item gets"""
    shortcodes: tuple[tuple[str, str], ...] = _table("shortcodes", "a Hugo shortcode, `content`, `footnote`, `nothing`")
    """what becomes of a plugin's shortcode; others stay as text and are reported"""
    blocks: tuple[tuple[str, str], ...] = _table("blocks", "a Hugo shortcode, `content`, `footnote`, `nothing`")
    """what becomes of a block, by its full name; of others the words are kept"""
    renamed_terms: tuple[tuple[str, str], ...] = _table("terms.rename", "a name")
    """another name for a category, tag or other term (`News`, `news`, `category/news`); where another has that name the
    two become one. Old addresses lead there"""

    @property
    def is_partial(self) -> bool:
        """Whether some items are left out by choice: what an export seems to lack may then still be in WordPress."""
        return any(
            (self.statuses, self.types, self.authors, self.terms_selected, self.since, self.until, self.ids)
        ) or bool(self.exclude)

    @property
    def digest(self) -> str:
        """Changes exactly when a choice changes (hexadecimal)."""
        made = [(one.name, value) for one in fields(self) if (value := getattr(self, one.name)) != one.default]
        return hashlib.blake2b(repr(made).encode(), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class SyncOptions:
    """Choices about keeping in step that change no document. The command line overrules each."""

    conflict: str = _option("sync", "conflict", "keep", tuple(OnConflict))
    """what happens where both sides changed the same words"""
    max_delete: int = _option("sync", "max_delete", -1)
    """how many files `--prune` may delete; -1: ten, or a tenth of all if that is more"""
