"""The example on the front page of the README is what the tool makes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from migrate.hugo.build import build
from tests.support.blog import call

ROOT = Path(__file__).parents[2]
EXPORT = ROOT / "fixtures/showcase/export.xml"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("showcase") / "site"
    assert call("migrate", str(EXPORT), "--site", str(made)).status == 0
    return made


def shown(language: str) -> str:
    """The first block of code in this language."""
    found = re.search(rf"^```{language}\n(.*?)^```$", (ROOT / "README.md").read_text("utf-8"), re.S | re.M)
    assert found
    return found[1]


def test_what_the_readme_shows_of_an_export_stands_in_the_example() -> None:
    excerpt, rest = shown("xml").split("  …\n")
    assert excerpt in EXPORT.read_text("utf-8") and not rest


def test_what_the_readme_shows_as_the_result_is_what_comes_out(site: Path) -> None:
    assert (site / "content/posts/2019-04-02-bread-for-the-long-way.md").read_text("utf-8") == shown("markdown")


def test_hugo_shows_it_without_a_word(site: Path) -> None:
    assert build(site, site.parent / "public").clean
