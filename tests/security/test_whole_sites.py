"""At the end, whatever the cause: nothing on any page of a built site runs, or shows what a stranger's server says."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from random import Random

import pytest
import yaml
from lxml import etree

from migrate.browser import read_address
from migrate.hugo.build import build
from tests.support.active_html import active_html, runs
from tests.support.blog import Blog, Post
from tests.support.examples import SEED, examples
from tests.support.hostile_fields import HostileFields
from tests.support.hostile_grid import grid
from tests.test_goldens import CASES, read_golden

COUNT = examples(700)
EXAMPLE = Path(__file__).parents[2] / "fixtures" / "example" / "export.xml"
READ_AS_HTML = ("item/description", "item/{http://purl.org/rss/1.0/modules/content/}encoded")
"""What feed readers show as HTML."""
ADDRESS_KEYS = ("aliases", "canonicalURL", "images", "episode", "url")


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One site of the crossed posts, of the text of every golden, and of items whose every field is hostile."""
    blog = Blog(tmp_path_factory.mktemp("blog"))
    random = Random(SEED)
    contents = [*(read_golden(path).html for path in CASES), *grid(random, COUNT)]
    posts = [Post(number, content=content, slug=f"p{number}") for number, content in enumerate(contents, 1000)]
    fields = HostileFields(random, max(300, COUNT // 10))
    blog.export.write_text(fields.export(*(one.wxr() for one in posts)), "utf-8")
    return built(blog, COUNT)


def built(blog: Blog, at_least: int) -> Path:
    """What visitors get of the blog; nothing may complain on the way there, and nothing lie outside of the site."""
    run = blog.run("migrate", "--verbose")
    assert run.status in (0, 1) and "E100" not in run.messages, run.messages[-2000:]
    public = blog.folder / "public"
    blog.edit("hugo.toml", "limit = 20", "limit = -1")
    result = build(blog.site, public)
    assert result.clean, result
    assert {path.name for path in blog.folder.iterdir()} == {"export.xml", "site", "public"}
    assert sum(path.is_file() for path in public.rglob("*.html")) > at_least
    return public


def test_nothing_runs_on_any_page(public: Path) -> None:
    assert not active_pages(public)


def test_nothing_runs_on_any_page_of_the_example(blog: Blog) -> None:
    blog.export.write_bytes(EXAMPLE.read_bytes())
    assert not active_pages(built(blog, 20))


def active_pages(public: Path) -> dict[str, list[str]]:
    """What runs, by the name of the page."""
    read = ((path, active_html(path.read_text("utf-8"))) for path in public.rglob("*.html") if path.is_file())
    return {str(path.relative_to(public)): found for path, found in read if found}


def test_no_address_that_a_theme_may_print_runs(public: Path) -> None:
    """Themes of others print addresses of the front matter, of menus and of comments as they are."""
    site = public.parent / "site"
    menus = tomllib.loads((site / "hugo.toml").read_text("utf-8"))["menus"]
    addresses = [entry["url"] for entries in menus.values() for entry in entries]
    for path in site.glob("data/comments/*.json"):
        addresses += [one["url"] for one in json.loads(path.read_text("utf-8"))["comments"]]
    for path in site.glob("content/**/*.md"):
        fields = yaml.safe_load(path.read_text("utf-8").split("\n---\n")[0])
        addresses += [one for key in ADDRESS_KEYS for one in _texts(fields.get(key))]
    assert len(addresses) > COUNT
    assert not [one for one in addresses if runs(one)]


def _texts(value: object) -> list[str]:
    """All text of a field, whatever its shape."""
    if isinstance(value, dict | list):
        return [text for one in (value.values() if isinstance(value, dict) else value) for text in _texts(one)]
    return [value] if isinstance(value, str) else []


def found_in(feeds: list[etree._ElementTree], path: str) -> list[str]:
    names = {"itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd"}
    return [str(text) for feed in feeds for text in feed.xpath(path, namespaces=names)]


def test_nothing_runs_in_what_feeds_carry(public: Path) -> None:
    feeds = [etree.parse(path) for path in public.rglob("*.xml") if path.is_file()]
    texts = [one.text or "" for feed in feeds for name in READ_AS_HTML for one in feed.iterfind(f".//{name}")]
    assert len(texts) > COUNT
    assert not [found for text in texts if (found := active_html(text))]
    links = found_in(feeds, "//link/text() | //@href[not(parent::itunes:image)]")
    assert not [one for one in links if not one.startswith("https://blog.example/")]
    files = found_in(feeds, "//@url | //itunes:image/@href | //guid/text()")
    assert files
    assert not [one for one in files if not ((read := read_address(one)) and read.text == one and read.scheme)]


def test_the_index_of_the_search_leads_to_pages_of_the_site_alone(public: Path) -> None:
    """The script shows its texts as text; its addresses it takes as they are."""
    entries = [one for path in public.glob("search/*.json") for one in json.loads(path.read_text("utf-8"))]
    assert len(entries) > COUNT
    assert not [address for address, *_ in entries if not address.startswith("/") or address.startswith("//")]
