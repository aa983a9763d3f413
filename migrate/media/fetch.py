"""One request for one file: through redirects, conditional or for the rest only, and into a temporary file.

HTTP as in RFC 9110: 13 (conditional requests), 14 (ranges), 15.4 (redirects).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

import httpcore
import httpx

from migrate import __version__
from migrate.media.addresses import NotPublicError
from migrate.media.hosts import ServerLimits
from migrate.media.jobs import Download
from migrate.media.kinds import HEAD, disguised, promised_otherwise
from migrate.media.manifest import MediaVersion
from migrate.media.media_file import BringOptions
from migrate.media.part import PartialFile
from migrate.media.progress import Meter
from migrate.media.retry import RETRIED, FetchError, retry_after
from migrate.media.transport import CheckedTransport, timeouts

_HEADERS = {
    # Security modules of web servers turn away clients that do not introduce themselves as browsers do.
    "User-Agent": f"Mozilla/5.0 (compatible; wxr2hugo/{__version__})",
    # No image/webp: servers that see it answer with another picture than the one named.
    "Accept": "image/jpeg,image/png,image/gif,image/svg+xml,image/*;q=0.9,*/*;q=0.8",
    "Accept-Language": "en;q=0.9,*;q=0.5",
    # Lengths and ranges are those of the file only where it is not packed on the way.
    "Accept-Encoding": "identity",
}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS = 5
_CONTENT_RANGE = re.compile(r"bytes (\d{1,18})-\d{1,18}/(\d{1,18})", re.IGNORECASE)


def web_address(text: str) -> httpx.URL:
    """Read an address, without the name and password that may stand in it: they go nowhere, also into no file.

    Raises:
        FetchError: it is none of the web.

    """
    try:
        url = httpx.URL(text.strip())
        if url.scheme in ("http", "https") and url.host:
            return url.copy_with(username=None, password=None, fragment=None)
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError("is no address") from error
    raise FetchError(f"leads to {url.scheme or 'nothing'}:, which is no web address")


class Fetcher:
    """Fetches files, from several threads at a time."""

    def __init__(self, settings: BringOptions, hosts: ServerLimits, meter: Meter, stop: Event) -> None:
        self._settings = settings
        self._hosts = hosts
        self._meter = meter
        self._stop = stop
        self._transport = CheckedTransport(settings)
        self._timeout = timeouts(settings).as_dict()

    def close(self) -> None:
        """Close all connections."""
        self._transport.close()

    def fetch(self, job: Download, url: str, part: PartialFile) -> MediaVersion | None:
        """Bring the whole file from a `web_address` into the part; None if the known version is still the newest.

        Raises:
            FetchError: it could not be had.
            OSError: it could not be written.

        """
        beginning = part.resumable(url)
        with _failures_named(), self._answer(httpx.URL(url), _condition(job, url, part)) as answer:
            if answer.status_code == 304 and job.known and not beginning:
                return None
            if beginning and _continues(answer, beginning, part):
                entry = beginning
            else:
                entry = self._begin(job, url, part, answer)
            self._receive(job, part, answer)
        return _whole(entry, part)

    @contextmanager
    def _answer(self, url: httpx.URL, headers: dict[str, str]) -> Iterator[httpx.Response]:
        """The answer at the end of all redirects. The transport checks where each of them leads."""
        for _ in range(_MOST_REDIRECTS + 1):
            with self._hosts.visit(url.host):
                answer = self._send(url, headers)
                try:
                    location = answer.headers.get("location", "") if answer.status_code in _REDIRECTS else ""
                    if not location:
                        yield answer
                        return
                finally:
                    answer.close()
            url = _next(url, location)
        raise FetchError(f"more than {_MOST_REDIRECTS} redirects")

    def _send(self, url: httpx.URL, headers: dict[str, str]) -> httpx.Response:
        # The bare transport: a client would add cookies, log-ins and redirects of its own.
        request = httpx.Request("GET", url, headers=_HEADERS | headers, extensions={"timeout": self._timeout})
        answer = self._transport.handle_request(request)
        answer.request = request
        return answer

    def _begin(self, job: Download, url: str, part: PartialFile, answer: httpx.Response) -> MediaVersion:
        """Check what an answer announces, and make room for it."""
        if answer.status_code != 200:
            self._refuse(part, answer)
        reason = promised_otherwise(job.path, answer.headers.get("content-type", ""))
        entry = _announced(job, url, answer)
        if reason or entry.length > self._settings.max_size:
            raise FetchError(reason or self._too_large)
        part.begin(entry)
        return entry

    def _refuse(self, part: PartialFile, answer: httpx.Response) -> None:
        status = answer.status_code
        if status in (206, 416):
            part.discard()
            raise FetchError("the rest does not fit the beginning", again=True)
        after = retry_after(answer.headers)
        if status in RETRIED and after is not None:
            self._hosts.close_for(answer.request.url.host, after)
        reason = f"answers {status} {answer.reason_phrase}".rstrip()
        raise FetchError(reason, again=status in RETRIED, after=after)

    def _receive(self, job: Download, part: PartialFile, answer: httpx.Response) -> None:
        size = part.size
        with part.file.open("ab") as file:
            for piece in answer.iter_bytes():
                size += len(piece)
                if size > self._settings.max_size:
                    part.discard()
                    raise FetchError(self._too_large)
                if self._stop.is_set():
                    raise FetchError("the run was stopped")
                file.write(piece)
                file.flush()  # What a killed run leaves is what the next one need not ask for.
                self._meter.received(job.path, len(piece))
        reason = disguised(job.path, part.head(HEAD))
        if reason:
            part.discard()
            raise FetchError(reason)

    @property
    def _too_large(self) -> str:
        return f"is larger than {self._settings.max_size} bytes"


def _condition(job: Download, url: str, part: PartialFile) -> dict[str, str]:
    beginning = part.resumable(url)
    if beginning:
        # If-Range: of a newer version the server sends all.
        return {"Range": f"bytes={part.size}-", "If-Range": beginning.strong_validator}
    if job.known and job.known.url == url:
        known = {"If-None-Match": job.known.etag, "If-Modified-Since": job.known.last_modified}
        return {name: value for name, value in known.items() if value}
    return {}


def _next(url: httpx.URL, location: str) -> httpx.URL:
    try:
        return web_address(str(url.join(location)))
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError("redirects to what is no address") from error


def _announced(job: Download, url: str, answer: httpx.Response) -> MediaVersion:
    """What the headers say of the version. A packed answer has neither a known length nor ranges of its own."""
    packed = answer.headers.get("content-encoding", "identity").lower() != "identity"
    length = answer.headers.get("content-length", "0")
    return MediaVersion(
        job.path,
        url,
        0 if packed or not length.isdecimal() else int(length),
        answer.headers.get("etag", ""),
        answer.headers.get("last-modified", ""),
    )


def _continues(answer: httpx.Response, beginning: MediaVersion, part: PartialFile) -> bool:
    """Whether the answer is the rest of the very version whose beginning is there."""
    found = _CONTENT_RANGE.fullmatch(answer.headers.get("content-range", "").strip())
    if answer.status_code != 206 or not found:
        return False
    same = beginning.strong_validator in (answer.headers.get("etag"), answer.headers.get("last-modified"))
    return same and (int(found[1]), int(found[2])) == (part.size, beginning.length)


def _whole(entry: MediaVersion, part: PartialFile) -> MediaVersion:
    """The entry with the length that came; raises FetchError unless it is the one announced."""
    size = part.size
    if entry.length and size != entry.length:
        part.discard()
        raise FetchError(f"announced {entry.length} bytes and sent {size}", again=True)
    if not size:
        raise FetchError("the answer is empty", again=True)
    return MediaVersion(entry.path, entry.url, size, entry.etag, entry.last_modified)


@contextmanager
def _failures_named() -> Iterator[None]:
    """Say what the network's failures mean."""
    try:
        yield
    except NotPublicError as error:
        raise FetchError(str(error)) from error
    except httpcore.TimeoutException as error:
        raise FetchError("no answer in time", again=True) from error
    except httpcore.ConnectError as error:
        raise FetchError(f"no connection: {error}", again=True) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpx.DecodingError) as error:
        raise FetchError(f"the answer breaks off: {error}", again=True) from error
