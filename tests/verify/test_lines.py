"""Lines of the built site that are looked through once."""

from __future__ import annotations

import pytest

from migrate.verify.reading.lines import KnownLines


def unread(*files: str) -> list[str]:
    """What is still read of the last of these files, if all was well with the others."""
    known, lines = KnownLines(), list[bytes]()
    for file in files:
        known.learn(lines)
        lines = known.unread(file.encode())
    return [line.decode() for line in lines]


PARAGRAPH = "<p>There was once a fisherman who lived with his wife in a hut.</p>"


def test_a_line_is_read_once_wherever_it_stands() -> None:
    assert unread(f"<h1>One</h1>\n{PARAGRAPH}\n", f"<li>\n  {PARAGRAPH}\n{PARAGRAPH}\n</li>") == [
        "<li>",
        f"  {PARAGRAPH}",
        "</li>",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "There was once",
        "<p>There was once",
        "a fisherman</p>",
        "<em>There was once</em>",
        "<p>There was <b>once</b>",
        '<a href="/x">There was once</a>',
        '<p title="1 > 2',
        "< p>There was once</p>",
        "<?php There was once ?>",
    ],
)
def test_what_may_run_on_into_other_lines_is_read_each_time(line: str) -> None:
    assert unread(line, line) == [line]


def test_where_a_theme_saves_white_space_paragraphs_are_known_all_the_same() -> None:
    page = f"<html><body><main>{PARAGRAPH * 40}</main>"
    assert unread(page, f"<html><body><ul><li>{PARAGRAPH}{PARAGRAPH}</li></ul>{PARAGRAPH * 40}") == [
        f"<html><body><ul><li>{PARAGRAPH}",
        "</li>",
        f"</ul>{PARAGRAPH}",
        "",
    ]
