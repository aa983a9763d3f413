"""What is known of a document of the export, or of the site as a whole, before anything is converted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from migrate.hugo.comments import comments_path
from migrate.model import COMMENTS, Conversion, Document, Kind, Outline, Page
from migrate.site.collect.index import IndexedItem
from migrate.site.decide.identity import marks
from migrate.text import digest, encode


def page_outline(entry: IndexedItem, page: Page, decisions: str) -> Outline:
    """Of the page of an item; `decisions` is the digest of what the site decided about it."""
    source = _digest(entry.digest, decisions)
    url = page.url if page.published else ""
    return Outline(
        *(entry.key, Kind.CONTENT, page.path, page.desired, url, page.published, entry.title, entry.id, source),
        marks(entry),
    )


def comments_outline(entry: IndexedItem, page: Page) -> Outline:
    """Of the data file with the comments of an item."""
    path = comments_path(entry.id, page)
    return Outline(
        key=COMMENTS + entry.key,
        kind=Kind.DATA,
        path=path,
        desired=path,
        url="",
        published=True,
        title=entry.title,
        wordpress_id=entry.id,
        source=entry.digest,
    )


def own_outline(document: Document, source: str) -> Outline:
    """Of a document of the site as a whole, made from `source`."""
    path, title = document.path, document.title
    return Outline(
        *(document.key, document.kind, path, path, document.url, True, title, 0, _digest(source)), document.marks
    )


def conversion(outline: Outline, text: str, lookups: Sequence[str], answers: str) -> Conversion:
    """The document with this text, in the form in which it is written and remembered."""
    data = encode(text)
    return Conversion(outline, data, digest(data), json.dumps(lookups) if lookups else "", answers)


def _digest(*parts: str) -> str:
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
