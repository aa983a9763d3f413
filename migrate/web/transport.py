"""The way to the network: httpx over connections that lead to checked addresses only and do not wait for ever.

httpx offers no public place to choose the address that is dialled, its engine httpcore does (a network backend). Names
of hosts stay what they are for TLS and the Host header. Proxies, netrc and environment variables have no say.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import Any, cast

import httpcore
import httpx

from migrate.web.addresses import public_addresses
from migrate.web.network import Network

_CONNECT_SECONDS = 10.0
_SLOWEST = 512
"""Bytes a second below which an answer drips."""


class PatientStream(httpcore.NetworkStream):
    """A connection whose answers must not drip: a timeout for each read does not end a byte every 20 seconds."""

    def __init__(self, stream: httpcore.NetworkStream, patience: float) -> None:
        self._stream = stream
        self._patience = patience
        self._asked = monotonic()
        self._received = 0

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what has come; raises httpcore.ReadTimeout when too little came since the last request."""
        waited = monotonic() - self._asked
        if waited > self._patience and self._received < waited * _SLOWEST:
            raise httpcore.ReadTimeout("the answer only drips")
        data = self._stream.read(max_bytes, timeout)
        self._received += len(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send a request, and start counting anew."""
        self._asked, self._received = monotonic(), 0
        self._stream.write(buffer, timeout)

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Go on encrypted, as patiently."""
        return PatientStream(self._stream.start_tls(ssl_context, server_hostname, timeout), self._patience)

    def get_extra_info(self, info: str) -> Any:
        """What the connection below knows."""
        return self._stream.get_extra_info(info)


class CheckedBackend(httpcore.NetworkBackend):
    """Dials the addresses of a host after checking them."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address that answers.

        Raises:
            NotPublicError: one of the addresses is not public.
            httpcore.ConnectError, httpcore.ConnectTimeout: the host is unknown or does not answer.

        """
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in self._addresses(host, port):
            try:
                stream = self._sockets.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return PatientStream(stream, self._network.patience)
        raise failure

    def _addresses(self, host: str, port: int) -> Iterable[str]:
        resolver = self._network.resolver
        try:
            return resolver(host, port) if self._network.allow_private else public_addresses(host, port, resolver)
        except OSError as error:
            raise httpcore.ConnectError(f"unknown host {host}") from error


class _Body(httpx.SyncByteStream):
    """The body of an answer, as httpx wants it."""

    def __init__(self, stream: Iterable[bytes]) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        """Give the connection back."""
        cast(Any, self._stream).close()


class CheckedTransport(httpx.BaseTransport):
    """httpx's transport over a CheckedBackend. Failures of the network are those of httpcore."""

    def __init__(self, network: Network) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_connections=network.connections,
            network_backend=CheckedBackend(network),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request, follow nothing."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        headers = request.headers.raw
        answer = self._pool.handle_request(
            httpcore.Request(
                request.method, url, headers=headers, content=request.read(), extensions=request.extensions
            )
        )
        body = _Body(cast(Iterable[bytes], answer.stream))
        return httpx.Response(answer.status, headers=answer.headers, stream=body, extensions=answer.extensions)

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


def timeouts(network: Network) -> httpx.Timeout:
    """How long each step of a request may take."""
    return httpx.Timeout(network.timeout, connect=min(_CONNECT_SECONDS, network.timeout), pool=None)
