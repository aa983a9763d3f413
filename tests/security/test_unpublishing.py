"""What is un-published upstream is published no longer, whatever it was."""

from __future__ import annotations

import pytest

from tests.support.blog import Blog, Post


@pytest.mark.parametrize("change", [{"status": "draft"}, {"status": "private"}, {"password": "x"}])
def test_the_last_public_item_of_a_type_becomes_a_draft_as_any_other(blog: Blog, change: dict[str, str]) -> None:
    walk = Post(1, "Guided walk", type="tour", slug="walk")
    blog.write(walk, Post(2, "Welcome"))
    assert blog.run("migrate").status == 0
    (path,) = [name for name in blog.files() if name.endswith("/walk.md")]
    assert "draft: true" not in blog.text(path)
    blog.write(walk.but(**change), Post(2, "Welcome"))
    assert "0 orphans" in blog.run("sync").messages
    assert "\ndraft: true\n" in blog.text(path)


def test_a_guest_of_whom_only_a_draft_speaks_has_no_page(blog: Blog) -> None:
    walk = Post(1, terms=(("author", "cap-kim", "Kim"),))
    blog.write(walk, Post(2))
    blog.run("migrate")
    (path,) = [name for name in blog.files() if name.endswith("author/kim/_index.md")]
    blog.write(walk, Post(2), Post(3))
    assert "0 orphans" in blog.run("sync").messages
    blog.write(walk.but(status="draft"), Post(2))
    blog.run("sync")
    assert "\ndraft: true\n" in blog.text(path)
