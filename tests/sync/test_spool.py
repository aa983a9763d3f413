"""What a plan keeps out of memory comes back as it was, in its order."""

from __future__ import annotations

import io
import json
import pickle
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.model.documents import Home, Identity, Kind
from migrate.state_folder import ASIDE, MEDIA_TEMPORARY, RUN_TEMPORARY
from migrate.sync import spool as spooled
from migrate.sync.plan.changes import Action, Change, Changes, Reason
from migrate.sync.plan.steps import Step, Steps
from migrate.sync.spool import Spool, SpooledBytes, SpooledTuples, open_spool
from migrate.sync.state.next_state import NextState
from migrate.sync.state.remembered import Remembered, entry_of, line_of
from migrate.sync.state.state import State


@pytest.fixture
def spool(monkeypatch: pytest.MonkeyPatch) -> Spool:
    """One that writes often, so that contents lie in the file as well as before it."""
    monkeypatch.setattr(spooled, "_BUFFER", 10)
    return Spool(io.BytesIO())


class Slow(io.BytesIO):
    """A file that takes no more than three bytes at a time."""

    def write(self, data: object) -> int:
        return super().write(bytes(data)[:3])  # type: ignore[call-overload]


def entry(key: str, number: int = 0, **values: Any) -> Remembered:
    identity = Identity(key, Kind.CONTENT, number, values.pop("title", ""))
    path = f"content/{key}.md"
    return Remembered(identity, Home(path), path=path)._replace(**values)


def test_contents_are_read_back_in_any_order(spool: Spool) -> None:
    contents = [bytes([65 + number]) * number for number in range(9)]
    places = [spool.put(one) for one in contents]
    assert [spool.get(place) for place in reversed(places)] == contents[::-1]
    assert spool.get(spool.put(b"last")) == b"last"


def test_a_file_may_take_a_content_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spooled, "_BUFFER", 4)
    spool = Spool(Slow())
    assert spool.get(spool.put(b"0123456789")) == b"0123456789"


def test_a_text_in_the_spool_is_the_text_itself_in_another_process(spool: Spool) -> None:
    text = spool.text("[1, 2]")
    assert str(text) == "[1, 2]" == pickle.loads(pickle.dumps(text))


def test_bytes_and_tuples_in_the_spool_keep_their_order(spool: Spool) -> None:
    contents, values = SpooledBytes(spool), SpooledTuples(spool)
    for number in range(250):
        contents.append(b"%d" % number)
        values.append((number, None, ("a",)))
    assert (len(contents), contents[7], list(contents)) == (250, b"7", [b"%d" % number for number in range(250)])
    assert (len(values), list(values)) == (250, [(number, None, ("a",)) for number in range(250)])


def test_changes_come_back_by_path_and_are_counted(spool: Spool) -> None:
    changes = Changes(spool)
    created = Change(Action.CREATE, Identity("2", Kind.DATA, 2, "Two"), "b", reasons=(Reason.LINKS,), after=(3, 4))
    orphan = Change(Action.ORPHAN, Identity("1", Kind.CONTENT, 1, "One"), "a")
    for change in (created, orphan):
        changes.add(change)
    assert list(changes) == [orphan, created] and len(changes) == 2
    assert all(isinstance(one.action, Action) and isinstance(one.identity.kind, Kind) for one in changes)
    assert (changes.counts[Action.CREATE], changes.pressing, changes.staying_open) == (1, 1, 0)


def test_steps_make_room_before_they_take_it(spool: Spool) -> None:
    steps = Steps(spool)
    line = spool.put(b"{}\n")
    created = Step("new", line, target="d", result=line)
    second, first = Step("2", line, "b", "", "a"), Step("1", line, "a", "", "c")
    deleted, rewritten = Step("old", None, "x"), Step("3", line, "y", "", "y", result=line)
    for step in (created, second, first, deleted, rewritten):
        steps.add(step)
    assert list(steps) == [rewritten, deleted, first, second, created] and len(steps) == 5
    assert list(steps.appearing()) == [first, second, created]


# The state


@given(st.lists(st.text()), st.text(), st.lists(st.text()), st.booleans())
def test_a_line_of_the_state_is_json_with_sorted_keys(
    lookups: list[str], title: str, former: list[str], published: bool
) -> None:
    one = entry("7", 7, title=title, former_urls=tuple(former), published=published, options="0a", base="b", disk="b")
    one = one._replace(lookups=json.dumps(lookups) if lookups else "")
    line = line_of(one)
    values = json.loads(line)
    assert line.decode() == json.dumps(values, sort_keys=True) + "\n"
    assert values.get("lookups", []) == lookups and values.get("former_urls", []) == former
    assert entry_of(line) == one


def test_look_ups_that_quote_a_line_of_the_state_are_read_whole() -> None:
    lookups = json.dumps(['link ], "options": "', '"lookups": [', '], "'])
    one = entry("7", 7, options="0a", lookups=lookups)
    assert entry_of(line_of(one)) == one


def test_new_and_known_documents_stand_in_one_order_in_the_state(spool: Spool) -> None:
    known = {key: entry(key, number) for key, number in (("10", 10), ("2", 2), ("a", 0))}
    new = [entry("3", 3), entry("comments:2", 2), entry("b", 0), entry("11", 11)]
    next_state = NextState("https://blog.example", known, spool)
    for one in [*known.values(), *new]:
        next_state.remember(one)
    whole = State("https://blog.example", known | {one.key: one for one in new})
    assert list(next_state.lines({})) == list(whole.lines())
    assert list(next_state.new()) == new


def test_what_was_undone_is_remembered_as_before_or_not_at_all(spool: Spool) -> None:
    before = {"1": entry("1", 1, title="Old")}
    next_state = NextState("", before, spool)
    next_state.remember(entry("1", 1, title="New", conflict="c"))
    next_state.remember(entry("2", 2, conflict="d"))
    assert next_state.in_conflict({}) == {"1", "2"}
    assert next_state.in_conflict({"1": before["1"], "2": None}) == set()
    assert list(next_state.lines({"1": before["1"], "2": None})) == list(State("", before).lines())


def test_what_media_has_half_loaded_outlasts_a_run(tmp_path: Path) -> None:
    half = tmp_path / MEDIA_TEMPORARY / "half.part"
    half.parent.mkdir(parents=True)
    half.write_bytes(b"half")
    with open_spool(tmp_path) as spool:
        spool.put(b"x")
    assert half.read_bytes() == b"half"
    assert not (tmp_path / RUN_TEMPORARY).exists()


def test_a_run_that_is_told_to_stop_leaves_to_the_next_what_takes_long_to_remove(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid, released = tmp_path / ASIDE / "content/posts/a.md", Event()
    monkeypatch.setattr(spooled, "_PATIENCE", 0.01)
    with pytest.raises(KeyboardInterrupt), open_spool(tmp_path):
        laid.parent.mkdir(parents=True)
        laid.touch()
        monkeypatch.setattr("shutil.rmtree", lambda *_: released.wait(60))
        raise KeyboardInterrupt
    assert not released.is_set() and laid.exists()
    released.set()
    monkeypatch.undo()
    with open_spool(tmp_path):
        assert not laid.exists()
