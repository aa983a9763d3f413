"""What plugins for search engines stored beside a post: title, description, canonical address, robots, picture.

Titles and descriptions are templates: Yoast SEO and SEOPress write `%%name%%`, Rank Math and The SEO Framework
`%name%`, All in One SEO `#name` (version 4) or `%name%` (before). What can be known of a single post is filled in, the
rest is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Protocol

from migrate.browser import is_harmless, read_address
from migrate.hugo.front_matter.seo_plugins import FIELDS, LIST_OF_A_POST, PLUGINS
from migrate.hugo.plain_text import plain_text
from migrate.model.decided import Page
from migrate.model.export import Item
from migrate.model.rest_of_site import Attachment
from migrate.page.urls import picture
from migrate.php import texts, unserialized
from migrate.site.addresses import bare

_LONGEST_VALUE = 200
_SEPARATORS = " -–—|·•»:,"


_LIST_OF_A_TERM = "autodescription-term-settings"
"""Where The SEO Framework keeps everything of a term."""
_FIELDS_OF_A_LIST = {
    "doctitle": "_genesis_title",
    "description": "_genesis_description",
    "canonical": "_genesis_canonical_uri",
    "noindex": "_genesis_noindex",
    "nofollow": "_genesis_nofollow",
    "noarchive": "_genesis_noarchive",
    "social_image_id": "_social_image_id",
    "social_image_url": "_social_image_url",
}
_PICTURES_OF_TERMS = frozenset({"podcast_series_image_settings", "thumbnail_id"})
"""Where Seriously Simple Podcasting and WooCommerce keep the picture of a series or a category."""


_Templates = dict[str, re.Pattern[str]]
"""Fields, the best first, each with what stands for something else in it."""
_TITLES: _Templates = {one.title: one.variable for one in PLUGINS.values() if one.title}
_DESCRIPTIONS: _Templates = {one.description: one.variable for one in PLUGINS.values() if one.description}
_CANONICAL = {one.canonical: True for one in PLUGINS.values() if one.canonical}
_PICTURES = {field: True for one in PLUGINS.values() for field in one.pictures}
"""Mappings, to ask at once whether an item has any: most have one or two fields of one plugin."""
_SAY_TO_ROBOTS = {field: (value, word) for one in PLUGINS.values() for field, value, word in one.robots}
_ROBOTS = ("noindex", "nofollow", "noarchive", "nosnippet", "noimageindex")
"""The words for robots that are kept, in the order in which they are written."""
_NOT = re.compile(r"\bno\w+")
"""Such a word, in a list of any kind, be it cut short."""


class Pictures(Protocol):
    """Knows where the pictures of the site are."""

    def attachment(self, attachment_id: int) -> Attachment | None:
        """The attachment with this id, if visitors could see it."""

    def media(self, url: str) -> str:
        """The address at which a picture will be on the new site; unchanged where it is not the site's own."""
        ...


def search_fields(item: Item, page: Page, title: str, site_title: str, rest: Pictures | None) -> dict[str, object]:
    """The keys of front matter that say something to search engines; `title` is the item's own as plain text.

    `rest` knows the pictures of the site; without it there are none.
    """
    meta = _stored_fields(item.meta)
    if not meta:
        return {}
    found = _said(meta, partial(_value, item, page, title, site_title), title, item.link)
    return found | {"images": pictures((rest and _picture(meta, rest)) or "", page.image)}


def search_fields_of_term(
    stored: Sequence[tuple[str, str]], title: str, address: str, site_title: str, rest: Pictures
) -> dict[str, object]:
    """The same of the page of a term, with what plugins stored beside that; `address` is its own on the old site.

    Beside the picture for sharing it may have one that stood on it.
    """
    if not stored:
        return {}
    meta = _stored_fields([*stored, *_of_a_list(dict(stored).get(_LIST_OF_A_TERM, ""))])
    shown = (_shown_picture(value, rest) for key, value in stored if key in _PICTURES_OF_TERMS)
    found = _said(meta, partial(_value_of_term, title, site_title), title, address)
    found["seo_description"] = found.pop("description")  # `description` is what stood on the page
    return found | {"images": pictures(_picture(meta, rest), *shown)}


def pictures(*addresses: str) -> list[str]:
    """The addresses among these that Hugo can read, each once."""
    return list(dict.fromkeys(filter(None, map(picture, addresses))))


def _stored_fields(stored: Sequence[tuple[str, str]]) -> dict[str, str]:
    found = {key: value.strip() for key, value in reversed(stored) if key in FIELDS}
    if LIST_OF_A_POST in found:
        found |= _told(found[LIST_OF_A_POST], {name.removeprefix("_slim_seo_"): name for name in FIELDS})
    return found


def _of_a_list(stored: str) -> Iterator[tuple[str, str]]:
    """What The SEO Framework keeps of a term in one field, by the fields in which it keeps the same of a post."""
    yield from _told(stored, _FIELDS_OF_A_LIST).items() if stored else ()


def _told(stored: str, names: Mapping[str, str]) -> dict[str, str]:
    """What a list that PHP serialized says, by other names."""
    values = unserialized(stored)
    return {
        names[key]: str(int(value)) if isinstance(value, bool) else str(value)
        for key, value in (values.items() if isinstance(values, dict) else ())
        if key in names and isinstance(value, str | int)
    }


def _said(meta: Mapping[str, str], value: Callable[[str], str], title: str, link: str) -> dict[str, object]:
    """What the fields of plugins say in words."""
    seo_title = _first_text(meta, value, _TITLES)
    said = set(_robots(meta))
    robots = [word for word in _ROBOTS if word in said]
    return {
        "canonicalURL": _canonical(link, meta),
        "description": _first_text(meta, value, _DESCRIPTIONS),
        "robots": ", ".join(robots),
        "seo_title": seo_title if seo_title != title else "",
        "sitemap": {"disable": True} if "noindex" in robots else {},
    }


def _first_text(meta: Mapping[str, str], value: Callable[[str], str], fields: _Templates) -> str:
    """The first of these fields that holds something, as plain text with its variables filled in."""
    if fields.keys().isdisjoint(meta):
        return ""
    for field, variable in fields.items():
        if field in meta and (text := plain_text(meta[field])):
            return _fill(text, variable, value) if variable.search(text) else text
    return ""


_MEANINGS = {
    **dict.fromkeys(("title", "post_title", "page_title"), "title"),
    **dict.fromkeys(("excerpt", "excerpt_only", "post_excerpt", "post_excerpt_only", "page_excerpt"), "excerpt"),
    **dict.fromkeys(("sitename", "sitetitle", "site_title", "site_name", "blog_title"), "site"),
    **dict.fromkeys(("sep", "separator", "separator_sa"), "separator"),
    **dict.fromkeys(("category", "categories", "post_category", "taxonomy_title"), "categories"),
    "primary_category": "first category",
    **dict.fromkeys(("tag", "tags", "post_tag"), "tags"),
}
"""What the variables of all plugins stand for."""
_NAMES_OF_TERM = frozenset(
    {"term", "term_title", "name", "taxonomy_title", "category_title", "archive_title"}
    | {"category", "tag", "_category_title", "tag_title"}
)


def _value(item: Item, page: Page, title: str, site_title: str, name: str) -> str:
    """What is known of a variable; nothing of most."""
    match _MEANINGS.get(name):
        case "title":
            return title
        case "excerpt":
            return plain_text(item.excerpt)
        case "site":
            return site_title
        case "separator":
            return "-"
        case "categories":
            return ", ".join(page.categories)
        case "first category":
            return page.categories[0] if page.categories else ""
        case "tags":
            return ", ".join(page.tags)
    return _custom_value(item, name)


def _custom_value(item: Item, name: str) -> str:
    """The custom field that a variable names as `cf_KEY`."""
    before, _, key = name.partition("cf_")
    if before not in {"", "_"} or key[:1] in {"", "_"}:
        return ""
    stored = [value for own, value in item.meta if own == key and len(value) <= _LONGEST_VALUE]
    return plain_text(stored[-1]) if stored else ""


def _value_of_term(title: str, site_title: str, name: str) -> str:
    """What is known of a variable that stands beside a term."""
    if name in _NAMES_OF_TERM:
        return title
    return {"site": site_title, "separator": "-"}.get(_MEANINGS.get(name, ""), "")


def _fill(text: str, variable: re.Pattern[str], value: Callable[[str], str]) -> str:
    filled = variable.sub(lambda found: value(found[1]), text)
    return " ".join(filled.split()).strip(_SEPARATORS)


def _canonical(link: str, meta: Mapping[str, str]) -> str:
    """The address that counts instead of the item's own, if it is one of the web and another."""
    if _CANONICAL.keys().isdisjoint(meta):
        return ""
    for stored in [plain_text(meta[field]) for field in _CANONICAL if field in meta]:
        known, here = read_address(stored) if stored else None, read_address(link)
        if known and (known.host or here):
            host, scheme = known.host or (here.host if here else ""), known.scheme or (here.scheme if here else "https")
            rest = known.rest if known.host else f"/{known.rest.lstrip('/')}"
            address = f"{scheme}://{host}{rest}"
            return "" if bare(address).rstrip("/") == bare(link).rstrip("/") else address
    return ""


def _robots(meta: Mapping[str, str]) -> Iterator[str]:
    """What the fields say to robots: one plugin that keeps a page from search engines is enough."""
    for field in _SAY_TO_ROBOTS.keys() & meta:
        value, word = _SAY_TO_ROBOTS[field]
        if value == "*":
            yield from _NOT.findall(meta[field])
        elif meta[field].lower() == value:
            yield word


def _picture(meta: Mapping[str, str], rest: Pictures) -> str:
    """The picture that a plugin shows where the page is shared, if visitors could see it; empty: none."""
    if _PICTURES.keys().isdisjoint(meta):
        return ""
    fields = [meta[field] for field in _PICTURES if meta.get(field)]
    found = (_shown_picture(one, rest) for field in fields for one in _stored(field))
    return next(filter(None, found), "")


def _shown_picture(stored: str, rest: Pictures) -> str:
    """The picture with this number, or at this address, if visitors could see it."""
    if stored.isascii() and stored.isdigit():
        file = rest.attachment(int(stored[:18]))
        stored = file.url if file else ""
    if stored.startswith(("http://", "https://", "/")) and is_harmless(stored) and stored.isprintable():
        return rest.media(stored)
    return ""


def _stored(value: str) -> list[str]:
    """The numbers and addresses in a field, which may hold a list of several things."""
    if value.startswith("a:"):
        return [one for one in texts(unserialized(value)) if one.startswith(("http", "/"))]
    return [value]
