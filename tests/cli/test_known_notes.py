"""A sync reads of the export what is not as at the last run, and does what it would do had it read all of it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from migrate.pipeline.known_notes import KnownNotes, having_a_say
from migrate.site.collect.notes import note
from migrate.state_folder import FOLDER, NOTES
from migrate.wxr.known_cuts import KnownCut, digest_of
from tests.cli.test_living_blogs import Authors, Person
from tests.support.blog import Blog, Post, call
from tests.support.examples import examples

POSTS = tuple(Post(number, f"Walk {number}", "We went out. " * 20) for number in range(1, 13))


pytestmark = pytest.mark.usefixtures("small_portions")


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of the items that a survey had to read."""
    titles: list[str] = []

    def noting(item: Any, *rest: Any) -> Any:
        titles.append(item.title)
        return note(item, *rest)

    monkeypatch.setattr("migrate.pipeline.survey.note", noting)
    return titles


def run(blog: Blog, command: str) -> str:
    """What a command says that works in this process."""
    return call(command, str(next(blog.folder.glob("*.xml"))), "--site", str(blog.site), "--jobs", "1").messages


def test_items_in_portions_with_other_bytes_are_read_and_those_at_the_ends(blog: Blog, read: list[str]) -> None:
    run(blog.write(*POSTS), "migrate")
    assert len(read) == len(POSTS)
    read.clear()
    blog.write(*POSTS[:6], POSTS[6].but(content="We stayed."), *POSTS[7:])
    assert "1 updated, 0 merged" in run(blog, "sync")
    assert "Walk 7" in read and len(read) < len(POSTS) / 2


def test_what_moved_down_in_a_file_of_another_name_is_told_of_in_its_new_place(blog: Blog, read: list[str]) -> None:
    double = POSTS[6].but(id=40, slug="post-7")
    blog.write(*POSTS[:9], double, *POSTS[9:])
    run(blog, "migrate")
    read.clear()
    blog.write(POSTS[0].but(content="We went out.\n\n\n\nAgain."), *POSTS[1:9], double, *POSTS[9:])
    before, _, _ = blog.export.read_text().partition("<wp:post_id>40</wp:post_id>")
    blog.export.rename(blog.folder / "other.xml")
    assert f"other.xml:{before.rpartition('<item>')[0].count(chr(10)) + 1}" in run(blog, "sync")
    assert double.title not in read


def test_other_options_are_other_notes(blog: Blog, read: list[str]) -> None:
    run(blog.write(*POSTS), "migrate")
    read.clear()
    (blog.site / "wxr2hugo.toml").write_text('[content]\nhidden = "show"\n')
    run(blog, "sync")
    assert len(read) == len(POSTS)


def test_nothing_is_kept_where_items_are_to_stay_out(blog: Blog) -> None:
    blog.site.mkdir()
    (blog.site / "wxr2hugo.toml").write_text('[select]\nstatus = ["publish"]\n')
    blog.write(*POSTS, Post(50, "Seldom seen", status="draft"), Post(51)).run("migrate")
    assert not (blog.site / NOTES).exists()
    assert b"Seldom seen" not in b"".join(blog.files().values())


def test_a_run_that_finds_nothing_new_leaves_them(blog: Blog) -> None:
    blog.write(*POSTS).run("migrate")
    kept = (blog.site / NOTES).read_bytes()
    blog.run("sync")
    assert kept and (blog.site / NOTES).read_bytes() == kept


def test_they_are_those_of_a_first_migration_whatever_was_before(blog: Blog, tmp_path: Path) -> None:
    blog.write(*POSTS).run("migrate")
    blog.write(*POSTS[:4], *POSTS[8:]).run("sync", "--prune")
    other = Blog(tmp_path / "other")
    other.folder.mkdir()
    other.write(*POSTS[:4], *POSTS[8:]).run("migrate")
    assert (blog.site / NOTES).read_bytes() == (other.site / NOTES).read_bytes()


def test_a_dry_run_keeps_nothing_and_git_is_told_of_nothing(blog: Blog) -> None:
    blog.write(*POSTS).run("migrate")
    kept = (blog.site / NOTES).read_bytes()
    blog.write(*POSTS[:6]).run("diff")
    assert (blog.site / NOTES).read_bytes() == kept
    assert f"/{Path(NOTES).relative_to(FOLDER).parent}/" in (blog.site / FOLDER / ".gitignore").read_text().split()


def one_bit(notes: Path) -> None:
    data = bytearray(notes.read_bytes())
    data[200] ^= 1
    notes.write_bytes(data)


def a_folder(notes: Path) -> None:
    notes.unlink()
    notes.mkdir()


def a_link(notes: Path) -> None:
    notes.unlink()
    notes.symlink_to("nothing")


def led_away(notes: Path) -> None:
    away = notes.parents[3] / "away"
    notes.parent.rename(away)
    notes.parent.symlink_to(away)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "it is empty": lambda notes: notes.write_bytes(b""),
    "it is cut off": lambda notes: notes.write_bytes(notes.read_bytes()[:-100]),
    "a bit is another": one_bit,
    "it is something else": lambda notes: notes.write_bytes(b"\x80" * 5000),
    "it says that it is longer": lambda notes: notes.write_bytes(
        b"0" * 20 + b"\n" + b"0" * 32 + b" " + b"0" * 32 + b" 9999999999\n"
    ),
    "it is for nobody": lambda notes: notes.chmod(0),
    "it is a folder": a_folder,
    "it is a link to nothing": a_link,
    "its folder is a link that leads away": led_away,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_damaged_notes_are_as_none(blog: Blog, damage: Callable[[Path], object]) -> None:
    blog.write(*POSTS).run("migrate")
    blog.write(*POSTS[:6], POSTS[6].but(content="We stayed."), *POSTS[7:])
    expected = blog.run("diff").output
    damage(blog.site / NOTES)
    assert blog.run("diff").output == expected


@pytest.mark.parametrize("life", range(examples(4)))
def test_a_life_with_notes_is_the_life_without(tmp_path: Path, life: int) -> None:
    blogs = [Blog(tmp_path / name) for name in ("with", "without")]
    randoms = [Random(life) for _ in blogs]
    authors = [Authors(random) for random in randoms]
    people = [Person(random, blog.site / "content") for random, blog in zip(randoms, blogs, strict=True)]
    for step in range(5):
        told = []
        for blog, random, writing, person in zip(blogs, randoms, authors, people, strict=True):
            blog.folder.mkdir(exist_ok=True)
            for _ in range(random.randint(1, 2) if step else 0):
                writing.work()
                person.work()
            blog.write(*writing.exported())
            if blog is not blogs[0]:
                (blog.site / NOTES).unlink(missing_ok=True)
            done = blog.run("sync" if step else "migrate")
            told.append(replace(done, messages=done.messages.replace(str(blog.folder), "")))
        assert told[0] == told[1]
        assert blogs[0].files_without_notes() == blogs[1].files_without_notes()
    assert (blogs[0].site / NOTES).is_file()


def test_another_version_of_the_program_reads_none_of_them(
    blog: Blog, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(blog.write(*POSTS), "migrate")
    read.clear()
    blog.export_again()
    monkeypatch.setattr("migrate.pipeline.known_notes._code", lambda doing: "another")
    run(blog, "sync")
    assert len(read) == len(POSTS)


def earlier_cuts(notes: Path) -> list[KnownCut]:
    with notes.open("rb") as earlier:
        return KnownNotes(earlier, None).earlier_cuts()


def test_where_another_version_cut_an_export_nothing_is_cut_unseen(blog: Blog, monkeypatch: pytest.MonkeyPatch) -> None:
    run(blog.write(*POSTS), "migrate")
    assert len(earlier_cuts(blog.site / NOTES)) > 5
    monkeypatch.setattr("migrate.pipeline.known_notes._code", lambda doing: "another")
    assert earlier_cuts(blog.site / NOTES) == []


@pytest.mark.parametrize(("size", "newlines"), [(1 << 40, 2), (-1, 0), (9, 1 << 40)])
def test_a_cut_that_no_export_has_is_none(size: int, newlines: int, tmp_path: Path) -> None:
    def written(cut: KnownCut) -> Path:
        with (tmp_path / "later").open("w+b") as later:
            notes = KnownNotes(None, later)
            notes.gather(b"a" * 32, b"text", cut)
            (tmp_path / "notes").write_bytes(b"".join(notes.pieces()))
        return tmp_path / "notes"

    sound = KnownCut(b"digest", 9, 2, names_no_slug=False, is_head=True)
    assert earlier_cuts(written(sound)) == [sound]
    assert earlier_cuts(written(sound._replace(size=size, newlines=newlines))) == []


def test_all_that_a_survey_loads_has_a_say_in_what_is_another_version(blog: Blog) -> None:
    export = str(blog.write(*POSTS).export)
    surveyed = f"""
from pathlib import Path; import sys
from migrate.diagnostics import Diagnostics; from migrate.options import Options
from migrate.pipeline.survey import survey; from migrate.wxr.read import Export
assert len(survey(Export([Path({export!r})], Diagnostics()), Options(), 1).entries) == {len(POSTS)}
print(*[name for name, one in sys.modules.items() if name.startswith("migrate.") and not hasattr(one, "__path__")])
"""
    loaded = subprocess.run([sys.executable, "-c", surveyed], capture_output=True, text=True, check=True).stdout.split()
    has_a_say = {f"migrate.{name}" for name in having_a_say("pipeline.survey")}
    assert "migrate.site.collect.notes" in loaded
    assert has_a_say.issuperset(loaded)
    assert has_a_say.isdisjoint({"migrate.explanations", "migrate.site.decide.decide", "migrate.markdown.convert"})


@pytest.fixture
def digested(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many bytes of portions a run digested, one after the other."""
    sizes: list[int] = []

    def noting(data: bytes, *, is_head: bool) -> bytes:
        sizes.append(len(data))
        return digest_of(data, is_head=is_head)

    for module in ("known_cuts", "cuts"):
        monkeypatch.setattr(f"migrate.wxr.{module}.digest_of", noting)
    monkeypatch.setattr("migrate.pipeline.survey.digest_of", noting)
    return sizes


@pytest.mark.parametrize("posts", [POSTS, POSTS[:9], (*POSTS, Post(40))], ids=["the same", "fewer", "more"])
def test_an_export_is_digested_once(blog: Blog, digested: list[int], posts: tuple[Post, ...]) -> None:
    run(blog.write(*POSTS), "migrate")
    assert sum(digested) == blog.export.stat().st_size
    digested.clear()
    run(blog.write(*posts), "sync")
    # Where something is new, the portion that was to be expected there is told by its digest to be another.
    assert sum(digested) <= blog.export.stat().st_size * (1 if posts is POSTS else 2)
    digested.clear()
    run(blog, "sync")
    assert sum(digested) == blog.export.stat().st_size


def test_an_export_of_the_same_size_that_says_something_else_is_no_old_news(blog: Blog) -> None:
    run(blog.write(*POSTS), "migrate")
    size = blog.export.stat().st_size
    blog.write(*POSTS[:6], POSTS[6].but(content="We came off. " * 20), *POSTS[7:])
    assert blog.export.stat().st_size == size
    assert "1 updated, 0 merged" in run(blog, "sync")


@pytest.mark.parametrize("jobs", ["2", "3"])
def test_processes_that_help_change_nothing(blog: Blog, monkeypatch: pytest.MonkeyPatch, jobs: str) -> None:
    linked = [post.but(content=f'<a href="/?p={post.id % 12 + 1}">Next</a>') for post in POSTS]
    run(blog.write(*linked), "migrate")
    blog.write(*linked[:6], linked[6].but(status="private"), *linked[7:], Post(40))
    monkeypatch.setattr("migrate.pipeline.wordpress._LEAST", 1)
    told = [
        call("diff", str(blog.export), "--site", str(blog.site), "--format", "json", "--jobs", one)
        for one in ("1", jobs)
    ]
    assert "links" in told[0].output and "post-40" in told[0].output
    assert told[0] == told[1]
