"""Where pictures and files of the old site will be on the new one.

They keep their paths. What WordPress made of a picture (smaller copies `-300x200`, `-scaled`, edits `-e1234567890`)
becomes the picture itself where the export knows it; what a proxy or a query adds is taken off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NewType
from urllib.parse import quote, unquote

from migrate.model.rest_of_site import Attachment
from migrate.site.addresses import Hosts, Reference, decoded, joined, plain_host, take_apart, usable
from migrate.site.collect.item_tables import Attachments
from migrate.site.decide.media.servers import MediaServers, original
from migrate.site.records import NumberByHash, fingerprint

_VARIANTS = (re.compile(r"-\d{1,5}x\d{1,5}$"), re.compile(r"-(?:scaled|rotated)$"), re.compile(r"-e\d{10,}$"))
"""What WordPress adds to the name of a picture, outermost first."""
_SCALED = re.compile(r"-(?:scaled|rotated)(\.\w+)$")
_MOST_SERVERS = 4
_PHOTON = re.compile(r"i[0-9]\.wp\.com")
_UNNAMEABLE = re.compile(r"%(?:[01]|2F|5C|7F|[89A-F])", re.I)
"""What no file name can hold, or what is no text, where an address spells it."""
_PAGES = frozenset({"html", "htm", "php", "asp", "aspx", "jsp", "cgi", "xml"})
"""Endings of addresses that are pages and no files."""
_PLAIN = re.compile(r"[\w/.~+@=,:!-]*")
_ENCODE = re.compile(r"[^\w/.~+@=,:!-]")
FileNumber = NewType("FileNumber", int)
"""The number of an attachment, in the order of the export, from 1 on."""
_ITSELF = FileNumber(2**32 - 1)
"""Stands for a file that is no variant of another."""
_ENDING = re.compile(r"(?=[a-z0-9]*[a-z])[a-z0-9]{1,5}", re.I)


class Media:
    """The files of the library, by every address that WordPress gives them. Fill it with `learn`."""

    def __init__(self, hosts: Hosts, attachments: Attachments) -> None:
        self._hosts = hosts
        self._attachments = attachments
        self._servers = MediaServers(hosts.folder)
        self._files = NumberByHash(len(attachments))
        """By path: the attachment to whose original a file leads, or _ITSELF."""
        self.made_as: dict[str, str] = {}
        """The path of the last picture that was cut out for a purpose, by its name: `custom-logo`, `site-icon`."""

    def address(self, url: str) -> str:
        """The address on the new site, encoded for Markdown and HTML; unchanged where it is not the site's own file."""
        path = self.path(url)
        return encoded(path) if path else url

    def path(self, url: str) -> str:
        """The decoded path of one of the site's files, the original of a variant; empty for all others."""
        path = self._path(url)
        for one in spellings(path) if path else ():
            if number := self._files.get(fingerprint(one)):
                return one if number == _ITSELF else self._original(self._attachments.numbered(number))
        return path

    def of_library(self, url: str) -> str:
        """The decoded path of a file of the library, the original of a variant; empty for all others."""
        path = self.path(url)
        return path if path and self._files.get(fingerprint(path)) else ""

    def is_elsewhere(self, href: str) -> bool:
        """Whether it is plain at once that an address is on a host that shows nothing of the site, as `Hosts` says."""
        return (
            self._hosts.is_elsewhere(href)
            and not (self._servers.known and plain_host(href) in self._servers)
            and not (href.find("http", len("https:/")) > 0 and original(href))
        )

    def learn(self, number: FileNumber, one: Attachment) -> str | None:
        """Take in an attachment. Returns the path of its original, None where it is no file."""
        path = self._path(one.url) or self._learn_server(number, one)
        if not path:
            return None
        if one.made_as and one.public:
            self.made_as[one.made_as] = path
        original = self._original(one, path)
        self._files.replace(fingerprint(path), _ITSELF if original == path else number)
        if original != path:
            self._files.replace(fingerprint(original), _ITSELF)
        elif _SCALED.search(path):
            self._files.setdefault(fingerprint(_SCALED.sub(r"\1", path)), number)  # the name its smaller copies have
        return original

    @property
    def has_servers(self) -> bool:
        """Whether files of the library lie on other hosts than those of the site."""
        return bool(self._servers.known)

    def files(self) -> dict[str, Attachment]:
        """Every file of the library that is neither private nor in the trash, by its place in the site (`static/…`)."""
        again = Media(self._hosts, self._attachments)  # what is the site's own may depend on those before it
        originals = (
            (again.learn(FileNumber(number), one), one) for number, one in enumerate(self._attachments.records(), 1)
        )
        files = {path: one for path, one in originals if path and one.public}
        named = ((unquote(path), files[path]) for path in sorted(files) if not _UNNAMEABLE.search(path))
        return {f"static{path}": one for path, one in named if usable(path)}

    def pages(self) -> list[str]:
        """The addresses of attachments that are no files but pages or programs, which are not brought."""
        addresses = (one.url for one in self._attachments.records() if one.url)
        return sorted(url for url in addresses if not is_file(decoded(take_apart(url).path)))

    def _learn_server(self, number: FileNumber, one: Attachment) -> str:
        """The path of an attachment that lies on a host of its own."""
        link = take_apart(one.url)
        own = self._hosts.local(one.url)
        if not is_file(decoded(link.path)) or (own and own.certain):
            return ""
        self._servers.learn(link, one)
        return next((path for path, _ in self._servers.candidates(link)), "")

    def _original(self, one: Attachment, path: str = "") -> str:
        """The path of the picture before WordPress scaled it down."""
        path = path or self._path(one.url)
        return f"{path.rpartition('/')[0]}/{one.original}" if one.original else path

    def _path(self, url: str, servers: int = _MOST_SERVERS) -> str:
        """The decoded path of a file of the site, exactly as the address spells it; empty for anything else.

        `servers` are so many as one address may name of those that make their answer from another.
        """
        if path := self._hosts.plain(url):
            return path if is_file(path) else ""
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
        if link.host in self._servers:
            return self._served(link)
        if servers and (inner := original(url)):
            return self._path(inner, servers - 1)
        local = self._hosts.local(url if link.scheme == "" and link.host is None else f"https://{link.host}{link.path}")
        if local is None or not is_file(local.path):
            return ""
        return local.path if local.certain or self._files.get(fingerprint(local.path)) else ""

    def _served(self, link: Reference) -> str:
        """The path of a file on a host that an attachment names."""
        for path, certain in self._servers.candidates(link):
            if is_file(path) and (certain or any(self._files.get(fingerprint(one)) for one in spellings(path))):
                return joined("/", path)
        return ""


def source(one: Attachment) -> str:
    """Where the original of an attachment can be had."""
    return f"{one.url.rpartition('/')[0]}/{quote(one.original)}" if one.original else one.url


def is_file(path: str) -> bool:
    """Whether an address is that of a file, as far as its ending tells."""
    stem, dot, ending = path[path.rfind("/") + 1 :].rpartition(".")
    return bool(stem and dot) and ending.lower() not in _PAGES and _ENDING.fullmatch(ending) is not None


def encoded(path: str) -> str:
    """A decoded path as an address that stands in Markdown, HTML and shortcodes as it is; letters stay readable."""
    if _PLAIN.fullmatch(path):
        return path
    return _ENCODE.sub(lambda one: one[0] if one[0] == "%" else quote(one[0], safe=""), path)


def spellings(path: str) -> Iterator[str]:
    """The path of a file, then those that it may be a variant of, nearest first."""
    yield path
    folder, _, name = path.rpartition("/")
    stem, dot, ending = name.rpartition(".")
    for variant in _VARIANTS:
        stem, changed = variant.subn("", stem)
        if changed:
            yield f"{folder}/{stem}{dot}{ending}"
