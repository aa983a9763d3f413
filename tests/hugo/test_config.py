"""The configuration of a new site, and what an existing one is told."""

from __future__ import annotations

import subprocess
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.hugo.build import find
from migrate.hugo.config.config import SiteSettings, base_url, configuration
from migrate.hugo.config.existing import fresh_configuration, is_new_site
from migrate.site.answer.menus import MenuEntry
from tests.support.hugo_samples import write


def read(settings: SiteSettings) -> dict[str, object]:
    return tomllib.loads(configuration(settings))


def test_a_new_site_says_what_the_content_needs() -> None:
    entry = MenuEntry("1", "About & more", "/about/", 2, "")
    below = MenuEntry("2", "Team", "/about/team/", 1, "1")
    settings = SiteSettings(
        "Salt &amp; bread", "http://blog.example/sub", "de-DE-formal", "A tagline", ("genre",), {"main": [entry, below]}
    )
    assert read(settings) == {
        "baseURL": "http://blog.example/",
        "title": "Salt & bread",
        "theme": "wxr2hugo",
        "enableRobotsTXT": True,
        "locale": "de-DE",
        "defaultContentLanguage": "de",
        "params": {"description": "A tagline", "guid": "http://blog.example/sub/?p="},
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
    found = read(SiteSettings("", "", menus=menus))["menus"]
    assert isinstance(found, dict)
    assert found["main"][0]["name"] == main
    assert len(found) == len(names)


def test_no_taxonomy_is_named_twice() -> None:
    assert read(SiteSettings("", "", taxonomies=("tags", "genre")))["taxonomies"] == {
        "author": "author", "category": "categories", "tag": "tags", "genre": "genre",
    }  # fmt: skip


@given(st.text(), st.text(), st.text())
def test_nothing_that_an_export_says_breaks_out_of_its_place(title: str, name: str, menu: str) -> None:
    entry = MenuEntry(name, name, name, 1, "")
    found = read(SiteSettings(title, title, title, title, menus={menu: [entry]}))
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
    assert read(SiteSettings("", "", language))["locale"] == locale


@pytest.mark.parametrize("language", ["", "english", "../x", "e"])
def test_what_is_no_language_is_left_out(language: str) -> None:
    assert "locale" not in read(SiteSettings("", "", language))


def test_a_site_is_new_until_it_has_a_configuration(tmp_path: Path) -> None:
    assert is_new_site(tmp_path / "missing")
    write(tmp_path, {"README.md": "", "content/config.md": ""})
    assert is_new_site(tmp_path)
    write(tmp_path / "a", {"hugo.yaml": ""})
    write(tmp_path / "b", {"config.json": ""})
    write(tmp_path / "c", {"config/_default/params.toml": ""})
    assert not any(is_new_site(tmp_path / name) for name in "abc")


@pytest.mark.parametrize("form", ["toml", "yaml", "json"])
def test_what_hugo_new_site_makes_is_fresh_until_somebody_works_on_it(tmp_path: Path, form: str) -> None:
    site, name = tmp_path / "site", f"hugo.{form}"
    subprocess.run([find(), "new", "site", site, "--format", form], check=True, capture_output=True)
    assert fresh_configuration(site) == name
    write(site, {"content/mine.md": ""})
    assert fresh_configuration(site) == ""
    site.joinpath("content/mine.md").unlink()
    made = site.joinpath(name).read_text("utf-8")
    site.joinpath(name).write_text(made.replace("title", "theme"), "utf-8")
    assert fresh_configuration(site) == ""
