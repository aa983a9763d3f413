"""A state and bases that a merge has doubled, mixed or damaged: the files say what is true."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from migrate.page.publication import is_surely_draft
from migrate.state_folder import STANDING, STATE
from migrate.sync.state.state import State
from tests.support.invented import Post, Site, actions, settled

NEWS = "First paragraph.\n\nNews of today.\n\nThird paragraph.\n"


def lines(site: Site) -> list[str]:
    return (site.root / STATE).read_text("utf-8").splitlines(keepends=True)


def put(site: Site, *new: str) -> None:
    (site.root / STATE).write_text("".join(new), "utf-8")


def base(site: Site, key: str) -> Path:
    return site.root / ".wxr2hugo/base" / key


def with_value(name: str, value: object) -> Callable[[str], str]:
    return lambda line: json.dumps(json.loads(line) | {name: value}, sort_keys=True) + "\n"


def test_no_line_holds_a_digest_of_the_whole_run(site: Site) -> None:
    before = lines(site)
    site.edit_upstream(2, body=NEWS)
    site.sync()
    changed = [old for old, new in zip(before, lines(site), strict=True) if old != new]
    assert [json.loads(line)["key"] for line in changed] == ["2"]


def test_a_line_that_is_lost_is_made_up_from_its_file(site: Site) -> None:
    put(site, *(line for line in lines(site) if '"key": "3"' not in line))
    before = site.content()
    with settled(site):
        assert actions(site.sync()) == []
    assert site.content() == before and any('"key": "3"' in line for line in lines(site))


def test_what_differs_from_wordpress_where_a_line_is_lost_is_a_conflict(site: Site) -> None:
    put(site, *(line for line in lines(site) if '"key": "3"' not in line))
    site.edit_upstream(3, body=NEWS)
    before = site.content()
    with settled(site):
        assert actions(site.sync()) == [("conflict", "2020-01-02-post-3.md")]
    assert site.content() == before


DAMAGE: dict[str, Callable[[str], str]] = {
    "a number for a path": with_value("path", 3),
    "a text for the id": with_value("wordpress_id", "3"),
    "a number among the addresses": with_value("former_urls", ["/a/", 3]),
    "a list for a digest": with_value("base", []),
    "a kind that there is not": with_value("kind", "poem"),
    "a name that there is not": with_value("colour", "red"),
    "a path out of the site": with_value("path", "../../3.md"),
    "half a line": lambda line: line[:40] + "\n",
    "no object": lambda line: "[3]\n",
    "deep": lambda line: "[" * 100_000 + "\n",
    "bytes that are no text": lambda line: "\x00\ud7ff\n",
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_line_that_cannot_be_read_counts_as_lost(site: Site, damage: Callable[[str], str]) -> None:
    before = site.snapshot()
    put(site, *(damage(line) if '"key": "3"' in line else line for line in lines(site)))
    assert State.load(site.root).damaged == 1
    with settled(site):
        assert actions(site.sync()) == []
    assert site.content() == {path: data for path, data in before.items() if not path.startswith(".wxr2hugo")}
    assert State.load(site.root).damaged == 0


def test_a_first_line_that_cannot_be_read_is_written_anew(site: Site) -> None:
    before = site.snapshot()
    put(site, "{}\n", *lines(site)[1:])
    with settled(site):
        assert actions(site.sync()) == []
    assert site.snapshot() == before


@pytest.mark.parametrize("ours_first", [True, False])
def test_of_doubled_lines_the_one_counts_that_fits_the_file(site: Site, ours_first: bool) -> None:
    old = lines(site)
    site.edit_upstream(2, body=NEWS)
    site.sync()
    new, before = lines(site), site.snapshot()
    two = [line for line in (*old, *new) if '"key": "2"' in line]
    put(site, new[0], new[1], *(two if ours_first else reversed(two)), new[3])
    with settled(site):
        assert actions(site.sync()) == []
    assert site.snapshot() == before


def test_markers_around_lines_of_two_sides_are_no_lines(site: Site) -> None:
    old = lines(site)
    site.edit_upstream(2, body=NEWS)
    site.sync()
    new, before = lines(site), site.snapshot()
    put(site, new[0], new[1], "<<<<<<< HEAD\n", old[2], "=======\n", new[2], ">>>>>>> theirs\n", new[3])
    with settled(site):
        assert actions(site.sync()) == []
    assert site.snapshot() == before


def test_an_address_that_only_a_doubled_line_knows_is_not_forgotten(site: Site) -> None:
    site.edit_upstream(2, slug="renamed")
    site.sync()
    new = lines(site)
    put(site, *new, new[2].replace("/renamed/", "/elsewhere/").replace('"disk": "', '"disk": "0'))
    site.edit_upstream(2, title="New title")
    site.sync()
    assert "/2020/01/02/elsewhere/" in site.post(2) and "/2020/01/02/post-2/" in site.post(2)


MARKED = "<<<<<<< HEAD\none\n=======\nother\n>>>>>>> theirs\n"


@pytest.mark.parametrize("damage", ["markers", "missing"])
def test_a_damaged_base_of_an_edited_file_comes_back_with_the_next_export(site: Site, damage: str) -> None:
    site.replace(3, "Third", "My third")
    site.sync()
    before = site.snapshot()
    _damage(site, damage)
    with settled(site):
        assert actions(site.sync()) == []
    assert site.snapshot() == before


@pytest.mark.parametrize("damage", ["markers", "missing"])
def test_what_then_differs_is_a_conflict_and_never_an_overwrite(site: Site, damage: str) -> None:
    site.replace(3, "Third", "My third")
    site.sync()
    before = site.content()
    _damage(site, damage)
    site.edit_upstream(3, title="New title")
    assert actions(site.diff()) == [("conflict", "2020-01-02-post-3.md")]
    with settled(site):
        assert actions(site.sync()) == [("conflict", "2020-01-02-post-3.md")]
    assert site.content() == before


@pytest.mark.parametrize("damage", ["markers", "missing"])
def test_a_damaged_base_of_an_untouched_file_comes_from_the_file(site: Site, damage: str) -> None:
    before = site.snapshot()
    _damage(site, damage)
    with settled(site):
        assert actions(site.sync()) == []
    assert site.snapshot() == before


def test_a_base_that_git_has_merged_is_what_both_sides_agreed_on(site: Site) -> None:
    site.replace(3, "Third", "My third")
    site.edit_upstream(3, body=NEWS)
    text = base(site, "3").read_text("utf-8")
    base(site, "3").write_text(text.replace("Second paragraph.", "News of today."), "utf-8")
    site.replace(3, "Second paragraph.", "News of today.")
    (site.root / STANDING).unlink()
    with settled(site):
        assert actions(site.sync()) == []
    assert "My third" in site.post(3) and "News of today." in site.post(3)


def test_markers_that_wordpress_wrote_are_no_damage(tmp_path: Path) -> None:
    site = Site(tmp_path).wordpress(Post(1, body=f"First paragraph.\n\n```\n{MARKED}```\n\nLast paragraph.\n"))
    site.sync()
    site.replace(1, "A title", "My title")
    (site.root / STANDING).unlink()
    before = site.content()
    with settled(site):
        assert actions(site.sync()) == []
    assert site.content() == before


def _damage(site: Site, damage: str) -> None:
    if damage == "missing":
        base(site, "3").unlink()
    else:
        base(site, "3").write_text(MARKED, "utf-8")
    (site.root / STANDING).unlink()


FRONTS = {
    "copy.md": "---\ntitle: A copy\nwordpress_id: 2\n---\n\nMine.\n",
    "copy-toml.md": '+++\ntitle = "A copy"\nwordpress_id = 2\n+++\n\nMine.\n',
    "copy-json.md": '{\n  "title": "A copy",\n  "wordpress_id": 2\n}\n\nMine.\n',
    "copy.html": "---\nwordpress_id: '2'\n---\n<p>Mine.</p>\n",
}


@pytest.mark.parametrize("name", FRONTS)
def test_a_copy_of_a_post_follows_it_into_drafts(site: Site, name: str) -> None:
    copy = f"content/essays/{name}"
    site.write(copy, FRONTS[name])
    with settled(site):
        assert actions(site.sync()) == []
    site.edit_upstream(2, status="draft")
    assert ("update", name) in actions(site.diff())
    with settled(site):
        assert ("update", name) in actions(site.sync())
    assert is_surely_draft(site.read(copy)) and "Mine." in site.read(copy)
    site.edit_upstream(2, status="publish")
    site.sync()
    assert is_surely_draft(site.read(copy))


@pytest.mark.parametrize("name", ["post.md~", "post.md.orig", "post.md.bak", ".post.md.swp", ".post.md", "post.txt"])
def test_what_hugo_does_not_read_as_a_page_is_no_file_of_a_post(site: Site, name: str) -> None:
    backup = f"content/posts/{name}"
    site.write(backup, site.post(3))
    site.path(3).unlink()
    before = site.content()
    site.edit_upstream(3, title="New title")
    with settled(site):
        assert actions(site.sync()) == []
    assert site.content() == before


@pytest.mark.parametrize("name", FRONTS)
def test_a_moved_file_is_known_in_every_front_matter(site: Site, name: str) -> None:
    site.path(2).unlink()
    site.write(f"content/essays/{name}", FRONTS[name])
    site.edit_upstream(2, status="draft")
    site.sync()
    assert is_surely_draft(site.read(f"content/essays/{name}")) and not site.path(2).exists()
