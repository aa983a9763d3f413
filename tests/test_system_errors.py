"""What the system refuses is said with the file that it is about, and with what helps."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from migrate.diagnostics import MigrateError
from migrate.hugo.config.config_files import config_files
from migrate.system_errors import explained
from tests.support.blog import Blog, Post

PLACES = (".wxr2hugo", ".wxr2hugo/base", ".wxr2hugo/conflicts", ".wxr2hugo/tmp", "content")


@pytest.mark.parametrize(("where", "is_link"), [*((one, False) for one in PLACES), (".wxr2hugo/base", True)])
def test_a_file_where_a_folder_must_go_is_named(blog: Blog, where: str, is_link: bool) -> None:
    blog.write(Post(1)).run("migrate")
    shutil.rmtree(blog.site / where, ignore_errors=True)
    if is_link:
        (blog.site / where).symlink_to(blog.folder / "gone")
    else:
        (blog.site / where).write_text("a backup", "utf-8")
    before = blog.files()
    blog.write(Post(1, content="Another text."), Post(2))
    with pytest.raises(MigrateError) as error:
        blog.run("sync")
    if not is_link:
        assert error.value.message.endswith(f"{where}: is a file where a folder must go")
        assert "Rename the file" in error.value.hint
    assert error.value.hint
    assert {name: data for name, data in blog.files().items() if name in before} == before


@pytest.mark.parametrize(
    ("number", "remedy"),
    [
        (errno.EACCES, "right to read and write"),
        (errno.EROFS, "read-only"),
        (errno.ENOSPC, "free some space"),
        (errno.EFBIG, "ulimit"),
        (errno.ENOENT, "Make the folder"),
        (errno.EIO, "Run the same command again"),
    ],
)
def test_each_refusal_has_its_remedy(number: int, remedy: str) -> None:
    error = explained("out/report.html", OSError(number, "No"))
    assert error.message == "out/report.html: No" and remedy in error.hint


def test_a_report_in_a_folder_that_is_not_there_says_what_to_do(blog: Blog) -> None:
    with pytest.raises(MigrateError) as error:
        blog.write(Post(1)).run("inspect", "--output", str(blog.folder / "none" / "report.html"))
    assert "none/report.html: No such file" in error.value.message and "Make the folder" in error.value.hint


def test_an_export_that_is_not_there_says_where_exports_come_from(tmp_path: Path) -> None:
    with pytest.raises(MigrateError) as error:
        Blog(tmp_path).run("inspect")
    assert "Tools > Export" in error.value.hint


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        (b"[content]\nhtml=", 2, "Invalid value"),
        (b"[content]\n[content]\nhtml = 1", 2, "twice"),
        (b"[content]\nhtml = 'safe' # \xfc", 2, "not in UTF-8"),
        ("[content]".encode("utf-16"), 1, "not in UTF-8"),
        (b"x = " + b"[" * 5000, 1, "nested too deeply"),
    ],
)
def test_options_that_cannot_be_read_are_named_with_their_line(blog: Blog, text: bytes, line: int, word: str) -> None:
    blog.write(Post(1)).site.mkdir()
    (blog.site / "wxr2hugo.toml").write_bytes(text)
    with pytest.raises(MigrateError) as error:
        blog.run("migrate")
    assert f"wxr2hugo.toml:{line}: " in error.value.message and word in error.value.message
    assert "UTF-8" in error.value.hint or "TOML" in error.value.hint


def test_options_may_begin_with_the_mark_that_windows_puts_there(blog: Blog) -> None:
    blog.write(Post(1)).site.mkdir()
    (blog.site / "wxr2hugo.toml").write_bytes(b'\xef\xbb\xbf[front_matter]\r\nformat = "toml"\r\n')
    blog.run("migrate")
    assert blog.text(Post(1)).startswith("+++\n")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir])
def test_options_are_read_from_a_file_alone(blog: Blog, make: Callable[[Path], None]) -> None:
    blog.write(Post(1)).site.mkdir()
    make(blog.site / "wxr2hugo.toml")
    with pytest.raises(MigrateError, match="is no file"):
        blog.run("migrate")


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [("hugo.yaml", "title: x\na: b: c\n", 2), ("hugo.json", '{\n"a": }', 2), ("hugo.toml", "a = 1\na = 2\n", 2)],
)
def test_a_configuration_that_cannot_be_read_is_named_with_its_line(
    tmp_path: Path, name: str, text: str, line: int
) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(MigrateError, match=f"^{name}:{line}: [^(]*$") as error:
        config_files(tmp_path)
    assert name[5:].upper() in error.value.hint
