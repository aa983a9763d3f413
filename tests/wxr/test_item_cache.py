"""Items that were kept are what they were, and what cannot be kept is read again."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.model.export import Item
from migrate.wxr.item_cache import ItemCache
from tests.support.wxr_exports import Reading, element, export, item, record, write

LINES = range(1, 10)
ROOM = range(0, 1 << 20)


@pytest.fixture(name="cache")
def an_empty_cache() -> Iterator[ItemCache]:
    with TemporaryFile(buffering=0) as file:
        yield ItemCache(file)


def full_item(folder: Path, title: str = "A walk") -> Item:
    comment = record("comment", comment_id="3", comment_author="Ada", comment_content="Yes.", comment_approved="1")
    terms = element("category", "Out", ' domain="post_tag" nicename="out"')
    meta = record("postmeta", meta_key="_thumbnail_id", meta_value="9")
    return Reading(write(folder, export(item(title, inside=comment + terms + meta)))).item


def test_what_was_put_there_comes_back_whole(tmp_path: Path, cache: ItemCache) -> None:
    first, second = full_item(tmp_path), full_item(tmp_path, "A hike \U0001f6b6")
    assert first.comments and first.terms and first.meta
    kept = cache.put([first, second], ROOM, LINES)
    assert kept and kept.lines == LINES and list(cache.items(kept)) == [first, second]


def test_each_portion_has_a_place_of_its_own(tmp_path: Path, cache: ItemCache) -> None:
    items = [full_item(tmp_path, str(number)) for number in range(3)]
    places = [cache.put([one], range(number * 1000, number * 1000 + 1000), LINES) for number, one in enumerate(items)]
    assert [next(cache.items(place)) for place in places if place] == items


def test_what_is_larger_than_its_place_is_not_kept(tmp_path: Path, cache: ItemCache) -> None:
    assert cache.put([full_item(tmp_path)], range(5, 50), LINES) is None


@pytest.mark.parametrize("fault", ["none is left", "less is left"])
def test_what_the_disk_has_no_room_for_is_not_kept(
    tmp_path: Path, cache: ItemCache, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    def full(*_: object) -> int:
        if fault == "less is left":
            return 3
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "pwrite", full)
    assert cache.put([full_item(tmp_path)], ROOM, LINES) is None


@given(st.lists(st.text(), max_size=5))
def test_any_text_survives(texts: list[str]) -> None:
    values: dict[str, Any] = dict.fromkeys(Item._fields, "") | {
        "terms": (),
        "comments": (),
        "meta": tuple((t, t) for t in texts),
    }
    items = [Item(**values | {"content": text}) for text in texts]
    with TemporaryFile(buffering=0) as file:
        cache = ItemCache(file)
        kept = cache.put(items, ROOM, LINES)
        assert kept and list(cache.items(kept)) == items
