"""Texts in several languages in one field: each language gets its own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrate.wxr.languages import in_one_language
from tests.support.wxr_exports import Reading, cdata, export, item, record, write


@pytest.mark.parametrize(
    ("stored", "english", "others"),
    [
        ("[:en]Boats[:fr]Bateaux[:]", "Boats", ("fr",)),
        ("[:fr]Bateaux[:en]Boats[:]", "Boats", ("fr",)),
        ("[:en]Boats[:fr]Bateaux", "Boats", ("fr",)),
        ("<!--:en-->Boats<!--:--><!--:fr-->Bateaux<!--:-->", "Boats", ("fr",)),
        ("{:en}Boats{:}{:fr}Bateaux{:}", "Boats", ("fr",)),
        ("[lang_en]Boats[/lang_en][lang_fr]Bateaux[/lang_fr]", "Boats", ("fr",)),
        ("[:en]One[:fr]Un[:] of [:en]two[:fr]deux[:]", "One of two", ("fr",)),
        ("<p>[:en]One[:fr]Un[:]</p>\n<p>[:en]Two[:fr]Deux[:]</p>", "<p>One</p>\n<p>Two</p>", ("fr",)),
        ("[:de]Boote[:fr]Bateaux[:]", "Boote", ("fr",)),
        ("[:en][:fr]Bateaux[:]", "Bateaux", ()),
        ("[:en_GB]Boats[:fr]Bateaux[:]", "Boats", ("fr",)),
    ],
)
def test_the_language_of_the_site_is_read_or_the_first_that_has_words(
    stored: str, english: str, others: tuple[str, ...]
) -> None:
    assert in_one_language(stored, "en-US") == (english, others)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Plain.",
        "items[:id] of a list",
        "a[:en] and b[:fr]",
        "{:x}",
        "[:]",
        "<!--: -->",
        "[:en",
        "x [:EN]y",
        "[lang_]",
    ],
)
def test_what_only_looks_like_a_mark_is_text(text: str) -> None:
    assert in_one_language(text, "en") == (text, ())


def test_an_item_becomes_one_in_each_language_of_its_texts(tmp_path: Path) -> None:
    marked = "[:fr]Bateaux[:en]Boats[:]"
    term = record("term", term_taxonomy="genre", term_slug="boats", term_name=marked, term_description=marked)
    inside = f'<category domain="genre" nicename="boats">{cdata(marked)}</category>'
    inside += record("postmeta", meta_key="_yoast_wpseo_title", meta_value="[:en]A[:fr]B[:]")
    read = Reading(write(tmp_path, export(item(marked, f"{marked} x", inside=inside), head=term)))
    assert [(one.language, one.name, one.description) for one in read.terms] == [
        ("", "Boats", "Boats"),
        ("fr", "Bateaux", "Bateaux"),
        ("en", "Boats", "Boats"),
    ]
    english, french = read.items
    assert (english.key, english.title, english.content, english.language) == ("7", "Boats", "Boats x", "en")
    assert (french.key, french.title, french.content, french.language) == ("7@fr", "Bateaux", "Bateaux x", "fr")
    assert (english.link, french.link) == ("https://blog.example/7/", "https://blog.example/7/?lang=fr")
    assert (english.meta, french.meta) == ((("_yoast_wpseo_title", "A"),), (("_yoast_wpseo_title", "B"),))
    assert read.codes == []


def test_a_term_with_one_name_is_described_in_each_language(tmp_path: Path) -> None:
    said = "[:en]All of wood[:fr]Tout en bois[:]"
    term = record("term", term_taxonomy="genre", term_slug="boats", term_name="Boats", term_description=said)
    terms = Reading(write(tmp_path, export(item("A"), head=term))).terms
    assert [(one.name, one.description, one.language) for one in terms] == [
        ("Boats", "All of wood", ""),
        ("Boats", "All of wood", "en"),
        ("Boats", "Tout en bois", "fr"),
    ]


def test_what_a_language_has_no_words_for_is_said_in_that_of_the_site(tmp_path: Path) -> None:
    read = Reading(write(tmp_path, export(item("[:de]Boote[:en]Boats[:]", "[:fr]Bonjour[:en]Hello[:de]Tag[:]"))))
    assert [(one.language, one.title) for one in read.items] == [("en", "Boats"), ("de", "Boote"), ("fr", "Boats")]


def test_of_a_text_about_marks_and_of_media_one_language_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    about = item("How to", "Write this: [:en]Boats[:fr]Bateaux[:]")
    picture = item("[:en]Boats[:fr]Bateaux[:]", "", 8, post_type="attachment")
    read = Reading(write(tmp_path, export(about, picture)))
    assert [(one.key, one.title, one.content) for one in read.items] == [
        ("7", "How to", "Write this: Boats"),
        ("8", "Boats", ""),
    ]
    assert read.codes == ["W212", "W212"]
