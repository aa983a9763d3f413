"""What a run brings into its process: a module that it has no need of is time before the first post."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.support.blog import Blog, Post

NEEDLESS = [
    "asyncio", "http.client", "httpcore", "httpx", "jinja2", "markdown_it", "pydantic", "rich", "ssl",
    "urllib.request", "xml", "yaml", "migrate.hugo.servers.hosts", "migrate.media", "migrate.report.html_page",
    "migrate.sync.merge.merge", "migrate.verify",
]  # fmt: skip
READS = ["lxml", "migrate.pipeline.wordpress", "migrate.site", "migrate.sync.plan.planner", "selectolax"]
CONVERTS = ["bs4", "markdownify", "migrate.content", "migrate.markdown"]
THEN_SAY = "import sys; from migrate.cli.ending import run; run(sys.argv[1:]); print(*sys.modules, sep='\\n')"


@pytest.fixture
def written(blog: Blog) -> Blog:
    blog.write(Post(1, content="Some words."))
    return blog


def brought(command: str, blog: Blog) -> set[str]:
    """The modules that are there when a run has ended."""
    line = [sys.executable, "-c", THEN_SAY, command, str(blog.export), "--site", str(blog.site), "--jobs", "1"]
    return set(subprocess.run(line, capture_output=True, text=True, check=True, timeout=60).stdout.split())


def test_a_migration_brings_what_it_needs_alone(written: Blog) -> None:
    modules = brought("migrate", written)
    assert modules.issuperset([*READS, *CONVERTS])
    assert not modules.intersection(NEEDLESS)


def test_a_sync_that_finds_nothing_new_brings_nothing_that_reads_an_export_or_converts(written: Blog) -> None:
    written.run("migrate")
    assert not brought("sync", written).intersection([*NEEDLESS, *READS, *CONVERTS])
