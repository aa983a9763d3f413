"""A folder that holds only what visitors did not see has no list: Hugo would tell everybody its name."""

from __future__ import annotations

from pathlib import Path
from shutil import rmtree

import pytest

from migrate.hugo.build import build
from tests.support.blog import Blog, Post

OPEN = Post(11, "Open", slug="open")
TENDER = Post(31, "Tender", "For two.", "tender", type="auction", status="draft", folder="auction/")
LIST = "content/auction/_index.md"


@pytest.fixture
def site(blog: Blog) -> Blog:
    blog.site.mkdir()
    (blog.site / "wxr2hugo.toml").write_text('[content]\ntypes = ["auction"]\n', "utf-8")
    return blog.write(OPEN, TENDER)


def named(blog: Blog, word: str) -> list[str]:
    """The files of the built site that name the word, in their path or text."""
    public = blog.folder / "public"
    rmtree(public, ignore_errors=True)
    assert build(blog.site, public).clean
    found = (path for path in public.rglob("*") if path.is_file())
    return sorted(str(path.relative_to(public)) for path in found if word in _all_of(path, public))


def _all_of(path: Path, public: Path) -> str:
    return f"{path.relative_to(public)}\n{path.read_text('utf-8', 'replace')}"


def nothing_to_do(blog: Blog) -> bool:
    blog.export_again()
    return blog.run("diff", "--exit-code").status == 0


def test_the_name_of_a_type_of_which_all_are_drafts_is_on_no_page(site: Blog) -> None:
    site.run("migrate")
    assert "draft: true" in site.text("content/auction/tender.md")
    assert named(site, "auction") == []
    assert nothing_to_do(site)


def test_the_list_comes_with_the_first_that_is_published_and_goes_with_the_last(site: Blog) -> None:
    site.run("migrate")
    site.write(OPEN, TENDER.but(status="publish")).run("sync")
    assert "build" not in site.text(LIST)
    assert "auction/index.html" in named(site, "auction")
    assert nothing_to_do(site)
    site.write(OPEN, TENDER.but(status="private")).run("sync")
    assert named(site, "auction/") == []
    assert nothing_to_do(site)


def test_a_list_goes_too_that_was_public_from_the_start(site: Blog) -> None:
    site.write(OPEN, TENDER.but(status="publish")).run("migrate")
    assert LIST not in site.files()
    site.write(OPEN, TENDER.but(status="private")).run("sync")
    assert "render: never" in site.text(LIST)
    assert nothing_to_do(site)


def test_a_folder_of_drafts_below_a_draft_has_no_list(site: Blog) -> None:
    plan = Post(41, "Plan", slug="plan", type="page", status="draft", parent=42, folder="merger/")
    above = Post(42, "Merger", slug="merger", type="page", status="draft")
    site.write(OPEN, plan, above).run("migrate")
    assert named(site, "merger") == []
    assert nothing_to_do(site)


def test_the_owners_own_list_stays_theirs(site: Blog) -> None:
    own = site.site / LIST
    own.parent.mkdir(parents=True)
    own.write_text("---\ntitle: Auctions\n---\n", "utf-8")
    assert site.run("migrate").status == 0
    assert site.text(LIST) == "---\ntitle: Auctions\n---\n"


@pytest.mark.parametrize("status", ["publish", "future"])
def test_a_list_that_visitors_know_or_will_know_is_left_to_hugo(site: Blog, status: str) -> None:
    site.write(OPEN, TENDER, TENDER.but(id=32, slug="other", status=status)).run("migrate")
    assert LIST not in site.files()
