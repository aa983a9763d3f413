"""Items, pages and sites for the tests of what is written for Hugo."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from migrate.hugo.build import BuildResult, build
from migrate.hugo.config.config import SiteSettings, configuration
from migrate.hugo.shipped import shortcode_files, theme_files
from migrate.model.decided import Page
from migrate.model.documents import Home
from migrate.model.export import Comment, Item
from tests.support import items


def item(**changes: Any) -> Item:
    """A post of the shortest address, without a time of its last change."""
    values: dict[str, Any] = {
        "title": "A post", "link": "https://blog.example/a-post/", "guid": "", "creator": "anna", "content": "",
        "date": "2020-05-01 12:00:00", "date_gmt": "2020-05-01 10:00:00", "modified": "", "modified_gmt": "",
        "comment_status": "closed", "slug": "a-post",
    }  # fmt: skip
    return items.item(7, **values | changes)


def page(**changes: Any) -> Page:
    """The place of a published post without terms."""
    values: dict[str, Any] = {
        "home": Home("content/posts/2020-05-01-a-post.md", "content/posts/2020-05-01-a-post.md"),
        "url": "/a-post/", "aliases": (), "slug": "a-post", "published": True, "image": "", "image_alt": "",
        "categories": (), "tags": (), "taxonomies": (), "authors": ("anna",),
    }  # fmt: skip
    return Page(**values | changes)


def comment(id: int, content: str = "Words", **changes: Any) -> Comment:
    """A public comment."""
    values: dict[str, Any] = {
        "author": "Bo", "author_url": "", "date_gmt": f"2020-05-02 10:00:{id % 60:02d}", "approved": "1",
        "type": "comment", "parent": 0,
    }  # fmt: skip
    return Comment(id=id, content=content, **values | changes)


def write(site: Path, files: dict[str, str]) -> None:
    """Put texts into a site."""
    for path, text in files.items():
        target = site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8", newline="")


def built(site: Path, files: dict[str, str], settings: SiteSettings | None = None) -> BuildResult:
    """Make a new site of ours with these files in it, and build it as its user would."""
    settings = settings or SiteSettings("Blog", "https://blog.example")
    write(site, {"hugo.toml": configuration(settings), **theme_files(), **shortcode_files(), **files})
    return build(site, site / "public")


def shown(site: Path, address: str) -> str:
    """The page that the built site serves at an address."""
    return (site / "public" / address.strip("/") / "index.html").read_text("utf-8")
