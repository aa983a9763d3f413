"""Front matter is merged key by key, in the text that the user wrote."""

from __future__ import annotations

import pytest

from migrate.page.keys import UnreadableError
from migrate.page.yaml_keys import YAML
from migrate.sync.merge.front_matter import Front, merge_front


def merged(base: str, user: str, new: str) -> str:
    result = merge_front(Front(base), Front(user), Front(new))
    assert not result.conflicts
    return result.text


def test_every_key_comes_with_its_lines() -> None:
    text = "# head\na: 1\nb:\n# inside\n- x\n\n- y\nc: |\n  text\n\n  more\n\n# tail\n"
    assert [(part.key, part.text) for part in YAML.segments(text)] == [
        ("", "# head\n"),
        ("a", "a: 1\n"),
        ("b", "b:\n# inside\n- x\n\n- y\n"),
        ("c", "c: |\n  text\n\n  more\n"),
        ("", "\n# tail\n"),
    ]


@pytest.mark.parametrize("text", ["a: 1\na: 2\n", "- a\n", "{a: 1, b: 2}\n", "a: [1\n", "a: &x 1\nb: *x\n", "a: '\n"])
def test_what_cannot_be_edited_key_by_key_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError):
        YAML.segments(text)
    assert YAML.values(text) is None


def test_a_new_key_finds_its_place_among_the_users() -> None:
    assert merged("a: 1\nc: 3\n", "c: 3\nz: 9\na: 1\n", "a: 1\nb: 2\nc: 3\n") == "c: 3\nz: 9\na: 1\nb: 2\n"


def test_a_key_that_went_upstream_goes_with_its_comment_kept() -> None:
    assert merged("a: 1\nb: 2\n", "# why\na: 1\nb: 2\nmine: 3\n", "b: 2\n") == "# why\nb: 2\nmine: 3\n"


def test_a_list_is_a_set_in_the_users_order() -> None:
    base, user = "tags:\n- a\n- b\n- c\n", "tags:\n- c\n- mine\n- a\n"
    assert merged(base, user, "tags:\n- a\n- b\n- d\n") == "tags:\n- mine\n- a\n- d\n"


def test_one_name_alone_counts_as_a_list_of_one() -> None:
    base, new = "categories: One\n", "categories:\n- One\n- Two\n"
    assert merged(base, "categories:\n- One\n- Mine\n", new) == "categories:\n- One\n- Mine\n- Two\n"
    assert merged(new, "categories: [One, Two, Mine]\n", base) == "categories:\n- One\n- Mine\n"


def test_names_that_yaml_would_read_as_something_else_stay_text() -> None:
    new = "tags:\n- a\n- 'yes'\n- '2020'\n- 'a: b'\n"
    assert merged("tags:\n- a\n", "tags:\n- a\n- mine\n", new) == "tags:\n- a\n- mine\n- 'yes'\n- '2020'\n- 'a: b'\n"


def test_a_quoted_value_is_no_edit() -> None:
    assert merged("title: A\nb: 1\n", 'title: "A"\nb: 1\n', "title: B\nb: 1\n") == "title: B\nb: 1\n"


def test_a_comment_behind_a_value_survives_its_change() -> None:
    assert merged("title: A#1\n", "title: A#1   # mine\nx: 1\n", "title: B\n") == "title: B   # mine\nx: 1\n"


def test_a_hash_in_a_value_is_no_comment() -> None:
    assert merged("title: 'A # b'\n", "title: 'A # b'\nx: 1\n", "title: 'A # c'\n") == "title: 'A # c'\nx: 1\n"


def test_different_changes_of_one_key_are_a_conflict_that_keeps_the_users_value() -> None:
    sides = Front("a: 1\nb: 1\n"), Front("a: 2\nb: 1\n"), Front("a: 3\nb: 2\n")
    result = merge_front(*sides)
    assert result.conflicts == ("a",) and result.text == "a: 2\nb: 2\n"
    assert merge_front(*sides, theirs=True).text == "a: 3\nb: 2\n"


def test_a_draft_upstream_wins_whatever_the_user_wrote() -> None:
    assert merged("a: 1\n", "a: 1\ndraft: false\n", "a: 1\ndraft: true\n") == "a: 1\ndraft: true\n"
