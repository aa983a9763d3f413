"""The configuration of a new site, and what an existing one is told."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from hugo_samples import write
from hypothesis import given
from hypothesis import strategies as st

from migrate.hugo.config import Settings, base_url, configuration
from migrate.hugo.existing import is_new_site, lacks
from migrate.site.answer.menus import MenuEntry

TOML_TAXONOMIES = "[taxonomies]\nauthor = 'author'\ncategory = 'categories'\ntag = 'tags'\n"
COMPLETE = TOML_TAXONOMIES + "[markup.goldmark.renderer]\nunsafe = true\n"
YAML_TAXONOMIES = "taxonomies: {a: author, c: categories, t: tags}\n"
YAML_MARKUP = "markup: {goldmark: {renderer: {unsafe: true}}}\n"


def read(settings: Settings) -> dict[str, object]:
    return tomllib.loads(configuration(settings))


def test_a_new_site_says_what_the_content_needs() -> None:
    entry = MenuEntry("1", "About & more", "/about/", 2, "")
    below = MenuEntry("2", "Team", "/about/team/", 1, "1")
    settings = Settings(
        "Salt &amp; bread", "http://blog.example/sub", "de-DE-formal", "A tagline", ("genre",), {"main": [entry, below]}
    )
    assert read(settings) == {
        "baseURL": "http://blog.example/",
        "title": "Salt & bread",
        "theme": "wxr2hugo",
        "locale": "de-DE",
        "defaultContentLanguage": "de",
        "params": {"description": "A tagline"},
        "taxonomies": {"author": "author", "category": "categories", "tag": "tags", "genre": "genre"},
        "pagination": {"pagerSize": 10},
        "services": {"rss": {"limit": 20}},
        "markup": {"goldmark": {"renderer": {"unsafe": True}}},
        "menus": {
            "main": [
                {"identifier": "1", "name": "About & more", "url": "/about/", "weight": 2},
                {"identifier": "2", "name": "Team", "url": "/about/team/", "weight": 1, "parent": "1"},
            ]
        },
    }


@pytest.mark.parametrize(
    ("names", "main"),
    [
        (["main", "primary"], "main"),
        (["footer", "primary-menu", "pages"], "primary-menu"),
        (["social", "pages"], "pages"),
        (["social"], "social"),
    ],
)
def test_one_menu_is_the_main_one(names: list[str], main: str) -> None:
    menus = {name: [MenuEntry(name, name, "/", 1, "")] for name in names}
    found = read(Settings("", "", menus=menus))["menus"]
    assert isinstance(found, dict)
    assert found["main"][0]["name"] == main
    assert len(found) == len(names)


def test_no_taxonomy_is_named_twice() -> None:
    assert read(Settings("", "", taxonomies=("tags", "genre")))["taxonomies"] == {
        "author": "author", "category": "categories", "tag": "tags", "genre": "genre",
    }  # fmt: skip


@given(st.text(), st.text(), st.text())
def test_nothing_that_an_export_says_breaks_out_of_its_place(title: str, name: str, menu: str) -> None:
    entry = MenuEntry(name, name, name, 1, "")
    found = read(Settings(title, title, title, title, menus={menu: [entry]}))
    assert found["menus"] == {"main": [{"identifier": name, "name": name, "url": name, "weight": 1}]}
    assert found["theme"] == "wxr2hugo"


@pytest.mark.parametrize(
    ("address", "base"),
    [
        ("https://blog.example/a/b?c", "https://blog.example/"),
        ("http://user:word@blog.example:8080", "http://blog.example:8080/"),
        ("https://блог.example", "https://блог.example/"),
        ("ftp://blog.example", "/"),
        ("javascript:alert(1)", "/"),
        ("http://[broken", "/"),
        ("https://a b/", "/"),
        ("", "/"),
    ],
)
def test_the_base_url_is_scheme_and_host_only(address: str, base: str) -> None:
    assert base_url(address) == base


@pytest.mark.parametrize(
    ("language", "locale"), [("en-US", "en-US"), ("zh_TW", "zh-TW"), ("pt", "pt"), ("sr-Latn-RS", "sr-Latn-RS")]
)
def test_the_language_is_written_as_hugo_names_it(language: str, locale: str) -> None:
    assert read(Settings("", "", language))["locale"] == locale


@pytest.mark.parametrize("language", ["", "english", "../x", "e"])
def test_what_is_no_language_is_left_out(language: str) -> None:
    assert "locale" not in read(Settings("", "", language))


def test_a_site_is_new_until_it_has_a_configuration(tmp_path: Path) -> None:
    assert is_new_site(tmp_path / "missing")
    write(tmp_path, {"README.md": "", "content/config.md": ""})
    assert is_new_site(tmp_path)
    write(tmp_path / "a", {"hugo.yaml": ""})
    write(tmp_path / "b", {"config.json": ""})
    write(tmp_path / "c", {"config/_default/params.toml": ""})
    assert not any(is_new_site(tmp_path / name) for name in "abc")


@pytest.mark.parametrize(
    "files",
    [
        {"hugo.toml": COMPLETE},
        {"config.toml": "\ufeff" + COMPLETE.replace("markup.goldmark", "Markup.GoldMark")},
        {"hugo.yaml": YAML_TAXONOMIES + YAML_MARKUP},
        {"hugo.json": json.dumps(tomllib.loads(COMPLETE))},
        {
            "config/_default/hugo.toml": TOML_TAXONOMIES,
            "config/_default/markup.toml": "goldmark.renderer.unsafe = true",
        },
        {"hugo.toml": TOML_TAXONOMIES, "config/production/config.yaml": YAML_MARKUP},
    ],
)
def test_a_complete_configuration_lacks_nothing_wherever_it_stands(tmp_path: Path, files: dict[str, str]) -> None:
    write(tmp_path, files)
    assert lacks(tmp_path) == []


def test_an_existing_site_is_told_what_to_add(tmp_path: Path) -> None:
    write(tmp_path, {"hugo.toml": "title = 'Mine'\n[markup.goldmark]\nrenderer.unsafe = false\n"})
    assert lacks(tmp_path, ["genre"]) == [
        "markup.goldmark.renderer.unsafe = true",
        'taxonomies: author = "author", genre = "genre", and with them Hugo\'s own two, category and tag',
    ]
    write(tmp_path, {"hugo.toml": COMPLETE.replace("tag = 'tags'\n", "")})
    assert lacks(tmp_path) == ['taxonomies: tag = "tags"']


@pytest.mark.parametrize("text", ["= broken", "taxonomies = 3\nmarkup = []"])
def test_a_configuration_that_makes_no_sense_is_named_and_nothing_breaks(tmp_path: Path, text: str) -> None:
    write(tmp_path, {"hugo.toml": text})
    assert lacks(tmp_path)
