"""What the system refuses is said with the file that it is about, and with what helps."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

import pytest

from migrate.diagnostics import MigrateError
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
