"""The files that the pages of a site show or offer: those of its library, and those that only its texts name."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from urllib.parse import urljoin

from migrate.model import Author, Channel, Item, Term
from migrate.site.decide.media import Media, encoded

_ATTRIBUTE = re.compile(r"""=["']([^"'<>?#]*)""")
_WORD = re.compile(r"""[^\s"'<>()\[\]{}|\\^`,;?#]+""")
"""Runs are taken whole and looked at afterwards: a search from every slash would take for ever on pictures as text."""
_START = re.compile(r"(?:https?:)?/")
_ENDING = re.compile(r"[A-Za-z0-9]{2,5}")


def wanted_files(
    media: Media, records: Iterable[Channel | Author | Term | Item], base_url: str
) -> dict[str, tuple[str, ...]]:
    """Every file with the addresses it may be had from, by its place in the site.

    `records` is the export once more: an export may hold no library at all, and many posts name files beside it.
    `base_url` completes addresses that name no host.
    """
    wanted: dict[str, tuple[str, ...]] = {path: (url,) for path, url in media.files().items()}
    for record in records:
        if isinstance(record, Item) and record.type != "attachment":
            for path, urls in _named(media, record, base_url):
                wanted.setdefault(path, urls)
    return dict(sorted(wanted.items()))


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
