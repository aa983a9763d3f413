"""Where pictures and files of the old site will be on the new one.

They keep their paths. What WordPress made of a picture (smaller copies `-300x200`, `-scaled`, edits `-e1234567890`)
becomes the picture itself where the export knows it; what a proxy or a query adds is taken off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote, unquote

from migrate.model import Attachment
from migrate.site.addresses import Hosts, decoded, joined, take_apart, usable

_VARIANTS = (re.compile(r"-\d{1,5}x\d{1,5}$"), re.compile(r"-(?:scaled|rotated)$"), re.compile(r"-e\d{10,}$"))
"""What WordPress adds to the name of a picture, outermost first."""
_PHOTON = re.compile(r"i[0-9]\.wp\.com")
_UNNAMEABLE = re.compile(r"%(?:[01]|2F|5C|7F|[89A-F])", re.I)
"""What no file name can hold, or what is no text, where an address spells it."""
_PAGES = frozenset({"html", "htm", "php", "asp", "aspx", "jsp", "cgi", "xml"})
"""Endings of addresses that are pages and no files."""
_PLAIN = re.compile(r"[\w/.~+@=,:!-]*")
_ENCODE = re.compile(r"[^\w/.~+@=,:!-]")
_ENDING = re.compile(r"(?=[a-z0-9]*[a-z])[a-z0-9]{1,5}", re.I)


class Media:
    """The files of the library, by every address that WordPress gives them."""

    def __init__(self, hosts: Hosts, attachments: Iterable[Attachment]) -> None:
        self._hosts = hosts
        self._originals: dict[str, str] = {}
        self._sources: dict[str, str] = {}
        for attachment in attachments:
            self._know(attachment)

    def address(self, url: str) -> str:
        """The address on the new site, encoded for Markdown and HTML; unchanged where it is not the site's own file."""
        path = self.path(url)
        return encoded(path) if path else url

    def path(self, url: str) -> str:
        """The decoded path of one of the site's files, the original of a variant; empty for all others."""
        path = self._path(url)
        if not path or path in self._originals:
            return self._originals.get(path, "")
        return next((self._originals[one] for one in _variant_of(path) if one in self._originals), path)

    def files(self) -> dict[str, str]:
        """Every file of the library: its place in the site (`static/…`) and the address it can be had from."""
        named = ((unquote(path), url) for path, url in sorted(self._sources.items()) if not _UNNAMEABLE.search(path))
        return {f"static{path}": url for path, url in named if usable(path)}

    def _know(self, attachment: Attachment) -> None:
        path = self._path(attachment.url)
        if not path:
            return
        original, source = path, attachment.url
        if attachment.original:
            folder = path.rpartition("/")[0]
            original = f"{folder}/{attachment.original}"
            source = f"{attachment.url.rpartition('/')[0]}/{quote(attachment.original)}"
        for one in (path, original):
            self._originals[one] = original
        self._sources[original] = source

    def _path(self, url: str) -> str:
        """The decoded path of a file of the site, exactly as the address spells it; empty for anything else."""
        if plain := self._hosts.plain(url):
            return plain if is_file(plain) else ""
        link = take_apart(url.strip())
        if link.scheme not in {"", "http", "https"}:
            return ""
        if link.host and _PHOTON.fullmatch(link.host.lower()):
            link = take_apart(f"https:/{link.path}")
        folder = self._hosts.media_folder(link.host) if link.host else None
        if folder is not None:
            return joined("/", folder + decoded(link.path))
        if link.host is None and not link.path.startswith("/"):
            return ""
        local = self._hosts.local(url if link.scheme == "" and link.host is None else f"https://{link.host}{link.path}")
        if local is None or not is_file(local.path):
            return ""
        return local.path if local.certain or local.path in self._originals else ""


def is_file(path: str) -> bool:
    """Whether an address is that of a file, as far as its ending tells."""
    stem, dot, ending = path[path.rfind("/") + 1 :].rpartition(".")
    return bool(stem and dot) and ending.lower() not in _PAGES and _ENDING.fullmatch(ending) is not None


def encoded(path: str) -> str:
    """A decoded path as an address that stands in Markdown, HTML and shortcodes as it is; letters stay readable."""
    if _PLAIN.fullmatch(path):
        return path
    return _ENCODE.sub(lambda one: one[0] if one[0] == "%" else quote(one[0], safe=""), path)


def _variant_of(path: str) -> Iterator[str]:
    """The paths of what a picture may be a variant of, nearest first."""
    folder, _, name = path.rpartition("/")
    stem, dot, ending = name.rpartition(".")
    for variant in _VARIANTS:
        stem, changed = variant.subn("", stem)
        if changed:
            yield f"{folder}/{stem}{dot}{ending}"
