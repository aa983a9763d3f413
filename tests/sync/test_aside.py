"""What a first migration lays aside while it converts takes its place at the end, in whole folders: the same site."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

import pytest

from migrate.diagnostics import Code, MigrateError
from migrate.model.documents import Kind
from migrate.state_folder import ASIDE
from migrate.sync.files import Files
from migrate.sync.plan.aside import aside, laid
from tests.support.invented import Extra, Post, Site, actions, quick
from tests.support.mortal import Killed, MortalFiles

POSTS = [Post(number, links=(number - 1,) if number > 1 else ()) for number in range(1, 6)]
EXTRAS = (
    Extra("config:hugo.toml", "hugo.toml", "a = 1\n"),
    Extra("term:category/news", "content/categories/news/_index.md", "---\ntitle: News\n---\n", Kind.TERM),
)


def new_site(root: Path, folder: Files | None = None) -> Site:
    """A site that was never migrated, whose first sync lays documents aside."""
    root.mkdir(exist_ok=True)
    site = Site(root, extras=EXTRAS).wordpress(*POSTS)
    site.settings["lay"] = partial(laid, folder or aside(Files(root)))
    return site


def later(site: Site) -> Site:
    """The same at its next sync: documents are laid aside by a first migration only."""
    site.settings.clear()
    return site


@pytest.fixture
def whole(tmp_path: Path) -> dict[str, bytes]:
    """The site as it becomes where every file is written to its place."""
    site = later(new_site(tmp_path / "whole"))
    site.sync()
    return site.snapshot()


def test_a_site_is_the_same_whether_its_documents_were_laid_aside_or_not(
    tmp_path: Path, whole: dict[str, bytes]
) -> None:
    site = new_site(tmp_path / "site")
    assert actions(site.sync()) == actions(later(new_site(tmp_path / "other")).sync())
    assert site.snapshot() == whole
    assert not actions(later(site).sync())


def test_whole_folders_take_their_place(tmp_path: Path) -> None:
    counter = MortalFiles(tmp_path / "site", 10**6)
    new_site(tmp_path / "site").sync(counter)
    changes = 10**6 - counter.lives
    later(new_site(tmp_path / "one by one")).sync(others := MortalFiles(tmp_path / "one by one", 10**6))
    assert changes <= 10**6 - others.lives - 4 * len(POSTS) + 2


def test_a_run_killed_at_any_change_of_the_disk_and_started_again_ends_in_the_same_site(
    tmp_path: Path, whole: dict[str, bytes]
) -> None:
    for lives in range(100):
        site = new_site(tmp_path / "killed")
        try:
            site.sync(MortalFiles(site.root, lives))
        except Killed:
            announced = actions(later(site).diff())
            assert actions(site.sync()) == announced
        else:
            break
        assert site.snapshot() == whole, f"killed before change {lives}"
        shutil.rmtree(site.root)
    assert 8 < lives < 100


@pytest.mark.parametrize("lives", range(0, 4 * len(POSTS), 3))
def test_a_run_killed_while_it_lays_aside_has_not_touched_the_site(
    tmp_path: Path, whole: dict[str, bytes], lives: int
) -> None:
    root = tmp_path / "killed"
    site = new_site(root, MortalFiles(root / ASIDE, lives))
    try:
        site.sync()
    except Killed:
        assert not later(site).content() and not (root / ".wxr2hugo/state.jsonl").exists()
        site.sync()
    assert site.snapshot() == whole


def test_a_full_disk_while_documents_are_laid_aside_is_named(tmp_path: Path) -> None:
    root = tmp_path / "full"
    site = new_site(root, MortalFiles(root / ASIDE, 7, OSError))
    with pytest.raises(MigrateError, match="No space left"):
        site.sync()
    assert not site.content()


def test_folders_with_files_of_the_users_own_take_the_documents_in(tmp_path: Path, whole: dict[str, bytes]) -> None:
    site = new_site(tmp_path / "site")
    site.write("content/posts/mine.md", "Mine.\n")
    site.sync()
    assert site.snapshot() == whole | {"content/posts/mine.md": b"Mine.\n"} | {
        path: data for path, data in site.snapshot().items() if path.endswith("standing")
    }


def test_a_file_that_stands_where_a_document_should_go_is_a_conflict(tmp_path: Path) -> None:
    site = new_site(tmp_path / "site")
    other = later(new_site(tmp_path / "other"))
    for one in (site, other):
        one.settings["ignore_taken"] = True
        one.write(POSTS[2].desired, "Mine.\n")
        assert ("conflict", "2020-01-02-post-3.md") in actions(one.sync())
    assert site.snapshot() == other.snapshot()
    assert site.read(POSTS[2].desired) == "Mine.\n"


def test_a_file_that_appeared_meanwhile_is_left_alone_and_named(tmp_path: Path) -> None:
    site = new_site(tmp_path / "site")
    site.meanwhile = lambda: site.write(POSTS[2].desired, "Mine.\n")
    site.sync()
    assert site.read(POSTS[2].desired) == "Mine.\n"
    assert [(one.code, one.detail) for one in site.diagnostics.found] == [(Code.CHANGED_MEANWHILE, POSTS[2].desired)]
    assert len([path for path in site.content() if "/posts/" in path]) == len(POSTS)
    assert not (site.root / ".wxr2hugo/base/3").exists()
    site.meanwhile = lambda: None
    assert ("create", "2020-01-02-post-3-3.md") in actions(later(site).sync())


def test_what_was_laid_aside_and_nobody_told_of_is_removed(tmp_path: Path, whole: dict[str, bytes]) -> None:
    site = new_site(tmp_path / "site")

    def half_a_document() -> None:
        stray = aside(Files(site.root))
        stray.create("content/posts/half.md", b"Half a docu")
        stray.create(".wxr2hugo/base/99", b"Half a docu")

    site.meanwhile = half_a_document
    site.sync()
    assert site.snapshot() == whole


def test_nothing_takes_its_place_through_a_link_that_leaves_the_site(tmp_path: Path) -> None:
    site = new_site(tmp_path / "site")
    outside = tmp_path / "outside"
    outside.mkdir()
    (site.root / "content").symlink_to(outside)
    with pytest.raises(MigrateError, match="leads out of the site"):
        site.sync()
    assert not list(outside.iterdir())


def test_nothing_is_laid_outside_of_its_folder(tmp_path: Path) -> None:
    folder = aside(quick(tmp_path / "site"))
    for path in ("../../../../escaped.md", "/elsewhere/escaped.md"):
        with pytest.raises(MigrateError, match="outside the site"):
            folder.create(path, b"")
    assert not list(tmp_path.rglob("escaped.md"))
