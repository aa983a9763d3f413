"""Phrases by which words that nobody may see are found again."""

from __future__ import annotations

from migrate.verify.phrases import SoughtPhrases, phrases_of, unescaped_feed


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


LONG = "a fisherman who lived with his wife in a hut by the sea, and he went there each day to fish"
LINE = f"There was once {LONG}, {LONG}, and they all sang: {LONG}; {LONG}"


def test_what_was_looked_through_once_is_not_again_but_where_it_meets_other_words() -> None:
    sought = SoughtPhrases(
        frozenset({"and they all sang", "to fish in peace", "day to fish there", "said there was once"})
    )
    assert sought.found_in(f"<p>{LINE}\nThe end") == {"and they all sang"}
    assert sought.found_in(f"{LINE}\nThe end") == {"and they all sang"}
    assert sought.found_in(f"<p>Again:\n{LINE}\n</p>") == set()
    assert sought.found_in(f"<p>He said:\n{LINE}\n{LINE}\n{LINE}\nin peace.") >= {
        "to fish in peace",
        "said there was once",
    }
    assert sought.found_in(f"{LINE}\nThere, though.") == {"day to fish there"}


def test_a_phrase_is_found_in_a_feed_as_on_a_page() -> None:
    feed = "<description>&lt;p&gt;A &lt;em&gt;hut&lt;/em&gt; by &amp;amp; the sea&lt;/p&gt;</description>"
    assert SoughtPhrases(frozenset({"a hut by the"})).found_in(unescaped_feed(feed)) == {"a hut by the"}
