"""The manifest survives kills and foreign hands, and says the same for the same files."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrate.media.manifest import Entry, Manifest

A, B = Entry("static/a.png", "http://blog.example/a.png", 1, '"a"'), Entry("static/ü.png", length=2)


def manifest(folder: Path) -> Manifest:
    return Manifest(folder / "media.jsonl", folder / "new")


def test_it_is_sorted_whatever_came_first(tmp_path: Path) -> None:
    with manifest(tmp_path) as one:
        one.record(B)
        one.record(A)
    assert (tmp_path / "media.jsonl").read_text(encoding="utf-8") == A.line() + B.line()
    assert "ü" in B.line()


def test_a_killed_run_loses_nothing_that_was_recorded(tmp_path: Path) -> None:
    one = manifest(tmp_path)
    one.__enter__()
    one.record(B)
    assert manifest(tmp_path).get(B.path) == B


def test_of_two_lines_the_later_counts(tmp_path: Path) -> None:
    newer = Entry(A.path, A.url, 3, '"b"')
    (tmp_path / "media.jsonl").write_text(A.line() + newer.line(), encoding="utf-8")
    assert manifest(tmp_path).get(A.path) == newer


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
def test_torn_and_foreign_lines_count_for_nothing(tmp_path: Path, junk: str) -> None:
    (tmp_path / "media.jsonl").write_text(f"{A.line()}{junk}\n{B.line()}", encoding="utf-8")
    with manifest(tmp_path):
        pass
    assert (tmp_path / "media.jsonl").read_text(encoding="utf-8") == A.line() + B.line()


def test_bytes_that_are_no_text_count_for_nothing(tmp_path: Path) -> None:
    (tmp_path / "media.jsonl").write_bytes(A.line().encode() + b"\xff\xfe\n")
    assert manifest(tmp_path).get(A.path) == A
