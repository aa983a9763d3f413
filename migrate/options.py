"""What the owner of a site may choose: read from `wxr2hugo.toml` in the site, overruled by the command line."""

from __future__ import annotations

import difflib
import hashlib
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from migrate.choices.front_matter_keys import KeyChoice, added, check_targets, custom_fields, key_choices
from migrate.choices.on_conflict import OnConflict
from migrate.choices.path_patterns import path_pattern
from migrate.choices.preset import PRESETS, tables
from migrate.choices.selection import check_span, first_day, last_day, numbers
from migrate.diagnostics import MigrateError
from migrate.system_errors import explained, unreadable

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


_NAMES = {
    "shortcodes": 'my-button = "content"',
    "blocks": '"acf/testimonial" = "testimonial"',
    "terms.rename": '"category/uncategorised" = "Notes"',
}
"""Tables that map names to names, with an example."""
_SHORTCODE = re.compile(r"\w[\w-]*(?:[./][\w-]+)*")
"""What Hugo reads as the name of a shortcode."""
_TERM = re.compile(r".*\S.*")
_LANGUAGE = 'TOML, tables such as [content] and in them lines such as html = "safe"'
_KINDS = {
    tuple: 'a list of names, such as ["book"]',
    str: 'text, such as "safe"',
    int: "a number",
    bool: "true or false",
}
"""What a value of each kind looks like in the file."""


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


class Choice(NamedTuple):
    """One option as it holds for a site."""

    table: str
    key: str
    value: Any
    source: str
    """Where it comes from: the site's file, the preset of its theme, or it is the default."""


def choices(site: Path) -> list[Choice]:
    """Every option with its value, in the order of the tables. Raises MigrateError as `load`."""
    options, syncing = load(site)
    layers = {FILE_NAME: _tables(site / FILE_NAME), f"preset {options.preset}": tables(options.preset)}
    found = [
        Choice(table, key, getattr(holder, one.name), _source(layers, table, key))
        for holder in (options, syncing)
        for one in fields(holder)
        if "values" not in one.metadata and (table := one.metadata["table"]) and (key := one.metadata["key"])
    ]
    for name in (*(f"front_matter.{name}" for name in _BELOW), *_NAMES):
        entries = {key: value for layer in reversed(layers.values()) for key, value in _at(layer, name).items()}
        found += [Choice(name, key, value, _source(layers, name, key)) for key, value in entries.items()]
    return found


def _source(layers: Mapping[str, dict[str, Any]], table: str, key: str) -> str:
    return next((name for name, layer in layers.items() if key in _at(layer, table)), "default")


def _at(layer: dict[str, Any], table: str) -> dict[str, Any]:
    """A table by its name with dots."""
    for name in table.split("."):
        layer = layer.get(name, {})
    return layer


def load(site: Path, preset: str = "", host: str = "") -> tuple[Options, SyncOptions]:
    """The choices in the site's `wxr2hugo.toml`; the defaults where there is none. `preset` is one that it lacks.

    `host` is that of the command line, which wins.

    Raises MigrateError for a file that is no TOML, an unknown key (naming the nearest known one) or an unfit value.
    """
    path = site / FILE_NAME
    tables = _with_preset(_tables(path), preset)
    return _checked(path, _over(tables, {"site": {"host": host}}, 1) if host else tables)


def preset_options(name: str) -> Options:
    """The choices that the preset of a theme makes; the defaults for the rest."""
    return _checked(Path(f"{name}.toml"), _with_preset({}, name))[0]


def _checked(path: Path, tables: dict[str, Any]) -> tuple[Options, SyncOptions]:
    """The choices in the tables of a file; `path` is its name in messages."""
    below = _front_matter(path, tables.get("front_matter"))
    below |= {_FIELDS.get(name, name): _mapping(path, name, _taken(tables, name)) for name in _NAMES}
    values = {(table, key): value for table, keys in tables.items() for key, value in _keys(path, table, keys)}
    chosen = [_chosen(path, kind, values) for kind in (Options, SyncOptions)]
    if values:
        raise MigrateError(f"{path}: unknown key {_name(next(iter(values)))}", _nearest(next(iter(values))))
    options = Options(**chosen[0], **below)
    check_span(f"{path}: [select]", options.since, options.until)
    return options, SyncOptions(**chosen[1])


_FIELDS = {"terms.rename": "renamed_terms"}
"""What such tables are called here, where that is another name."""


def _taken(tables: dict[str, Any], name: str) -> Any:
    """A table by its name with dots, taken out of what stands around it."""
    outer, _, inner = name.rpartition(".")
    around = tables.get(outer, {}) if outer else tables
    return around.pop(inner, {}) if isinstance(around, dict) else {}


def _with_preset(own: dict[str, Any], preset: str) -> dict[str, Any]:
    """The tables of a file over those of the preset that it names."""
    said = _over({"theme": {"preset": preset}} if preset else {}, own, 2)
    theme = said.get("theme")
    name = theme.get("preset") if isinstance(theme, dict) else ""
    return _over(tables(name), said, 2) if name in PRESETS else said


def _over(below: dict[str, Any], own: dict[str, Any], depth: int) -> dict[str, Any]:
    """Tables, and as many levels of what stands in them; of two values the own one counts."""
    both = dict(below)
    for key, value in own.items():
        mine = both.get(key)
        nested = depth and isinstance(mine, dict) and isinstance(value, dict)
        both[key] = _over(mine or {}, value, depth - 1) if nested else value
    return both


def _front_matter(path: Path, table: Any) -> dict[str, Any]:
    """What the tables below `[front_matter]` say, taken out of it."""
    table = table if isinstance(table, dict) else {}
    keys, custom, constants = (read(path, table.pop(name, {})) for name, read in _BELOW.items())
    check_targets(path, keys, custom, constants)
    return {"keys": keys, "custom_fields": custom, "added": constants}


_BELOW: dict[str, Callable[[Path, object], tuple[Any, ...]]] = {
    "keys": key_choices,
    "fields": custom_fields,
    "add": added,
}
"""The tables below `[front_matter]`, and how each is read."""


def _tables(path: Path) -> dict[str, Any]:
    """What the file says; nothing where there is none."""
    try:
        if path.exists() and not path.is_file():  # to read a pipe there may be no end
            raise MigrateError(f"{path}: is no file", "The options have to stand in a file of this name.")
        data = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise explained(str(path), error) from error
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise unreadable(str(path), data, error, _LANGUAGE) from error


def _keys(path: Path, table: str, keys: Any) -> list[tuple[str, Any]]:
    if not isinstance(keys, dict):
        raise MigrateError(f"{path}: unknown key {table}", "every key stands in a table, such as [markdown]")
    return list(keys.items())


def _chosen(path: Path, kind: type, values: dict[tuple[str, str], Any]) -> dict[str, Any]:
    """The arguments for one of the classes above, taken out of `values`."""
    chosen = {}
    for one in fields(kind):
        place = (one.metadata.get("table", ""), one.metadata.get("key", ""))
        if place in values:
            value, read = values.pop(place), one.metadata["read"]
            said = read and value not in ("", [])
            chosen[one.name] = (
                read(f"{path}: {_name(place)}", value)
                if said
                else _fit(path, place, value, one.default, one.metadata["allowed"])
            )
    return chosen


def _fit(path: Path, place: tuple[str, str], given: Any, default: Any, allowed: tuple[str, ...]) -> Any:
    value = tuple(given) if isinstance(given, list) else given
    listed = value if isinstance(value, tuple) else (value,)
    if type(value) is not type(default) or (isinstance(value, tuple) and not all(isinstance(v, str) for v in value)):
        raise MigrateError(f"{path}: {_name(place)} is {_written(given)}", f"expected {_KINDS[type(default)]}")
    if allowed and value != default and not set(listed) <= set(allowed):
        raise MigrateError(f"{path}: {_name(place)} is {_written(given)}", f"expected: {', '.join(allowed)}")
    return value


def _written(value: object) -> str:
    """A value as the file has it."""
    return str(value).lower() if isinstance(value, bool) else repr(value)


def _mapping(path: Path, name: str, table: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(table, Mapping) or not all(isinstance(value, str) for value in table.values()):
        raise MigrateError(f"{path}: [{name}] maps names to names", f"for example: {_NAMES[name]}")
    for key, value in table.items():
        if not (_TERM if name == "terms.rename" else _SHORTCODE).fullmatch(value):
            raise MigrateError(f"{path}: [{name}] {key} is {value!r}, which is no name", f"for example: {_NAMES[name]}")
    return tuple(sorted(table.items()))


def _name(place: tuple[str, str]) -> str:
    return f"[{place[0]}] {place[1]}"


def _nearest(place: tuple[str, str]) -> str:
    """What may have been meant by a key; a table of the owner's own names only where the table is unknown."""
    options = [one.metadata for kind in (Options, SyncOptions) for one in fields(kind)]
    is_known = any(one["table"] == place[0] for one in options)
    known = [
        _name((one["table"], place[1] if "values" in one else one["key"]))
        for one in options
        if not (is_known and "values" in one)
    ]
    near = difflib.get_close_matches(_name(place), known, n=1, cutoff=0.0)
    return f"did you mean {near[0]}?"
