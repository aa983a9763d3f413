"""What an existing configuration lacks, as Hugo sees it, and the text to paste."""

from __future__ import annotations

import json
import subprocess
import tomllib
from pathlib import Path

import pytest

from migrate.diagnostics import Diagnostics, MigrateError
from migrate.hugo.build import find
from migrate.hugo.config.config import SiteSettings
from migrate.hugo.config.fragments import fragments
from migrate.hugo.config.lacking_report import report_lacking
from migrate.hugo.config.needs import content_elsewhere, lacking, lacking_menus
from migrate.hugo.config.seen import Answer, Seen, ask, fingerprint, see
from migrate.site.answer.menus import MenuEntry
from tests.support.hugo_samples import write

TAXONOMIES = "[taxonomies]\nauthor = 'author'\ncategory = 'categories'\ntag = 'tags'\n"
UNSAFE = "[markup.goldmark.renderer]\nunsafe = true\n"
COMPLETE = TAXONOMIES + UNSAFE
YAML_TAXONOMIES = "taxonomies: {a: author, c: categories, t: tags}\n"
YAML_UNSAFE = "markup: {goldmark: {renderer: {unsafe: true}}}\n"
TWO_LANGUAGES = "defaultContentLanguage = 'de'\n" + UNSAFE + "[languages.en]\n[languages.de]\n"
NOTHING = SiteSettings("", "")
MENUS = SiteSettings("", "", menus={"top": [MenuEntry("menu-1", "Über", "/about/", 1, "")]})


def seen(site: Path, by_hugo: bool = True) -> Seen:
    answer = ask(site, find()) if by_hugo else Answer({}, "not asked")
    assert not by_hugo or not answer.reason
    return see(site, answer)


def lacks(site: Path, wanted: SiteSettings = NOTHING, by_hugo: bool = True) -> list[str]:
    return [".".join(need.path) for need in lacking(seen(site, by_hugo), wanted)]


COMPLETE_ONES = {
    "toml": {"hugo.toml": COMPLETE},
    "names in another case": {"config.toml": COMPLETE.replace("markup.goldmark", "Markup.GoldMark")},
    "yaml": {"hugo.yaml": YAML_TAXONOMIES + YAML_UNSAFE},
    "json": {"hugo.json": json.dumps(tomllib.loads(COMPLETE))},
    "a folder": {
        "config/_default/hugo.toml": TAXONOMIES,
        "config/_default/markup.toml": "goldmark.renderer.unsafe = true",
    },
    "an environment": {"hugo.toml": TAXONOMIES, "config/production/config.yaml": YAML_UNSAFE},
    "the default language": {"hugo.toml": TWO_LANGUAGES + TAXONOMIES.replace("[", "[languages.de.")},
    "a file of languages": {
        "config/_default/hugo.toml": TWO_LANGUAGES.partition("[languages")[0],
        "config/_default/languages.yaml": "en: {}\nde:\n  " + YAML_TAXONOMIES,
    },
}


@pytest.mark.parametrize("by_hugo", [True, False], ids=["by Hugo", "by its files"])
@pytest.mark.parametrize("files", COMPLETE_ONES.values(), ids=COMPLETE_ONES)
def test_a_complete_configuration_lacks_nothing_wherever_it_stands(
    tmp_path: Path, files: dict[str, str], by_hugo: bool
) -> None:
    write(tmp_path, files)
    before = sorted(tmp_path.rglob("*"))
    assert lacks(tmp_path, by_hugo=by_hugo) == []
    assert sorted(tmp_path.rglob("*")) == before


def test_a_byte_order_mark_is_no_part_of_the_settings(tmp_path: Path) -> None:
    write(tmp_path, {"hugo.toml": "\ufeff" + COMPLETE})  # not every Hugo reads it
    assert lacks(tmp_path, by_hugo=False) == []


LACKING_ONES = {
    "taxonomies at the top count for nothing beside those of the language": (
        TWO_LANGUAGES + "[languages.de.taxonomies]\ntag = 'tags'\n" + TAXONOMIES,
        ["languages.de.taxonomies"],
    ),
    "those of another language do not help": (
        TWO_LANGUAGES + "[languages.en.taxonomies]\nauthor = 'author'\n",
        ["taxonomies"],
    ),
    "main sections without the posts": (COMPLETE + "[params]\nmainSections = ['blog']\n", ["params.mainSections"]),
    "kinds and aliases that are off": (
        "disableKinds = ['term', 'sitemap']\ndisableAliases = true\n" + COMPLETE,
        ["disableKinds", "disableAliases"],
    ),
    "a home page without feed": (COMPLETE + "[outputs]\nhome = ['HTML']\n", ["outputs.home"]),
}


@pytest.mark.parametrize("by_hugo", [True, False], ids=["by Hugo", "by its files"])
@pytest.mark.parametrize(("text", "expected"), LACKING_ONES.values(), ids=LACKING_ONES)
def test_what_would_not_show_is_named_where_it_counts(
    tmp_path: Path, text: str, expected: list[str], by_hugo: bool
) -> None:
    write(tmp_path, {"hugo.toml": text})
    assert lacks(tmp_path, by_hugo=by_hugo) == expected


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("hugo.toml", "title = 'Mine'\n"),
        ("hugo.yaml", "title: Mine\n"),
        ("config/_default/config.yml", "title: Mine\n"),
        ("config/_default/params.toml", "mine = true\n"),
        ("hugo.json", '{"title": "Mine"}'),
    ],
)
def test_what_is_lacking_can_be_pasted_as_it_stands(tmp_path: Path, name: str, text: str) -> None:
    write(tmp_path, {name: text})
    wanted = SiteSettings("", "", taxonomies=("genre",), menus=MENUS.menus)
    found = seen(tmp_path)
    needs = [*lacking(found, wanted), *lacking_menus(found, wanted)]
    for fragment in fragments(needs, found.files):
        path = tmp_path / fragment.path
        there = path.read_text("utf-8") if path.exists() else ""
        pasted = (
            json.dumps(json.loads(there) | json.loads(fragment.text)) if there[:1] == "{" else there + fragment.text
        )
        path.write_text(pasted, "utf-8")
    again = seen(tmp_path)
    assert not lacking(again, wanted) and not lacking_menus(again, wanted)
    assert [entry["name"] for entry in again.at("menus", "main")] == ["Über"]
    subprocess.run([find(), "--source", tmp_path, "--renderToMemory"], check=True, capture_output=True)


def test_a_table_that_is_there_gets_the_new_lines_only(tmp_path: Path) -> None:
    write(tmp_path, {"hugo.toml": COMPLETE.replace("tag = 'tags'\n", "") + "[[menus.main]]\nname = 'a'\nurl = '/a/'\n"})
    found = seen(tmp_path)
    assert [one.text for one in fragments([*lacking(found, MENUS), *lacking_menus(found, MENUS)], found.files)] == [
        '# [taxonomies] is there already: put these lines below it\n[taxonomies]\ntag = "tags"\n\n'
        '[[menus.main]]\nidentifier = "menu-1"\nname = "Über"\nurl = "/about/"\nweight = 1\n'
    ]


def test_a_menu_of_the_users_that_leads_there_is_enough(tmp_path: Path) -> None:
    write(tmp_path, {"hugo.toml": "[[menus.main]]\nname = 'Who we are'\npageRef = '/about'\n"})
    assert not lacking_menus(seen(tmp_path), MENUS)


@pytest.mark.parametrize(
    ("text", "folder"),
    [
        ("contentDir = 'content/'\n", ""),
        ("contentDir = 'pages'\n", "pages"),
        ("[languages.en]\ncontentDir = 'content/en'\n[languages.de]\ncontentDir = 'content/de'\n", "content/en"),
        ("[languages.en]\ncontentDir = 'content/en'\n[languages.de]\n", ""),
        ("[[module.mounts]]\nsource = 'notes'\ntarget = 'content'\n", "notes"),
        (
            "[[module.mounts]]\nsource = 'notes'\ntarget = 'content'\n"
            "[[module.mounts]]\nsource = 'content'\ntarget = 'content'\n",
            "",
        ),
    ],
)
def test_a_site_whose_pages_lie_elsewhere_is_told(tmp_path: Path, text: str, folder: str) -> None:
    template = "{{ range site.Pages }}{{ .Path }} {{ end }}"
    write(tmp_path, {"hugo.toml": text, "content/a.md": "", "notes/b.md": "", "layouts/all.html": template})
    assert content_elsewhere(seen(tmp_path)) == folder
    subprocess.run([find(), "--source", tmp_path], check=True, capture_output=True)
    assert ("/a " in (tmp_path / "public/index.html").read_text()) == (not folder)


def test_a_mount_may_give_the_pages_to_another_language(tmp_path: Path) -> None:
    mount = "[[module.mounts]]\nsource = 'content'\ntarget = 'content'\nsites.matrix.languages = ['en']\n"
    write(tmp_path, {"hugo.toml": TWO_LANGUAGES + TAXONOMIES.replace("[", "[languages.en.") + mount})
    assert lacks(tmp_path) == []
    write(tmp_path, {"hugo.toml": TWO_LANGUAGES + TAXONOMIES.replace("[", "[languages.de.") + mount})
    assert lacks(tmp_path) == ["taxonomies"]


def test_a_theme_that_brings_the_settings_counts(tmp_path: Path) -> None:
    write(tmp_path, {"hugo.toml": "theme = 'mine'\n" + COMPLETE})
    write(tmp_path / "themes/mine", {"hugo.toml": "[[menus.main]]\nidentifier = 'menu-1'\nname='a'\nurl='/a/'\n"})
    assert not lacking_menus(seen(tmp_path), MENUS)
    before = fingerprint(tmp_path, None)
    write(tmp_path / "themes/mine", {"hugo.toml": ""})
    assert fingerprint(tmp_path, None) != before


def test_where_hugo_cannot_say_the_files_are_read_and_that_is_told(tmp_path: Path) -> None:
    write(tmp_path, {"hugo.toml": "theme = 'not there'\n" + TAXONOMIES})
    answer = ask(tmp_path, find())
    diagnostics = Diagnostics()
    report_lacking(see(tmp_path, answer), NOTHING, diagnostics)
    assert "not there" in answer.reason
    assert [one.code.id for one in diagnostics] == ["W301", "W303"]


def test_modules_are_neither_loaded_nor_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUGO_CACHEDIR", str(tmp_path / "cache"))
    site = {"hugo.toml": "[module]\nimports = [{path = 'theme.example/mine'}]\n", "go.mod": "module mine\n\ngo 1.22\n"}
    write(tmp_path / "site", site)
    assert ask(tmp_path / "site", find()).reason
    assert {path.name: path.read_text() for path in (tmp_path / "site").iterdir()} == site


def test_a_configuration_that_makes_no_sense_is_named(tmp_path: Path) -> None:
    write(tmp_path, {"hugo.toml": "= broken"})
    with pytest.raises(MigrateError, match=r"hugo\.toml"):
        see(tmp_path, ask(tmp_path, find()))
    write(tmp_path, {"hugo.toml": "taxonomies = 3\nmarkup = []\ndisableKinds = 1\nlanguages = 'en'\nmenus = 2\n"})
    assert lacking(see(tmp_path, Answer({}, "")), NOTHING)
