"""The other hosts that serve the site's files: those that the export's own attachments name, and servers of pictures.

A server of pictures makes them smaller and names the original in its own address, whole or by its path.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from migrate.model.rest_of_site import Attachment
from migrate.patterns import rare_pattern
from migrate.site.addresses import Reference, decoded, host_name, take_apart

_UPLOADS = rare_pattern(r".*/(?:wp-content/uploads|uploads|files|blogs\.dir/\d+/files)/")
_MONTH = rare_pattern(r"\d{4}/\d{2}/[^/]+")
_IN_A_MONTH = rare_pattern(r"(.*/)\d{4}/\d{2}/[^/]+")
_WHOLE = rare_pattern(r"https?:/{1,2}[^/].*", re.S)
_BY_PATH = rare_pattern(r"/cdn-cgi/image/[^/]+(/.+)", re.S)
_BY_QUERY = rare_pattern(r"(?:tim)?thumb\.php$|^images\.weserv\.nl/$|^wsrv\.nl/$")
_NAMED = rare_pattern(r"(?:^|&)(?:src|url)=([^&]+)")
_SHOW_THE_PAST = frozenset({"web.archive.org", "archive.org", "webcache.googleusercontent.com"})
"""Hosts that keep copies: a link there means the copy."""


class MediaServers:
    """Fill it with `learn`, one attachment after the other."""

    def __init__(self, folder: str) -> None:
        """`folder` is that of the site."""
        self._uploads = f"{folder}/wp-content/uploads/"
        self.known: dict[str, set[str]] = {}
        """By host: the folders there that stand for the uploads of the site."""

    def __contains__(self, host: str | None) -> bool:
        return host is not None and host_name(host) in self.known

    def learn(self, link: Reference, one: Attachment) -> None:
        """Take in where an attachment lies that is on none of the site's own hosts."""
        if link.scheme in {"http", "https"} and link.host:
            self.known.setdefault(host_name(link.host), set()).add(_folder_of_uploads(decoded(link.path), one.file))

    def candidates(self, link: Reference) -> list[tuple[str, bool]]:
        """The paths of the site that an address may mean, and whether each is its own without an attachment."""
        path = decoded(link.path)
        found = []
        for folder in sorted(self.known.get(host_name(link.host or ""), ()), key=len, reverse=True):
            if path.startswith(folder):
                inner = path[len(folder) :]
                certain = bool(_UPLOADS.fullmatch(folder) or _MONTH.fullmatch(inner))
                found.append((self._uploads + inner, certain))
        return found


def _folder_of_uploads(path: str, file: str) -> str:
    """The part of a path that stands for the folder of the uploads: what remains without the name of the file there."""
    if file and path.endswith(f"/{file}"):
        return path[: -len(file)]
    found = _IN_A_MONTH.fullmatch(path)
    above = found[1] if found else path[: path.rfind("/") + 1]
    uploads = _UPLOADS.match(path)
    return uploads[0] if uploads and not found else above


def original(url: str) -> str:
    """The address that a server of pictures makes its answer from, as it stands in the address of that; or empty."""
    link = take_apart(url)
    if link.host and host_name(link.host) in _SHOW_THE_PAST:
        return ""
    if (start := url.find("http", 8)) > 0 and (whole := _WHOLE.match(unquote(url), start)) and not link.query:
        return re.sub(r"^(https?:)/+", r"\1//", whole[0])
    if by_path := _BY_PATH.match(link.path):
        return f"//{link.host}{by_path[1]}" if link.host else by_path[1]
    if _BY_QUERY.search(f"{host_name(link.host or '')}{link.path}") and (named := _NAMED.search(link.query)):
        address = unquote(named[1])
        return address if "//" in address or address.startswith("/") else f"//{address}"
    return ""
