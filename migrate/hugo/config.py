"""The configuration of a new site."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from migrate.hugo.plain_text import plain_text
from migrate.page.toml_writer import toml_key, toml_value
from migrate.site.answer.menus import MenuEntry

THEME = "wxr2hugo"
TAXONOMIES = {"author": "author", "category": "categories", "tag": "tags"}
"""What every migrated site has, as Hugo wants it: one of them, and the key in the front matter that holds them."""
CONTENT_SETTINGS: dict[str, bool] = {"markup.goldmark.renderer.unsafe": True}
"""What the Markdown that is written relies on and Hugo does not do by itself."""
PODCAST = {"mediaType": "application/rss+xml", "baseName": "podcast", "rel": "alternate"}
"""The output format of the feed of a podcast."""

_LOCALE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Z][a-z]{3}))?(?:[-_]([A-Z]{2}|\d{3}))?(?![A-Za-z0-9])")
_HOST = re.compile(r"[\w.-]+(?::\d+)?")
_MAIN, _ASIDE = re.compile("main|primary|header|top"), re.compile("social|footer|legal|mobile")
"""How people name the menu at the head of the page, and those elsewhere."""
_UNSPACED = frozenset({"ja", "ko", "zh"})
"""Languages whose words Hugo must count otherwise to cut summaries."""


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """What a new site's configuration says about the site."""

    title: str
    base_url: str
    """Where the old site was; scheme and host count, because the `url` of each page holds the folder."""
    language: str = ""
    """As the export names it: `de-DE`."""
    description: str = ""
    taxonomies: tuple[str, ...] = ()
    """Front matter keys of custom taxonomies."""
    menus: Mapping[str, Sequence[MenuEntry]] = field(default_factory=dict)
    podcast: bool = False
    """Whether the site has episodes that a feed of their own has to carry."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """Keys of front matter that the owner gave other names."""


def configuration(settings: SiteSettings) -> str:
    """The text of `hugo.toml`."""
    tables: dict[str, Mapping[str, object]] = {
        "": _head(settings),
        "params": {"description": description} if (description := plain_text(settings.description)) else {},
        "taxonomies": all_taxonomies(settings),
        "pagination": {"pagerSize": 10},
        "services.rss": {"limit": 20},
        "outputFormats.podcast": PODCAST if settings.podcast else {},
        "outputs": {"home": ["html", "rss", "podcast"]} if settings.podcast else {},
        **_content_tables(),
    }
    parts = [_table(name, table) for name, table in tables.items() if table]
    parts += [_entry(menu, entry) for menu, entries in named_menus(settings.menus).items() for entry in entries]
    return "\n".join(parts)


def all_taxonomies(settings: SiteSettings) -> dict[str, str]:
    """Hugo's table of taxonomies for a site that has these besides what every migrated site has."""
    always = {one: settings.renamed.get(many, many) for one, many in TAXONOMIES.items()}
    return always | {key: key for key in settings.taxonomies if key not in always.values()}


def base_url(address: str) -> str:
    """Scheme and host of an address, as Hugo's baseURL."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "/"
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}/" if parts.scheme in {"http", "https"} and _HOST.fullmatch(host) else "/"


def _head(settings: SiteSettings) -> dict[str, object]:
    head: dict[str, object] = {
        "baseURL": base_url(settings.base_url),
        "title": plain_text(settings.title) or base_url(settings.base_url).strip("/").rpartition("/")[2],
        "theme": THEME,
        "enableRobotsTXT": True,
    }
    if locale := _LOCALE.match(settings.language):
        language = locale[1].lower()
        head["locale"] = "-".join([language, *filter(None, locale.groups()[1:])])
        head["defaultContentLanguage"] = language
        if language in _UNSPACED:
            head["hasCJKLanguage"] = True
    return head


def named_menus(menus: Mapping[str, Sequence[MenuEntry]]) -> Mapping[str, Sequence[MenuEntry]]:
    """The menus, one of them as `main`, which themes show: an export does not say which menu stood where."""
    if not menus or "main" in menus:
        return menus
    main = max(menus, key=lambda name: (bool(_MAIN.search(name)), not _ASIDE.search(name), len(menus[name]), name))
    return {"main" if name == main else name: entries for name, entries in menus.items()}


def _content_tables() -> dict[str, dict[str, object]]:
    tables: dict[str, dict[str, object]] = {}
    for name, value in CONTENT_SETTINGS.items():
        table, _, key = name.rpartition(".")
        tables.setdefault(table, {})[key] = value
    return tables


def _table(name: str, values: Mapping[str, object]) -> str:
    head = [f"[{name}]"] if name else []
    return "\n".join([*head, *(f"{toml_key(key)} = {toml_value(value)}" for key, value in values.items()), ""])


def _entry(menu: str, entry: MenuEntry) -> str:
    values = {"identifier": entry.identifier, "name": entry.name, "url": entry.url, "weight": entry.weight}
    return f"[[menus.{toml_key(menu)}]]\n" + _table("", values | ({"parent": entry.parent} if entry.parent else {}))
