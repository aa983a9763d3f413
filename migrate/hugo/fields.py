"""The front matter of one item: which key holds what, and when it is there at all."""

from __future__ import annotations

import re
from datetime import datetime

from migrate.hugo.dates import modified, published
from migrate.hugo.description import description
from migrate.hugo.plain_text import escape_markdown, plain_text
from migrate.model import Item, Page

_PUBLIC = frozenset({"publish", "future"})
_RESERVED = frozenset(
    # Hugo's own keys (https://gohugo.io/content-management/front-matter/) …
    {"aliases", "build", "cascade", "date", "description", "draft", "expirydate", "headless", "iscjklanguage", "kind"}
    | {"keywords", "lang", "lastmod", "layout", "linktitle", "markup", "menu", "menus", "modified", "outputs", "params"}
    | {"path", "pubdate", "publishdate", "published", "resources", "sitemap", "sites", "slug", "summary", "title"}
    | {"translationkey", "type", "unpublishdate", "url", "weight"}
    # … ours, and the lists that a site has anyway.
    | {"author", "categories", "comments", "images", "page", "posts", "tags", "wordpress_id"}
)
_NOT_IN_KEYS = re.compile(r"[^a-z0-9_-]+")


def fields(item: Item, page: Page, site_title: str = "") -> dict[str, object]:
    """All fields of an item's front matter. `site_title` fills the variable of that name in descriptions."""
    title = plain_text(item.title)
    found: dict[str, object] = {
        "aliases": list(page.aliases),
        "author": plain_text(item.creator),
        "categories": page.categories[0] if len(page.categories) == 1 else list(page.categories),
        "comments": item.comment_status == "open" and item.type in {"post", "page"},
        "description": description(item, title, site_title),
        "draft": is_draft(item),
        "images": [page.image] if page.image else [],
        "slug": page.slug,
        "summary": escape_markdown(plain_text(item.excerpt)),
        "tags": list(page.tags),
        "url": page.url.replace(":", r"\:"),
        "weight": item.menu_order if item.type == "page" else 0,
        "wordpress_id": item.id,
    }
    found |= {**_dates(item), **_custom_taxonomies(page)}
    return {"title": title} | {key: value for key, value in found.items() if value}


def is_draft(item: Item) -> bool:
    """Whether Hugo must not publish it: everything but what WordPress shows, or will show, to everybody."""
    return item.status not in _PUBLIC or bool(item.password)


def taxonomy_key(taxonomy: str) -> str:
    """The front matter key of a custom taxonomy; empty where nothing of its name may stand in one."""
    name = _NOT_IN_KEYS.sub("-", taxonomy.lower()).strip("-_")
    return f"{name}-terms" if name in _RESERVED else name


def _dates(item: Item) -> dict[str, datetime | None]:
    date, lastmod = published(item), modified(item)
    return {"date": date, "lastmod": lastmod if date and lastmod and lastmod > date else None}


def _custom_taxonomies(page: Page) -> dict[str, list[str]]:
    return {key: list(names) for taxonomy, names in page.taxonomies if (key := taxonomy_key(taxonomy))}
