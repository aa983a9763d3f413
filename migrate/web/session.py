"""A conversation with one site: one request at a time, with pauses, and with secrets that go to that site alone.

Cookies live in memory and die with the run. A name and password for basic authentication (RFC 7617) go only to the
site's own origin, and over plain HTTP only where that is this machine.
"""

from __future__ import annotations

import re
import time
from base64 import b64encode
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from ipaddress import ip_address
from typing import NamedTuple

import httpx

from migrate.web.client import MOST_REDIRECTS, Address, Answer, WebClient, failures_named, led_to
from migrate.web.network import Network
from migrate.web.retry import RETRIED, FetchError, back_off, retry_after

_CHARSET = re.compile(r"\bcharset\s*=\s*[\"']?([\w.:-]{1,40})", re.I)
_TRIES = 4
_LONGEST_PAUSE = 5.0
_LONGEST_ASKING = 60.0
"""Seconds of unanswered asking for one address, after which it is given up."""
_LONGEST_WAITING = 600.0
"""Seconds that a run waits in all for a server that is busy: each of thousands of pages would begin anew."""
_AS_BROWSERS_SHOW_IT = "Name the site as a browser shows its address."
LARGEST_ANSWER = 64 << 20


@dataclass(slots=True)
class Secrets:
    """What opens a site. Nothing here is ever written or shown."""

    basic: str = field(default="", repr=False)
    """Name and password for the web server, with a colon between."""
    cookies: CookieJar = field(default_factory=CookieJar, repr=False)

    @property
    def any(self) -> bool:
        """Whether there is anything to keep."""
        return bool(self.basic) or len(self.cookies) > 0


class Reply(NamedTuple):
    """A whole answer."""

    address: Address
    """Where it came from, behind all redirects."""
    status: int
    headers: httpx.Headers
    body: bytes

    @property
    def kind(self) -> str:
        """The type of content that it says it has."""
        return str(self.headers.get("content-type", "")).partition(";")[0].strip().lower()

    def text(self) -> str:
        """The body as text, in the character set that it says it has, whatever bytes are in it."""
        said = _CHARSET.search(str(self.headers.get("content-type", "")))
        try:
            return self.body.decode(said[1] if said else "utf-8", "replace")
        except (LookupError, UnicodeError):  # no such set, or none for texts
            return self.body.decode("utf-8", "replace")


class Session:
    """Asks one site. Not for several threads."""

    def __init__(
        self,
        home: Address,
        network: Network,
        secrets: Secrets | None = None,
        sleep: Callable[[float], object] | None = None,
    ) -> None:
        """`home` is the address of the site; only what has its scheme, host and port gets the secrets."""
        self.home = home
        self.requests = 0
        """How many requests were sent."""
        self.opening: Reply | None = None
        """What the site's address answered when it was opened."""
        self._network = network
        self._secrets = secrets or Secrets()
        self._jar = httpx.Cookies(self._secrets.cookies)
        self._client = WebClient(network)
        self._sleep = sleep or time.sleep
        self._pause = 0.0
        self._waited = 0.0

    def close(self) -> None:
        """Close all connections and forget the secrets."""
        self._client.close()
        self._secrets.cookies.clear()

    def is_home(self, url: Address) -> bool:
        """Whether an address is of the site's own origin."""
        return (url.scheme, url.host, _port(url)) == (self.home.scheme, self.home.host, _port(self.home))

    @property
    def is_safe(self) -> bool:
        """Whether secrets may be sent: encrypted, or to this machine."""
        return self.home.scheme == "https" or is_this_machine(self.home, self._network)

    def cookie_names(self) -> Collection[str]:
        """Names of the cookies that the site has set."""
        return {one.name for one in self._secrets.cookies}

    def read(self, url: Address, accept: str = "*/*", form: bytes | None = None, most: int = LARGEST_ANSWER) -> Reply:
        """A whole answer of at most so many bytes, whatever its status. A form is posted, once, and follows nothing.

        Raises:
            FetchError: there is none, or it is larger.

        """
        attempt, asked = 0, 0.0
        while True:
            began = time.monotonic()
            try:
                with self.answer(url, accept, form) as answer:
                    return Reply(answer.request.url, answer.status_code, answer.headers, body_of(answer, most))
            except FetchError as error:
                asked += time.monotonic() - began
                if not error.again or form is not None or attempt + 1 >= _TRIES or asked > _LONGEST_ASKING:
                    raise
                self._wait(back_off(attempt) if error.after is None else error.after, error)
            attempt += 1

    def _wait(self, seconds: float, busy: FetchError) -> None:
        """Wait because a request was in vain, as long as a run waits for such at all."""
        self._waited += seconds
        if self._waited > _LONGEST_WAITING:
            raise busy
        self._sleep(seconds)

    @contextmanager
    def answer(self, url: Address, accept: str = "*/*", form: bytes | None = None) -> Iterator[Answer]:
        """An answer behind all redirects, its body still to come.

        Raises:
            FetchError: there is none; `again` where the server is only busy.

        """
        for _ in range(MOST_REDIRECTS + 1):
            with self._one(url, accept, form) as answer:
                following = led_to(answer) if form is None else None
                if following is None:
                    if form is None and answer.status_code in RETRIED and answer.status_code != 500:
                        raise _busy(answer)
                    yield answer
                    return
            url = following
        raise FetchError(f"more than {MOST_REDIRECTS} redirects", remedy=_AS_BROWSERS_SHOW_IT)

    @contextmanager
    def _one(self, url: Address, accept: str, form: bytes | None) -> Iterator[Answer]:
        """One request. The next one waits about as long as this one's answer took to begin."""
        if self._pause:
            self._sleep(self._pause)
        self.requests += 1
        with failures_named():
            started = time.monotonic()
            answer = self._client.send(url, self._headers(url, accept, posts=form is not None), form)
            self._pause = min(_LONGEST_PAUSE, time.monotonic() - started)
            try:
                if self.is_home(url):
                    self._jar.extract_cookies(answer)
                yield answer
            finally:
                answer.close()

    def _headers(self, url: Address, accept: str, *, posts: bool) -> dict[str, str]:
        headers = {"Accept": accept, "Accept-Encoding": "gzip, identity;q=0.5"}
        if posts:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if not self.is_home(url) or not self._secrets.any:
            return headers
        if not self.is_safe:
            raise FetchError("would need secrets that never go over plain HTTP")
        if self._secrets.basic:
            headers["Authorization"] = f"Basic {b64encode(self._secrets.basic.encode()).decode('ascii')}"
        request = httpx.Request("GET", url)
        self._jar.set_cookie_header(request)
        cookies = request.headers.get("cookie", "")
        return headers | ({"Cookie": cookies} if cookies else {})


def body_of(answer: Answer, most: int) -> bytes:
    """The body of an answer, unpacked, piece by piece. Raises FetchError where it is larger than `most`."""
    pieces, size = [], 0
    with failures_named():
        for piece in answer.iter_bytes():
            size += len(piece)
            if size > most:
                raise FetchError(f"the answer is larger than {most:,} bytes")
            pieces.append(piece)
    return b"".join(pieces)


def is_this_machine(url: Address, network: Network) -> bool:
    """Whether every address of a host is this machine's own."""
    try:
        found = network.resolver(url.host, _port(url))
    except OSError:
        return False
    return bool(found) and all(ip_address(one).is_loopback for one in found)


def _port(url: Address) -> int:
    return url.port or (443 if url.scheme == "https" else 80)


def _busy(answer: Answer) -> FetchError:
    reason = f"answers {answer.status_code} {answer.reason_phrase}".rstrip()
    return FetchError(reason, again=True, after=retry_after(answer.headers))
