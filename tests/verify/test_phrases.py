"""Phrases by which words that nobody may see are found again."""

from __future__ import annotations

import pytest

from migrate.verify.phrases import SoughtPhrases, phrases_of, unescaped_feed, unescaped_json

DRAFT = (
    ["Mushrooms"],
    ["We shall open a second shop beside the old harbour in May.", "Nobody has been told of it yet."],
)
"""The title and the text of an item that nobody may see."""


def found(html: str, *texts: list[str]) -> set[str]:
    return SoughtPhrases(frozenset(phrases_of(texts or DRAFT))).found_in(html)


def test_the_address_of_the_site_is_no_word_that_nobody_may_see() -> None:
    text = ["Look at http://127.0.0.1:8080/ before we go home."]
    assert "look at http 127 0 0 1 8080" in set(phrases_of([text]))
    assert set(phrases_of([text], ("127.0.0.1:8080", "127.0.0.1"))) == {"look at http before we go home"}


def test_a_short_text_is_a_phrase_and_a_long_one_many_within_its_parts() -> None:
    assert set(phrases_of(DRAFT)) == {
        "mushrooms",
        "we shall open a second shop beside the",
        "shall open a second shop beside the old",
        "open a second shop beside the old harbour",
        "a second shop beside the old harbour in",
        "second shop beside the old harbour in may",
        "nobody has been told of it yet",
    }
    assert set(phrases_of([["Lines that are", "too short"], ["Go"]])) == {"lines that are", "too short"}


@pytest.mark.parametrize(
    "html",
    [
        '<ul><li><a href="/?p=7">Mushrooms</a></li></ul>',
        '<a href="/mushrooms/">7</a>',
        "<title>Mushrooms – Tides</title>",
        '<meta property="og:title" content="Mushrooms">',
        '<script type="application/ld+json">{"@type":"BlogPosting","headline":"Mushrooms","author":"Kim"}</script>',
        '[{"title":"Mushrooms","tags":["Soup","Stew"]}]',
        unescaped_json(r'[{"x":"\u003cp\u003eWe shall open a \u003cem\u003esecond\u003c/em\u003e shop beside the\n"}]'),
        unescaped_feed("<description>&lt;p&gt;We shall open a &lt;b&gt;second&lt;/b&gt; shop beside the</description>"),
        '<p class="summary">We shall open a second shop beside the …</p>',
        "<p>Nobody has been <i>told</i> of it yet.</p>",
        '<img alt="Nobody has been told of it yet">',
    ],
)  # fmt: skip
def test_what_leaks_is_found_in_lists_heads_feeds_and_data(html: str) -> None:
    assert found(html)


@pytest.mark.parametrize(
    ("title", "html"),
    [
        ("Description", '<meta name="description" content="Tides and ebbs">'),
        ("Section main", "<section><main>"),
        ("Navigation", '<div class="navigation" id=navigation>'),
        ("Blue river", '<a href="/tag/1/">Blue</a>, <a href="/tag/2/">River</a>'),
        ("By the link", "<p>By the</p><link>"),
        ("Headline", '<script type="application/ld+json">{"headline":"Tides"}</script>'),
        ("Soup stew", '{"tags":["Soup","Stew"]}'),
        ("A shop beside the harbour", "<p>A shop</p><p>beside the harbour</p>"),
    ],
)
def test_words_that_only_marks_bring_together_or_that_nobody_reads_are_none(title: str, html: str) -> None:
    assert not found(html, [title])
    assert found(f"<p>{title}</p>", [title])


def test_a_few_words_of_a_long_text_are_no_sign_of_it() -> None:
    assert not found("<p>They would open a second shop beside the church.</p>")


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
