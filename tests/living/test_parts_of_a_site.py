"""An export that `fetch --types` brought says that it is a part: what it does not hold stays as it is."""

from __future__ import annotations

import pytest

from migrate.diagnostics import MigrateError
from tests.support.blog import Blog, Post

MARK = "<!-- wxr2hugo: only these types: post -->"
WALK = Post(7, "A walk", "<a href='/about/'>About</a> us.", "walk", tags=("Sea",), meta=(("_wp_old_slug", "stroll"),))
ABOUT = Post(8, "About", "We walk.", "about", type="page", meta=(("_wp_old_slug", "us"),))


CATEGORY = (
    "<wp:category><wp:term_id>3</wp:term_id><wp:category_nicename>sea</wp:category_nicename>"
    "<wp:cat_name>Sea</wp:cat_name></wp:category>"
)


def of_posts_alone(blog: Blog, *posts: Post) -> Blog:
    blog.write(*posts)
    text = blog.export.read_text(encoding="utf-8")
    blog.export.write_text(text.replace("<rss", f"{MARK}\n<rss", 1), encoding="utf-8")
    return blog


def test_what_is_not_in_it_is_no_orphan_and_links_there_stay(blog: Blog) -> None:
    assert blog.write(WALK, ABOUT).run("migrate").status == 0
    before = blog.files()
    done = of_posts_alone(blog, WALK.but(content="<a href='/about/'>About</a> all of us.")).run("sync")
    assert done.status == 0 and "1 updated" in done.messages and "0 orphans" in done.messages
    after = blog.files()
    changed = {path for path in before if before[path] != after.get(path) and not path.startswith(".wxr2hugo")}
    assert changed == {"content/posts/2020-05-04-walk.md"}
    assert "[About][1] all of us." in blog.text(WALK)


def test_nothing_is_pruned_by_it(blog: Blog) -> None:
    blog.write(WALK, ABOUT).run("migrate")
    of_posts_alone(blog, WALK.but(content="Other."))
    with pytest.raises(MigrateError, match="part of the site"):
        blog.run("sync", "--prune")


def test_a_text_that_holds_the_mark_is_no_part(blog: Blog) -> None:
    blog.write(WALK, ABOUT).run("migrate")
    assert "1 orphan" in blog.write(WALK.but(content=MARK)).run("sync").messages


def test_links_that_ask_for_a_category_by_its_number_stay(blog: Blog) -> None:
    post = WALK.but(content="<a href='/?cat=3'>By the sea</a>", categories=("Sea",))
    assert blog.write(post, head=CATEGORY).run("migrate").status == 0
    before = blog.text(post)
    assert "category/sea" in before or "categories/sea" in before
    assert of_posts_alone(blog, post).run("sync").status == 0
    assert blog.text(post) == before
