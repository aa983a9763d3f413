"""A user's own page and a migrated one at one address: both are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrate.diagnostics import Diagnostics
from migrate.hugo.build import build
from migrate.hugo.config.seen import languages
from migrate.page.places import Languages, places
from migrate.sync.hidden_pages import report_hidden_pages
from migrate.sync.state.disk import survey_disk
from migrate.sync.state.state import State
from tests.support.hugo_samples import write
from tests.support.invented import Site, quick

POST = "content/posts/2020-01-02-post-1.md"
ADDRESS = "/2020/01/02/post-1/"


def told(site: Site) -> list[tuple[str, str]]:
    diagnostics = Diagnostics()
    plan = site.diff()
    report_hidden_pages(plan, survey_disk(site.root, State.load(site.root)), quick(site.root), diagnostics)
    return [(one.file, one.detail) for one in diagnostics]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/2020/01/02/post-1.md", "Mine"),
        ("content/2020/01/02/Post-1/index.md", "---\ntitle: Mine\n---\n"),
        ("content/2020/01/02/post-1/_index.md", "---\ntitle: Mine\n---\n"),
        ("content/2020/01/02/mine.html", "+++\nslug = 'post-1'\n+++\n"),
        ("content/mine.md", '{"url": "/2020/01/02/post-1"}\n'),
        ("content/mine.md", "---\nAliases: [other, 2020/01/02/post-1/]\n---\n"),
        ("static/2020/01/02/post-1/index.html", "<p>Mine</p>"),
    ],
    ids=["a page", "a bundle", "a list", "a slug", "an url", "an alias", "a file that is served as it is"],
)
def test_a_page_of_the_users_own_at_the_address_of_a_migrated_one_is_named(site: Site, path: str, text: str) -> None:
    site.write(path, text)
    assert told(site) == [(path, f"{ADDRESS} is also the address of {POST}")]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/2020/01/02/post-2-and-more.md", "Mine"),
        ("content/2020/01/02/post-1.md", "---\ndraft: true\n---\n"),
        ("content/2020/01/02/post-1.md", "---\nurl: /elsewhere/\n---\n"),
        ("content/2020/01/02/post-1.md.orig", "Mine"),
        ("content/2020/01/02/post-1.jpg", "Mine"),
        ("static/2020/01/02/post-1.jpg", "Mine"),
    ],
)
def test_a_page_that_hugo_shows_elsewhere_or_nowhere_is_none_of_our_business(site: Site, path: str, text: str) -> None:
    site.write(path, text)
    assert told(site) == []


GERMAN_TOO = Languages("en", frozenset({"en", "de"}), {"deutsch": "de"})


@pytest.mark.parametrize(
    ("path", "text", "place"),
    [
        ("content/a.en.md", "", "/a/"),
        ("content/a.de.md", "", "/de/a/"),
        ("content/a/index.de.md", "", "/de/a/"),
        ("content/_index.de.md", "", "/de/"),
        ("content/a.md", "", "/a/"),
        ("content/a.fr.md", "", "/a.fr/"),
        ("content/a.de.md", "---\nslug: B\n---\n", "/de/b/"),
        ("content/a.de.md", "---\nurl: /b/\n---\n", "/b/"),
        ("content/a.de.md", "---\nurl: b/\n---\n", "/de/b/"),
        ("deutsch/c/a.md", "", "/de/c/a/"),
    ],
)
def test_the_language_of_a_page_is_part_of_its_address_as_hugo_has_it(
    tmp_path: Path, path: str, text: str, place: str
) -> None:
    assert places(path, text, GERMAN_TOO) == (place,)
    spoken = "[languages.en]\n[languages.de]\n" + "contentDir = 'deutsch'\n" * path.startswith("deutsch")
    write(tmp_path, {path: text or "Mine", "layouts/all.html": "{{ .Path }}", "hugo.toml": spoken})
    assert languages(tmp_path).names == GERMAN_TOO.names
    assert build(tmp_path, tmp_path / "public").status == 0
    assert (tmp_path / "public" / place.strip("/") / "index.html").is_file()


@pytest.mark.parametrize(
    ("path", "spoken", "place"),
    [
        ("content/a.en.md", "", "/a/"),
        ("content/a/index.en.md", "", "/a/"),
        ("content/a.de.md", "", "/a.de/"),
        ("content/a.de.md", "defaultContentLanguage = 'de'", "/a/"),
    ],
)
def test_a_page_may_name_the_only_language_of_its_site(tmp_path: Path, path: str, spoken: str, place: str) -> None:
    write(tmp_path, {path: "Mine", "layouts/all.html": "{{ .Path }}", "hugo.toml": spoken})
    assert places(path, "", languages(tmp_path)) == (place,)
    assert build(tmp_path, tmp_path / "public").status == 0
    assert (tmp_path / "public" / place.strip("/") / "index.html").is_file()


def test_files_beside_the_index_of_a_bundle_are_parts_of_that_page(site: Site) -> None:
    site.write("content/2020/01/index.md", "Mine")
    site.write("content/2020/01/02/post-1.md", "A part")
    assert told(site) == []


def test_a_migrated_page_that_is_no_longer_published_leaves_its_address(site: Site) -> None:
    site.write("content/2020/01/02/post-1.md", "Mine")
    site.edit_upstream(1, status="draft")
    assert told(site) == []


def test_front_matter_that_cannot_be_read_tells_no_address() -> None:
    assert places("content/a.md", "---\n{\n---\n") == ()
    assert places("content/a.md", "---\nurl: /:year/:slug/\n---\n") == ()
