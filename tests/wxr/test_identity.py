"""Two exports are told apart, or known to say the same, without being understood."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from migrate.diagnostics import Diagnostics
from migrate.wxr import Export
from tests.support.wxr_exports import export, item

HEAD = """<!-- generator="WordPress/6.4" created="{created}" -->
<pubDate>{published}</pubDate>"""
MONDAY = HEAD.format(created="2024-01-01 10:00", published="Mon, 01 Jan 2024 10:00:00 +0000")
TUESDAY = HEAD.format(created="2024-01-02 11:30", published="Tue, 02 Jan 2024 11:30:00 +0000")


def identity(folder: Path, *texts: str) -> str:
    """Of an export in as many files."""
    paths = [folder / f"part-{number}.xml" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, "utf-8")
    return Export(paths, Diagnostics()).identity()


def test_the_minute_of_an_export_does_not_matter(tmp_path: Path) -> None:
    assert identity(tmp_path, export(item(), head=MONDAY)) == identity(tmp_path, export(item(), head=TUESDAY))


def test_the_time_of_an_item_does(tmp_path: Path) -> None:
    monday, tuesday = (
        export(item(inside=f"<pubDate>{day}, 01 Jan 2024</pubDate>"), head=MONDAY) for day in ("Mon", "Tue")
    )
    assert identity(tmp_path, monday) != identity(tmp_path, tuesday)


@pytest.mark.parametrize(
    "other",
    [[export(item("A hike"))], [export(item()), export()], [export(), export(item())], [export(item(), item())]],
)
def test_anything_else_does(tmp_path: Path, other: list[str]) -> None:
    assert identity(tmp_path, *other) != identity(tmp_path, export(item()))


def test_where_one_file_ends_and_another_begins_matters(tmp_path: Path) -> None:
    one, two = export(item("A")), export(item("B"))
    space = "\n" * 5
    assert identity(tmp_path, one + space, two) != identity(tmp_path, one, space + two)


def test_packing_does_not_matter(tmp_path: Path) -> None:
    text = export(item())
    packed = tmp_path / "export.xml.gz"
    packed.write_bytes(gzip.compress(text.encode()))
    assert Export([packed], Diagnostics()).identity() == identity(tmp_path, text)


def test_reading_everything_finds_the_same(tmp_path: Path) -> None:
    texts = [export(item("A"), head=MONDAY), export(item("B"), head=TUESDAY)]
    told = identity(tmp_path, *texts)
    read = Export(sorted(tmp_path.glob("*.xml")), Diagnostics())
    assert list(read.read()) and read.identity() == told


def test_an_export_is_digested_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "export.xml").write_text(export(item()), "utf-8")
    read = Export([tmp_path / "export.xml"], Diagnostics())
    known = read.identity()
    monkeypatch.setattr("migrate.wxr.cuts.digest_of", None)
    assert list(read.read())
    assert read.identity() == known


def size(folder: Path, *texts: bytes) -> int:
    paths = [folder / f"part-{number}.xml" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_bytes(text)
    return Export(paths, Diagnostics()).size()


def test_exports_that_say_the_same_have_one_size_others_mostly_not(tmp_path: Path) -> None:
    monday, later = (export(item(), head=head).encode() for head in (MONDAY, MONDAY.replace("Mon, ", "")))
    assert size(tmp_path, monday) == size(tmp_path, later) == size(tmp_path, export(item()).encode()) + 1
    assert size(tmp_path, monday, later) == 2 * size(tmp_path, monday)
    assert size(tmp_path, export(item("A walk, and more")).encode()) > size(tmp_path, monday)


def test_the_size_of_what_is_packed_tells_nothing(tmp_path: Path) -> None:
    assert size(tmp_path, gzip.compress(export(item()).encode())) == 0
