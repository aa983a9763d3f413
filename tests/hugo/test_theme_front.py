"""The theme: what stands at the head, the front and the foot of a site that had a front page, authors and menus."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from migrate.hugo.config.config import SiteSettings
from migrate.page.yaml_writer import dump
from migrate.site.answer.menus import MenuEntry
from tests.support.hugo_samples import built, shown

FRONT = {"content/_index.md": dump({"title": "Welcome"}) + "\nCome in.\n"}
NEWS = {"content/posts/_index.md": dump({"title": "News", "url": "/news/", "author": "anna"}) + "\nAll of it.\n"}
PAGE = {"content/about.md": dump({"title": "About", "url": "/about/", "author": "anna"}) + "\nWe.\n"}
HOSTS = ("github.com/x", "www.youtube.com/@x", "sea.example/@x", "sea.example/")
SOCIAL = (*(f"https://{host}" for host in HOSTS), "mailto:a@sea.example")


def posts(count: int) -> dict[str, str]:
    """That many posts of one author."""
    return {
        f"content/posts/{number}.md": dump(
            {"title": f"Post {number}", "date": datetime(2024, 1, number + 1, tzinfo=UTC), "author": "anna"}
        )
        + f"\nOpening {number}.\n"
        for number in range(count)
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a front page, a page for its posts, and three menus."""
    site = tmp_path_factory.mktemp("front")
    social = [MenuEntry(str(number), f"S{number}", url, number, "") for number, url in enumerate(SOCIAL, 1)]
    foot = [MenuEntry("f", "Imprint", "/about/", 1, "")]
    menus = {"main": [MenuEntry("m", "About", "/about/", 1, "")], "social-links": social, "footer-menu": foot}
    files = FRONT | NEWS | PAGE | posts(12)
    assert built(site, files, SiteSettings("Blog", "https://blog.example", menus=menus)).clean
    return site


def texts(site: Path, address: str, selector: str) -> list[str]:
    """The words of what a selector finds on a page."""
    return [node.text(strip=True) for node in LexborHTMLParser(shown(site, address)).css(selector)]


def test_a_front_page_is_alone_where_the_posts_have_a_page_of_their_own(site: Path) -> None:
    assert "Come in." in shown(site, "/")
    assert not texts(site, "/", ".entry")


def test_the_page_of_the_posts_introduces_them_page_by_page(site: Path) -> None:
    assert len(texts(site, "/news/", ".entry")) == 10
    assert texts(site, "/news/page/2/", ".entry h2") == ["Post 1", "Post 0"]


def test_a_front_page_that_lists_posts_itself_does_not_list_them_twice(tmp_path: Path) -> None:
    front = {"content/_index.md": dump({"title": "Hi"}) + "\n{{< wp-latest-posts >}}\n"}
    assert built(tmp_path, front | posts(2)).clean
    assert texts(tmp_path, "/", ".wp-latest-posts li") == ["Post 1", "Post 0"]
    assert not texts(tmp_path, "/", ".entry")


def test_an_author_is_known_by_posts_alone(site: Path) -> None:
    assert texts(site, "/author/anna/", ".year li a") == [f"Post {number}" for number in reversed(range(12))]


def test_an_author_without_posts_is_known_by_pages(tmp_path: Path) -> None:
    assert built(tmp_path, PAGE).clean
    assert texts(tmp_path, "/author/anna/", ".year li a") == ["About"]


def test_menus_for_services_and_for_the_foot_are_known_by_their_names(site: Path) -> None:
    assert texts(site, "/", ".footer-menu li") == ["Imprint"]
    assert texts(site, "/", ".social li .unseen") == ["S1", "S2", "S3", "S4", "S5"]


def test_each_service_has_its_drawing(site: Path) -> None:
    drawn = [node.html or "" for node in LexborHTMLParser(shown(site, "/")).css(".social svg")]
    assert len(set(drawn)) == len(SOCIAL)
