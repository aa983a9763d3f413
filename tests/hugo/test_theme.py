"""The theme: a site is readable as it is, and the real Hugo has nothing to say about it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from migrate.hugo.build import BuildResult
from migrate.hugo.comments import comments_file
from migrate.hugo.config.config import SiteSettings
from migrate.hugo.front_matter.fields import term_fields
from migrate.hugo.shipped import theme_files
from migrate.model.documents import Home
from migrate.page.yaml_writer import dump
from migrate.site.answer.menus import MenuEntry
from tests.support.hugo_samples import built, comment, item, page, shown

HOSTILE = "</title><script>alert(1)</script>\"'&amp;{{ . }}"


def post(number: int, **changes: object) -> dict[str, str]:
    """One post of a blog that has one every ten days."""
    date = datetime(2024, 3, 1, tzinfo=UTC) - timedelta(days=10 * number)
    fields: dict[str, object] = {
        "title": f"Post {number}", "date": date, "author": "anna", "categories": "Sea", "tags": ["Salt", "C#"],
        "genre": ["Essay"], "url": f"/p{number}/", "wordpress_id": number + 1,
    }  # fmt: skip
    text = f"Opening {number}.\n\n<!--more-->\n\nThe rest {number}.\n"
    return {f"content/posts/post-{number}.md": dump(fields | changes) + "\n" + text}


def comments() -> dict[str, str]:
    evening = {"date": "2020-12-31 22:00:00", "date_gmt": "2021-01-01 03:00:00"}
    first = comment(1, "First\n\n<script>x</script>", author=HOSTILE, **evening)
    thread = (first, comment(2_345_678, "Answer", parent=1, date_gmt="2021-01-02 10:00:00"))
    found = comments_file(item(id=1, comments=thread), page())
    loose = comments_file(item(id=0, comments=thread), page(home=Home("content/posts/post-5.md")))
    assert found
    assert loose
    return dict((found, loose))


@pytest.fixture(scope="module")
def blog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A blog with everything, built once."""
    site = tmp_path_factory.mktemp("blog")
    files: dict[str, str] = {}
    for number in range(25):
        files |= post(number)
    files |= post(1, title="", images=["/wp-content/uploads/boat.jpg"])
    files |= post(2, title=HOSTILE, description=HOSTILE, summary="By \\*hand\\*", categories=[HOSTILE])
    files |= post(5, wordpress_id=0, guid="tag:blog.example,2019:5<&")
    for number in (3, 4):
        with_places = f"### Question\n\nOpening {number}. [There](#question) and [^1]."
        text = files[f"content/posts/post-{number}.md"].replace(f"Opening {number}.", with_places)
        files[f"content/posts/post-{number}.md"] = f"{text}\n[^1]: A note.\n"
    files |= post(6, date=datetime(2024, 1, 1, 0, 30, tzinfo=timezone(timedelta(hours=9))))
    files["content/author/anna/_index.md"] = dump({"title": "Anna Bell", "url": "/author/anna/"})
    files["content/categories/_index.md"] = dump(term_fields("Categories", "", "/all-categories/"))
    files["content/categories/sea/_index.md"] = dump(term_fields("Sea", "Salt <b>water</b>", "/category/sea/"))
    files["content/about.md"] = dump({"title": "About", "url": "/categories/"}) + "\nWho we are.\n"
    files["content/about/team.md"] = dump({"title": "Team", "url": "/about/team/"}) + "\nWe.\n"
    menu = [MenuEntry("1", "About", "/categories/", 1, ""), MenuEntry("2", "Team", "/about/team/", 1, "1")]
    menu += [MenuEntry("3", HOSTILE, "javascript:alert(1)", 3, "")]
    settings = SiteSettings(
        "Salt & bread", "https://blog.example/x", "en-US", "Slow things", ("genre",), {"main": menu},
    )  # fmt: skip
    result = built(site, files | comments(), settings)
    assert result == BuildResult(0, (), ())
    return site


def texts(html: str, tag: str) -> list[str]:
    """What stands between the tags of a name."""
    return [
        " ".join(re.sub(r"<[^>]*>", "", one).split()) for one in re.findall(rf"<{tag}\b[^>]*>(.*?)</{tag}>", html, re.S)
    ]


def test_no_place_of_a_text_stands_in_a_list_of_texts(blog: Path) -> None:
    home = shown(blog, "/")
    ids = re.findall(r'\sid="([^"]*)"', home)
    assert len(ids) == len(set(ids))
    assert not {"question", "fn:1"} & set(ids)
    assert 'href="#question"' not in home
    assert 'id="question"' in shown(blog, "/p3/")


def test_days_are_those_of_the_blogs_own_clock(blog: Path) -> None:
    assert "December 31, 2020" in texts(shown(blog, "/p0/"), "time")
    assert texts(shown(blog, "/p6/"), "time") == ["January 1, 2024"]
    assert "Mon, 01 Jan 2024 00:30:00 +0900" in (blog / "public/posts/index.xml").read_text("utf-8")


def test_home_shows_the_newest_posts_up_to_their_more_and_pages_of_them(blog: Path) -> None:
    home = shown(blog, "/")
    assert texts(home, "h2")[:2] == ["Post 0", "February 20, 2024"]
    assert len(texts(home, "article")) == 10
    assert "Opening 0." in home
    assert "The rest 0." not in home
    assert "1 / 3" in home
    assert "Opening 24." in shown(blog, "/page/3/")


def test_a_post_says_who_wrote_it_when_and_about_what(blog: Path) -> None:
    html = shown(blog, "/p0/")
    assert texts(html, "h1") == ["Post 0"]
    assert '<time datetime="2024-03-01T00:00:00Z">March 1, 2024</time>' in html
    assert '<a rel="author" href="/author/anna/">Anna Bell</a>' in html
    assert "The rest 0." in html
    assert '<a rel="tag" href="/tags/c%23/">C#</a>' in html
    assert "Essay" in html


def test_a_post_leads_to_its_neighbours(blog: Path) -> None:
    html = shown(blog, "/p3/")
    assert re.search(r'rel="prev" href="/p4/"', html)
    assert re.search(r'rel="next" href="/p2/"', html)


def test_the_featured_image_is_shown(blog: Path) -> None:
    html = shown(blog, "/p1/")
    assert '<img src="/wp-content/uploads/boat.jpg" alt="" class="absent" fetchpriority="high"' in html
    assert '<meta property="og:image" content="https://blog.example/wp-content/uploads/boat.jpg">' in html


@pytest.mark.parametrize("address", ["/p0/", "/p5/"])
def test_comments_stand_below_their_post_with_the_addresses_they_had(blog: Path, address: str) -> None:
    html = shown(blog, address)
    assert texts(html, "h2")[-1] == "Comments (2)"
    assert '<li id="comment-1" class="comment comment depth-0">' in html
    assert '<li id="comment-2345678" class="comment comment depth-1">' in html
    assert "<p>First</p>" in html
    assert 'id="comments"' not in shown(blog, "/p3/")


def test_menus_have_two_levels_and_mark_where_one_is(blog: Path) -> None:
    html = shown(blog, "/about/team/")
    assert re.search(
        r'<a href="/categories/">About</a>\s*<details><summary aria-label="About: Menu">.*?</summary>'
        r'\s*<ul>\s*<li><a href="/about/team/" aria-current="page">Team',
        html,
    )


def test_posts_are_listed_by_year(blog: Path) -> None:
    assert texts(shown(blog, "/posts/"), "h2") == ["2024", "2023"]
    assert len(texts(shown(blog, "/posts/"), "li")) >= 25


def test_terms_have_lists_and_a_list_of_their_own_even_where_a_page_has_its_address(blog: Path) -> None:
    assert texts(shown(blog, "/categories/"), "h1") == ["About"]
    assert "Sea" in shown(blog, "/all-categories/")
    assert texts(shown(blog, "/category/sea/"), "h1") == ["Sea"]
    assert "Salt water" in shown(blog, "/category/sea/")
    assert texts(shown(blog, "/author/anna/"), "h1") == ["Anna Bell"]


def test_the_feed_is_xml_and_names_posts_as_wordpress_did(blog: Path) -> None:
    channel = ET.parse(blog / "public/index.xml").getroot().find("channel")
    assert channel is not None
    items = channel.findall("item")
    assert len(items) == 20
    assert items[0].findtext("guid") == "https://blog.example/x/?p=1"
    assert items[5].findtext("guid") == "tag:blog.example,2019:5<&"
    assert items[2].findtext("title") == HOSTILE
    assert "The rest 0." in (items[0].findtext("{http://purl.org/rss/1.0/modules/content/}encoded") or "")


def test_nothing_that_an_export_says_runs(blog: Path) -> None:
    for file in blog.joinpath("public").rglob("*.html"):
        html = file.read_text("utf-8")
        assert "<script>alert" not in html
        assert "javascript:" not in html
        assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//(?!blog\.example)""", html)


def test_a_site_in_another_script_reads_in_its_direction(tmp_path: Path) -> None:
    assert built(tmp_path, post(0), SiteSettings("שלום", "https://blog.example", "he-IL")).clean
    assert '<html lang="he-IL" dir="rtl"' in shown(tmp_path, "/")
    assert "2024" in shown(tmp_path, "/")


def test_an_empty_site_builds_too(tmp_path: Path) -> None:
    assert built(tmp_path, {}, SiteSettings("", "")).clean


def test_a_home_page_of_ones_own_stands_above_the_posts(tmp_path: Path) -> None:
    home = {"content/_index.md": dump({"title": "Welcome"}) + "\nCome in.\n"}
    assert built(tmp_path, home | post(0)).clean
    html = shown(tmp_path, "/")
    assert html.index("Come in.") < html.index("Recent posts") < html.index("Opening 0.")


def test_a_page_keeps_its_place_above_the_pages_below_it(tmp_path: Path) -> None:
    """Some versions of Hugo show a list there instead; the oldest that is accepted must not."""
    pages = {f"content/{path}.md": dump({"title": path}) for path in ("about", "about/team", "about/team/history")}
    assert built(tmp_path, pages).clean
    assert [texts(shown(tmp_path, path), "h1") for path in ("/about/", "/about/team/")] == [["about"], ["about/team"]]


def test_the_theme_needs_no_network() -> None:
    for path, text in theme_files().items():
        assert "RemoteGet" not in text, path
        assert "GetRemote" not in text, path
        assert "@import" not in text, path
