"""The files that the pages of a site show or offer: those of its library, and those that only its texts name."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from urllib.parse import urljoin

from migrate.content.hidden import hidden_parts, seen_of
from migrate.model.export import Author, Channel, Item, Term
from migrate.model.rest_of_site import Attachment
from migrate.options import Options
from migrate.site.answer.site import Site
from migrate.site.decide.media.media import Media, encoded, source
from migrate.site.decide.paths.paths import is_bundle
from migrate.visibility.items import is_guarded

_ATTRIBUTE = re.compile(r"""=["']([^"'<>?#]*)""")
_WORD = re.compile(r"""[^\s"'<>()\[\]{}|\\^`,;?#]+""")
"""Runs are taken whole and looked at afterwards: a search from every slash would take for ever on pictures as text."""
_START = re.compile(r"(?:https?:)?/")
_NUMBER = re.compile(r"""(?:["'=:,\[]\s*|image-|attachment_)(\d+)""")
"""In a text; any other number counts something, and is no picture's."""
_WHOLE_NUMBERS = re.compile(r"[\d,\s]+")
_OF_FILES = re.compile("image|thumb|galler|media|attach|photo|pict|file|logo|cover|audio|video|sound|background", re.I)
"""What names of custom fields hold that name files by their numbers alone."""
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)$", re.I)
_ENDING = re.compile(r"[A-Za-z0-9]{2,5}")


@dataclass(frozen=True, slots=True)
class WantedFiles:
    """The files of a site."""

    addresses: dict[str, tuple[str, ...]]
    """Where each may be had, by its place in the site, in order."""
    withheld: list[str]
    """The places of those of which visitors could not know: only items that are not public have them, or a plugin."""


def wanted_files(site: Site, records: Iterable[Channel | Author | Term | Item], base_url: str) -> WantedFiles:
    """The files that pages show or offer to visitors.

    `records` is the export once more: an export may hold no library at all, and many posts name files beside it.
    `base_url` completes addresses that name no host. Of a selection only what its pages have or name is wanted.
    """
    library = site.media.files()
    selects = site.index.options.is_partial
    withheld = {str(one.id): path for path, one in library.items() if not site.is_known(one)}
    unasked = {str(one.id): path for path, one in library.items() if selects and not _belongs(site, one)}
    waiting = unasked | withheld
    files = site.index.attachments.records()
    guarded = {f"static{site.media.path(one.url)}" for one in files if is_guarded(one.url)}
    by_number = {str(one.id) for one in library.values() if one.public}
    addresses: dict[str, tuple[str, ...]]
    addresses = {path: (source(one),) for path, one in library.items() if str(one.id) not in waiting}
    for record in records:
        texts = _shown_texts(site, record)
        for path, urls in _named(site.media, texts[:1], base_url):
            if is_guarded(path) and not _PICTURE.search(path):  # a picture that a text shows was seen
                guarded.add(path)
                continue
            addresses.setdefault(path, (source(library[path]),) if path in library else urls)
        for path, _ in _named(site.media, texts[1:], base_url) if unasked else ():
            if path in library:
                addresses.setdefault(path, (source(library[path]),))
        for number in by_number & waiting.keys() & _numbers(record, texts) if waiting else ():
            path = waiting.pop(number)
            addresses.setdefault(path, (source(library[path]),))
    kept_back = {*withheld.values()}.intersection(waiting.values()) | guarded
    return WantedFiles(dict(sorted(addresses.items())), sorted(kept_back - addresses.keys()))


def _belongs(site: Site, one: Attachment) -> bool:
    """Whether a file was put into the library for an item that is a page of the site."""
    return bool(one.parent) and str(one.parent) in site.pages


def _shown_texts(site: Site, record: Channel | Author | Term | Item) -> tuple[str, ...]:
    """The texts of a record that visitors of the new site see, by themselves or in pages: of a pattern, a menu.

    The text of an item comes first, its custom fields follow.
    """
    if isinstance(record, Term):
        return (record.description,) if site.index.options.is_partial else ()
    if not isinstance(record, Item) or record.type == "attachment" or not site.index.shows(record):
        return ()
    entry = site.index.entries.get(record.key)
    if entry is not None and site.index.becomes_page(entry) and record.key not in site.pages:
        return ()
    return _seen_text(record.content, site.index.options), *(value for _, value in record.meta)


def _seen_text(text: str, options: Options) -> str:
    """A stored text without what visitors did not see of it, which few texts have."""
    is_whole = options.hidden == "show" or next(hidden_parts(text), None) is None
    return text if is_whole else seen_of(text)


def pictures_beside(site: Site) -> dict[str, str]:
    """Where pictures lie beside public pages that are folders, with where else in the site each is."""
    found: dict[str, str] = {}
    for entry, page in site.pages.contents():
        if entry.public and is_bundle(page.path) and page.image and "/" not in page.image:
            path = site.media.path(site.index.attachments[str(entry.thumbnail)].url)
            found[f"{page.path.rpartition('/')[0]}/{path.rpartition('/')[2]}"] = f"static{path}"
    return found


def _numbers(record: Channel | Author | Term | Item, texts: tuple[str, ...]) -> set[str]:
    """The numbers in the text and the custom fields of an item by which galleries and pictures name files."""
    if not texts:
        return set()
    fields = record.meta if isinstance(record, Item) else ()
    alone = (value for key, value in fields if _WHOLE_NUMBERS.fullmatch(value) and _OF_FILES.search(key))
    return {
        *(number for text in texts if not _WHOLE_NUMBERS.fullmatch(text) for number in _NUMBER.findall(text)),
        *(number.strip() for value in alone for number in value.split(",")),
    }


def _named(media: Media, texts: tuple[str, ...], base_url: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for address in dict.fromkeys(chain.from_iterable(map(_addresses, texts))):
        url = html.unescape(address)
        if path := media.path(url):
            urls = (urljoin(base_url, url), urljoin(base_url, encoded(path)))
            yield f"static{path}", tuple(dict.fromkeys(urls))


def _addresses(text: str) -> Iterator[str]:
    """What reads like the address of a file: words, and values of attributes, which may hold spaces and brackets."""
    for found in chain(_ATTRIBUTE.findall(text), _WORD.findall(text)):
        start = _START.search(found)
        if start and _ENDING.fullmatch(found[found.rfind(".") + 1 :]):
            yield found[start.start() :]
