"""Data files merge by their keys and by the ids of their records."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.choices.on_conflict import OnConflict
from migrate.sync.merge.merge import merge


def data(*records: tuple[int, str], indent: int = 1) -> str:
    """A data file as it is written."""
    return json.dumps({"comments": [{"html": html, "id": at} for at, html in records]}, indent=indent) + "\n"


def merged(base: str, user: str, new: str, policy: OnConflict = OnConflict.KEEP) -> tuple[str, bool]:
    found = merge(base, user, new, policy, ".json")
    return found.text, found.clean


def test_a_record_edited_by_hand_and_one_that_came_behind_it() -> None:
    base, user = data((1, "one"), (2, "two")), data((1, "mine"), (2, "two"))
    assert merged(base, user, data((1, "one"), (2, "two"), (3, "three"))) == (
        data((1, "mine"), (2, "two"), (3, "three")),
        True,
    )


def test_the_last_record_edited_and_another_behind_it() -> None:
    assert merged(data((1, "one")), data((1, "mine")), data((1, "one"), (2, "two"))) == (
        data((1, "mine"), (2, "two")),
        True,
    )


def test_a_record_deleted_by_hand_stays_deleted_and_one_gone_upstream_goes() -> None:
    base = data((1, "one"), (2, "two"), (3, "three"))
    assert merged(base, data((2, "two"), (3, "three")), data((1, "one"), (2, "two"), (4, "four"))) == (
        data((2, "two"), (4, "four")),
        True,
    )


@pytest.mark.parametrize("new", [data((1, "theirs")), data((2, "two"))], ids=["changed", "deleted"])
def test_one_record_changed_on_both_sides_is_a_conflict(new: str) -> None:
    user = data((1, "mine"))
    assert merged(data((1, "one")), user, new) == (user, False)


def test_the_file_keeps_the_indentation_that_the_user_gave_it() -> None:
    base, user = data((1, "one")), data((1, "mine"), indent=4)
    assert merged(base, user, data((1, "one"), (2, "two"))) == (data((1, "mine"), (2, "two"), indent=4), True)


def test_records_whose_ids_are_not_their_own_are_not_told_apart() -> None:
    base = data((1, "one"), (1, "again"))
    assert not merged(base, data((1, "mine"), (1, "again")), data((1, "one"), (1, "again"), (1, "more")))[1]


def test_a_file_that_the_user_broke_is_a_conflict() -> None:
    user = data((1, "one")).replace("}", "", 1)
    assert merged(data((1, "one")), user, data((1, "one"), (2, "two"))) == (user, False)


RECORDS = st.lists(st.tuples(st.integers(1, 5), st.sampled_from("abc")), unique_by=lambda record: record[0], max_size=5)


@given(RECORDS, RECORDS, RECORDS)
def test_merging_again_changes_nothing_and_nothing_comes_from_nowhere(
    base: Sequence[tuple[int, str]], user: Sequence[tuple[int, str]], new: Sequence[tuple[int, str]]
) -> None:
    text, clean = merged(data(*base), data(*user), data(*new))
    if clean:
        assert merged(data(*base), text, data(*new)) == (text, True)
    found = {(one["id"], one["html"]) for one in json.loads(text)["comments"]}
    assert found <= {*user, *new}
    assert clean or text == data(*user)
