"""Texts as people may be shown them."""

from __future__ import annotations

import pytest

from migrate.text import plain_line, where_they_differ

WALK = "We went out along the wall and over the hill, " * 5


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        ("a b", "a c", ("a b", "a c")),
        ("a\n b", "a c", ("a b", "a c")),
        ("", "a", ("", "a")),
        ("a\tb", "a  b", ("a⇥b", "a  b")),
        (
            f"{WALK}to moss",
            f"{WALK}to fern",
            ("…along the wall and over the hill, to moss", "…along the wall and over the hill, to fern"),
        ),
        (f"moss {WALK}", f"fern {WALK}", (f"moss {WALK}"[:99] + "…", f"fern {WALK}"[:99] + "…")),
        ("苔" * 200 + "岩", "苔" * 200 + "砂", ("…" + "苔" * 33 + "岩", "…" + "苔" * 33 + "砂")),
    ],
)
def test_two_texts_are_shown_where_they_differ(one: str, other: str, shown: tuple[str, str]) -> None:
    assert where_they_differ(one, other, 99) == shown


def test_a_line_is_shown_as_a_reader_sees_it() -> None:
    assert plain_line("<b>Moss</b> &amp;  <i>fern</i> 3 < 4") == "Moss & fern 3 < 4"
