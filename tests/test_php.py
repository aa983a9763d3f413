"""What PHP's `serialize` stored is read back, also where its lengths are wrong."""

from __future__ import annotations

import pytest

from migrate.php import texts, unserialized


@pytest.mark.parametrize(
    ("stored", "value"),
    [
        ('a:2:{i:0;s:7:"noindex";i:1;s:8:"nofollow";}', ["noindex", "nofollow"]),
        ('a:2:{s:4:"name";s:5:"Härb";s:2:"on";b:1;}', {"name": "Härb", "on": True}),
        ('s:5:"hello";', "hello"),
        ("i:-7;", -7),
        ("d:0.5;", 0.5),
        ("a:1:{i:3;N;}", {"3": ""}),
        ("a:0:{}", []),
        ('a:1:{s:1:"a";a:1:{i:0;s:1:"b";}}', {"a": ["b"]}),
        ('O:8:"stdClass":1:{s:1:"a";s:1:"b";}', {"a": "b"}),
        ('a:2:{s:3:"one";s:99:"longer";s:3:"two";s:1:"wrong";}', {"one": "longer", "two": "wrong"}),
        ('a:1:{i:0;s:3:"a";}";}', ["a"]),
    ],
)  # fmt: skip
def test_a_stored_value_is_read_whatever_its_lengths_say(stored: str, value: object) -> None:
    assert unserialized(stored) == value


@pytest.mark.parametrize(
    "stored",
    [
        *("", "plain text", "a: list", 'a:1:{i:0;s:7:"noind', "a:3:{i:0;", "i:x;", 's:99999999999:"', "d:;", "N"),
        "a:1:{i:0;" * 5000,
        'a:1:{a:1:{i:0;i:1;}s:1:"x";}',
    ],
)  # fmt: skip
def test_what_is_cut_short_or_no_such_value_is_none(stored: str) -> None:
    assert unserialized(stored) is None


def test_the_texts_of_a_value_come_in_order() -> None:
    assert list(texts(unserialized('a:2:{i:0;s:1:"a";s:1:"k";a:2:{i:0;s:1:"b";i:1;i:5;}}'))) == ["a", "b"]
