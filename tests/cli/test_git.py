"""A site in git on several machines: whatever merges there, no file is doubled, no edit lost, and the state heals."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from migrate.hugo.build import build
from tests.support.blog import Blog, Post

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

BODY = "First of {0}.\n\nSecond of {0}.\n\nThird of {0}.\n\nFourth of {0}.\n\nFifth of {0}."
POSTS = [
    Post(number, f"Title {number}", BODY.format(number), f"post-{number}", day=f"2020-05-{number}")
    for number in range(11, 19)
]
NEW = Post(30, "New", "Of today.", "new", day="2021-01-01", tags=("rye",))
WHO = {f"GIT_{role}_{what}": "x@blog.example" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
SETTINGS = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


def git(blog: Blog, *arguments: str, fails: bool = False) -> str:
    done = subprocess.run(
        ["git", "-c", "core.editor=true", *arguments],
        cwd=blog.site,
        env=os.environ | WHO | SETTINGS,
        capture_output=True,
        text=True,
        check=False,
    )
    assert fails or done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def commit(blog: Blog) -> None:
    git(blog, "add", "-A")
    git(blog, "commit", "-q", "--allow-empty", "-m", "work")


def clone(blog: Blog, *options: str) -> Blog:
    """The site on another machine."""
    other = Blog(blog.folder / "other")
    other.folder.mkdir()
    subprocess.run(
        ["git", *options, "clone", "-q", str(blog.site), str(other.site)], env=os.environ | SETTINGS, check=True
    )
    return other


@pytest.fixture
def ours(blog: Blog) -> Blog:
    blog.write(*POSTS).run("migrate")
    git(blog, "init", "-q", "-b", "main")
    commit(blog)
    return blog


def changed(number: int, **changes: object) -> list[Post]:
    """All posts, one of them changed in WordPress."""
    return [post.but(**changes) if post.id == number else post for post in POSTS]


def sync(blog: Blog, *posts: Post, status: int = 0) -> None:
    done = blog.write(*posts).run("sync")
    assert done.status == status, done.messages
    commit(blog)


def pull(blog: Blog, other: Blog, *options: str, fails: bool = False) -> None:
    git(blog, "pull", "-q", "--no-rebase", "--no-edit", *options, str(other.site), "main", fails=fails)


def heals(blog: Blog, *posts: Post, status: int = 0) -> None:
    """What diff announces is what sync does; then all is in step, nothing is doubled, and Hugo builds it."""
    before = blog.files()
    announced = blog.write(*posts).run("diff", "--format", "stat").output
    assert blog.files() == before
    done = blog.run("sync")
    assert done.status == status, done.messages
    differing = {path for path, data in before.items() ^ blog.files().items() if not path.startswith(".wxr2hugo")}
    assert all(path in announced for path in differing)
    after = blog.files()
    assert blog.run("sync").status == status and blog.files() == after
    blog.export_again()
    assert blog.run("diff", "--exit-code", "--format", "stat").status == 0
    assert not [path for path, data in after.items() if path.startswith(".wxr2hugo/") and b"<<<<<<< " in data]
    files = sorted(path.name for path in (blog.site / "content/posts").glob("*.md"))
    assert files == sorted(Path(post.path).name for post in posts)
    built = build(blog.site, blog.folder / "public")
    assert (built.status, built.warnings) == (0, ())


def test_the_same_export_on_two_machines_is_the_same_commit_of_bytes(ours: Blog) -> None:
    theirs = clone(ours)
    posts = [*changed(12, title="Changed"), NEW]
    for blog in (ours, theirs):
        sync(blog, *posts)
    assert git(ours, "rev-parse", "HEAD^{tree}") == git(theirs, "rev-parse", "HEAD^{tree}")
    pull(ours, theirs)
    heals(ours, *posts)


def test_another_export_on_another_machine_merges_by_itself(ours: Blog) -> None:
    theirs = clone(ours)
    ours.edit(POSTS[1], "Fifth of 12.", "Fifth of 12, mine.")
    theirs.edit(POSTS[3], "First of 14.", "First of 14, theirs.")
    sync(ours, *changed(12, title="Changed"))
    newer = [*changed(12, title="Changed"), NEW]
    newer[5] = newer[5].but(title="Changed too")
    sync(theirs, *newer)
    pull(ours, theirs)
    heals(ours, *newer)
    assert "Fifth of 12, mine." in ours.text(POSTS[1]) and "First of 14, theirs." in ours.text(POSTS[3])
    assert "title: Changed too" in ours.text(POSTS[5]) and "Of today." in ours.text(NEW)


def test_edits_of_one_post_on_both_machines_are_both_kept(ours: Blog) -> None:
    theirs = clone(ours)
    ours.edit(POSTS[2], "First of 13.", "First of 13, mine.")
    theirs.edit(POSTS[2], "Fifth of 13.", "Fifth of 13, theirs.")
    sync(ours, *changed(13, title="Changed"))
    newer = changed(13, title="Changed", content=BODY.format(13).replace("Third of 13.", "Third of 13, newer."))
    sync(theirs, *newer)
    pull(ours, theirs)
    heals(ours, *newer)
    assert all(words in ours.text(POSTS[2]) for words in ("mine", "theirs", "newer", "Changed"))


def _with_state(ours: Blog, theirs: Blog, side: str) -> None:
    """Somebody takes the whole state from one side."""
    pull(ours, theirs, "-X", "theirs")
    commit_of = "HEAD^1" if side == "--ours" else "HEAD^2"
    git(ours, "checkout", "-q", commit_of, "--", ".wxr2hugo/state.jsonl")
    commit(ours)


def _marked(ours: Blog, theirs: Blog) -> None:
    """As where git is not told that lines of the state may stand beside each other."""
    for blog in (ours, theirs):
        (blog.site / ".wxr2hugo/.gitattributes").write_text("* -text\n")
        commit(blog)
    pull(ours, theirs, fails=True)
    assert "<<<<<<<" in ours.text(".wxr2hugo/state.jsonl")
    text = re.sub(r"<{7} .*\n(?:.*\n)*?={7}\n((?:.*\n)*?)>{7} .*\n", r"\1", ours.text(POSTS[1]))
    (ours.site / POSTS[1].path).write_text(text)


def _rebased(ours: Blog, theirs: Blog) -> None:
    git(ours, "pull", "-q", "--rebase", "-X", "theirs", str(theirs.site), "main")


RESOLUTIONS: dict[str, Callable[[Blog, Blog], None]] = {
    "ours": lambda ours, theirs: pull(ours, theirs, "-X", "ours"),
    "theirs": lambda ours, theirs: pull(ours, theirs, "-X", "theirs"),
    "our state": lambda ours, theirs: _with_state(ours, theirs, "--ours"),
    "their state": lambda ours, theirs: _with_state(ours, theirs, "--theirs"),
    "rebase": _rebased,
    "a state with markers": _marked,
}


@pytest.mark.parametrize("resolution", RESOLUTIONS.values(), ids=RESOLUTIONS)
def test_however_a_merge_was_settled_the_next_sync_heals_it(
    ours: Blog, resolution: Callable[[Blog, Blog], None]
) -> None:
    theirs = clone(ours)
    ours.edit(POSTS[1], "Fifth of 12.", "Fifth of 12, mine.")
    theirs.edit(POSTS[3], "First of 14.", "First of 14, theirs.")
    sync(ours, *changed(12, title="Changed"))
    newer = [post.but(title=f"Newest {post.id}") if post.id in (12, 13) else post for post in POSTS]
    sync(theirs, *newer, NEW)
    resolution(ours, theirs)
    heals(ours, *newer, NEW)
    assert "Fifth of 12, mine." in ours.text(POSTS[1]) and "First of 14, theirs." in ours.text(POSTS[3])
    assert all(f"Newest {number}" in ours.text(POSTS[number - 11]) for number in (12, 13))


def test_a_branch_with_an_older_state_is_brought_up(ours: Blog) -> None:
    git(ours, "checkout", "-q", "-b", "old")
    ours.edit(POSTS[0], "Third of 11.", "Third of 11, mine.")
    commit(ours)
    git(ours, "checkout", "-q", "main")
    newer = [*changed(13, title="Changed"), NEW]
    sync(ours, *newer)
    git(ours, "checkout", "-q", "old")
    heals(ours, *newer)
    commit(ours)
    git(ours, "merge", "-q", "--no-edit", "main")
    heals(ours, *newer)
    assert "Third of 11, mine." in ours.text(POSTS[0])


def test_a_clone_without_what_is_remembered_overwrites_nothing(ours: Blog) -> None:
    ours.edit(POSTS[0], "Third of 11.", "Third of 11, mine.")
    (ours.site / ".gitignore").write_text(".wxr2hugo/\n")
    git(ours, "rm", "-rq", "--cached", ".wxr2hugo")
    commit(ours)
    theirs = clone(ours)
    assert not (theirs.site / ".wxr2hugo").exists()
    heals(theirs, *POSTS, status=1)
    assert theirs.text(POSTS[0]) == ours.text(POSTS[0])
    assert theirs.run("resolve", str(theirs.site / POSTS[0].path)).status == 0
    theirs.export_again()
    assert theirs.run("sync").status == 0


def test_line_ends_of_windows_are_no_edit(ours: Blog) -> None:
    theirs = clone(ours, "-c", "core.autocrlf=true")
    git(theirs, "config", "core.autocrlf", "true")
    assert b"\r\n" in (theirs.site / POSTS[0].path).read_bytes()
    assert b"\r" not in (theirs.site / ".wxr2hugo/state.jsonl").read_bytes()
    newer = [*changed(13, title="Changed"), NEW]
    heals(theirs, *newer)
    assert theirs.run("status").output == ""
    commit(theirs)
    pull(ours, theirs)
    heals(ours, *newer)
    assert b"\r" not in (ours.site / POSTS[2].path).read_bytes()


def test_a_base_with_markers_is_given_anew_by_the_next_export(ours: Blog) -> None:
    theirs = clone(ours)
    sync(ours, *changed(13, content="Ours."))
    sync(theirs, *changed(13, content="Theirs."))
    pull(ours, theirs, fails=True)
    assert "<<<<<<<" in (ours.site / ".wxr2hugo/base/13").read_text()
    git(ours, "checkout", "-q", "--theirs", POSTS[2].path)
    heals(ours, *changed(13, content="Theirs."))
    assert ours.body(replace(POSTS[2])) == "Theirs."
