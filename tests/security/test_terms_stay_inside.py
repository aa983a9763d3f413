"""Hugo makes addresses of the names of terms by itself, and leaves out signs: no name may become a step upwards."""

from __future__ import annotations

import pytest

from migrate.hugo.build import build
from tests.support.blog import Blog, Post

NAMES = ("..!", "..!/..!/..!/escaped", "“..”/“..”/“..”/escaped", ".!.!", "#..!/..!", "{{% x %}}~", "%zz~", "..!~")


@pytest.mark.parametrize("name", NAMES)
def test_a_term_never_leads_out_of_the_published_folder(blog: Blog, name: str) -> None:
    blog.write(Post(1, categories=(name,), tags=(name, "ordinary")))
    blog.run("migrate")
    built = build(blog.site, blog.folder / "deep/er/public")
    assert built.clean, built
    assert {path.name for path in blog.folder.iterdir()} == {"export.xml", "site", "deep"}
    assert [path.name for path in (blog.folder / "deep").iterdir()] == ["er"]
    assert [path.name for path in (blog.folder / "deep/er").iterdir()] == ["public"]
