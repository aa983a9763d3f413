"""Phrases by which words that nobody may see are found again."""

from __future__ import annotations

import pickle
from random import Random

import pytest

from migrate.tree import parse
from migrate.verify.reading.phrases import LENGTH, SoughtPhrases, phrases_of, runs_of, unescaped_feed, unescaped_json
from tests.support.examples import SEED, examples

WORDS = ["the", "sea", "a", "hut", "by", "grün", "of"]
"""So few that parts of phrases come together by chance."""

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


def test_a_line_end_parts_words_in_links_and_marks_too() -> None:
    html = '<p>a <a href="/x"><b>Low<br>tide</b><br/>Ebb</a> <i>b</i><p>c</p></p>'
    assert [one for one in runs_of(parse(html)) if one.strip()] == ["a Low tide Ebb b", "c"]


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


@pytest.mark.parametrize("stray", ['<p title="5" tall">', "<p class=o'neil>", '<p lang="en"">'])
def test_a_stray_quotation_mark_in_a_tag_hides_no_words_behind_it(stray: str) -> None:
    assert found(f"{stray}A shop beside the harbour</p>{stray}It is</p>", ["A shop beside the harbour"])


def test_a_phrase_is_found_wherever_in_a_text_it_begins() -> None:
    random = Random(SEED)
    for _ in range(examples(300)):
        text = random.choices(WORDS, k=random.randint(1, 60))
        wanted = {" ".join(random.choices(WORDS, k=random.randint(1, LENGTH))) for _ in range(20)}
        for _ in range(3):
            at, length = random.randrange(len(text)), random.randint(1, LENGTH)
            wanted.add(" ".join(text[at : at + length]))
        said = f" {' '.join(text)} "
        assert SoughtPhrases(frozenset(wanted)).found_in(said) == {one for one in wanted if f" {one} " in said}


def test_signs_between_words_are_the_same_in_all_spellings() -> None:
    sought = SoughtPhrases(frozenset({"the hut by the sea", "straße am meer in der nacht am tag"}))
    for dash in ("–", "&ndash;", "&#8211;", " - ", "\u00a0", "&#34;", "…", "\n"):
        assert sought.found_in(f"Once{dash}the hut{dash}by{dash}THE sea.") == {"the hut by the sea"}
        assert sought.found_in(f"Straße{dash}am Meer in der Nacht{dash}am Tag") == {
            "straße am meer in der nacht am tag"
        }


def test_what_was_found_and_needs_no_more_is_not_found_again() -> None:
    sought = SoughtPhrases(frozenset({"a hut by the sea", "mushrooms"}))
    sought.settled.add("a hut by the sea")
    assert sought.near("<p>Mushrooms at a hut by the sea</p>") == {"mushrooms"}


def test_phrases_are_sought_in_other_processes_too() -> None:
    sought = pickle.loads(pickle.dumps(SoughtPhrases(frozenset({"a hut by the sea"}))))
    assert sought.found_in("<p>Mushrooms at a hut by the sea</p>") == {"a hut by the sea"}


def test_a_phrase_is_found_in_a_feed_as_on_a_page() -> None:
    feed = "<description>&lt;p&gt;A &lt;em&gt;hut&lt;/em&gt; by &amp;amp; the sea&lt;/p&gt;</description>"
    assert SoughtPhrases(frozenset({"a hut by the"})).found_in(unescaped_feed(feed)) == {"a hut by the"}


def test_lines_of_a_text_in_a_feed_are_those_of_its_page() -> None:
    assert unescaped_feed("&lt;p&gt;One&lt;/p&gt;&#xA;&lt;p&gt;Two&lt;/p&gt;") == "<p>One</p>\n<p>Two</p>"


def test_a_phrase_is_found_wherever_in_a_long_text_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("migrate.verify.reading.phrases._PIECE", 300)
    monkeypatch.setattr("migrate.verify.reading.phrases._ROOM", 120)
    sought = SoughtPhrases(frozenset({"nobody has been told of it yet today", "a hut by the sea"}))
    said = "Nobody has been <i title='x'>told</i> of it yet today, in a hut by the sea."
    for gap in ("a ", "word <b>here</b>\n"):
        assert sought.found_in(f"<p>{said}</p>\n{gap * 500}") == sought.phrases
        for at in range(0, 900, 7):
            text = (gap * 500)[:at] + f"\n<p>{said}</p>\n" + gap * 50
            assert sought.found_in(text) == sought.phrases
            assert sought.found_in(f'["{text}"]'.replace("\n", " ")) == sought.phrases
