"""The front matter of one item: which key holds what, and when it is there at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from migrate.hugo.dates import Near, by_greenwich, modified, published
from migrate.hugo.front_matter.search_engines import pictures, search_fields
from migrate.hugo.front_matter.typed_fields import typed_fields
from migrate.hugo.plain_text import escape_markdown, plain_text
from migrate.model.decided import Page
from migrate.model.export import Item
from migrate.model.rest_of_site import RestOfSite
from migrate.page.urls import escaped
from migrate.wording import labels

_PUBLIC = frozenset({"publish", "future"})
_REPLY = "reply"
FORMATS = frozenset({"aside", "audio", "chat", "gallery", "image", "link", "quote", "status", "video"})
"""The formats of posts that WordPress knows beside the standard one."""


def fields(
    item: Item, page: Page, site_title: str = "", near: Near = by_greenwich, rest: RestOfSite | None = None
) -> dict[str, object]:
    """All fields of an item's front matter. `site_title` fills the variable of that name in descriptions.

    `near` tells the offset of times that do not say theirs, `rest` where pictures of the site are.
    """
    return without_empty(all_fields(item, page, site_title, near, rest))


def without_empty(found: Mapping[str, object]) -> dict[str, object]:
    """The fields in which something is; each page has a title, and closed comments are told."""
    return {
        key: value for key, value in found.items() if value or key == "title" or (key == "comments" and value is False)
    }


def all_fields(
    item: Item, page: Page, site_title: str = "", near: Near = by_greenwich, rest: RestOfSite | None = None
) -> dict[str, object]:
    """The same with those in which nothing is."""
    title = plain_text(item.title) or (_title_of_reply(item, rest) if rest and item.type == _REPLY else "")
    found: dict[str, object] = {
        "aliases": list(page.aliases),
        "author": page.authors[0] if len(page.authors) == 1 else list(page.authors),
        "categories": page.categories[0] if len(page.categories) == 1 else list(page.categories),
        "comments": item.comment_status == "open" if item.type in {"post", "page"} else None,
        "draft": is_draft(item) or page.withheld,
        "format": _format(item),
        "images": pictures(page.image),
        "slug": page.slug,
        "sticky": item.sticky,
        "summary": escape_markdown(plain_text(item.excerpt)),
        "tags": list(page.tags),
        "title": title,
        "translationKey": page.joined,
        "url": escaped(page.url),
        "weight": item.menu_order if item.type == "page" else 0,
        "wordpress_id": item.id,
    }
    found |= _dates(item, page, near)
    found |= search_fields(item, page, title, site_title, rest)
    found |= typed_fields(item, near, rest) if rest and item.meta else {}
    if rest and page.leads_to:
        found |= {"redirect": rest.link(page.leads_to).url, "sitemap": {"disable": True}}
    taxonomies = {key: list(names) for key, names in page.taxonomies if key not in found}
    return found | taxonomies


def _title_of_reply(item: Item, rest: RestOfSite) -> str:
    """What bbPress calls a reply in a forum, which has no title of its own."""
    topic, words = rest.title_of(item.parent), labels(rest.language())
    return f"{words['reply_to']}{words['colon']}{topic}" if topic else ""


def _format(item: Item) -> str:
    """The post format, if it is one that WordPress knows and not the standard one."""
    slugs = (one.slug.removeprefix("post-format-") for one in item.terms if one.taxonomy == "post_format")
    return next((slug for slug in slugs if slug in FORMATS), "")


def is_draft(item: Item) -> bool:
    """Whether Hugo must not publish it: everything but what WordPress shows, or will show, to everybody."""
    waits_for_nothing = item.status == "future" and published(item, by_greenwich) is None
    return item.status not in _PUBLIC or bool(item.password) or waits_for_nothing


def term_fields(
    title: str, description: str, url: str, former: Sequence[str] = (), parent: str = ""
) -> dict[str, object]:
    """The fields of the page of a term, or of a list that had to move. `description` is HTML, as WordPress has it.

    `former` are the addresses that it had before, `parent` is the title of the term above it.
    """
    found = {"aliases": list(former), "title": title, "description": plain_text(description), "url": escaped(url)}
    found["parent"] = parent
    return {key: value for key, value in found.items() if value}


def _dates(item: Item, page: Page, near: Near) -> dict[str, object]:
    date, changed = published(item, near), modified(item, near)
    lastmod = changed if date and changed and changed > date else None
    return {"date": date, "lastmod": lastmod, "publishDate": _shown_from(page, changed)}


def _shown_from(page: Page, changed: datetime | None) -> datetime | None:
    """From when on Hugo shows what WordPress shows already, although its date is to come."""
    if not page.shown_since:
        return None
    exported = datetime.fromisoformat(page.shown_since).replace(tzinfo=UTC)
    return min(changed or exported, exported)
