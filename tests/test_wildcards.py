"""Names are of a pattern exactly when `fnmatch` says so."""

from __future__ import annotations

from fnmatch import fnmatchcase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.wildcards import fits

NAMES = st.text("ab_", max_size=8)


@given(NAMES, st.text("ab_*", max_size=6))
def test_a_star_stands_for_any_letters(name: str, pattern: str) -> None:
    assert fits(name, pattern) == fnmatchcase(name, pattern)


@pytest.mark.parametrize(("name", "is_one"), [("form-entry", True), ("form_entry", True), ("formentry", False)])
def test_brackets_stand_for_one_of_several_letters(name: str, is_one: bool) -> None:
    assert fits(name, "*[_-]entry") is is_one


def test_the_beginning_and_the_end_of_a_pattern_share_no_letter() -> None:
    assert not fits("aba", "ab*ba")
