"""Addresses of the old site: which are its own, and how they are spelled on the new one.

An address is kept here as a reader sees it: decoded, with `/` in front, the folder of the site included. What must stay
encoded is what Hugo or a server would take for something else (FRONT, below).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from posixpath import normpath
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from migrate.model.export import Channel
from migrate.patterns import rare_pattern
from migrate.site.records import fingerprint

_PARTS = re.compile(r"(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.S)
"""RFC 3986, appendix B: matches any text whatever."""
_HOST = re.compile(r"https?://([^/?#\s]*)(?=[/?#]|\Z)")
"""The host of an address, where nothing in front of it or in it is spelled in an unusual way."""
_ENCODED = rare_pattern(r"(?:%[0-9A-Fa-f]{2})+")
_STRAY_PERCENT = rare_pattern(r"%(?![0-9A-Fa-f]{2})")
_KEPT = rare_pattern("[%/?#\\\\\x00-\x1f\x7f\ud800-\udfff]")
"""Signs that stay encoded in an address: decoded they end the path, break Hugo's build, or are no text."""
_NOT_IN_NAMES = re.compile("[%?#\\\\\x00-\x1f\x7f]")
_RAW = rare_pattern("[\\\\\x00-\x1f\x7f]")
_SIMPLE = re.compile(r"(?:/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+/?")
"""Paths that are spelled in one way only."""
_SLASHES = rare_pattern("/{2,}")
_PARAMETER = rare_pattern(r"[a-z0-9_-]+")
_NUMBERS_AND_TYPES = frozenset({"p", "page_id", "attachment_id", "post_type"})
_SERVERS_OF_MEDIA = (".files.wordpress.com", ".wp.com")
_LONGEST_PART = 255
_LONGEST = 1500
_FILE_NAME = rare_pattern(r"\.[a-z][a-z0-9]{1,4}$", re.I)
_GENERATED = re.compile(r"/(?:index\.(?:html|xml|json)|page/\d+)/?$|^/(?:sitemap\.xml|404\.html|robots\.txt)/?$", re.I)
"""Files that Hugo writes for itself, and the further pages of its lists."""


class Local(NamedTuple):
    """An address inside the old site."""

    path: str
    query: str
    fragment: str
    certain: bool = True
    """False on a host where the site may once have lived: then only what is found there counts as its own."""


_BEFORE_HOST = re.compile(r"(?:https?:)?//(?:www\.)?", re.I)


class Reference(NamedTuple):
    """A link taken apart, as RFC 3986 does."""

    scheme: str
    host: str | None
    path: str
    query: str
    fragment: str | None


def bare(address: str) -> str:
    """An address without its scheme and `www.`, which change for a whole site at once."""
    return _BEFORE_HOST.sub("", address.strip(), count=1)


def take_apart(href: str) -> Reference:
    """The five parts of a link. Never raises: every text has a path at least."""
    found = _PARTS.fullmatch(href)
    scheme, host, path, query, fragment = found.groups() if found else (None, None, href, None, None)
    return Reference((scheme or "").lower(), host, path, query or "", fragment)


def decoded(path: str) -> str:
    """A path as a reader sees it. `%25`, `%2F`, `%3F`, `%23`, `%5C`, control signs and broken UTF-8 stay encoded."""
    if "%" in path:
        path = _ENCODED.sub(lambda run: _text(run[0]), _STRAY_PERCENT.sub("%25", path))
    if path.isprintable() and "\\" not in path and "//" not in path:
        return path
    return _SLASHES.sub("/", _RAW.sub(lambda one: f"%{ord(one[0]):02X}", path))


def key(path: str) -> str:
    """What all spellings of one address have in common: letter case, composition and outer slashes do not count."""
    path = path.strip("/")
    return path.lower() if path.isascii() else unicodedata.normalize("NFC", path.casefold())


class Address(NamedTuple):
    """An address as it is looked up by."""

    path: str
    key: str
    mark: int
    """The fingerprint of its key."""


def as_address(path: str) -> Address:
    """The address that is spelled so."""
    name = key(path)
    return Address(path, name, fingerprint(name))


def usable(path: str) -> bool:
    """Whether Hugo can serve the address: storable below the published folder, and no file that Hugo itself writes."""
    if not path.startswith("/") or len(path) > _LONGEST or _GENERATED.search(path):
        return False
    if path.isascii() and len(path) <= _LONGEST_PART and "." not in path:
        return True
    parts = path.split("/")
    return all(
        part != "." and ".." not in part and len(part.encode("utf-8", "replace")) <= _LONGEST_PART for part in parts
    )


def in_address(name: str) -> str:
    """A name as part of an address: encoded is what would end the path, or break Hugo's build."""
    return _NOT_IN_NAMES.sub(lambda one: f"%{ord(one[0]):02X}", name)


class LanguageRoots(NamedTuple):
    """How the addresses of the old site said their language."""

    folder: str = ""
    """That of the site."""
    roots: Mapping[str, str] = {}
    """What stood before the addresses of each language: `/de`, or nothing."""
    default: str = ""
    hosts: Mapping[str, str] = {}
    """The languages that hosts of their own show."""
    asks: bool = False
    """Whether a parameter told it."""

    def language(self, path: str) -> str:
        """The language that an address begins with; empty where it does with none."""
        first = path.removeprefix(self.folder).lstrip("/").partition("/")[0].lower()
        return first if first and self.roots.get(first) == f"/{first}" else ""

    def front(self, language: str) -> str:
        """The address of the front page of a language."""
        return f"{self.folder}{self.roots.get(language, '')}/"

    def addressed(self, path: str, language: str) -> str:
        """The address of the page in this language that another says at `path`, or says there with a parameter."""
        rest = path.removeprefix(self.folder)
        if language != self.language(path) and (root := self.roots.get(self.language(path))):
            rest = rest.removeprefix(root) or "/"
        elif self.language(path):
            return path
        return f"{self.folder}{self.roots.get(language, '')}{rest or '/'}"


NO_ROOTS = LanguageRoots()


class Hosts:
    """Tells the old site's own addresses from all others."""

    def __init__(
        self,
        channel: Channel | None,
        others: Iterable[str] = (),
        former: Iterable[str] = (),
        languages: LanguageRoots = NO_ROOTS,
    ) -> None:
        """`others` are hosts or addresses its owner names; `former` those at which it may once have lived."""
        base = (channel.base_blog_url or channel.link) if channel else ""
        self.base = base.rstrip("/")
        self.folder = _folder(base)
        self.front = key(self.folder)
        """The key of the address of its front page."""
        self.languages = languages
        self.fronts = frozenset({self.front, *(key(languages.front(code)) for code in languages.roots)})
        """The keys of the front pages of all languages."""
        self._origin = self.base[: len(self.base) - len(self.folder)] if self.base.endswith(self.folder) else "\0"
        self._folders: dict[str, str] = {}
        for address in former:
            self._know(address)
        self._uncertain = frozenset(host for host in self._folders if not host.endswith(".wordpress.com"))
        for address in others:
            self._know(address if "//" in address else f"//{address}{self.folder}")
        if channel and _folder(channel.link) == self.folder:
            self._know(channel.link)
        for host in languages.hosts:
            self._know(f"//{host}{self.folder}")
        self._know(base)
        self._uncertain -= {
            host_name(take_apart(address).host or address) for address in (*others, *languages.hosts, base)
        }

    def plain(self, href: str) -> str:
        """The path of an address of the site that is spelled in the one simple way, as most are; empty for others."""
        if href.startswith(self._origin):
            path = href[len(self._origin) :]
            if _SIMPLE.fullmatch(path) and self._inside(path):
                return path
        return ""

    def on_old_site(self, path: str) -> str:
        """The whole address of a path, as the old site had it; the path alone where the export names no host."""
        return path if self._origin == "\0" else self._origin + path

    def local(self, href: str, here: str = "/") -> Local | None:
        """The address inside the site that a link on the page `here` means; None for every other."""
        if path := self.plain(href):
            return Local(path, "", "")
        link = take_apart(href)
        if link.scheme not in {"", "http", "https"} or (link.scheme and not link.host):
            return None
        path = decoded(link.path)
        if link.host is not None:
            path = self._below(link.host, path)
        elif not path.startswith("/"):
            path = joined(here, path)
        if not path or not self._inside(path):
            return None
        path = joined("/", path) if "/." in path else path
        query = link.query.replace("&amp;", "&")
        if self.languages.roots:
            path, query = self._in_language(link.host or "", path, query)
        certain = link.host is None or host_name(link.host) not in self._uncertain
        return Local(path, query, link.fragment or "", certain)

    def home(self, spelled: str) -> str | None:
        """The address of the front page that has this key on the old site; None where none has."""
        if spelled == self.front:
            return "/"
        if spelled in self.fronts:
            return next(f"/{code}/" for code in self.languages.roots if key(self.languages.front(code)) == spelled)
        return None

    def parted(self, path: str) -> tuple[str, str]:
        """What stands before all addresses of a language, and the rest of one."""
        root = self.folder + self.languages.roots.get(self.languages.language(path), "")
        return root, path.removeprefix(root)

    def is_elsewhere(self, href: str) -> bool:
        """Whether it is plain at once, as for most links, that an address is on a host that shows nothing of the site.

        What could still be the site's own, by its spelling or through a server of media, is not.
        """
        name = plain_host(href)
        return name is not None and name not in self._folders and not name.endswith(_SERVERS_OF_MEDIA)

    def media_folder(self, host: str) -> str | None:
        """`/wp-content/uploads` of the site whose files WordPress.com serves from a host of their own, else None."""
        name = host_name(host)
        if not name.endswith(".files.wordpress.com"):
            return None
        blog = name.removesuffix(".files.wordpress.com") + ".wordpress.com"
        return f"{self.folder}/wp-content/uploads" if blog in self._folders else None

    def _in_language(self, host: str, path: str, query: str) -> tuple[str, str]:
        """The address in its language, and what else is asked there."""
        language = self.languages.hosts.get(host_name(host), "")
        if "lang=" in query:
            asked = [part.partition("=") for part in query.split("&")]
            said = next((value.lower() for name, _, value in asked if name == "lang"), "")
            if said in self.languages.roots:
                language = said
                query = "&".join(name + sign + value for name, sign, value in asked if name != "lang")
        return (self.languages.addressed(path, language) if language else path), query

    def _know(self, address: str) -> None:
        host = take_apart(address).host
        if host and host_name(host) != "wordpress.com":
            self._folders[host_name(host)] = _folder(address)

    def _below(self, host: str, path: str) -> str:
        """The path in today's folder that the path on one of the site's hosts means; empty: not the site's."""
        folder = self._folders.get(host_name(host))
        path = path or "/"
        if folder is None:
            return ""
        if folder == self.folder or not (path + "/").startswith(folder + "/"):
            return path
        return self.folder + (path[len(folder) :] or "/")

    def _inside(self, path: str) -> bool:
        return not self.folder or path == self.folder or path.startswith(self.folder + "/")


def plain_host(href: str) -> str | None:
    """The name of the host in an address that is spelled in the usual way; None in any other."""
    found = _HOST.match(href)
    return host_name(found[1]) if found else None


def joined(here: str, path: str) -> str:
    """A relative path as seen from `here`, dot segments resolved, never above the root."""
    folder = here if here.endswith("/") else here.rpartition("/")[0]
    whole = path if path.startswith("/") else f"{folder}/{path}"
    clean = "/" + normpath("/" + whole).lstrip("/")
    return clean + "/" if whole.endswith(("/", "/.", "/..")) and clean != "/" else clean


def linked_path(link: str, hosts: Hosts) -> tuple[str, bool]:
    """The address in an item's link where it is a real path on the old site, else empty; whether it is the front."""
    if not link or link.isspace():
        return "", False
    if (path := hosts.plain(link)) and key(path) not in hosts.fronts:
        return path, False
    local = hosts.local(link)
    if local is None:
        return "", False
    is_front = key(local.path) in hosts.fronts
    asks = bool(local.query) if hosts.languages.roots else "?" in link
    return "" if is_front or asks else local.path, is_front and not local.query


def asked_by_name(link: str, slug: str) -> tuple[str, str]:
    """The parameter by which a link asks for the item with a slug, and its value: `book` and `moby` of `?book=moby`.

    So WordPress addresses items of custom types where it rewrites no addresses. Empty for every other link.
    """
    if "?" not in link or not slug:  # most of them
        return "", ""
    name, _, value = take_apart(link).query.partition("=")
    value = decoded(value)
    return (name, value) if is_parameter(name) and value.rpartition("/")[2] == slug else ("", "")


def is_parameter(name: str) -> bool:
    """Whether a name can be a parameter that asks for something by name."""
    return name not in _NUMBERS_AND_TYPES and _PARAMETER.fullmatch(name) is not None


def as_page(path: str) -> str:
    """An address as a page can have it: Hugo takes one with a dot in it and no slash at its end for the name of a file.

    What ends as the names of files do stays one, such as `/about.html`.
    """
    return path if "." not in path or path.endswith("/") or _FILE_NAME.search(path) else f"{path}/"


def _text(run: str) -> str:
    text = unquote_to_bytes(run).decode("utf-8", "surrogateescape")
    return _KEPT.sub(lambda one: f"%{ord(one[0]) & 0xFF:02X}", text)


@lru_cache(maxsize=1024)
def host_name(host: str) -> str:
    """The name of a host without `www.`, the usual ports and a last dot."""
    name = host.lower().removesuffix(":80").removesuffix(":443").removesuffix(".")
    return name.removeprefix("www.")


def _folder(address: str) -> str:
    """The folder in which a site was; a word that stands for its address (`{{SITE_URL}}`) is none."""
    path = decoded(take_apart(address).path).rstrip("/")
    return path if path[:1] == "/" else ""
