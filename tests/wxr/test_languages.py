"""Texts in several languages in one field: one of them is read, and the others are told."""

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


def test_every_text_of_an_item_and_of_a_term_is_in_one_language_and_the_others_are_named(tmp_path: Path) -> None:
    marked = "[:fr]Bateaux[:en]Boats[:]"
    term = record("term", term_taxonomy="genre", term_slug="boats", term_name=marked, term_description=marked)
    inside = f'<category domain="genre" nicename="boats">{cdata(marked)}</category>'
    inside += record("postmeta", meta_key="_yoast_wpseo_title", meta_value="[:en]A[:fr]B[:]")
    read = Reading(write(tmp_path, export(item(marked, marked, inside=inside), head=term)))
    assert (read.terms[0].name, read.terms[0].description) == ("Boats", "Boats")
    assert (read.item.title, read.item.content, read.item.terms[0].name) == ("Boats", "Boats", "Boats")
    assert read.item.meta == (("_yoast_wpseo_title", "A"),)
    assert read.codes == ["W212"]
    assert read.details == ["Boats: fr"]
