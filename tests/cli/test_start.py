"""What a migration brings into its process: a module that it has no need of is time before the first post."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.support.blog import Blog, Post

NEEDLESS = [
    "asyncio", "http.client", "httpcore", "httpx", "jinja2", "markdown_it", "rich", "ssl", "urllib.request", "xml",
    "migrate.hugo.hosts", "migrate.media.bring", "migrate.report.html_page", "migrate.verify",
]  # fmt: skip
THEN_SAY = "import sys; from migrate.cli.ending import run; run(sys.argv[1:]); print(*sys.modules, sep='\\n')"


@pytest.fixture
def brought(blog: Blog) -> set[str]:
    """The modules that are there when a plain migration has ended."""
    blog.write(Post(1, content="Some words."))
    command = [sys.executable, "-c", THEN_SAY, "migrate", str(blog.export), "--site", str(blog.site), "--jobs", "1"]
    return set(subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout.split())


def test_a_migration_brings_what_it_needs_alone(brought: set[str]) -> None:
    assert "migrate.markdown.convert" in brought
    assert not brought.intersection(NEEDLESS)
