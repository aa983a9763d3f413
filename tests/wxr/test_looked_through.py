"""Another process may look through the files of an export beforehand: what is read of them then is the same."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from migrate.diagnostics import Diagnostics, MigrateError
from migrate.wxr import Export
from migrate.wxr.portion import Portion
from migrate.wxr.portions import read_portion
from tests.support.wxr_exports import export, item

HEAD = "<wp:category><wp:category_nicename>out</wp:category_nicename><wp:cat_name>Walks</wp:cat_name></wp:category>"
UNNAMED = '<category domain="category">Walks</category>'
TEXT = export(
    *(item(f"Walk {number}", post_id=number, inside=UNNAMED * (number % 3)) for number in range(9)), head=HEAD
)
PLAIN = TEXT.encode()
FILES: dict[str, bytes] = {
    "as WordPress writes it": PLAIN,
    "with a byte order mark": b"\xef\xbb\xbf" + PLAIN,
    "in another encoding": PLAIN.replace(b"UTF-8", b"UTF-16").decode().encode("utf-16"),
    "packed": gzip.compress(PLAIN),
    "with a message before it": b"<p>Warning</p>" * 100 + PLAIN,
    "cut off": PLAIN[: len(PLAIN) // 2],
    "damaged": PLAIN.replace(b"Walk 3", b"Walk <\x01 3 &"),
    "with an item that is too large": PLAIN.replace(b"Walk 3", b"Walk 3 " + b"far " * 2000),
}

pytestmark = [
    pytest.mark.usefixtures("small_portions"),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="workers are forked"),
]


def read(files: list[Path], *, ahead: bool) -> tuple[object, ...]:
    """All that there is to know of an export, but for the portions in which it was read."""
    diagnostics, seen = Diagnostics(), list[Portion]()

    def reading(portions: object) -> object:
        for portion in portions:  # type: ignore[attr-defined]
            seen.append(portion)
            yield read_portion(portion)

    one = Export(files, diagnostics)
    if ahead:
        with one.looked_through():
            records = list(one.read_by(reading))  # type: ignore[arg-type]
    else:
        records = list(one.read_by(reading))  # type: ignore[arg-type]
    cuts = [(portion.lines, portion.room, portion.slugs, portion.opening, portion.is_head) for portion in seen]
    again = [read_portion(portion).records for portion in one.portions()]
    return records, cuts, again, diagnostics.found, one.identity(), one.partial, one.truncated


@pytest.mark.parametrize("data", FILES.values(), ids=FILES)
def test_what_is_read_is_the_same(tmp_path: Path, data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("migrate.wxr.segments.LARGEST_ITEM", 3000)
    files = [tmp_path / "one.xml", tmp_path / "other.xml"]
    files[0].write_bytes(data)
    files[1].write_text(export(item("A ride", post_id=40)))
    assert read(files, ahead=True) == read(files, ahead=False)


def test_this_process_digests_and_cuts_nothing_then(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "one.xml"
    file.write_bytes(PLAIN)
    one = Export([file], Diagnostics())
    with one.looked_through():
        monkeypatch.setattr("migrate.wxr.cuts.digest_of", None)
        monkeypatch.setattr("migrate.wxr.read.cuts", None)
        assert len(list(one.read())) > 9


@pytest.mark.parametrize("data", [PLAIN, gzip.compress(PLAIN)], ids=["plain", "packed"])
def test_to_cut_it_up_it_is_looked_through_once_at_most(
    tmp_path: Path, data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "one.xml"
    file.write_bytes(data)
    one, times = Export([file], Diagnostics()), list[int]()
    foresee = Export.foresee

    def noting(export: Export) -> object:
        times.append(1)
        return foresee(export)

    monkeypatch.setattr(Export, "foresee", noting)
    with one.looked_through():
        assert bool(one.cut_up()) is (data is PLAIN)
    assert one.cut_up() == one.cut_up() and times == []
    alone = Export([file], Diagnostics())
    assert bool(alone.cut_up()) is (data is PLAIN) and len(times) == (data is PLAIN)


def change(file: Path) -> None:
    file.write_bytes(PLAIN + b"\n")


def remove(file: Path) -> None:
    file.unlink()


@pytest.mark.parametrize("harm", [change, remove])
def test_a_file_that_does_not_stay_as_it_is_ends_the_run(tmp_path: Path, harm: Callable[[Path], None]) -> None:
    file = tmp_path / "one.xml"
    file.write_bytes(PLAIN)
    one = Export([file], Diagnostics())
    with one.looked_through():
        harm(file)
        with pytest.raises(MigrateError, match=r"one\.xml"):
            list(one.read())


def test_what_a_process_that_died_did_not_tell_is_found_out_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "one.xml"
    file.write_bytes(PLAIN)
    expected = read([file], ahead=False)
    monkeypatch.setattr("migrate.wxr.read._foresee", lambda export, _: os._exit(9))
    assert read([file], ahead=True) == expected


def test_nobody_waits_for_what_nobody_asks_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "one.xml"
    file.write_bytes(PLAIN)
    monkeypatch.setattr("migrate.wxr.read._foresee", lambda export, _: os.read(os.pipe()[0], 1))
    with Export([file], Diagnostics()).looked_through():
        pass
