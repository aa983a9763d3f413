"""Items whose conversion is at fault: their pages are there, for others to lead to, and every run tries again."""

from __future__ import annotations

from typing import Any

import pytest

import migrate.pipeline.convert as convert
from migrate.hugo.build import build
from tests.support.blog import HOST, Blog, Post

ODD = Post(1, "An odd one", "Said in an odd way.", "odd", comments=("Indeed.",))
LEADING = Post(2, "A good one", f'See <a href="{HOST}{ODD.address}">there</a>.', "good")


@pytest.fixture
def faulty(blog: Blog, monkeypatch: pytest.MonkeyPatch) -> Blog:
    """A blog with a post that nothing can convert."""
    page = convert._page

    def failing(item: Any, *others: Any) -> object:
        if "odd way" in item.content:
            raise TypeError("odd")
        return page(item, *others)

    monkeypatch.setattr(convert, "_page", failing)
    return blog.write(ODD, LEADING)


def assert_sound(blog: Blog) -> None:
    """Hugo builds the site, and no run finds anything to do but to tell of the fault."""
    assert build(blog.site, blog.folder / "public").clean
    before = blog.files()
    again = blog.run_alone("sync")
    assert again.status == 1 and "E100" in again.messages
    assert blog.files() == before
    assert blog.run_alone("diff", "--exit-code").status == 0


def test_links_to_an_item_at_fault_hold_and_the_account_names_it(faulty: Blog) -> None:
    run = faulty.run_alone("migrate")
    assert run.status == 1
    assert "texts: An odd one: could not be converted" in run.messages
    assert faulty.text(ODD).splitlines()[1:] == [
        "date: 2020-05-04T10:00:00+01:00",
        "slug: odd",
        "title: An odd one",
        f"url: {ODD.address}",
        "wordpress_id: 1",
        "---",
    ]
    assert "odd.md" in faulty.text(LEADING)
    assert (faulty.site / "data/comments/1.json").exists()
    assert_sound(faulty)


def test_what_was_converted_once_stays_as_it_was_and_moves_with_its_item(faulty: Blog) -> None:
    faulty.write(ODD.but(content="Said well."), LEADING).run_alone("migrate")
    moved = ODD.but(slug="odder")
    run = faulty.write(moved, LEADING.but(content=LEADING.content.replace("/odd/", "/odder/"))).run_alone("sync")
    assert run.status == 1 and "E100" in run.messages
    assert faulty.body(moved) == "Said well."
    assert_sound(faulty)


def test_what_is_no_longer_public_is_a_draft_although_it_is_at_fault(faulty: Blog) -> None:
    faulty.write(ODD.but(content="Said well."), LEADING).run_alone("migrate")
    faulty.write(ODD.but(status="private"), LEADING).run_alone("sync")
    assert "\ndraft: true\n" in faulty.text(ODD)
    assert_sound(faulty)


def test_a_draft_at_fault_stays_one(faulty: Blog) -> None:
    faulty.write(ODD.but(password="secret"), LEADING).run_alone("migrate")
    assert "\ndraft: true\n" in faulty.text(ODD)
    assert_sound(faulty)


def test_once_the_fault_is_mended_the_text_arrives(faulty: Blog, monkeypatch: pytest.MonkeyPatch) -> None:
    faulty.run_alone("migrate")
    monkeypatch.undo()
    assert faulty.run_alone("sync").status == 0
    assert faulty.body(ODD) == ODD.content


def test_a_text_written_by_hand_meanwhile_stays(faulty: Blog) -> None:
    faulty.run_alone("migrate")
    faulty.edit(ODD, "wordpress_id: 1\n---\n", "wordpress_id: 1\n---\n\nBy hand.\n")
    faulty.run_alone("sync")
    assert_sound(faulty)
    assert faulty.body(ODD) == "By hand."


def test_comments_at_fault_leave_the_page_as_it_is(blog: Blog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(convert, "comments_file", None)
    run = blog.write(ODD, LEADING).run_alone("migrate")
    assert run.status == 1 and "E100" in run.messages
    assert blog.body(ODD) == ODD.content


def test_items_of_an_export_in_one_line_are_told_apart(faulty: Blog) -> None:
    gallery = Post(3, "Boats", type="envira", content="", folder="?envira=")
    faulty.write(LEADING, gallery, ODD.but(content="Said well."))
    faulty.export.write_text(faulty.export.read_text().replace("\n", " "))
    assert faulty.run_alone("migrate").status == 0
    assert faulty.body(ODD) == "Said well."
