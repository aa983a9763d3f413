"""Which files are exports, in which order, and what is told of those that are not."""

from __future__ import annotations

import gzip
import io
import os
import sys
import time
import zipfile
from pathlib import Path
from threading import Thread
from types import SimpleNamespace

import pytest

from migrate.diagnostics import Diagnostics, MigrateError
from migrate.wxr import Export
from tests.support.wxr_exports import Reading, export, item, write


def archive(folder: Path, entries: dict[str, str | bytes], name: str = "export.zip") -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for entry, data in entries.items():
            file.writestr(entry, data)
    return path


def ids(*paths: Path) -> list[int]:
    return [one.id for one in Reading(*paths).items]


def refusal(path: Path, max_size: int = 1 << 40) -> MigrateError:
    with pytest.raises(MigrateError) as caught:
        list(Export([path], Diagnostics(), max_size).read())
    assert "\n" not in caught.value.message
    assert caught.value.hint
    return caught.value


def test_a_gzip_is_unpacked_whatever_its_name(tmp_path: Path) -> None:
    assert ids(write(tmp_path, gzip.compress(export(item()).encode()), "export.xml")) == [7]


def test_an_archive_is_read_in_the_natural_order_of_its_names(tmp_path: Path) -> None:
    entries: dict[str, str | bytes] = {f"site/part.{n}.xml": export(item(post_id=n)) for n in (10, 9, 1)}
    assert ids(archive(tmp_path, entries)) == [1, 9, 10]


def test_an_archive_may_hold_other_things(tmp_path: Path) -> None:
    entries: dict[str, str | bytes] = {
        "a/b/site.XML": export(item()),
        "a/c/more.wxr": export(item(post_id=8)),
        "a/readme.txt": "hello",
        "__MACOSX/a/b/._site.xml": b"\0\5\26\7",
        "a/.hidden.xml": "",
        "photo.jpg": b"\xff\xd8",
    }
    result = Reading(archive(tmp_path, entries))
    files = ["export.zip:a/b/site.XML", "export.zip:a/c/more.wxr"]
    assert ([one.file for one in result.items], result.codes) == (files, [])


def test_names_in_an_archive_are_never_used_as_paths(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    hostile = ["../../up.xml", "/etc/root.xml", "C:\\drive.xml", "a\x1b[31m\n.xml", "x" * 300 + ".xml"]
    path = archive(inside, {name: export(item(post_id=n)) for n, name in enumerate(hostile, start=1)})
    result = Reading(path)
    assert sorted(one.id for one in result.items) == [1, 2, 3, 4, 5]
    assert all(name.isprintable() for name in result.export.files)
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == [path]


def test_a_folder_stands_for_the_exports_in_it(tmp_path: Path) -> None:
    write(tmp_path, export(item(post_id=10)), "site.010.wxr")
    write(tmp_path, gzip.compress(export(item(post_id=2)).encode()), "site.2.xml.gz")
    write(tmp_path, "notes", "notes.txt")
    write(tmp_path, "<urlset/>", "sitemap.xml")
    result = Reading(tmp_path)
    assert [one.id for one in result.items] == [2, 10]
    assert result.export.files == ("site.2.xml.gz", "site.010.wxr")
    assert [(one.code.id, one.file) for one in result.diagnostics] == [("W002", "sitemap.xml")]


def test_standard_input_can_be_read_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(export(item()).encode())))
    result = Reading(Path("-"))
    assert [one.file for one in result.items] == ["standard input"]
    assert result.items == [one for one in result.export.read() if one in result.items]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_can_be_read_twice(tmp_path: Path) -> None:
    """As a shell makes one of `<(gpg --decrypt export.xml.gpg)`."""
    os.mkfifo(tmp_path / "pipe")
    writer = Thread(target=(tmp_path / "pipe").write_text, args=(export(item()),))
    writer.start()
    result = Reading(tmp_path / "pipe")
    writer.join()
    assert [one.file for one in result.items] == ["pipe"]
    assert result.items == [one for one in result.export.read() if one in result.items]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "export.xml: the file is empty"),
        (b" \n\n", "export.xml: the file is empty"),
        (b"%PDF-1.7 ...", "export.xml: this is a PDF document"),
        (b"<!DOCTYPE html><html><title>Log In</title>", "export.xml: this is a web page, perhaps a login page"),
        (b"<?xml version='1.0'?><rss version='2.0'><channel/></rss>", "export.xml: this is an RSS feed"),
        (b"<?xml version='1.0'?><urlset/>", "export.xml: this is no WordPress export"),
        (b"\xff\xd8\xff\xe0 picture", "export.xml: this is no WordPress export"),
        (b"PK\x03\x04 garbage", "export.xml: the archive cannot be unpacked"),
        (b"\x1f\x8b garbage", "export.xml: the file is empty or damaged"),
        (gzip.compress(b"", mtime=0), "export.xml: the file is empty"),
        (b"<" * 3_000_000, "export.xml: this is no WordPress export"),
        (b"<!--" * 700_000, "export.xml: this is no WordPress export"),
        (b"<rss " * 700_000, "export.xml: this is an RSS feed"),
    ],
)
def test_what_is_no_export_is_told_in_one_line(tmp_path: Path, data: bytes, message: str) -> None:
    started = time.process_time()
    assert refusal(write(tmp_path, data)).message.startswith(message)
    assert time.process_time() - started < 5


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nothing.xml").message == "nothing.xml: No such file or directory"


def test_a_folder_and_an_archive_without_exports_are_told(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert refusal(empty).message.endswith("empty: no .xml file in here")
    assert refusal(archive(tmp_path, {"a.txt": "a"})).message.endswith("export.zip: no .xml file in here")


def test_an_archive_that_is_encrypted_is_told(tmp_path: Path) -> None:
    path = archive(tmp_path, {"a.xml": export()})
    data = path.read_bytes()
    # The flag for encryption, in the entry's own header and in the directory.
    for header, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.index(header) + offset
        data = data[:place] + b"\x01" + data[place + 1 :]
    path.write_bytes(data)
    assert "encrypted" in refusal(path).message


def test_a_gzip_that_breaks_off_is_a_truncated_export(tmp_path: Path) -> None:
    packed = gzip.compress(export(*[item(post_id=n, content=f"{n * n * n}" * 50) for n in range(1, 2000)]).encode())
    result = Reading(write(tmp_path, packed[: len(packed) // 2], "export.xml.gz"))
    assert result.export.truncated
    assert len(result.items) > 500


def test_a_file_that_vanishes_between_two_readings_is_told(tmp_path: Path) -> None:
    path = write(tmp_path, export(item()))
    both = Export([path], Diagnostics())
    path.unlink()
    with pytest.raises(MigrateError, match="No such file"):
        list(both.read())


def test_exports_beyond_the_allowed_size_are_refused(tmp_path: Path) -> None:
    path = archive(tmp_path, {f"{n}.xml": export(item(content="x" * 1000)) for n in range(10)})
    assert "more than 5000 bytes" in refusal(path, max_size=5000).message


def test_a_gzip_of_blanks_ends_fast(tmp_path: Path) -> None:
    path = tmp_path / "blanks.xml.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        for _ in range(600):
            file.write(b" " * (1 << 20))
    started = time.process_time()
    assert refusal(path).message == "blanks.xml.gz: the file is empty or damaged"
    assert time.process_time() - started < 2


def test_an_export_that_unpacks_to_absurd_sizes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xml.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(export(item(content="HERE")).encode().partition(b"HERE")[0])
        for _ in range(120):
            file.write(b" " * (1 << 20))
    assert "unpacks to more than 200 times its size" in refusal(path).message
