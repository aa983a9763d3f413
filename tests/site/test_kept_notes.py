"""What is noted of a portion comes back from text as it was, and from any other text comes nothing at all."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

from migrate.account.tally import Tally
from migrate.options import Options
from migrate.site.collect.index import Index
from migrate.site.collect.indexed_item import IndexedItem
from migrate.site.collect.kept_notes import NotedPortion, noted_in, text_of
from migrate.site.collect.notes import note, notes_batch
from tests.support.blog import Post
from tests.support.examples import SEED, examples
from tests.support.wxr_exports import Reading, export, write

FIRST = 4
POSTS = (
    Post(
        1,
        "A “walk”",
        "Out. <!--nextpage--> [table id=3 /]",
        tags=("rye",),
        categories=("bread", "Über"),
        comments=("Yes",),
    ),
    Post(
        2,
        "Hidden",
        "x",
        status="draft",
        meta=(("_wp_old_slug", "old"), ("_wp_old_date", "2019-01-01"), ("k", "Two words, please")),
    ),
    Post(
        3, "Gull", type="attachment", status="inherit", attachment="https://blog.example/gull.png", excerpt="On a pier"
    ),
    Post(4, "Home", type="nav_menu_item", terms=(("nav_menu", "top", "Top"),), meta=(("_menu_item_object_id", "1"),)),
    Post(5, "Again", "A reusable text", type="wp_block"),
    Post(6, "Kim", type="guest-author", meta=(("cap-user_login", "kim"),)),
    Post(7, "Rule", type="memberpressrule", meta=(("_mepr_rules_type", "all"),)),
    Post(8, "Half \U0001f6b6", '<a href="/2020/05/04/post-1/#down">down</a>', type="page", password="x"),
    Post(9, "Nothing that becomes a page", type="revision"),
)


def noted(folder: Path, *posts: Post) -> NotedPortion:
    items = Reading(write(folder, export(*(post.wxr() for post in posts)))).items
    tally = Tally()
    for item in items:
        tally.add(item)
    return NotedPortion([note(item, Options()) for item in items], tally)


def moved(whole: NotedPortion, file: str, lines: int) -> NotedPortion:
    """The same in another file, so many lines further down."""
    found = [one.entry if isinstance(one.entry, IndexedItem) else None for one in whole.notes]
    entries = [one and one._replace(file=file, line=one.line + lines) for one in found]
    return NotedPortion(
        [one._replace(entry=entry) for one, entry in zip(whole.notes, entries, strict=True)], whole.tally
    )


def test_notes_come_back_whole_where_their_portion_now_stands(tmp_path: Path) -> None:
    whole = noted(tmp_path, *POSTS)
    assert len({type(one.other) for one in whole.notes}) == 6, "one of each kind"
    assert whole.tally.examples and whole.tally.comments and whole.tally.shortcodes
    assert noted_in(text_of(whole, FIRST), "later.xml", FIRST + 10) == moved(whole, "later.xml", 10)


def test_a_portion_without_items_has_notes_too() -> None:
    assert noted_in(text_of(NotedPortion([], Tally()), 1), "export.xml", 1) == NotedPortion([], Tally())


VALUES: tuple[Any, ...] = (None, True, -1, 1 << 70, 0.5, "", "x", [], {}, [[]], [1], ["x", "y"], {"x": 1}, ["x", 1])


def elsewhere(value: Any, random: Random) -> Any:
    """The value with something else at one place in it."""
    if isinstance(value, list | dict) and value and random.random() < 0.9:
        changed: Any = value.copy()
        at = random.choice(list(changed)) if isinstance(value, dict) else random.randrange(len(value))
        changed[at] = elsewhere(changed[at], random)
        return changed
    return random.choice(VALUES)


def test_what_is_no_notes_is_none_whatever_it_is(tmp_path: Path) -> None:
    """Or it is notes that an index can take in, which say something else."""
    whole, random, refused = json.loads(text_of(noted(tmp_path, *POSTS), FIRST)), Random(SEED), 0
    for _ in range(examples(1000)):
        text = json.dumps(elsewhere(whole, random)).encode()
        try:
            made = noted_in(text, "export.xml", FIRST)
        except ValueError:
            refused += 1
        else:
            index = Index(Options())
            assert len(list(index.unpack(notes_batch(made.notes)))) == len(made.notes)
            assert len(list(index.entries.values())) <= len(made.notes)
            index.tally.merge(made.tally)
    assert refused > examples(500)


@pytest.mark.parametrize("text", [b"", b"{}", b"[]", b"\xff", b"[" * 100_000, b"[1,2,3,4,5,6]", b"9" * 10_000])
def test_text_of_another_shape_is_no_notes(text: bytes) -> None:
    with pytest.raises(ValueError):
        noted_in(text, "export.xml", FIRST)
