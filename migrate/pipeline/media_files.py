"""The files that the pages of a site show or offer: those of its library, and those that only its texts name."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from urllib.parse import urljoin

from migrate.model import Author, Channel, Item, Term
from migrate.path_patterns import BUNDLED
from migrate.site.answer.site import Site
from migrate.site.decide.media import Media, encoded, source

_ATTRIBUTE = re.compile(r"""=["']([^"'<>?#]*)""")
_WORD = re.compile(r"""[^\s"'<>()\[\]{}|\\^`,;?#]+""")
"""Runs are taken whole and looked at afterwards: a search from every slash would take for ever on pictures as text."""
_START = re.compile(r"(?:https?:)?/")
_NUMBER = re.compile(r"\d+")
_ENDING = re.compile(r"[A-Za-z0-9]{2,5}")


@dataclass(frozen=True, slots=True)
class WantedFiles:
    """The files of a site."""

    addresses: dict[str, tuple[str, ...]]
    """Where each may be had, by its place in the site, in order."""
    withheld: list[str]
    """The places of those of which visitors could not know: only items that are not public have them."""


def wanted_files(site: Site, records: Iterable[Channel | Author | Term | Item], base_url: str) -> WantedFiles:
    """The files that pages show or offer to visitors.

    `records` is the export once more: an export may hold no library at all, and many posts name files beside it.
    `base_url` completes addresses that name no host.
    """
    library = site.media.files()
    withheld = {str(one.id): path for path, one in library.items() if not site.index.is_known(one)}
    addresses: dict[str, tuple[str, ...]]
    addresses = {path: (source(one),) for path, one in library.items() if str(one.id) not in withheld}
    for record in records:
        if isinstance(record, Item) and record.type != "attachment" and site.index.shows(record):
            for path, urls in _named(site.media, record, base_url):
                addresses.setdefault(path, urls)
            for number in withheld.keys() & _numbers(record) if withheld else ():
                path = withheld.pop(number)
                addresses.setdefault(path, (source(library[path]),))
    return WantedFiles(
        dict(sorted(addresses.items())), sorted(path for path in withheld.values() if path not in addresses)
    )


def pictures_beside(site: Site) -> dict[str, str]:
    """Where pictures lie beside public pages that are folders, with where else in the site each is."""
    found: dict[str, str] = {}
    for entry, page in site.pages.contents():
        if entry.public and page.path.endswith(BUNDLED) and page.image and "/" not in page.image:
            path = site.media.path(site.index.attachments[str(entry.thumbnail)].url)
            found[f"{page.path.removesuffix(BUNDLED)}/{path.rpartition('/')[2]}"] = f"static{path}"
    return found


def _numbers(item: Item) -> set[str]:
    """Every number in the text and the custom fields of an item: galleries and pictures name files by them."""
    return {number for text in (item.content, *(value for _, value in item.meta)) for number in _NUMBER.findall(text)}


def _named(media: Media, item: Item, base_url: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for address in dict.fromkeys(_addresses(item.content)):
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
