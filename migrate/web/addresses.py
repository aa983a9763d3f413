"""Which network addresses a download may connect to.

An export may name any host it likes, and the name server of that host may answer whatever it likes. So the rule is
applied to the answers, and the connection goes to an address that was checked: asking twice would let the second answer
differ from the first (DNS rebinding).
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

Resolver = Callable[[str, int], Sequence[str]]
"""Host and port to numeric addresses; raises OSError for an unknown host."""

_NAT64 = IPv6Network("64:ff9b::/96")
"""RFC 6052: networks without IPv4 reach it by addresses that end in the IPv4 address."""


class NotPublicError(Exception):
    """The host is not on the public internet."""


def resolve(host: str, port: int) -> list[str]:
    """The addresses that the system's resolver knows for a host.

    Raises:
        OSError: the name is unknown or no name at all.

    """
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:
        raise OSError(f"{host} is no host name") from error
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


def is_public(address: str) -> bool:
    """Whether a numeric address belongs to the public internet (the IANA special-purpose registries, multicast out)."""
    number = _unwrapped(ip_address(address))
    site_local = isinstance(number, IPv6Address) and number.is_site_local
    return number.is_global and not (number.is_multicast or number.is_reserved or site_local)


def _unwrapped(number: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address inside an IPv6 one, for the forms that lead there."""
    if isinstance(number, IPv4Address):
        return number
    if number in _NAT64:
        return IPv4Address(int(number) & 0xFFFFFFFF)
    return number.ipv4_mapped or number.sixtofour or number


def public_addresses(host: str, port: int, resolver: Resolver) -> Sequence[str]:
    """The addresses of a host, all of them public.

    Raises:
        NotPublicError: one of them is not, whatever the others are.
        OSError: the host is unknown.

    """
    addresses = resolver(host, port)
    for address in addresses:
        if not is_public(address):
            raise NotPublicError(f"{host} is not on the public internet ({address})")
    return addresses
