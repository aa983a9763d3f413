"""The words of the theme: each language has all of them, and a site shows none of another."""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from migrate.hugo.comments import comments_file
from migrate.hugo.config.config import LanguageSettings, SiteSettings, configuration
from migrate.hugo.shipped import shortcode_files, theme_files
from migrate.page.yaml_writer import dump
from migrate.site.answer.menus import MenuEntry
from migrate.site.decide.languages.names import locale
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


def blog(word: str, language: str = "", posts: int = 12) -> dict[str, str]:
    """A site with every kind of page, whose own texts are one word again and again."""
    files: dict[str, str] = {}
    folder, prefix = ("content", "") if not language else (f"content/{language}", f"/{language}")
    for number in range(posts):
        fields = {
            "title": word if number or language else "", "author": word, "categories": word,
            "date": datetime(2024, number + 1, 2, tzinfo=UTC), "lastmod": datetime(2025, 1, 2, tzinfo=UTC),
            "tags": [word], "sticky": number == 3,
            "url": f"{prefix}/p{number}/", "wordpress_id": number + 1,
        }  # fmt: skip
        text = f"{word}\n\n<!--more-->\n\n" + f"## {word}\n\n{word}\n\n" * 4
        files[f"{folder}/posts/post-{number}.md"] = dump(fields | {"toc": True}) + "\n" + text
    files[f"{folder}/one.md"] = dump({"title": word}) + f"\n{{{{< wp-archives >}}}}\n\n```go\n{word}\n```\n"
    files[f"{folder}/one/two.md"] = dump({"title": word}) + f"\n{word}\n"
    files[f"{folder}/_index.md"] = dump({"title": word}) + f"\n{word}\n"
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


def seen(html: str, *without: str) -> str:
    """The text of a page, but for some elements, and of the attributes that are read out."""
    tree = LexborHTMLParser(html)
    tree.strip_tags(["script"], recursive=True)
    for one in tree.css(", ".join(without)) if without else ():
        one.decompose()
    told = [value for one in tree.css("*") for name, value in one.attributes.items() if name in SPOKEN and value]
    return "\n".join([tree.root.text(separator="\n") if tree.root else "", *told])


SAME_AS_IN_ENGLISH = {
    *(("ca", "categories"), ("da", "tags"), ("fr", "pages"), ("it", "home"), ("nl", "home"), ("nl", "tags")),
    *(("pt-br", "posts"), ("pt-br", "tags")),
    *((language, "menu") for language in ("cs", "da", "fr", "id", "it", "nl", "pl", "pt", "pt-br", "sk")),
}
"""Words that are the same in some languages, by their keys."""


@pytest.fixture(scope="module")
def in_all_languages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What Hugo makes of one site in all languages of the theme."""
    folder = tmp_path_factory.mktemp("languages")
    files: dict[str, str] = {}
    languages = []
    for code in WORDS:
        above, below = MenuEntry("1", "77", "/one/", 1, ""), MenuEntry("2", "77", "/one/two/", 1, "1")
        files |= blog("77", code, posts=4)
        languages.append(LanguageSettings(code, "77", locale(code), False, f"content/{code}", {"main": [above, below]}))
    settings = SiteSettings("77", "https://blog.example", languages=tuple(languages), in_folder=True)
    text = configuration(settings).replace("pagerSize = 10", "pagerSize = 2")
    assert built(folder, files | {"hugo.toml": text}, settings).clean
    return folder / "public"


@pytest.mark.parametrize("language", WORDS)
def test_a_page_shows_no_words_but_those_of_its_language(in_all_languages: Path, language: str) -> None:
    files = [path.read_text("utf-8") for path in (in_all_languages / language).rglob("*.html")]
    pages = [seen(html, "time", ".wp-archives") for html in files if 'http-equiv="refresh"' not in html]
    shown_words = "\n".join(pages)
    for word in sorted(WORDS[language].values(), key=len, reverse=True):
        shown_words = shown_words.replace(word, "")
    assert len(pages) > 12
    assert set(re.findall(r"[^\W\d_]+", shown_words)) <= {"RSS"}


def test_few_words_are_the_same_in_english() -> None:
    same = {(language, key) for language, words in WORDS.items() for key in words if words[key] == ENGLISH[key]}
    assert {one for one in same if one[0] != "en" and one[1] != "month_year"} == SAME_AS_IN_ENGLISH


@pytest.mark.parametrize(("language", "word"), [("de-DE", "Wort"), ("pt-BR", "palavra")])
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
