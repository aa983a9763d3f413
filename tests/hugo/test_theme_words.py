"""The words of the theme: each language has all of them, and a site shows none of another."""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from migrate.hugo.comments import comments_file
from migrate.hugo.config import SiteSettings
from migrate.hugo.shipped import shortcode_files, theme_files
from migrate.page.yaml_writer import dump
from migrate.site.answer.menus import MenuEntry
from tests.support.hugo_samples import built, comment, item, page, shown

FOLDER = "themes/wxr2hugo/i18n/"
WORDS = {
    path.removeprefix(FOLDER).removesuffix(".toml"): tomllib.loads(text)
    for path, text in theme_files().items()
    if path.startswith(FOLDER)
}
ENGLISH = WORDS["en"]
SPOKEN = ("aria-label", "placeholder", "title", "alt", "data-results", "data-nothing", "data-copy", "data-copied")
"""Attributes that readers see or hear."""
MONTHS = ("January", "February", "March", "May", "June", "July", "October", "December")


def blog(word: str) -> dict[str, str]:
    """A site with every kind of page, whose own texts are one word again and again."""
    files: dict[str, str] = {}
    for number in range(12):
        fields = {
            "title": word if number else "", "date": datetime(2024, number + 1, 2, tzinfo=UTC), "author": word,
            "lastmod": datetime(2025, 1, 2, tzinfo=UTC), "categories": word, "tags": [word], "sticky": number == 3,
            "url": f"/p{number}/", "wordpress_id": number + 1,
        }  # fmt: skip
        text = f"{word}\n\n<!--more-->\n\n" + f"## {word}\n\n{word}\n\n" * 4
        files[f"content/posts/post-{number}.md"] = dump(fields | {"toc": True}) + "\n" + text
    files["content/one.md"] = dump({"title": word}) + f"\n{{{{< wp-archives >}}}}\n\n```go\n{word}\n```\n"
    files["content/one/two.md"] = dump({"title": word}) + f"\n{word}\n"
    files["content/_index.md"] = dump({"title": word}) + f"\n{word}\n"
    thread = [comment(1, word, author=word)]
    thread += [comment(number, word, author=word, parent=number - 1) for number in range(2, 8)]
    found = comments_file(item(id=2, comments=tuple(thread)), page())
    assert found
    return files | dict([found])


def site(folder: Path, language: str, word: str) -> list[str]:
    """All that visitors of every page read or hear, a text a page."""
    above, below = MenuEntry("1", word, "/one/", 1, ""), MenuEntry("2", word, "/one/two/", 1, "1")
    settings = SiteSettings(word, "https://blog.example", language, word, menus={"main": [above, below]})
    assert built(folder, blog(word), settings).clean
    return [seen(path.read_text("utf-8")) for path in (folder / "public").rglob("*.html")]


def seen(html: str) -> str:
    """The text of a page and of the attributes that are read out."""
    tree = LexborHTMLParser(html)
    tree.strip_tags(["script"], recursive=True)
    told = [value for one in tree.css("*") for name, value in one.attributes.items() if name in SPOKEN and value]
    return "\n".join([tree.root.text(separator="\n") if tree.root else "", *told])


@pytest.mark.parametrize(
    ("language", "word"), [("de-DE", "Wort"), ("ja", "言葉"), ("ar", "كلمة"), ("pt-BR", "palavra")]
)
def test_nothing_is_english_where_the_site_is_not(tmp_path: Path, language: str, word: str) -> None:
    own = set(WORDS.get(language.lower(), WORDS[language[:2]]).values())
    foreign = [one for one in (*ENGLISH.values(), *MONTHS) if one not in own]
    pages = site(tmp_path, language, word)
    assert len(pages) > 20
    assert not [(one, text) for text in pages for one in foreign if re.search(rf"\b{re.escape(one)}\b", text)]
    assert any(WORDS[language.lower() if language == "pt-BR" else language[:2]]["more"] in text for text in pages)


def test_a_language_that_the_theme_does_not_know_has_its_dates_and_english_words(tmp_path: Path) -> None:
    pages = site(tmp_path, "cy", "gair")
    assert any("Read more" in text for text in pages)
    assert "Rhagfyr" in shown(tmp_path, "/p11/")


def test_every_language_has_all_words_and_leaves_none_empty() -> None:
    assert len(WORDS) >= 30
    for language, words in WORDS.items():
        assert words.keys() == ENGLISH.keys(), language
        assert all(word.strip() for word in words.values()), language


def test_no_word_is_known_that_the_theme_does_not_use() -> None:
    templates = "".join(text for path, text in (theme_files() | shortcode_files()).items() if "layouts/" in path)
    assert not [key for key in ENGLISH if f'"{key}"' not in templates and f"$words.{key}" not in templates]


def test_what_plugins_name_for_themselves_is_a_word_to_readers(tmp_path: Path) -> None:
    fields = {"title": "Fest", "url": "/fest/", "pa_colour": ["Rot"], "product_cat": ["Brot"]}
    event = {"start": "2024-06-01T10:00:00Z", "end": "2024-06-01T12:00:00Z"}
    files = {"content/tribe_events/fest.md": dump(fields | {"event": event}) + "\nText\n"}
    settings = SiteSettings("Wort", "https://blog.example", "de", taxonomies=("pa_colour", "product_cat"))
    assert built(tmp_path, files, settings).clean
    text = " ".join(seen(shown(tmp_path, "/fest/")).split())
    assert "1. Juni 2024, 10:00 – 12:00" in text
    assert re.search("Colour Rot .*Kategorien Brot", text)
    assert not re.search("(?i)pa_|product_cat", text)
