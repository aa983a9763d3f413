r"""Addresses as browsers read them, by the URL standard (https://url.spec.whatwg.org/), on a page of the web.

Other readers see other hosts in the same text: for a browser `\` is `/`, tabs and line ends are not there, and what
stands before an `@` is nobody's host. Whatever is decided by an address in content is decided by what is read here.
"""

from __future__ import annotations

import re
from posixpath import normpath
from typing import NamedTuple
from urllib.parse import unquote

from migrate.patterns import rare_pattern

_IGNORED = r"[\x00-\x20\x7f-\xa0\u200b-\u200f\ufeff]"
"""More than browsers ignore: later readers may take out what parts the letters of a scheme now."""
_SCHEME = rare_pattern(rf"{_IGNORED}*+([a-z](?:{_IGNORED}*+[a-z0-9+.-])*+){_IGNORED}*+:", re.I)
_RUNS = frozenset(
    {"javascript", "vbscript", "livescript", "mocha", "data", "blob", "filesystem", "view-source", "file"}
)
_WITHOUT_DOUBT = ("https://", "http://", "/", "#")
_PICTURE = rare_pattern(r"data:image/[\w.+-]+[;,]", re.I)
_EDGES = "".join(map(chr, range(0x21)))
_NOT_READ = str.maketrans("", "", "\t\n\r")
_WEB = re.compile(r"(?:(https?):|(?![a-z][a-z0-9+.-]*:))([/\\]*)", re.I)
"""A scheme of the web, or none, and all slashes behind it."""
_AUTHORITY = re.compile(r"(?:[^/\\?#]*@)?([^/\\?#@:]+)(?::(\d{0,5}))?(?=[/\\?#]|\Z)", re.A)
_NAME = re.compile(r"(?:[a-z0-9_-]+\.)*(?!(?:\d+|0x[0-9a-f]*)\.?\Z)[a-z0-9_-]+\.?", re.A)
"""A host that no browser takes for a number, nor writes in another way."""
_DEFAULT_PORTS = {"http": "80", "https": "443"}


class WebAddress(NamedTuple):
    """An address of the web."""

    scheme: str
    """`http` or `https`; empty: as the page that it stands on."""
    host: str
    """In lower case, with its port unless that goes without saying; empty: the site itself."""
    rest: str
    """Path, query and fragment."""

    @property
    def text(self) -> str:
        """The address in a spelling that every reader understands in the same way."""
        return f"{self.scheme}{':' if self.scheme else ''}//{self.host}{self.rest}" if self.host else self.rest

    @property
    def path(self) -> str:
        """The decoded path, without dot segments."""
        path = unquote(_path(self.rest))
        return normpath(path) + ("/" if path.endswith("/") else "")


def read_address(address: str) -> WebAddress | None:
    """What a browser asks for at an address. None: nothing of the web, or of a host without a plain name."""
    text = address.strip(_EDGES).translate(_NOT_READ)
    if not (start := _WEB.match(text)):
        return None
    scheme, slashes = (start[1] or "").lower(), start[2]
    if len(slashes) < 2:
        # With a scheme in front that is a place on the page's own site or another host, as the page was reached.
        return None if scheme else WebAddress("", "", _spelled(text))
    if not (authority := _AUTHORITY.match(text, start.end())):
        return None
    host, port = unquote(authority[1]).lower(), (authority[2] or "").lstrip("0")
    if not _NAME.fullmatch(host) or (port and int(port) > 0xFFFF):
        return None
    port = "" if not authority[2] or port == _DEFAULT_PORTS.get(scheme) else f":{port or 0}"
    return WebAddress(scheme, f"{host}{port}", _spelled(text[authority.end() :]))


def _path(rest: str) -> str:
    return re.split(r"[?#]", rest, maxsplit=1)[0]


def _spelled(rest: str) -> str:
    path = _path(rest)
    return path.replace("\\", "/") + rest[len(path) :]


def is_harmless(address: str) -> bool:
    """Whether an address leads somewhere, whatever a browser ignores in it."""
    if address.startswith(_WITHOUT_DOUBT):
        return True
    scheme = _SCHEME.match(address)
    return not scheme or re.sub(_IGNORED, "", scheme[1]).lower() not in _RUNS


def is_harmless_picture(address: str) -> bool:
    """The same for a picture, which may stand in the address itself."""
    return is_harmless(address) or bool(_PICTURE.match(address))
