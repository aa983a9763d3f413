"""Copies from a folder or archive: whatever folder people give, and whatever an archive says."""

from __future__ import annotations

import gzip
import io
import os
import tarfile
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from migrate.diagnostics import MigrateError
from migrate.media.media_file import MediaFile
from tests.support.media_bringer import Bringer

UPLOADS = {
    "2020/05/a.jpg": b"may",
    "2020/05/a-300x200.jpg": b"small",
    "2021/06/a.jpg": b"june",
    "logo.png": b"logo",
    "2021/06/grüße.pdf": b"words",
}
WANTED = [MediaFile(f"static/wp-content/uploads/{name}", ()) for name in UPLOADS if "300" not in name]
Files = dict[str, bytes]


@pytest.fixture
def bringer(tmp_path: Path) -> Bringer:
    site = tmp_path / "site"
    site.mkdir()
    return Bringer(site)


def folder(path: Path, files: Files) -> Path:
    for name, data in files.items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return path


def tar(path: Path, files: Files) -> Path:
    with tarfile.open(path, "w:gz" if path.suffix == ".gz" else "w") as archive:
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return path


def packed(path: Path, files: Files) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


SOURCES = {"uploads": folder, "media.tar": tar, "media.tar.gz": tar, "media.zip": packed}
PREFIXES = ["", "uploads/", "wp-content/uploads/", "backup of 2021/public_html/wp-content/uploads/", "blog.example/"]


def below(prefix: str) -> Files:
    return {prefix + name: data for name, data in UPLOADS.items()}


def brought(bringer: Bringer) -> Files:
    uploads = bringer.site / "static" / "wp-content" / "uploads"
    return {file.relative_to(uploads).as_posix(): file.read_bytes() for file in uploads.rglob("*") if file.is_file()}


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("name", SOURCES)
def test_any_folder_around_the_files_will_do(bringer: Bringer, tmp_path: Path, name: str, prefix: str) -> None:
    summary = bringer(*WANTED, source=SOURCES[name](tmp_path / name, below(prefix)))
    assert (summary.copied, summary.downloaded, summary.failed, summary.bytes) == (4, 0, 0, 16)
    assert brought(bringer) == {one: data for one, data in UPLOADS.items() if "300" not in one}
    assert bringer.leftovers() == []


@pytest.mark.parametrize("name", SOURCES)
def test_what_the_source_lacks_is_named_and_never_guessed(bringer: Bringer, tmp_path: Path, name: str) -> None:
    wanted = [*WANTED, MediaFile("static/wp-content/uploads/2022/07/logo.png", ("http://blog.example/logo.png",))]
    assert bringer(*wanted, source=SOURCES[name](tmp_path / name, below("uploads/"))).failed == 1
    assert bringer.complaints == ["E401 static/wp-content/uploads/2022/07/logo.png: is not in what --from names"]


@pytest.mark.parametrize("name", SOURCES)
def test_a_dry_run_counts_and_writes_nothing(bringer: Bringer, tmp_path: Path, name: str) -> None:
    wanted = [*WANTED, MediaFile("static/wp-content/uploads/2022/07/b.png", ())]
    summary = bringer(*wanted, source=SOURCES[name](tmp_path / name, below("")), dry_run=True)
    assert (summary.copied, summary.failed) == (4, 1)
    assert list(bringer.site.iterdir()) == []


@pytest.mark.parametrize("name", SOURCES)
def test_what_is_there_is_left_alone(bringer: Bringer, tmp_path: Path, name: str) -> None:
    source = SOURCES[name](tmp_path / name, below(""))
    bringer(*WANTED, source=source)
    (bringer.site / WANTED[0].path).write_bytes(b"edited by hand")
    summary = bringer(*WANTED, source=source)
    assert (summary.copied, summary.present) == (0, 4)
    assert brought(bringer)["2020/05/a.jpg"] == b"edited by hand"


@pytest.mark.parametrize("name", SOURCES)
def test_a_refresh_takes_what_changed_in_the_source_only(bringer: Bringer, tmp_path: Path, name: str) -> None:
    bringer(*WANTED, source=SOURCES[name](tmp_path / name, below("")))
    (bringer.site / "static/wp-content/uploads/logo.png").write_bytes(b"edited by hand")
    changed = below("") | {"2020/05/a.jpg": b"another may", "logo.png": b"another logo"}
    summary = bringer(*WANTED, source=SOURCES[name](tmp_path / name, changed), refresh=True)
    assert (summary.copied, summary.present) == (1, 3)
    assert brought(bringer)["2020/05/a.jpg"] == b"another may"
    assert brought(bringer)["logo.png"] == b"edited by hand"


@pytest.mark.parametrize("name", SOURCES)
def test_a_file_above_the_limit_is_named(bringer: Bringer, tmp_path: Path, name: str) -> None:
    big = below("") | {"logo.png": bytes(1000)}
    assert bringer(*WANTED, source=SOURCES[name](tmp_path / name, big), max_size=999).failed == 1
    assert bringer.complaints == ["E401 static/wp-content/uploads/logo.png: is larger than 999 bytes"]


@pytest.mark.parametrize("name", SOURCES)
def test_letters_may_be_composed_or_not(bringer: Bringer, tmp_path: Path, name: str) -> None:
    files = {unicodedata.normalize("NFD", one): data for one, data in UPLOADS.items()}
    assert bringer(*WANTED, source=SOURCES[name](tmp_path / name, files)).copied == 4
    assert brought(bringer)["2021/06/grüße.pdf"] == b"words"


def test_files_can_be_linked_instead_of_copied(bringer: Bringer, tmp_path: Path) -> None:
    source = folder(tmp_path / "uploads", UPLOADS)
    bringer(*WANTED, source=source, hard_link=True)
    assert (bringer.site / WANTED[0].path).samefile(source / "2020/05/a.jpg")


class TestHostileSources:
    @pytest.mark.parametrize("make", [tar, packed])
    def test_names_in_an_archive_are_no_places(
        self, bringer: Bringer, tmp_path: Path, make: Callable[[Path, Files], Path]
    ) -> None:
        hostile = {"../../evil": b"!", "/etc/evil": b"!", "uploads/../../../evil": b"!", "../../2020/05/a.jpg": b"!"}
        before = {*tmp_path.parent.rglob("*")}
        bringer(*WANTED, source=make(tmp_path / "media", below("uploads/") | hostile))
        new = {path for path in tmp_path.parent.rglob("*") if not path.is_relative_to(bringer.site)} - before
        assert new <= {tmp_path / "media"}
        assert brought(bringer)["2020/05/a.jpg"] == b"may"

    def test_links_and_devices_in_an_archive_are_no_files(self, bringer: Bringer, tmp_path: Path) -> None:
        tar(tmp_path / "media.tar", UPLOADS)
        with tarfile.open(tmp_path / "media.tar", "a") as archive:
            for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE, tarfile.DIRTYPE):
                entry = tarfile.TarInfo("2022/07/b.png")
                entry.type, entry.linkname = kind, "/etc/passwd"
                archive.addfile(entry)
        wanted = [*WANTED, MediaFile("static/wp-content/uploads/2022/07/b.png", ())]
        assert bringer(*wanted, source=tmp_path / "media.tar").failed == 1
        assert "2022/07/b.png" not in brought(bringer)

    def test_links_in_a_folder_are_followed_inside_it_only(self, bringer: Bringer, tmp_path: Path) -> None:
        source = folder(tmp_path / "uploads", UPLOADS)
        (tmp_path / "secret").write_bytes(b"secret")
        (source / "2022").mkdir()
        (source / "2022" / "out.png").symlink_to(tmp_path / "secret")
        (source / "2022" / "in.png").symlink_to(source / "logo.png")
        (source / "2022" / "circle.png").symlink_to("circle.png")
        (source / "2023").symlink_to(tmp_path)
        os.mkfifo(source / "2022" / "pipe.png")
        names = ("2022/out.png", "2022/in.png", "2022/circle.png", "2022/pipe.png", "2023/secret")
        wanted = [*WANTED, *(MediaFile(f"static/wp-content/uploads/{name}", ()) for name in names)]
        summary = bringer(*wanted, source=source)
        assert (summary.copied, summary.failed) == (5, 4)
        assert brought(bringer)["2022/in.png"] == b"logo"

    def test_a_tar_cut_short_gives_what_it_has(self, bringer: Bringer, tmp_path: Path) -> None:
        source = tar(tmp_path / "media.tar", {"2020/05/a.jpg": b"may", "2021/06/a.jpg": bytes(5000)})
        source.write_bytes(source.read_bytes()[:2000])
        summary = bringer(*WANTED[:2], source=source)
        assert (summary.copied, summary.failed) == (1, 1)
        assert brought(bringer) == {"2020/05/a.jpg": b"may"}

    def test_a_packed_tar_cut_short_is_named(self, bringer: Bringer, tmp_path: Path) -> None:
        source = tar(tmp_path / "media.tar.gz", {"2020/05/a.jpg": os.urandom(9000), "2021/06/a.jpg": bytes(5000)})
        source.write_bytes(source.read_bytes()[:5000])
        assert bringer(*WANTED[:2], source=source).failed == 2
        assert "damaged" in bringer.complaints[0]

    def test_a_damaged_file_in_a_zip_fails_alone(self, bringer: Bringer, tmp_path: Path) -> None:
        source = packed(tmp_path / "media.zip", UPLOADS)
        source.write_bytes(source.read_bytes().replace(b"june", b"july", 1))
        summary = bringer(*WANTED, source=source)
        assert (summary.copied, summary.failed) == (3, 1)
        assert "2021/06/a.jpg: damaged" in bringer.complaints[0]

    @pytest.mark.parametrize("data", [b"", b"words", gzip.compress(b"words", mtime=0), b"PK\x05\x06"])
    def test_what_is_no_source_ends_the_run(self, bringer: Bringer, tmp_path: Path, data: bytes) -> None:
        (tmp_path / "media").write_bytes(data)
        with pytest.raises(MigrateError, match=r"is no folder, \.tar, \.tar\.gz or \.zip"):
            bringer(*WANTED, source=tmp_path / "media")

    def test_a_source_that_is_not_there_ends_the_run(self, bringer: Bringer, tmp_path: Path) -> None:
        with pytest.raises(MigrateError, match="does not exist"):
            bringer(*WANTED, source=tmp_path / "gone")
