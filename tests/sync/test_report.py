"""A plan as text, as a line a file, and as JSON."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.diagnostics import Code, Diagnostics
from migrate.report.counts import closing_line
from migrate.report.line import Line
from migrate.report.stat import stat
from migrate.report.structured import plan_json, status_json
from migrate.report.text import text
from migrate.report.unified import unified
from migrate.sync.plan.plan import Plan
from migrate.sync.spool import Spool, open_spool
from migrate.sync.state.disk import survey_disk
from migrate.sync.state.state import State
from migrate.sync.status import status
from tests.support.invented import Post, Site, quick
from tests.support.json_schemas import follows


@pytest.fixture
def busy(site: Site) -> Site:
    """A site with one change of every kind."""
    site.posts.update({number: Post(number) for number in (4, 5, 6, 7)})
    site.sync()
    site.replace(2, "First paragraph.", "My first paragraph.")
    site.replace(3, "Second paragraph.", "Second words.")
    site.edit_upstream(1, title="Updated")
    site.edit_upstream(2, title="Merged")
    site.edit_upstream(3, body="First paragraph.\n\nSecond sentence.\n\nThird paragraph.\n")
    site.edit_upstream(4, slug="moved")
    site.replace(5, "Third", "My third")
    del site.posts[5], site.posts[6]
    site.posts[8] = Post(8)
    return site


def planned(site: Site, spool: Spool) -> Plan:
    return site._plan(spool, {"prune": True})


def test_the_closing_line_counts_every_action(busy: Site) -> None:
    with open_spool() as spool:
        plan = planned(busy, spool)
    assert closing_line(plan) == (
        "1 created, 1 updated, 1 merged, 1 conflict, 1 moved, 1 deleted, 1 orphan, 1 unchanged"
    )


def test_stat_has_a_line_a_file_with_letter_counts_and_reasons(busy: Site) -> None:
    with open_spool() as spool:
        lines = list(map(str, stat(planned(busy, spool), quick(busy.root), spool)))
    folder = "content/posts/2020-01-02-"
    assert lines == [
        f"R {folder}post-4.md -> {folder}moved.md  +3 -1  (wordpress)",
        f"M {folder}post-1.md  +1 -1  (wordpress)",
        f"G {folder}post-2.md  +1 -1  (wordpress)",
        f"C {folder}post-3.md  +1 -1  (wordpress)",
        f"? {folder}post-5.md",
        f"D {folder}post-6.md  +0 -11",
        f"A {folder}post-8.md  +11 -0  (wordpress)",
    ]


def test_text_shows_unified_hunks(busy: Site) -> None:
    with open_spool() as spool:
        lines = list(map(str, text(planned(busy, spool).only(["1"]), quick(busy.root), spool)))
    path = "content/posts/2020-01-02-post-1.md"
    assert lines[:4] == [f"update {path} (wordpress)", f"--- a/{path}", f"+++ b/{path}", "@@ -2,7 +2,7 @@"]
    assert "-title: A title" in lines and "+title: Updated" in lines


def test_a_line_names_its_style_and_holds_no_colour(busy: Site) -> None:
    with open_spool() as spool:
        plan, files = planned(busy, spool), quick(busy.root)
        shown = [*text(plan, files, spool), *stat(plan, files, spool)]
    assert "\x1b" not in "".join(map(str, shown))
    assert Line("+title: Updated", "green") in shown
    assert {line.style for line in shown} >= {"green", "red", "cyan", "bold"}


def test_json_follows_its_schema_and_holds_what_the_plan_holds(busy: Site) -> None:
    busy.diff(prune=True)
    described = busy.json
    follows(described, "plan")
    assert described["summary"] == {
        "create": 1, "update": 1, "merge": 1, "conflict": 1, "move": 1, "delete": 1, "orphan": 1, "unchanged": 1,
    }  # fmt: skip
    moved = next(change for change in described["changes"] if change["action"] == "move")
    assert moved["from"] == "content/posts/2020-01-02-post-4.md" and moved["wordpress_id"] == 4
    assert moved["reasons"] == ["wordpress"] and moved["title"] == "A title" and moved["kind"] == "content"
    shown = {change["action"] for change in described["changes"] if change["diff"] is not None}
    assert shown == {"update", "merge", "conflict", "move"}


def test_json_holds_the_diagnostics(site: Site) -> None:
    diagnostics = Diagnostics()
    diagnostics.report(Code.RAW_HTML, "table", file="export.xml", line=12, wordpress_id=8)
    diagnostics.report(Code.TRUNCATED)
    with open_spool() as spool:
        described = "".join(plan_json(planned(site, spool), diagnostics, quick(site.root), spool))
    assert '"code": "W104", "severity": "info"' in described and '"file": "export.xml", "line": 12' in described
    follows(json.loads(described), "plan")


def test_a_plan_can_be_narrowed_to_paths_folders_and_ids(busy: Site) -> None:
    with open_spool() as spool:
        plan = planned(busy, spool)
        assert [change.identity.key for change in plan.only(["content/posts/2020-01-02-post-4.md", "8"]).changes] == [
            "4",
            "8",
        ]
        assert list(plan.only(["content/posts/"]).changes) == list(plan.changes)
        assert list(plan.only(["content/other"]).changes) == []


def test_a_diff_of_a_conflict_shows_the_proposal(busy: Site) -> None:
    busy.diff()
    conflict = next(change for change in busy.json["changes"] if change["action"] == "conflict")
    assert "-Second words.\n+Second sentence.\n" in conflict["diff"]
    busy.sync()
    busy.diff()
    again = next(change for change in busy.json["changes"] if change["action"] == "conflict")
    assert again["diff"] == conflict["diff"]


def test_status_as_json_says_who_did_what(site: Site) -> None:
    site.move(1, "content/one.md")
    found = status(survey_disk(site.root, State.load(site.root)))
    assert '"path": "content/one.md", "from": "content/posts/2020-01-02-post-1.md", "edit": "moved"' in status_json(
        found
    )


LINES = st.lists(st.sampled_from(["a\n", "b\n", "c\n", "\n"]), max_size=30)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("patch")


@given(LINES, LINES, st.booleans())
def test_a_diff_can_be_applied_as_a_patch(folder: Path, old: list[str], new: list[str], ended: bool) -> None:
    before, after = "".join(old), "".join(new) if ended else "".join(new).rstrip("\n")
    if not before or not after or before == after:
        return
    (folder / "file").write_text(before)
    patch = unified(before, after, "file", "file")
    command = ["git", "apply", "--unidiff-zero", "--whitespace=nowarn", "-p1", "-"]
    subprocess.run(command, cwd=folder, input=patch, text=True, check=True)
    assert (folder / "file").read_text() == after


def test_a_diff_of_a_large_text_takes_no_quadratic_time() -> None:
    lines = [f"{number}\n\n" for number in range(40_000)]
    after = [*lines[:9_000], "new\n", *lines[9_000:20_000], *lines[21_000:], "end\n"]
    diff = unified("".join(lines), "".join(after), "a", "b")
    assert diff.count("\n+new\n") == diff.count("\n+end\n") == 1 and diff.count("\n-") == 2000
