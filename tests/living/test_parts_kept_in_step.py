"""What was taken from the old site stays in step as any text does: `migrate`, `diff`, `sync`, edits, colleagues."""

from __future__ import annotations

import shutil

import pytest

from migrate.living.store import SeenItem, Store
from tests.support.blog import HOST, Blog, Post

WALK = Post(7, "A walk", 'We went out.\n\n[crew boat="2"]\n\nAnd home.', "walk")
HOURS = Post(8, "Hours", "", "hours", type="page")
OTHER = Post(9, "Bread", '<a href="/2020/05/04/walk/">walk</a>', "bread")


def page(crew: str) -> str:
    return f"<p>We went out.</p>\n<ul><li>{crew}</li></ul>\n<p>And home.</p>"


@pytest.fixture
def old(blog: Blog) -> Store:
    """What was fetched of a blog with two items that only plugins can show."""
    kept = Store(blog.site)
    kept.write(SeenItem(7, "post", "", "", title="", html=page("Ada")))
    kept.write(SeenItem(8, "page", "", "", title="", html="<p>From <em>six</em> on.</p>"))
    return kept


def changed(blog: Blog) -> str:
    return blog.run("diff", "--format", "stat").output.strip()


def test_what_was_fetched_before_the_first_migration_is_used_and_nothing_is_left_to_do(blog: Blog, old: Store) -> None:
    assert blog.write(WALK, HOURS).run("migrate").status == 0
    assert blog.body(WALK) == "We went out.\n\n* Ada\n\nAnd home."
    assert blog.body(HOURS) == "From _six_ on."
    assert changed(blog) == ""


def test_what_is_fetched_later_comes_with_the_next_sync(blog: Blog) -> None:
    blog.write(WALK, HOURS).run("migrate")
    assert "crew" in blog.body(WALK)
    Store(blog.site).write(SeenItem(7, "post", "", "", title="", html=page("Ada")))
    assert blog.run("sync").status == 0
    assert blog.body(WALK) == "We went out.\n\n* Ada\n\nAnd home."


def test_what_changes_inside_a_plugin_alone_is_merged_with_edits(blog: Blog, old: Store) -> None:
    blog.write(WALK, HOURS).run("migrate")
    blog.edit(WALK, "And home.", "And home at night.")
    old.write(SeenItem(7, "post", "", "", title="", html=page("Bo")))
    assert changed(blog).endswith("(wordpress)")
    assert blog.run("sync").status == 0
    assert blog.body(WALK) == "We went out.\n\n* Bo\n\nAnd home at night."
    assert changed(blog) == ""


def test_a_colleague_without_what_was_fetched_changes_nothing_but_what_wordpress_changed(
    blog: Blog, old: Store
) -> None:
    blog.write(WALK, HOURS, OTHER).run("migrate")
    shutil.rmtree(blog.site / ".wxr2hugo/rendered")
    assert changed(blog) == ""
    assert blog.write(WALK.but(content=f"Early. {WALK.content}"), HOURS, OTHER).run("sync").status == 0
    assert blog.body(WALK) == "Early. We went out.\n\n* Ada\n\nAnd home."
    assert blog.body(HOURS) == "From _six_ on."
    assert changed(blog) == ""
    other = WALK.content.replace("2", "3")
    blog.write(WALK.but(content=other), HOURS, OTHER).run("sync")
    assert "Ada" not in blog.body(WALK)


def test_what_is_no_longer_public_is_not_used(blog: Blog, old: Store) -> None:
    blog.write(WALK, HOURS).run("migrate")
    assert blog.write(WALK.but(status="draft"), HOURS).run("sync").status == 0
    assert "Ada" not in blog.text(WALK)
    assert '"key": "7"' not in (blog.site / ".wxr2hugo/taken.jsonl").read_text("utf-8")


def test_what_was_deleted_from_what_was_fetched_is_not_used(blog: Blog, old: Store) -> None:
    blog.write(WALK, HOURS).run("migrate")
    old.delete(7)
    blog.run("sync")
    assert "Ada" not in blog.body(WALK)


@pytest.mark.parametrize("damage", ["", "<!-- {} -->", "<<<<<<< ours\n", "<!-- [1] -->\n<p>x</p>", "\0"])
def test_a_damaged_file_is_as_if_it_were_not_there(blog: Blog, old: Store, damage: str) -> None:
    (blog.site / ".wxr2hugo/rendered/7.html").write_text(damage, "utf-8")
    (blog.site / ".wxr2hugo/taken.jsonl").write_text(damage, "utf-8")
    assert blog.write(WALK, HOURS).run("migrate").status == 0
    assert "crew" in blog.body(WALK) and blog.body(HOURS) == "From _six_ on."


def test_pictures_that_only_a_plugin_shows_are_brought(blog: Blog, old: Store) -> None:
    address = f"{HOST}/wp-content/uploads/2020/04/ada.jpg"
    old.write(SeenItem(7, "post", "", "", title="", html=page(f'<img src="{address}" alt="Ada">')))
    uploads = blog.folder / "uploads/2020/04"
    uploads.mkdir(parents=True)
    (uploads / "ada.jpg").write_bytes(b"x")
    blog.write(WALK, HOURS).run("migrate")
    assert "![Ada](/wp-content/uploads/2020/04/ada.jpg)" in blog.body(WALK)
    blog.run("media", "--from", str(blog.folder / "uploads"))
    assert (blog.site / "static/wp-content/uploads/2020/04/ada.jpg").is_file()
