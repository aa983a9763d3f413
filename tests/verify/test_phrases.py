"""Phrases by which words that nobody may see are found again."""

from __future__ import annotations

from migrate.verify.phrases import SoughtPhrases, phrases_of


def test_the_address_of_the_site_is_no_word_that_nobody_may_see() -> None:
    text = "Look at http://127.0.0.1:8080/ before we go home."
    assert "127 0 0 1" in set(phrases_of([text]))
    assert set(phrases_of([text], ("127.0.0.1:8080", "127.0.0.1"))) == {
        "look at http before",
        "at http before we",
        "http before we go",
        "before we go home",
    }


def test_a_phrase_is_found_within_words_marks_and_settings_and_nowhere_else() -> None:
    sought = SoughtPhrases(frozenset({"the secret plan of", "the secret", "nobody says this here"}))
    assert sought.found_in("<p>The <b>sec</b>ret plan of all</p>") == {"the secret plan of", "the secret"}
    assert sought.found_in('<img alt="The secret"><p>nobody says this</p>') == {"the secret"}
    assert not sought.found_in("<p>the plan, secret</p>")
