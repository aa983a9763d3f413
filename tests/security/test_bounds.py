"""What is too large, too deep or too many costs a message, not the machine."""

from __future__ import annotations

import gzip
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from migrate.diagnostics import MigrateError
from migrate.hugo.build import build
from tests.support.blog import Blog, Post, call
from tests.support.wxr_exports import export, item, record

MEGABYTE = 1_000_000


def measured(blog: Blog, status: tuple[int, ...] = (0, 1)) -> tuple[float, float]:
    """Seconds of processor time and megabytes at the peak of a whole migration in a process of its own.

    The peak is that of the address space: ru_maxrss begins with what the starting process had.
    """
    code = (
        "import re, time\nfrom migrate.cli import main\ntry: main()\nfinally:\n"
        " peak = re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())\n"
        " print(time.process_time(), peak[1])"
    )
    line = [sys.executable, "-c", code, "migrate", str(blog.export), "--site", str(blog.site), "--jobs", "1"]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert done.returncode in status, done.stderr
    seconds, kilobytes = done.stdout.split()[-2:]
    return float(seconds), float(kilobytes) / 1000


@pytest.mark.parametrize(
    ("content", "seconds", "megabytes"),
    [
        ("<div>" * 3000 + "deep", 4, 120),
        ("".join(f"<a href='https://blog.example/{number}/'>x</a> " for number in range(3000)), 6, 150),
        ("<table>" + ("<tr>" + "<td>cell</td>" * 20 + "</tr>") * 1000 + "</table>", 6, 180),
        ("A sentence of **some** words & <b>tags</b>. " * 50_000, 15, 300),
        ("<p><b>" * 20_000, 15, 300),
    ],
    ids=["3000 nested tags", "3000 links", "a table of 20000 cells", "a post of two megabytes", "formatting left open"],
)
def test_a_post_without_measure_is_migrated_within_bounds(
    blog: Blog, content: str, seconds: float, megabytes: float
) -> None:
    blog.write(Post(7, content=content))
    took, peak = measured(blog)
    assert took < seconds and peak < megabytes, (took, peak)


def test_a_thread_of_5000_comments_is_read_and_built(blog: Blog) -> None:
    thread = "".join(
        record(
            "comment", comment_id=str(one), comment_content=f"c{one}", comment_approved="1", comment_parent=str(one - 1)
        )
        for one in range(1, 5001)
    )
    blog.export.write_text(export(item(inside=thread, status="publish", post_type="post")), "utf-8")
    took, peak = measured(blog)
    assert took < 6 and peak < 150, (took, peak)
    assert build(blog.site, blog.folder / "public").clean


@pytest.mark.parametrize("start", [b"", export().encode().partition(b"</channel>")[0]], ids=["alone", "in an export"])
def test_a_bomb_of_packed_blanks_is_refused_in_little_memory(blog: Blog, start: bytes) -> None:
    with gzip.open(blog.export, "wb", 1) as file:
        file.write(start)
        for _ in range(150):
            file.write(b" " * MEGABYTE)
    _, peak = measured(blog, status=(2,))
    assert peak < 120
    assert not blog.site.exists() or not list(blog.site.rglob("*.md"))


def test_no_entity_is_expanded_and_no_file_read(blog: Blog) -> None:
    secret = blog.folder / "secret.txt"
    secret.write_text("hidden words")
    entities = "".join(f'<!ENTITY a{one} "{f"&a{one - 1};" * 10}">' for one in range(1, 12))
    declared = f'<!DOCTYPE rss [<!ENTITY a0 "lol">{entities}<!ENTITY file SYSTEM "{secret.as_uri()}">]>'
    text = export(item("A &a11; &file; walk")).replace("<rss", f"{declared}<rss", 1)
    blog.export.write_text(text.replace("<![CDATA[A &a11; &file; walk]]>", "A &a11; &file; walk"), "utf-8")
    assert blog.run("migrate").status in (0, 1)
    assert not [path for path, data in blog.files().items() if b"hidden words" in data or b"lollol" in data]


def test_names_in_an_archive_are_never_paths(blog: Blog) -> None:
    archive = blog.folder / "export.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for number, name in enumerate(("../../escaped.xml", "/absolute.xml", "C:\\x.xml"), 1):
            packed.writestr(name, export(Post(number, slug=f"s{number}").wxr()))
    before = set(blog.folder.parent.iterdir())
    assert call("migrate", str(archive), "--site", str(blog.site)).status == 0
    assert set(blog.folder.parent.iterdir()) == before
    assert {path.name for path in blog.folder.iterdir()} == {"export.zip", "site"}


def test_nothing_is_written_through_a_link_that_lies_in_the_site(
    blog: Blog, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere: Path = tmp_path_factory.mktemp("elsewhere")
    (blog.site / "content").mkdir(parents=True)
    (blog.site / "content/posts").symlink_to(elsewhere)
    blog.write(Post(7))
    with pytest.raises(MigrateError, match="symbolic link"):
        blog.run("migrate")
    assert not list(elsewhere.iterdir())


def test_names_that_differ_in_case_only_or_are_reserved_get_files_of_their_own(blog: Blog) -> None:
    names = ("About", "about", "ABOUT", "con", "aux", "index", "_index", "404", "posts", "tags")
    blog.write(*(Post(number, type="page", slug=name) for number, name in enumerate(names, 1)))
    blog.run("migrate")
    written = [path.relative_to(blog.site).as_posix() for path in (blog.site / "content").rglob("*.md")]
    pages = [path for path in written if path.count("/") == 1]
    assert len(pages) == len(names) == len({path.casefold() for path in pages})
    assert not {"content/con.md", "content/aux.md", "content/index.md", "content/404.md"} & set(pages)
