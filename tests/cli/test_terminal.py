"""What a terminal gets: colours, progress, questions, and nothing from an export that could steer it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.blog import Blog, Post

pty = pytest.importorskip("pty")
COMMAND = [sys.executable, "-m", "migrate"]
HOSTILE = Post(1, title="Turn\u202eed", content="One \x9b31m two \x1b]0;three\x07 four \u2066five.")
HARMLESS = re.compile(r"\x1b\[[0-9;]*m|\x1b\[\?25[hl]|\x1b\[[0-9]*[AK]|\r")
"""Colours, the cursor hidden and shown, and a line written again: what the progress needs."""


def seen(*arguments: str, keys: str = "", folder: Path | None = None, env: dict[str, str] | None = None) -> str:
    """What a run shows on a terminal, on which these keys were pressed beforehand."""
    mine, its = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", **(env or {})}
    environment.pop("NO_COLOR" if not env else "", None)
    os.write(mine, keys.encode())
    with subprocess.Popen([*COMMAND, *arguments], stdin=its, stdout=its, stderr=its, cwd=folder, env=environment):
        os.close(its)
        shown = b""
        while piece := _read(mine):
            shown += piece
    os.close(mine)
    return shown.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # how Linux says that nobody is at the other end
        return b""


@pytest.mark.parametrize("form", ["text", "stat", "json"])
def test_nothing_from_an_export_steers_the_terminal(blog: Blog, form: str) -> None:
    shown = seen("diff", str(blog.write(HOSTILE).export), "--site", str(blog.site), "--format", form, "--verbose")
    left = HARMLESS.sub("", shown)
    assert "post-1" in left
    assert [sign for sign in "\x1b\x9b\x07\u202e\u2066" if sign in left] == []


def test_a_pipe_gets_exactly_what_a_file_holds(blog: Blog) -> None:
    blog.write(HOSTILE).run("migrate")
    assert "One \x9b31m two" in blog.text(HOSTILE)
    shown = blog.write(HOSTILE.but(content=f"{HOSTILE.content} Six.")).run("diff").output
    assert "-One \x9b31m two" in shown and "+One \x9b31m two" in shown


def test_colours_are_for_terminals_that_want_them(blog: Blog) -> None:
    line = ["diff", str(blog.write(HOSTILE).export), "--site", str(blog.site), "--format", "stat"]
    assert "\x1b[32mA content/posts/" in seen(*line)
    assert "\x1b[32m" not in seen(*line, env={"NO_COLOR": "1"})


def test_tables_are_drawn_for_a_terminal_and_plain_for_a_pipe(blog: Blog) -> None:
    blog.write(HOSTILE, Post(2, type="attachment", status="inherit", title="\x1b]0;x\x07"))
    plain = blog.run("inspect").output
    assert "  items: 1 attachment, inherit; 1 post, publish\n" in plain
    shown = seen("inspect", str(blog.export), env={"COLUMNS": "80", "NO_COLOR": "1"})
    lines = [line.rstrip() for line in HARMLESS.sub("", shown).splitlines()]
    assert any(re.fullmatch(r"  flags +2 ping_status +nothing takes pings on a Hugo site", line) for line in lines)
    assert any(re.fullmatch(r"  items +1 attachment, inherit; 1 post, publish", line) for line in lines)
    assert [sign for sign in "\x1b\x9b\x07" if sign in "".join(lines)] == []


def test_who_waits_for_a_proof_sees_what_it_is_at(blog: Blog) -> None:
    blog.write(Post(1), Post(2)).run("migrate")
    shown = HARMLESS.sub("", seen("verify", str(blog.export), "--site", str(blog.site)))
    assert "building the site with Hugo …" in shown and "comparing 2 items …" in shown
    assert "comparing" not in blog.run("verify").messages


def test_no_cell_of_a_table_is_cut_off(blog: Blog) -> None:
    blog.write(Post(1, meta=((f"mood_of_the_{'long_' * 12}day", "Glad to be out"),)))
    shown = HARMLESS.sub("", seen("inspect", str(blog.export), env={"COLUMNS": "60", "NO_COLOR": "1"}))
    cells = "".join(shown.partition("Not in the site")[2].split())
    assert f"mood_of_the_{'long_' * 12}" in cells and "…" not in cells


def test_a_migration_without_an_export_asks_for_what_it_needs(blog: Blog) -> None:
    blog.write(HOSTILE)
    shown = seen("migrate", keys="missing.xml\n\nnew\n\n", folder=blog.folder)
    assert "missing.xml: there is no such file or folder" in shown
    assert "wxr2hugo migrate export.xml --site new" in shown
    assert (blog.folder / "new/hugo.toml").is_file()


def test_the_media_are_brought_if_that_is_the_answer(blog: Blog) -> None:
    address = "https://blog.example/wp-content/uploads/2020/04/crumb.jpg"
    uploads = blog.folder / "uploads/2020/04"
    uploads.mkdir(parents=True)
    (uploads / "crumb.jpg").write_bytes(b"x")
    blog.write(Post(1, content=f'<img src="{address}" />'))
    shown = seen("migrate", keys="\nnew\nuploads\n", folder=blog.folder)
    assert "wxr2hugo media export.xml --site new --from uploads" in shown
    assert (blog.folder / "new/static/wp-content/uploads/2020/04/crumb.jpg").is_file()
