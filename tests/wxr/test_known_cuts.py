"""An export is cut where an earlier run cut one, as far as both are the same: nothing of what is read changes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from migrate.wxr import known_cuts, segments
from migrate.wxr.cuts import PortionCut, cuts
from migrate.wxr.encoding import Decoded
from migrate.wxr.known_cuts import KnownCut, KnownCuts
from migrate.wxr.repair import repair
from migrate.wxr.repair_log import RepairLog
from tests.support.wxr_exports import export, item, pieces
from tests.wxr.test_cuts import HAZARDS

ITEMS = tuple(item(f"Walk {number}", post_id=number, content="far " * 60) for number in range(40))

pytestmark = pytest.mark.usefixtures("small_portions")


def cut(data: bytes, known: Sequence[KnownCut] = ()) -> list[PortionCut]:
    chunks = pieces(data, range(0, len(data), 500))
    return list(cuts(Decoded(chunks, 0), None, known=KnownCuts(known), digested=True))


def noted(found: Sequence[PortionCut]) -> list[KnownCut]:
    """What is kept of these for a later run."""
    return [
        KnownCut(one.digest, one.size, len(one.stored.lines) - 1, one.names_no_slug, is_head=one.is_head)
        for one in found
    ]


@given(st.lists(HAZARDS, max_size=20), st.lists(HAZARDS, max_size=5), st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
def test_whatever_changed_the_pieces_are_the_whole(before: list[str], new: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(before)))
    stop = data.draw(st.integers(start, len(before)))
    after = [*before[:start], *new, *before[stop:]]
    first, text = (export(*ITEMS[:3], *one, *ITEMS[3:6]).encode() for one in (before, after))
    found = cut(text, noted(cut(first)))
    parts = [one.stored.segment() for one in found]
    assert b"".join(one.data for one in parts) == text
    assert b"".join(repair(one.data, RepairLog()) for one in parts) == repair(text, RepairLog())
    for one, told in zip(parts, found, strict=True):
        line = text[: one.offset].count(b"\n") + 1
        assert one.lines == range(line, line + one.data.count(b"\n") + 1)
        assert told.digest == known_cuts.digest_of(one.data, is_head=told.is_head)


@pytest.mark.parametrize("at", [2, 20, 38])
@pytest.mark.parametrize("new", [(), (item("A ride"),), tuple(item(f"Ride {one}") for one in range(9))])
def test_only_what_is_new_is_searched_for_places_to_cut(
    at: int, new: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    known = noted(cut(export(*ITEMS).encode()))
    text = export(*ITEMS[:at], *new, *ITEMS[at + 1 :]).encode()
    fresh, places = cut(text), list[int]()
    searching = segments._steady_place

    def noting(data: segments.Bytes) -> int:
        places.append(len(data))
        return searching(data)

    monkeypatch.setattr("migrate.wxr.segments._steady_place", noting)
    found = cut(text, known)
    assert len(places) <= 4 + len(new)
    assert [one.digest for one in found] == [one.digest for one in fresh] or len(new) > 1


def test_the_end_of_a_file_is_no_place_to_cut() -> None:
    """Behind it nothing is known to be closed."""
    start = export(*ITEMS[:3]).removesuffix("</channel>\n</rss>\n") + "<!-- "
    known = noted(cut(start.encode()))
    text = f"{start}{ITEMS[3]} -->{''.join(ITEMS[4:9])}".encode()
    assert b"".join(repair(one.stored.segment().data, RepairLog()) for one in cut(text, known)) == repair(
        text, RepairLog()
    )


def test_files_are_known_one_by_one() -> None:
    files = [export(*ITEMS[:10]).encode(), export(*ITEMS[10:20]).encode()]
    known = KnownCuts([one for file in files for one in noted(cut(file))])
    for file in files:
        found = cuts(Decoded([file], 0), None, known=known, digested=True)
        assert all(one.stored.segment().known for one in found)
