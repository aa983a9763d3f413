"""One request and its answer: introduced as browsers do, never led on by itself, with failures that say what they mean.

HTTP as in RFC 9110: 15.4 (redirects).
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import httpcore
import httpx

from migrate import __version__
from migrate.web.addresses import NotPublicError
from migrate.web.network import Network
from migrate.web.retry import FetchError
from migrate.web.transport import CheckedTransport, timeouts

MOST_REDIRECTS = 5
Address = httpx.URL
Answer = httpx.Response
_HEADERS = {
    # Security modules of web servers turn away clients that do not introduce themselves as browsers do.
    "User-Agent": f"Mozilla/5.0 (compatible; wxr2hugo/{__version__})",
    "Accept-Language": "en;q=0.9,*;q=0.5",
}
_CERTIFICATE = "Look at it in a browser: name the site as its certificate does, or have that renewed."
_ADDRESS = "Is the address right? Open it in a browser."
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class WebClient:
    """Sends requests, also from several threads at a time. It keeps nothing between two of them but connections."""

    def __init__(self, network: Network) -> None:
        self._transport = CheckedTransport(network)
        self._timeout = timeouts(network).as_dict()

    def send(self, url: Address, headers: Mapping[str, str], form: bytes | None = None) -> Answer:
        """The answer to a GET, or to a POST of a form, whose body is still to come. The caller closes it."""
        # The bare transport: a client would add cookies, log-ins and redirects of its own.
        request = httpx.Request(
            "GET" if form is None else "POST",
            url,
            headers=_HEADERS | dict(headers),
            content=form,
            extensions={"timeout": self._timeout},
        )
        answer = self._transport.handle_request(request)
        answer.request = request
        return answer

    def close(self) -> None:
        """Close all connections."""
        self._transport.close()


def web_address(text: str) -> Address:
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


def host_of(text: str) -> str:
    """The host in an address; empty where it has none."""
    try:
        return httpx.URL(text).host
    except (httpx.InvalidURL, ValueError):
        return ""


def led_to(answer: Answer) -> Address | None:
    """Where an answer leads on, if it does. The transport checks each place before it connects.

    Raises:
        FetchError: it leads to no address of the web.

    """
    location = answer.headers.get("location", "") if answer.status_code in _REDIRECTS else ""
    if not location:
        return None
    try:
        return web_address(str(answer.request.url.join(location)))
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError("redirects to what is no address") from error


@contextmanager
def failures_named() -> Iterator[None]:
    """Say what the network's failures mean."""
    try:
        yield
    except NotPublicError as error:
        raise FetchError(str(error)) from error
    except httpcore.TimeoutException as error:
        raise FetchError("no answer in time", again=True) from error
    except httpcore.ConnectError as error:
        if said := _said_of_certificate(error):
            raise FetchError(f"its certificate is not to be trusted: {said}", remedy=_CERTIFICATE) from error
        raise FetchError(f"no connection: {error}", again=True, remedy=_ADDRESS) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpx.DecodingError) as error:
        raise FetchError(f"the answer breaks off: {error}", again=True) from error


def _said_of_certificate(error: BaseException | None) -> str:
    """Why the certificate of a server is not trusted, if that is behind an error."""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return error.verify_message
        error = error.__cause__ or error.__context__
    return ""
