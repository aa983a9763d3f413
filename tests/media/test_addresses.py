"""Which addresses count as the public internet."""

from __future__ import annotations

import pytest

from migrate.web.addresses import NotPublicError, is_public, public_addresses, resolve


@pytest.mark.parametrize(
    "address",
    ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"],
)
def test_hosts_of_the_internet_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0", "0.1.2.3", "127.0.0.1", "127.9.9.9", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.0.1",
        "169.254.169.254", "100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1",
        "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255",
        "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "2001:db8::1", "100::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::1",
        "2002:a00:1::1",
    ],
)  # fmt: skip
def test_all_others_are_not(address: str) -> None:
    assert not is_public(address)


def test_one_private_answer_spoils_a_host() -> None:
    with pytest.raises(NotPublicError, match=r"blog\.example .*\(192\.168\.0\.1\)"):
        public_addresses("blog.example", 80, lambda host, port: ["8.8.8.8", "192.168.0.1"])


@pytest.mark.parametrize("spelling", ["127.1", "0x7f000001", "2130706433", "0177.0.0.1", "127.0.0.1"])
def test_odd_spellings_of_this_machine_are_seen_through(spelling: str) -> None:
    with pytest.raises(NotPublicError):
        public_addresses(spelling, 80, resolve)


def test_a_label_that_no_resolver_takes_is_an_unknown_host() -> None:
    with pytest.raises(OSError, match="is no host name"):
        resolve("a" * 70 + ".example", 80)
