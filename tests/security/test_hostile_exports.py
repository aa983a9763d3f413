"""For every export whatsoever: migrate ends, Hugo builds the result, readers find all words again, and nothing runs."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from migrate.hugo.build import build
from tests.support.active_html import active_html
from tests.support.blog import Blog, call
from tests.support.examples import MANY, examples
from tests.support.hostile_blog import HostileBlog

ITEMS = 60
WORD = re.compile(r"(?:title|body|block|prose|comment)word\d+x")


@settings(
    max_examples=examples(5),
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=not MANY,
)
@given(st.integers(0, 1 << 32))
def test_any_export_whatsoever_becomes_a_site_that_builds_and_runs_nothing(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        becomes_a_sound_site(HostileBlog(Random(seed), ITEMS), Path(folder))


def becomes_a_sound_site(hostile: HostileBlog, folder: Path) -> None:
    """The whole promise for one export."""
    blog = Blog(folder)
    blog.export.write_text(hostile.export(), encoding="utf-8", errors="replace")
    run = blog.run("migrate", "--jobs", "1", "--verbose")
    assert run.status in (0, 1), run.messages
    assert "E100" not in run.messages, run.messages[run.messages.index("E100") :][:3000]
    blog.export_again()
    again = call("diff", str(blog.export), "--site", str(blog.site), "--exit-code")
    assert again.status == 0, again.output[:3000]
    public = folder / "public"
    built = build(blog.site, public)
    assert built.clean, built
    assert {one.name for one in folder.iterdir()} == {"export.xml", "site", "public"}
    assert_private(blog)
    pages = {path: path.read_text("utf-8") for path in sorted(public.rglob("*.html")) if path.is_file()}
    assert not [(str(path), found) for path, text in pages.items() if (found := active_html(text))]
    shown = set(WORD.findall(" ".join(map(visible, pages.values()))))
    assert not [word for word in hostile.words if word not in shown]


def visible(page: str) -> str:
    body = LexborHTMLParser(page).body
    return body.text(separator=" ") if body is not None else ""


def assert_private(blog: Blog) -> None:
    """No mail address and no machine's address of a commenter is in any file that was written."""
    for path, data in blog.files().items():
        assert b"private.example" not in data and b"192.0.2.77" not in data, path
        assert not Path(path).is_absolute() and ".." not in Path(path).parts
    for data_file in (blog.site / "data").rglob("*.json"):
        json.loads(data_file.read_text("utf-8"))
