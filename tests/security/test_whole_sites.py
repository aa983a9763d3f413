"""At the end, whatever the cause: nothing on any page of a built site runs, or shows what a stranger's server says.

WHOLE_SITES says how many posts are made by crossing what strangers write, WHOLE_SITES_SEED with which random numbers.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from random import Random

import pytest
from active_html import active_html
from blog import Blog, Post
from hostile_fields import HostileFields
from hostile_grid import grid
from lxml import etree
from test_goldens import CASES, read_golden

from migrate.hugo.build import build

COUNT = int(os.environ.get("WHOLE_SITES", "1500"))
SEED = int(os.environ.get("WHOLE_SITES_SEED", "1"))
EXAMPLE = Path(__file__).parents[2] / "fixtures" / "example"
FEED_TEXT = re.compile(r"\}encoded$|^description$")


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One site of the crossed posts, of the text of every golden, and of items whose every field is hostile."""
    blog = Blog(tmp_path_factory.mktemp("blog"))
    random = Random(SEED)
    contents = [*grid(random, COUNT), *(read_golden(path).html for path in CASES)]
    posts = (Post(number, content=content, slug=f"p{number}") for number, content in enumerate(contents, 1000))
    fields = HostileFields(random, COUNT // 10)
    blog.export.write_text(fields.export(*(one.wxr() for one in posts)), "utf-8")
    run = blog.run("migrate", "--verbose")
    assert run.status in (0, 1) and "E100" not in run.messages, run.messages[-2000:]
    built = build(blog.site, blog.folder / "public")
    assert built.status == 0 and not built.errors, built
    assert {path.name for path in blog.folder.iterdir()} == {"export.xml", "site", "public"}
    return blog.folder / "public"


def test_nothing_runs_on_any_page(public: Path) -> None:
    pages = [path for path in public.rglob("*.html") if path.is_file()]
    assert len(pages) > COUNT
    read = ((path, active_html(path.read_text("utf-8"))) for path in pages)
    assert not {str(path.relative_to(public)): found for path, found in read if found}


def test_nothing_runs_in_what_feeds_carry(public: Path) -> None:
    feeds = [path for path in public.rglob("*.xml") if path.is_file()]
    elements = [one for path in feeds for one in etree.parse(path).iter("{*}*")]
    texts = [one.text or "" for one in elements if FEED_TEXT.search(str(one.tag))]
    assert len(texts) > len(feeds) > 10
    assert not [found for text in texts if (found := active_html(text))]
    addresses = [one.text or "" for one in elements if one.tag == "link"]
    addresses += [value for one in elements for name, value in one.attrib.items() if name in ("href", "url")]
    assert not [one for one in addresses if not one.startswith(("https://", "http://", "/"))]
