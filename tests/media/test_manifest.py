"""The manifest survives kills and foreign hands, and says the same for the same files."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrate.media.manifest import Manifest, MediaVersion

A, B = MediaVersion("static/a.png", "http://blog.example/a.png", 1, '"a"'), MediaVersion("static/ü.png", length=2)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / ".wxr2hugo" / "tmp" / "media").mkdir(parents=True)
    for entry in (A, B):
        (tmp_path / entry.path).parent.mkdir(exist_ok=True)
        (tmp_path / entry.path).write_bytes(b"x")
    return tmp_path


def stored(site: Path) -> Path:
    return site / ".wxr2hugo" / "media.jsonl"


def test_it_is_sorted_whatever_came_first(site: Path) -> None:
    with Manifest(site) as one:
        one.record(B)
        one.record(A)
    assert stored(site).read_text(encoding="utf-8") == A.line() + B.line()
    assert "ü" in B.line()


def test_a_killed_run_loses_nothing_that_was_recorded(site: Path) -> None:
    one = Manifest(site)
    one.__enter__()
    one.record(B)
    assert Manifest(site).get(B.path) == B


def test_of_two_lines_the_later_counts(site: Path) -> None:
    newer = MediaVersion(A.path, A.url, 3, '"b"')
    stored(site).write_text(A.line() + newer.line(), encoding="utf-8")
    assert Manifest(site).get(A.path) == newer


@pytest.mark.parametrize(
    "junk",
    [
        '{"path": "static/b',
        "[]",
        "null",
        '{"path": 1}',
        '{"path": "a", "length": "1"}',
        '{"other": 1}',
        "[" * 99999,
        "",
    ],
)
def test_torn_and_foreign_lines_count_for_nothing(site: Path, junk: str) -> None:
    stored(site).write_text(f"{A.line()}{junk}\n{B.line()}", encoding="utf-8")
    with Manifest(site):
        pass
    assert stored(site).read_text(encoding="utf-8") == A.line() + B.line()


def test_bytes_that_are_no_text_count_for_nothing(site: Path) -> None:
    stored(site).write_bytes(A.line().encode() + b"\xff\xfe\n")
    assert Manifest(site).get(A.path) == A


def test_files_that_are_gone_are_forgotten(site: Path) -> None:
    stored(site).write_text(A.line() + B.line(), encoding="utf-8")
    (site / A.path).unlink()
    with Manifest(site):
        pass
    assert stored(site).read_text(encoding="utf-8") == B.line()
