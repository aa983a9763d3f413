"""Killed anywhere, stopped by the machine, tricked by links: the site stays sound and the next run carries on."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from migrate.diagnostics import MigrateError
from migrate.model.documents import Kind
from migrate.sync.files import Files
from migrate.sync.resolve import resolve
from migrate.sync.state.state import State
from tests.support.invented import Extra, Post, QuickFiles, Site, actions
from tests.support.mortal import Killed, MortalFiles

BODY = "First paragraph.\n\nSecond sentence.\n\nThird paragraph, longer.\n"
TERM = "content/categories/{}/_index.md"


def prepared(root: Path) -> Site:
    """A site where every kind of change is waiting, once with and once without edits by hand."""
    site = Site(root)
    site.wordpress(*(Post(number, links=(number - 1,) if number > 1 else ()) for number in range(1, 13)))
    site.extras = (
        Extra("config:hugo.toml", "hugo.toml", "a = 1\n\nb = 2\n"),
        Extra("term:category/news", TERM.format("news"), "---\ntitle: News\n---\n", Kind.TERM),
    )
    root.mkdir()
    site.sync()
    site.replace(11, "Second paragraph.", "Settled words.")
    site.edit_upstream(11, body=BODY)
    site.sync()
    (root / ".wxr2hugo/conflicts" / site.posts[11].desired).unlink()
    change(site)
    return site


def change(site: Site) -> None:
    for number in (2, 4, 6):
        site.replace(number, "First paragraph.", "First paragraph, polished.")
    site.replace(5, "Second paragraph.", "Second words.")
    site.replace(12, "Second paragraph.", "Second words.")
    site.path(8).unlink()
    site.replace(7, "Third", "My third")
    site.move(9, "content/essays/nine.md")
    site.edit_upstream(1, title="Updated")
    site.edit_upstream(2, body=BODY)
    site.edit_upstream(3, slug="moved", title="Moved")
    site.edit_upstream(4, slug="post-3", body=BODY)
    site.edit_upstream(5, body=BODY, slug="conflict", status="private")
    site.edit_upstream(6, status="draft")
    site.edit_upstream(9, title="Nine")
    site.edit_upstream(11, title="After settling")
    site.edit_upstream(12, body=BODY)
    del site.posts[10], site.posts[7]
    site.posts[13] = Post(13, links=(4,))
    site.extras = (
        Extra("config:hugo.toml", "hugo.toml", "a = 1\n\nb = 3\n"),
        Extra("term:category/news", TERM.format("the-news"), "---\ntitle: The news\n---\n", Kind.TERM),
    )


def copied(site: Site, root: Path) -> Site:
    shutil.copytree(site.root, root)
    return Site(root, dict(site.posts), site.extras)


@pytest.mark.parametrize(
    ("policy", "stride"),
    [({}, 1), ({"prune": True}, 3), ({"on_conflict": "markers"}, 3), ({"on_conflict": "theirs"}, 3)],
)
def test_a_run_killed_at_any_write_and_started_again_ends_in_the_same_site(
    tmp_path: Path, policy: dict[str, Any], stride: int
) -> None:
    waiting = prepared(tmp_path / "waiting")
    whole = copied(waiting, tmp_path / "whole")
    counter = MortalFiles(whole.root, 10**6)
    whole.sync(counter, **policy)
    writes = 10**6 - counter.lives
    assert writes > 40
    for lives in range(0, writes, stride):
        site = copied(waiting, tmp_path / "killed")
        with pytest.raises(Killed):
            site.sync(MortalFiles(site.root, lives), **policy)
        announced = actions(site.diff(**policy)) if lives % 5 == 0 else None
        done = actions(site.sync(**policy))
        assert announced in (None, done)
        assert site.snapshot() == whole.snapshot(), f"killed before write {lives}"
        shutil.rmtree(site.root)


def test_a_full_disk_is_an_error_with_a_hint_and_the_next_run_carries_on(tmp_path: Path) -> None:
    waiting = prepared(tmp_path / "waiting")
    whole = copied(waiting, tmp_path / "whole")
    whole.sync()
    for lives in range(0, 60, 5):
        site = copied(waiting, tmp_path / "full")
        with pytest.raises(MigrateError, match="No space left") as raised:
            site.sync(MortalFiles(site.root, lives, OSError))
        assert "free some space" in raised.value.hint
        site.sync()
        assert site.snapshot() == whole.snapshot()
        shutil.rmtree(site.root)


def test_resolving_killed_at_any_write_ends_the_same(tmp_path: Path) -> None:
    waiting = prepared(tmp_path / "waiting")
    waiting.sync()
    path = waiting.posts[12].desired
    for theirs in (False, True):
        whole = copied(waiting, tmp_path / f"whole-{theirs}")
        counter = MortalFiles(whole.root, 1000)
        resolve(counter, State.load(whole.root), [path], theirs)
        whole.sync()
        for lives in range(1000 - counter.lives):
            site = copied(waiting, tmp_path / "killed")
            with pytest.raises(Killed):
                resolve(MortalFiles(site.root, lives), State.load(site.root), [path], theirs)
            if (site.root / ".wxr2hugo/conflicts" / path).exists():
                resolve(QuickFiles(site.root), State.load(site.root), [path], theirs)
            site.sync()
            assert site.snapshot() == whole.snapshot(), f"killed before write {lives}"
            shutil.rmtree(site.root)


RUN = """
import sys
from pathlib import Path
sys.path.insert(0, {folder!r})
from tests.support.invented import Post, Site
posts = [Post(number, title="Again", links=(number - 1,) if number > 1 else ()) for number in range(1, 201)]
print("ready", flush=True)
Site(Path(sys.argv[1])).wordpress(*posts).sync()
"""


def test_a_killed_process_leaves_a_site_that_the_next_one_finishes(tmp_path: Path) -> None:
    posts = [Post(number, title="Again", links=(number - 1,) if number > 1 else ()) for number in range(1, 201)]
    whole = Site(tmp_path / "whole").wordpress(*posts)
    whole.root.mkdir()
    whole.sync()
    chance = random.Random(5)
    for attempt in range(3):
        site = Site(tmp_path / f"killed{attempt}").wordpress(*posts)
        site.root.mkdir()
        code = RUN.format(folder=str(Path(__file__).parents[2]))
        with subprocess.Popen([sys.executable, "-c", code, str(site.root)], stdout=subprocess.PIPE) as process:
            assert process.stdout and process.stdout.readline() == b"ready\n"
            time.sleep(chance.uniform(0.0, 0.25))
            process.send_signal(signal.SIGKILL)
        site.sync()
        assert site.snapshot() == whole.snapshot()


def test_a_write_protected_file_stops_the_run_before_anything_is_written(site: Site) -> None:
    site.path(3).chmod(0o444)
    site.edit_upstream(1, title="New title")
    site.edit_upstream(3, title="New title")
    before = site.snapshot()
    with pytest.raises(MigrateError, match=r"post-3\.md: is write-protected"):
        site.sync()
    assert site.snapshot() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_named(site: Site) -> None:
    site.path(3).parent.chmod(0o555)
    site.edit_upstream(3, title="New title")
    with pytest.raises(MigrateError, match="Permission denied"):
        site.sync()
    site.path(3).parent.chmod(0o755)
    assert actions(site.sync()) == [("update", "2020-01-02-post-3.md")]


def test_the_rights_of_a_file_stay_as_they_are(site: Site) -> None:
    site.path(3).chmod(0o600)
    site.edit_upstream(3, title="New title")
    site.sync()
    assert site.path(3).stat().st_mode & 0o777 == 0o600


def test_nothing_is_written_through_a_link_that_leaves_the_site(site: Site, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    (site.root / "content/posts").rename(outside)
    (site.root / "content/posts").symlink_to(outside)
    before = {path.name: path.read_bytes() for path in outside.iterdir()}
    site.edit_upstream(3, title="New title")
    with pytest.raises(MigrateError, match="leads out of the site"):
        site.sync()
    assert {path.name: path.read_bytes() for path in outside.iterdir()} == before


def test_a_file_that_is_a_link_is_refused(site: Site, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    site.path(3).rename(outside)
    site.path(3).symlink_to(outside)
    site.edit_upstream(3, title="New title")
    with pytest.raises(MigrateError, match="symbolic link"):
        site.sync()


@pytest.mark.parametrize("path", ["../escaped.md", "/elsewhere/escaped.md", "content/../../escaped.md"])
def test_no_document_is_written_outside_the_site(site: Site, path: str) -> None:
    site.extras = (Extra("config:x", path, "x\n"),)
    with pytest.raises(MigrateError, match="outside the site"):
        site.sync()


def test_a_folder_in_the_way_of_a_new_file_is_a_conflict(site: Site) -> None:
    site.posts[4] = Post(4)
    site.path(4).mkdir()
    plan = site.sync()
    assert actions(plan) == [("conflict", "2020-01-02-post-4.md")] and plan.needs_a_person
    site.path(4).rmdir()
    assert actions(site.sync()) == [("create", "2020-01-02-post-4.md")]


HOLD = """
import sys, time
from pathlib import Path
from migrate.sync.lock import lock
with lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_lock_dies_with_its_process(tmp_path: Path) -> None:
    site = Site(tmp_path).wordpress(Post(1))
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE) as process:
        assert process.stdout and process.stdout.readline() == b"held\n"
        with pytest.raises(MigrateError, match="another run"):
            site.sync()
        process.kill()
    assert actions(site.sync()) == [("create", "2020-01-02-post-1.md")]


def test_a_real_flush_is_done_once_before_the_state(site: Site) -> None:
    flushed: list[int] = []

    class Noting(Files):
        def flush(self) -> None:
            flushed.append(len(site.read(".wxr2hugo/state.jsonl").splitlines()))

    site.posts[4] = Post(4)
    site.sync(Noting(site.root))
    assert flushed == [4]
    site.sync(Noting(site.root))
    assert flushed == [4]
