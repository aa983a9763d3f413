"""Options that are each sound alone, together: the site builds, items are where they were, and nothing is left over."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrate.hugo.build import build
from tests.support.blog import HOST, Blog, Post
from tests.support.translated import ABOUT, BILINGUAL, ENGLISH, FRENCH, IN_FRENCH, POLYLANG, WALK

ACROSS = Post(
    40,
    "Croisée",
    f'<a href="{HOST}/about/">About</a>, <a href="{HOST}/contact/">contact</a>, <a href="{HOST}/fr/about/">nous</a>, '
    f'<a href="{HOST}/">home</a>.',
    "croisee",
    folder=IN_FRENCH,
    terms=(FRENCH,),
)
US = f'<a href="{HOST}/about/">Us</a>.'
SAME = tuple(
    Post(number, f"Same {number}", "Words.", "same", folder=f"{folder}{number}/", terms=(language,))
    for number, folder, language in ((50, "", ENGLISH), (51, "", ENGLISH), (52, "fr/", FRENCH), (53, "fr/", FRENCH))
)


def migrated(folder: Path, choices: str, *posts: Post, head: str = POLYLANG) -> Blog:
    """A sound site with these choices."""
    blog = Blog(folder).write(*posts, head=head)
    blog.site.mkdir()
    (blog.site / "wxr2hugo.toml").write_text(choices, "utf-8")
    assert blog.run("migrate").status == 0
    built = build(blog.site, folder / "public", "--printPathWarnings")
    assert built.clean, built
    assert ", 0 differs, 0 missing" in blog.run("verify").output
    blog.export_again()
    assert blog.run("diff", "--exit-code").status == 0
    return blog


@pytest.mark.parametrize("links", ["reference", "inline", "markdown", "url"])
def test_links_lead_across_languages_however_they_are_written(tmp_path: Path, links: str) -> None:
    migrated(tmp_path, f'[markdown]\nlinks = "{links}"\n', *BILINGUAL, ACROSS)
    page = (tmp_path / "public/fr/2020/05/04/croisee/index.html").read_text("utf-8")
    for address in ("/about/", "/contact/", "/fr/about/", "/"):
        assert f'<a href="{address}">' in page


def test_links_that_name_files_lead_somewhere_in_a_new_site(tmp_path: Path) -> None:
    blog = migrated(tmp_path, '[markdown]\nlinks = "markdown"\n', ABOUT, WALK.but(content=US), head="")
    assert "[Us](/about.md)" in blog.text(WALK)


@pytest.mark.parametrize(
    ("choices", "english", "french"),
    [
        ("", "posts/2020-05-04-same-51.md", "posts/2020-05-04-same-53.fr.md"),
        ("bundles = true", "posts/2020-05-04-same-51/index.md", "posts/2020-05-04-same-53/index.fr.md"),
        ('posts = "content/{slug}/index.md"', "same-51/index.md", "same-53/index.fr.md"),
        ('posts = "content/fr/{slug}.md"', "fr/same-51.md", "fr/same-53.fr.md"),
    ],
)
def test_files_that_say_their_language_by_their_name_say_it_wherever_they_lie(
    tmp_path: Path, choices: str, english: str, french: str
) -> None:
    blog = migrated(tmp_path, f'[languages]\nlayout = "suffixes"\n[paths]\n{choices}\n', *SAME)
    for path in (english, french, english.replace("-51", ""), french.replace("-53", "")):
        assert (blog.site / "content" / path).is_file()
    assert (tmp_path / "public/fr/53/same/index.html").is_file()


def test_translations_of_a_page_that_is_a_folder_lie_in_it(tmp_path: Path) -> None:
    blog = migrated(tmp_path, '[languages]\nlayout = "suffixes"\n[paths]\nbundles = true\n', *BILINGUAL)
    assert {path.name for path in (blog.site / "content/about").iterdir()} == {"index.md", "index.fr.md"}
