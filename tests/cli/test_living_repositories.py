"""Two people with one site in git, each at work in files and with exports of their own day: merges at random."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from random import Random

import pytest

from migrate.hugo.build import build
from migrate.page.facts import wordpress_id
from tests.cli.test_git import clone, commit, git
from tests.cli.test_living_blogs import Authors, Person
from tests.support.blog import Blog
from tests.support.examples import examples

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

LIVES = examples(2)
_MARKED = re.compile(r"<{7} .*\n((?:.*\n)*?)={7}\n((?:.*\n)*?)>{7} .*(?:\n|\Z)")


@pytest.mark.parametrize("life", range(LIVES))
def test_whatever_merges_nothing_is_lost_or_doubled_and_the_site_builds(blog: Blog, life: int) -> None:
    random = Random(life)
    authors = Authors(random)
    blog.write(*authors.exported()).run("migrate")
    git(blog, "init", "-q", "-b", "main")
    commit(blog)
    machines = [blog, clone(blog)]
    people = [Person(random, machine.site / "content") for machine in machines]
    for _ in range(3):
        for machine, person in zip(machines, people, strict=True):
            for _ in range(random.randint(0, 2)):
                authors.work()
            for _ in range(random.randint(0, 2)):
                person.work()
            if random.random() < 0.8:
                keeps_in_step(machine, authors)
            commit(machine)
        ours, theirs = random.sample(machines, 2)
        merge(random, ours, theirs)
        keeps_in_step(ours, authors)
        commit(ours)


def merge(random: Random, ours: Blog, theirs: Blog) -> None:
    """As somebody does who wants it over with: one side of what git cannot merge, everywhere or in the texts alone."""
    side = random.choice(["ours", "theirs", ""])
    strategy = ["-X", side] if side else []
    git(ours, "pull", "-q", "--no-rebase", "--no-edit", *strategy, str(theirs.site), "main", fails=True)
    for path in sorted(path for folder in ("content", "assets") for path in (ours.site / folder).rglob("*.md")):
        text = _MARKED.sub(random.choice([r"\1", r"\2"]), path.read_text())
        if text.count("\ndraft: true\n") > 1:  # of two sides that git set below each other
            text = text.replace("\ndraft: true\n", "\n", 1)
        path.write_text(text)
    for own in ("data", "redirects", "hugo.toml"):
        git(ours, "checkout", "-q", "--theirs", "--", own, fails=True)
    commit(ours)


def keeps_in_step(blog: Blog, authors: Authors) -> None:
    """What diff announces is what sync does; it loses no word, doubles no post, and leaves nothing to do."""
    before = texts(blog)
    announced = blog.write(*authors.exported()).run("diff", "--format", "stat").output
    assert texts(blog) == before
    done = blog.run("sync")
    assert done.status in (0, 1), done.messages
    after = texts(blog)
    assert all(path in announced for path in {path for path, _ in before.items() ^ after.items()})
    assert words(before) <= words(after)
    assert not [number for number, times in ids(after).items() if times > max(1, ids(before)[number])]
    if any(line.startswith("R") for line in announced.splitlines()):
        blog.run("sync")  # links to what could not move at once
    left = blog.files()
    blog.run("sync")
    assert blog.files() == left
    blog.export_again()
    assert blog.run("diff", "--exit-code", "--format", "stat").status == 0
    if "E502" not in done.messages:
        assert build(blog.site, blog.folder / "public").status == 0


def texts(blog: Blog) -> dict[str, bytes]:
    return {path: data for path, data in blog.files().items() if not path.startswith((".wxr2hugo", ".git"))}


def words(files: dict[str, bytes]) -> set[str]:
    return {word for data in files.values() for word in re.findall(r"mine\d+z\d+", data.decode())}


def ids(files: dict[str, bytes]) -> Counter[int]:
    pages = (data.decode() for path, data in files.items() if path.startswith("content/"))
    return Counter(number for number in map(wordpress_id, pages) if number)
