"""One request for one file: through redirects, conditional or for the rest only, and into a temporary file.

HTTP as in RFC 9110: 13 (conditional requests), 14 (ranges).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

from migrate.media.jobs import Download
from migrate.media.kinds import HEAD, disguised, promised_otherwise
from migrate.media.manifest import MediaVersion
from migrate.media.media_file import BringOptions
from migrate.media.part import PartialFile
from migrate.media.progress import Meter
from migrate.web.client import MOST_REDIRECTS, Address, Answer, WebClient, failures_named, led_to
from migrate.web.hosts import ServerLimits
from migrate.web.retry import RETRIED, FetchError, retry_after

_HEADERS = {
    # No image/webp: servers that see it answer with another picture than the one named.
    "Accept": "image/jpeg,image/png,image/gif,image/svg+xml,image/*;q=0.9,*/*;q=0.8",
    # Lengths and ranges are those of the file only where it is not packed on the way.
    "Accept-Encoding": "identity",
}
_CONTENT_RANGE = re.compile(r"bytes (\d{1,18})-\d{1,18}/(\d{1,18})", re.IGNORECASE)


class Fetcher:
    """Fetches files, from several threads at a time."""

    def __init__(self, settings: BringOptions, hosts: ServerLimits, meter: Meter, stop: Event) -> None:
        self._settings = settings
        self._hosts = hosts
        self._meter = meter
        self._stop = stop
        self._client = WebClient(settings.network)

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def fetch(self, job: Download, url: str, part: PartialFile) -> MediaVersion | None:
        """Bring the whole file from a `web_address` into the part; None if the known version is still the newest.

        Raises:
            FetchError: it could not be had.
            OSError: it could not be written.

        """
        beginning = part.resumable(url)
        with failures_named(), self._answer(Address(url), _condition(job, url, part)) as answer:
            if answer.status_code == 304 and job.known and not beginning:
                return None
            if beginning and _continues(answer, beginning, part):
                entry = beginning
            else:
                entry = self._begin(job, url, part, answer)
            self._receive(job, part, answer)
        return _whole(entry, part)

    @contextmanager
    def _answer(self, url: Address, headers: dict[str, str]) -> Iterator[Answer]:
        """The answer at the end of all redirects."""
        for _ in range(MOST_REDIRECTS + 1):
            with self._hosts.visit(url.host):
                answer = self._client.send(url, _HEADERS | headers)
                try:
                    following = led_to(answer)
                    if not following:
                        yield answer
                        return
                finally:
                    answer.close()
            url = following
        raise FetchError(f"more than {MOST_REDIRECTS} redirects")

    def _begin(self, job: Download, url: str, part: PartialFile, answer: Answer) -> MediaVersion:
        """Check what an answer announces, and make room for it."""
        if answer.status_code != 200:
            self._refuse(part, answer)
        reason = promised_otherwise(job.path, answer.headers.get("content-type", ""))
        entry = _announced(job, url, answer)
        if reason or entry.length > self._settings.max_size:
            raise FetchError(reason or self._too_large)
        part.begin(entry)
        return entry

    def _refuse(self, part: PartialFile, answer: Answer) -> None:
        status = answer.status_code
        if status in (206, 416):
            part.discard()
            raise FetchError("the rest does not fit the beginning", again=True)
        after = retry_after(answer.headers)
        if status in RETRIED and after is not None:
            self._hosts.close_for(answer.request.url.host, after)
        reason = f"answers {status} {answer.reason_phrase}".rstrip()
        raise FetchError(reason, again=status in RETRIED, after=after)

    def _receive(self, job: Download, part: PartialFile, answer: Answer) -> None:
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


def _announced(job: Download, url: str, answer: Answer) -> MediaVersion:
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


def _continues(answer: Answer, beginning: MediaVersion, part: PartialFile) -> bool:
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
