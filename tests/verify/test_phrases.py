"""Phrases by which words that nobody may see are found again."""

from __future__ import annotations

from migrate.verify.phrases import phrases_of


def test_the_address_of_the_site_is_no_word_that_nobody_may_see() -> None:
    text = "Look at http://127.0.0.1:8080/ before we go home."
    assert "127 0 0 1" in set(phrases_of([text]))
    assert set(phrases_of([text], ("127.0.0.1:8080", "127.0.0.1"))) == {
        "look at http before",
        "at http before we",
        "http before we go",
        "before we go home",
    }
