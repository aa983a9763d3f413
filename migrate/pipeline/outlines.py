"""What is known of a document of the export, or of the site as a whole, before anything is converted."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from json.encoder import encode_basestring_ascii

from migrate.hugo.comments import comments_path
from migrate.model.decided import Page
from migrate.model.documents import COMMENTS, Conversion, Document, Home, Identity, Kind, Outline
from migrate.site.collect.indexed_item import IndexedItem
from migrate.site.decide.identity import marks
from migrate.text import digest, encode

NOTHING: Mapping[str, str] = {}


def page_outline(entry: IndexedItem, page: Page, decisions: str, forms: str = "") -> Outline:
    """Of the page of an item; `decisions` is the digest of what the site decided about it, `forms` as in `Outline`."""
    identity = Identity(entry.key, Kind.CONTENT, entry.id, entry.title, page.language)
    url = page.url or page.natural if page.published else ""
    return Outline(
        identity, page.home, url, page.published, _digest(entry.digest, decisions), forms=forms, marks=marks(entry)
    )


def comments_outline(entry: IndexedItem, page: Page) -> Outline:
    """Of the data file with the comments of an item."""
    path = comments_path(entry.id, page)
    identity = Identity(COMMENTS + entry.key, Kind.DATA, entry.id, entry.title)
    return Outline(identity, Home(path, path), url="", published=True, source=entry.digest)


def own_outline(document: Document, source: str) -> Outline:
    """Of a document of the site as a whole, made from `source`."""
    home = Home(document.path, document.path)
    return Outline(document.identity, home, document.url, True, _digest(source), marks=document.marks)


def conversion(
    outline: Outline, text: str, lookups: Sequence[str], answers: str, taken: Mapping[str, str] = NOTHING
) -> Conversion:
    """The document with this text, in the form in which it is written and remembered."""
    data = encode(text)
    asked = f"[{', '.join(map(encode_basestring_ascii, lookups))}]" if lookups else ""  # a fifth of what `dumps` takes
    return Conversion(outline, data, digest(data), asked, answers=answers, taken=tuple(taken.items()))


def _digest(*parts: str) -> str:
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
