"""Where exports are cut so that each piece can be repaired and parsed by itself, and read again from its place."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from migrate.diagnostics import Diagnostics, MigrateError
from migrate.model.export import Author, Item, Term
from migrate.wxr import Export
from migrate.wxr import segments as cutting
from migrate.wxr.portions import read_portion
from migrate.wxr.repair import repair
from migrate.wxr.repair_log import RepairLog
from tests.support.wxr_exports import Reading, cdata, export, item, pieces, write


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exports are cut behind nearly every item."""
    monkeypatch.setattr(cutting, "PIECE_SIZE", 300)
    monkeypatch.setattr(cutting, "SEGMENT_SIZE", 900)


def cut(data: bytes) -> list[bytes]:
    """The pieces that a stream is cut into."""
    chunks = pieces(data, range(0, len(data), 500))
    return [piece.data for segment in cutting.segments(chunks) for piece in cutting.pieces(segment)]


HAZARDS = st.sampled_from(
    [
        *(
            "<![CDATA[",
            "]]>",
            "]\x01]>",
            "<!\x02[CDATA[",
            "<!--",
            "-->",
            "<!-->",
            "<\x01!--",
            "<?",
            "?>",
            "<",
            ">",
            "&",
            "&nbsp;",
        ),
        *(
            "</item>",
            "<item>",
            "]]></wp:x>",
            "</wp:x></item>",
            "<wp:x><![CDATA[",
            "\x01",
            "\ufffe",
            "\n",
            "é",
            "crumb " * 60,
        ),
        *("crumb " * 700, "\x01" * 9000, item(), item(content="a ]]> b"), item(inside="<!-- <wp:x> -->")),
    ]
)


@given(st.lists(HAZARDS, max_size=40).map("".join))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@pytest.mark.usefixtures("small_pieces")
def test_pieces_repaired_one_by_one_are_the_whole_repaired_at_once(text: str) -> None:
    data = (text + item()).encode()
    parts = cut(data)
    assert b"".join(parts) == data
    assert b"".join(repair(part, RepairLog()) for part in parts) == repair(data, RepairLog())


@pytest.mark.usefixtures("small_pieces")
def test_sound_exports_are_cut_behind_items() -> None:
    data = "\n".join(item(post_id=number, status="publish") for number in range(50)).encode()
    parts = cut(data)
    assert len(parts) > 25
    assert all(part.endswith(b"</item>") for part in parts if part)


@pytest.mark.usefixtures("small_pieces")
def test_text_that_speaks_of_items_is_not_cut() -> None:
    data = item(content="</wp:x></item>\n" * 100).encode() + item().encode()
    assert all(part.count(b"<item>") == part.count(b"</content:encoded>") for part in cut(data))


@pytest.mark.usefixtures("small_pieces")
def test_where_no_place_is_sure_a_likely_one_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "_PATIENCE", 2000)
    data = "\n".join(f"<item><odd>{cdata('text' * 20)}</odd></item>" for _ in range(500)).encode()
    assert max(map(len, cut(data))) < 4000


@pytest.mark.usefixtures("small_pieces")
def test_a_control_character_in_every_item_does_not_keep_an_export_in_one_piece() -> None:
    data = "\n".join(f"<item><wp:x>a\x01</wp:x>{'text' * 20}</item>" for _ in range(500)).encode()
    assert max(map(len, cut(data))) < 1000


# What is well-formed is not repaired: that nothing else passes for it is what the parser is trusted with.


DEFECTS = {
    "a control character": (b"a\x0bb", "ab"),
    "a zero byte": (b"a\0b", "ab"),
    "a noncharacter": (b"a\xef\xbf\xbeb", "ab"),
    "a byte of an old encoding": (b"caf\xe9 b", "café b"),
    "half a character at the end": (b"a \xc3", "a Ã"),
    "a surrogate pair": (b"a\xed\xa0\xbe\xed\xb5\x96b", "a🥖b"),
}
CONTEXTS = {
    "in a section": b"<title><![CDATA[HERE]]></title>",
    "in text": b"<title>HERE</title>",
}


@pytest.mark.parametrize("context", CONTEXTS)
@pytest.mark.parametrize("defect", DEFECTS)
@pytest.mark.usefixtures("small_pieces")
def test_bytes_that_xml_forbids_are_noticed_wherever_they_are(tmp_path: Path, defect: str, context: str) -> None:
    written, meant = DEFECTS[defect]
    place = CONTEXTS[context].replace(b"HERE", written)
    text = export(*[item(post_id=number) for number in range(1, 9)], item("TITLE", post_id=9)).encode()
    result = Reading(write(tmp_path, text.replace(b"<title><![CDATA[TITLE]]></title>", place)))
    assert result.items[-1].title == meant
    assert result.codes == ["W001"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("a & b", "a & b"), ("a&nbsp;b", "a\xa0b"), ("a&#1;b", "ab"), ("a < b", "a < b"), ("]]>", "]]>")],
)
@pytest.mark.usefixtures("small_pieces")
def test_markup_that_xml_forbids_is_noticed(tmp_path: Path, written: str, meant: str) -> None:
    others = [item(post_id=number) for number in range(1, 9)]
    text = export(*others, item("TITLE", post_id=9)).replace(cdata("TITLE"), written)
    result = Reading(write(tmp_path, text))
    assert (result.items[-1].title, result.codes) == (meant, ["W001"])


@pytest.mark.usefixtures("small_pieces")
def test_a_long_comment_never_swallows_items(tmp_path: Path) -> None:
    plain = "<item><title>Plain</title><link>https://blog.example/</link><wp:post_id>{}</wp:post_id></item>"
    swallowed = [plain.format(number) for number in range(2, 60)]
    result = Reading(write(tmp_path, export(item(post_id=1), "<!-- " + "\n".join(swallowed) + " -->")))
    assert [one.id for one in result.items] == list(range(1, 60))
    assert "stray angle brackets escaped" in result.details[0]


def test_lines_of_repairs_are_right_far_into_the_file(tmp_path: Path) -> None:
    text = export(
        *[item(post_id=number, content="text\n" * 2000) for number in range(1, 40)], item("a & \x01", post_id=40)
    )
    text = text.replace(cdata("a & \x01"), "a & \x01")
    line = text[: text.index("\x01")].count("\n") + 1
    result = Reading(write(tmp_path, text))
    assert {(one.detail, one.line) for one in result.diagnostics} == {
        ("control characters removed", line),
        ("bare ampersands escaped", line),
    }


# The second reading


LONG = [item(post_id=number, content=f"{number} " * 2000, status="publish") for number in range(1, 200)]


def again(reading: Reading) -> Iterator[Author | Term | Item]:
    """What the portions of an export hold that was read before."""
    return (record for portion in reading.export.portions() for record in read_portion(portion).records)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("packed", [False, True])
def test_portions_hold_the_same_again(tmp_path: Path, encoding: str, packed: bool) -> None:
    text = export(*LONG, head="<!-- größer -->").encode(encoding)
    result = Reading(write(tmp_path, gzip.compress(text) if packed else text))
    assert [one.id for one in result.items] == list(range(1, 200))
    assert list(again(result)) == result.items


def test_a_file_with_repairs_is_repaired_again(tmp_path: Path) -> None:
    result = Reading(write(tmp_path, export(*LONG, item("a \x01& b", post_id=500))))
    assert list(again(result)) == result.items
    assert result.items[-1].title == "a & b"


def test_what_is_not_wanted_of_a_plain_file_is_not_read_again(tmp_path: Path) -> None:
    path = write(tmp_path, export(*LONG))
    result = Reading(path)
    path.unlink()
    portions = list(result.export.portions())
    assert {one.line for one in result.items} <= {line for portion in portions for line in portion.lines}
    with pytest.raises(MigrateError, match="No such file"):
        read_portion(portions[0])


@pytest.mark.parametrize("packed", [False, True])
def test_a_file_that_changes_between_two_readings_is_told(tmp_path: Path, packed: bool) -> None:
    text = export(*LONG).encode()
    path = write(tmp_path, gzip.compress(text) if packed else text)
    result = Reading(path)
    before = path.stat()
    path.write_bytes(path.read_bytes())
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns + 1_000_000))
    with pytest.raises(MigrateError, match=r"export\.xml: the file was changed while it was read"):
        list(again(result))


def test_a_file_that_grows_while_it_is_read_is_told(tmp_path: Path) -> None:
    path = write(tmp_path, export(*LONG))
    entities = Export([path], Diagnostics()).read()
    next(entities)
    with path.open("ab") as file:
        file.write(b"more")
    with pytest.raises(MigrateError, match="changed while it was read"):
        list(entities)


def test_a_reading_broken_off_is_no_reading(tmp_path: Path) -> None:
    broken_off = Export([write(tmp_path, export(*LONG))], Diagnostics())
    next(broken_off.read())
    records = [one for portion in broken_off.portions() for one in read_portion(portion).records]
    assert len(records) == len(LONG)


@pytest.mark.parametrize("more", [1, 100, 4_000, 70_000])
def test_what_grows_leaves_nearly_all_other_pieces_as_they_are(more: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "SEGMENT_SIZE", 8_000)
    items = [f"<item><title>Walk {number}</title>{'x' * (number * 37 % 900)}</item>" for number in range(500)]

    def pieces_of(text: str) -> list[bytes]:
        return [
            one.data for one in cutting.segments(text[at : at + 3_000].encode() for at in range(0, len(text), 3_000))
        ]

    before = pieces_of("".join(items))
    items[100] = items[100].replace("x</item>", f"{'y' * more}</item>")
    after = pieces_of("".join(items))
    assert b"".join(after) == "".join(items).encode() and len(before) > 20
    assert len([one for one in after if one not in before]) <= 5
