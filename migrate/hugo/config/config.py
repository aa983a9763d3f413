"""The configuration of a new site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias
from urllib.parse import urlsplit

from migrate.choices.preset import THEME, Preset
from migrate.hugo.plain_text import plain_text
from migrate.page.toml_writer import toml_key, toml_value
from migrate.site.answer.menus import MenuEntry
from migrate.wording import theme_words

TAXONOMIES = {"author": "author", "category": "categories", "tag": "tags"}
"""What every migrated site has, as Hugo wants it: one of them, and the key in the front matter that holds them."""
_UNSAFE, _LOOKED_UP = "markup.goldmark.renderer.unsafe", "markup.goldmark.renderHooks.link.useEmbedded"
PODCAST = {"mediaType": "application/rss+xml", "baseName": "podcast", "rel": "alternate"}
"""The output format of the feed of a podcast."""

_LOCALE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Z][a-z]{3}))?(?:[-_]([A-Z]{2}|\d{3}))?(?![A-Za-z0-9])")
_BRACES = re.compile(r"(?<!\{)\{([a-z_]+)\}(?!\})")
"""Words in presets that are filled in, if they are known."""
Words: TypeAlias = Mapping[str, str | tuple[str, ...]]
"""What is filled in, by word."""
_HOST = re.compile(r"[\w.-]+(?::\d+)?")
_MAIN, _ASIDE = re.compile("main|primary|header|top"), re.compile("social|footer|legal|mobile")
"""How people name the menu at the head of the page, and those elsewhere."""
_UNSPACED = frozenset({"ja", "ko", "zh"})
"""Languages whose words Hugo must count otherwise to cut summaries."""


class LanguageSettings(NamedTuple):
    """What a configuration says about one language of the site."""

    code: str
    label: str
    locale: str
    right_to_left: bool
    folder: str
    """That of its content, where it has one of its own."""
    menus: Mapping[str, Sequence[MenuEntry]]
    title: str = ""
    """The name of the site in it, where that is another."""
    description: str = ""


class SiteSettings(NamedTuple):
    """What a new site's configuration says about the site."""

    title: str
    base_url: str
    """Where the old site was; scheme and host count, because the `url` of each page holds the folder."""
    language: str = ""
    """As the export names it: `de-DE`."""
    description: str = ""
    taxonomies: tuple[str, ...] = ()
    """Front matter keys of custom taxonomies."""
    menus: Mapping[str, Sequence[MenuEntry]] = {}
    podcast: bool = False
    """Whether the site has episodes that a feed of their own has to carry."""
    renamed: Mapping[str, str] = {}
    """Keys of front matter that the owner gave other names."""
    post_sections: tuple[str, ...] = ("posts",)
    """The folders at the top of the content in which posts are."""
    preset: Preset | None = None
    """The theme that the site is made for, where it is not ours."""
    languages: tuple[LanguageSettings, ...] = ()
    """All of them, the default one first, where there are several."""
    in_folder: bool = False
    """Whether the addresses of the default language too begin with its name."""
    icon: str = ""
    """The address of the site's icon, where the export holds it."""
    logo: str = ""
    """That of its logo."""
    links_by_file: bool = False
    """Whether links name files, which Hugo has to look up."""


def configuration(settings: SiteSettings) -> str:
    """The text of `hugo.toml`."""
    description = plain_text(settings.description)
    tables: dict[str, Any] = {
        **_head(settings),
        "params": _params(settings, description),
        "taxonomies": all_taxonomies(settings),
        "pagination": {"pagerSize": 10},
        "services": {"rss": {"limit": 20}},
        "outputFormats": {"podcast": PODCAST} if settings.podcast else {},
        "outputs": {"home": ["html", "rss", "podcast"]} if settings.podcast else {},
        **_nested(content_settings(settings)),
    }
    own = {"menus": _menu_tables(settings.menus), "languages": _language_tables(settings)}
    return "\n".join(_toml_tables(over(tables | own, _wished(settings)), ()))


def content_settings(settings: SiteSettings) -> dict[str, bool | str]:
    """What the Markdown that is written relies on and Hugo does not do by itself, by path.

    In a site of several languages Hugo leads a link to the page in the language of the text, wherever it says it leads;
    in one language it looks up no link by itself.
    """
    if settings.links_by_file:
        return {_UNSAFE: True, _LOOKED_UP: "fallback"}
    return {_UNSAFE: True, _LOOKED_UP: "never"} if settings.languages else {_UNSAFE: True}


def _menu_tables(menus: Mapping[str, Sequence[MenuEntry]]) -> dict[str, list[dict[str, object]]]:
    return {name: [entry_table(one) for one in entries] for name, entries in named_menus(menus).items()}


def _params(settings: SiteSettings, description: str) -> dict[str, Any]:
    """What themes are told; by themselves they take for posts what is in `posts`, or in the largest folder."""
    sections = [] if settings.post_sections in {("posts",), ()} else list(settings.post_sections)
    own = {} if settings.preset else {"icon": settings.icon, "logo": settings.logo, "guid": _guids(settings.base_url)}
    found = {"description": description, "mainSections": sections, **own}
    return {name: value for name, value in found.items() if value}


def _guids(base_url: str) -> str:
    """What stands before the number in guids, where the old site was in a folder: feed readers know posts by it."""
    try:
        folder = urlsplit(base_url).path.strip("/")
    except ValueError:
        return ""
    return f"{base_url.rstrip('/')}/?p=" if folder else ""


def preset_config(settings: SiteSettings) -> dict[str, Any]:
    """What content needs of a configuration in the theme of a preset, as nested tables; nothing without one."""
    config = settings.preset and settings.preset.config
    return filled(config, words_of(settings)) if config else {}


def _language_tables(settings: SiteSettings) -> dict[str, dict[str, object]]:
    """The languages of a new site by their names. Menus of a language hide those of the site: it gets all of them."""
    tables = {one.code: language_table(one, weight) for weight, one in enumerate(settings.languages, 1)}
    wished = (settings.preset.look or {}).get("menus") if settings.preset else None
    for one in settings.languages if wished else ():
        menus = _menu_tables(one.menus or settings.menus)
        tables[one.code]["menus"] = over(menus, filled(wished, words_of(settings, one)))
    return tables


def _wished(settings: SiteSettings) -> dict[str, Any]:
    """The same with what makes a new site look well."""
    look = settings.preset and settings.preset.look
    return over(preset_config(settings), filled(look or {}, words_of(settings)))


def over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Two nests of tables as one: lists follow each other, of other values the one above counts."""
    both = dict(below)
    for key, value in above.items():
        there = both.get(key)
        if isinstance(there, Mapping) and isinstance(value, Mapping):
            both[key] = over(there, value)
        elif isinstance(there, list) and isinstance(value, list):
            both[key] = [*there, *(one for one in value if one not in there)]
        else:
            both[key] = value
    return both


def is_list_of_tables(value: object) -> bool:
    """Whether a value is written as one table after the other, as menus are."""
    return isinstance(value, list) and any(isinstance(one, Mapping) for one in value)


def words_of(settings: SiteSettings, language: LanguageSettings | None = None) -> Words:
    """What stands for the words in braces in presets, by word: of the site, and of its language or one of them."""
    title, description = (language.title, language.description) if language else ("", "")
    sections = settings.post_sections or ("posts",)
    return {
        **theme_words((language.locale or language.code) if language else settings.language),
        "title": plain_text(title or settings.title),
        "description": plain_text(description or settings.description),
        "post_sections": sections,
        "post_section": sections[0],
        "post_folders": sections[0] if len(sections) == 1 else f"{{{','.join(sections)}}}",
    }


def filled(value: Any, words: Words) -> Any:
    """A value with the words in braces filled in, in tables and lists too; in a list several stand for one."""
    if isinstance(value, Mapping):
        return {key: filled(one, words) for key, one in value.items()}
    if isinstance(value, list):
        return [each for one in value for each in _several(one, words) or (filled(one, words),)]
    return (
        _BRACES.sub(lambda found: _in_text(words.get(found[1], found[0])), value) if isinstance(value, str) else value
    )


def _several(value: object, words: Words) -> tuple[str, ...]:
    found = words.get(value[1:-1], "") if isinstance(value, str) else ""
    return found if isinstance(found, tuple) else ()


def _in_text(word: str | tuple[str, ...]) -> str:
    """A word where it stands in a text; several as a template names them."""
    return word if isinstance(word, str) else " ".join(f'"{one}"' for one in word)


def language_table(language: LanguageSettings, weight: int) -> dict[str, object]:
    """What Hugo wants to know of one language; the smaller the weight, the earlier it is named."""
    found: dict[str, object] = {"label": language.label}
    found |= {"title": title} if (title := plain_text(language.title)) else {}
    found |= {"locale": language.locale} if language.locale else {}
    found |= {"direction": "rtl"} if language.right_to_left else {}
    found |= {"weight": weight}
    found |= {"contentDir": language.folder} if language.folder else {}
    found |= {"hasCJKLanguage": True} if language.code.partition("-")[0] in _UNSPACED else {}
    if description := plain_text(language.description):
        found["params"] = {"description": description}
    return found | ({"menus": _menu_tables(language.menus)} if language.menus else {})


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
        "theme": settings.preset.title if settings.preset else THEME,
        "enableRobotsTXT": True,
    }
    if locale := _LOCALE.match(settings.language):
        language = locale[1].lower()
        head["locale"] = "-".join([language, *filter(None, locale.groups()[1:])])
        head["defaultContentLanguage"] = language
        if language in _UNSPACED:
            head["hasCJKLanguage"] = True
    return head | _default_language(settings)


def _default_language(settings: SiteSettings) -> dict[str, object]:
    if not settings.languages:
        return {}
    first = settings.languages[0]
    found: dict[str, object] = {"locale": first.locale} if first.locale else {}
    found |= {"defaultContentLanguage": first.code}
    return found | ({"defaultContentLanguageInSubdir": True} if settings.in_folder else {})


def named_menus(menus: Mapping[str, Sequence[MenuEntry]]) -> Mapping[str, Sequence[MenuEntry]]:
    """The menus, one of them as `main`, which themes show: an export does not say which menu stood where."""
    if not menus or "main" in menus:
        return menus
    main = max(menus, key=lambda name: (bool(_MAIN.search(name)), not _ASIDE.search(name), len(menus[name]), name))
    return {"main" if name == main else name: entries for name, entries in menus.items()}


def entry_table(entry: MenuEntry) -> dict[str, object]:
    """An entry of a menu as Hugo's table of it."""
    values = {"identifier": entry.identifier, "name": entry.name, "url": entry.url, "weight": entry.weight}
    return values | ({"parent": entry.parent} if entry.parent else {})


def _nested(settings: Mapping[str, bool | str]) -> dict[str, Any]:
    tables: dict[str, Any] = {}
    for name, value in settings.items():
        table = tables
        *path, key = name.split(".")
        for part in path:
            table = table.setdefault(part, {})
        table[key] = value
    return tables


def _toml_tables(values: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    """The text of a table and of those below it, each with an empty line behind it."""
    plain = {key: one for key, one in values.items() if not isinstance(one, Mapping) and not is_list_of_tables(one)}
    if plain:
        yield _table(f"[{'.'.join(map(toml_key, path))}]" if path else "", plain)
    for key, value in values.items():
        if isinstance(value, Mapping):
            yield from _toml_tables(value, (*path, key))
        elif is_list_of_tables(value):
            yield from (_table(f"[[{'.'.join(map(toml_key, (*path, key)))}]]", one) for one in value)


def _table(head: str, values: Mapping[str, object]) -> str:
    return "\n".join(
        [*filter(None, [head]), *(f"{toml_key(key)} = {toml_value(one)}" for key, one in values.items()), ""]
    )
