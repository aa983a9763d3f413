"""Reports have the name of the site as their heading, and beneath it the folder in which it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrate.tree import parse
from tests.support.blog import Blog, Post

TITLE = "A journal"


@pytest.fixture
def blog(tmp_path: Path) -> Blog:
    return Blog(tmp_path).write(Post(1))


def heading(blog: Blog, command: str) -> list[str]:
    """What stands at the top of a report: the name of the site, and the folder where that is something else."""
    page = parse(blog.run(command, "--format", "html").output)
    return [one.text() for one in page.elements() if one.tag == "h1" or "folder" in one.classes]


def test_the_export_names_a_site_that_is_yet_to_come(blog: Blog) -> None:
    assert heading(blog, "diff") == [TITLE, "site"]


def test_the_configuration_names_a_site_that_is_there(blog: Blog) -> None:
    blog.run("migrate")
    assert heading(blog, "diff") == heading(blog, "verify") == [TITLE, "site"]
    blog.edit("hugo.toml", f'title = "{TITLE}"', 'title = "Hills & <sea>"')
    assert heading(blog, "diff") == heading(blog, "verify") == ["Hills & <sea>", "site"]


def test_a_plan_says_in_a_sentence_what_it_comes_to(blog: Blog) -> None:
    def verdict() -> str:
        page = parse(blog.run("diff", "--format", "html").output)
        return next(one.text() for one in page.elements() if "verdict" in one.classes)

    assert verdict().endswith(" files would be new.")
    blog.run("migrate")
    assert verdict() == "Nothing would change."
    blog.write(Post(1, content="We stayed in."))
    assert verdict() == "1 file would change."
    blog.write(Post(1, content="We stayed in."), Post(2))
    assert verdict() == "1 file would be new; 3 would change."
    blog.edit(Post(1), "We went out.", "We hurried out.")
    assert verdict() == "1 file would be new; 2 would change; 1 conflict needs a person."


@pytest.mark.parametrize(
    "configuration",
    [
        'defaultContentLanguage = "de"\n[languages.de]\ntitle = "Berge"\n[languages.en]\ntitle = "Hills"\n',
        'title = "Sites"\ndefaultContentLanguage = "de"\n[languages.de]\nTitle = "Berge"\n',
    ],
)
def test_of_several_languages_the_one_of_the_front_page_names_it(blog: Blog, configuration: str) -> None:
    blog.site.mkdir()
    (blog.site / "hugo.toml").write_text(configuration, "utf-8")
    assert heading(blog, "diff") == ["Berge", "site"]


@pytest.mark.parametrize(
    "configuration",
    [
        "title = 1\n",
        'baseURL = "https://example.org/"\nlocale = "en-us"\ntitle = "My New Hugo Project"\n',
    ],
)
def test_what_is_no_name_that_a_person_gave_is_not_shown(blog: Blog, configuration: str) -> None:
    blog.site.mkdir()
    (blog.site / "hugo.toml").write_text(configuration, "utf-8")
    assert heading(blog, "diff") == [TITLE, "site"]


def test_a_site_without_a_name_is_called_by_its_folder(blog: Blog) -> None:
    blog.export.write_text(blog.export.read_text("utf-8").replace(f"<title>{TITLE}</title>", ""), "utf-8")
    assert heading(blog, "diff") == ["site"]
