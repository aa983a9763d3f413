"""A pattern that few exports need is compiled when it is asked first, and is like any other from then on."""

from __future__ import annotations

import re

import pytest

from migrate.patterns import rare_pattern


def test_a_rare_pattern_answers_as_a_compiled_one() -> None:
    rare, usual = rare_pattern(r"(\w)-(\w)", re.I), re.compile(r"(\w)-(\w)", re.I)
    assert rare.sub(r"\2-\1", "a-b") == usual.sub(r"\2-\1", "a-b")
    assert [found.groups() for found in rare.finditer("a-b c-d")] == usual.findall("a-b c-d")
    assert (rare.pattern, rare.flags, rare.groups) == (usual.pattern, usual.flags, usual.groups)


def test_bytes_have_patterns_too() -> None:
    assert rare_pattern(rb"\d+").split(b"a1b") == [b"a", b"b"]


def test_it_is_not_compiled_before_it_is_asked() -> None:
    rare = rare_pattern("(")
    with pytest.raises(re.error):
        rare.search("")


def test_what_was_asked_for_once_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    rare = rare_pattern("a+")
    assert rare.search("aa")
    monkeypatch.delattr(re, "compile")
    assert not rare.search("b")
