"""The theme: what visitors and search engines find, and how."""

from __future__ import annotations

import json
import re
import struct
import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from migrate.hugo.config.config import SiteSettings
from migrate.page.yaml_writer import dump
from tests.support.hugo_samples import built, shown

NOTES = "## Question\n\nText of {}.[^1]\n\n<p class='x' id='here'>There</p>\n\n[^1]: Note of {}.\n"
FILMS = """{{< youtube abcdefghijk >}}

{{< youtube id="abcdefghijk" start="30" >}}

{{< vimeo 146022717 >}}

{{< details summary="More" >}}
{{< wp-embed player="https://w.soundcloud.com/player/?url=x" url="https://soundcloud.com/x" >}}
{{< /details >}}

{{< figure src="/wp-content/uploads/boat.png" width="320" caption="A *boat*" link="/wp-content/uploads/boat.png" >}}
"""
LISTS = '\n{{< wp-archives >}}\n\n{{< wp-latest-posts >}}\n\n{{< wp-terms taxonomy="categories" >}}\n'
TERMS = {"walks": "/category/walks/", "short": "/category/walks/short/", "bread": "/category/bread/"}


def picture(width: int, height: int) -> bytes:
    """The beginning of a PNG, as far as its size."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with posts, pages below pages and terms below terms."""
    site = tmp_path_factory.mktemp("finding")
    uploads = site / "static/wp-content/uploads"
    uploads.mkdir(parents=True)
    uploads.joinpath("boat.png").write_bytes(picture(640, 480))
    uploads.joinpath("broken.png").write_bytes(b"no picture at all")
    files: dict[str, str] = {}
    for number, term in enumerate(("bread", "short", "walks", "bread", "rye")):
        date = datetime(2024, 3, 1, tzinfo=UTC) - timedelta(days=number)
        fields = {"title": f"Post {number}", "date": date, "author": "anna", "categories": term, "url": f"/p{number}/"}
        files[f"content/posts/post-{number}.md"] = dump(fields) + "\n" + NOTES.format(number, number)
    pinned = {"title": "Pinned", "date": datetime(2020, 1, 1, tzinfo=UTC), "sticky": True, "url": "/pinned/"}
    pictures = "".join(f"![B](/wp-content/uploads/{name}.png#alignleft)\n\n" for name in ("boat", "broken", "missing"))
    files["content/posts/pinned.md"] = dump(pinned | {"summary": "1 \\< 2 \\*so\\*"}) + "\n" + pictures
    featured = {"title": "Featured", "date": datetime(2019, 1, 1, tzinfo=UTC), "url": "/featured/"}
    featured |= {"images": ["/wp-content/uploads/boat.png"], "description": 'Says "so"', "robots": "noindex, nofollow"}
    files["content/posts/featured.md"] = (
        dump(featured | {"canonicalURL": "https://blog.example/first/"}) + "\n日本語の本文\n" + LISTS
    )
    for term, url in TERMS.items():
        files[f"content/categories/{term}/_index.md"] = dump({"title": term.title(), "url": url})
    files["content/categories/rye/_index.md"] = dump({"parent": "Bread", "title": "Rye", "url": "/category/rye/"})
    wordy = {"title": "Wordy", "date": datetime(2018, 1, 1, tzinfo=UTC), "url": "/wordy/"}
    files["content/posts/wordy.md"] = dump(wordy) + "\n" + "Considerations " * 60 + "\n"
    for path in ("about", "about/team", "about/team/history"):
        files[f"content/{path}.md"] = dump({"title": path.title(), "url": f"/{path}/"}) + "\nWe.\n"
    files["content/films.md"] = dump({"title": "Films", "url": "/films/"}) + "\n" + FILMS
    long = "\n\n".join(f"## Part {number}\n\n" + "Many words in a row. " * 60 for number in range(5))
    files["content/long.md"] = dump({"title": "Long", "url": "/long/"}) + "\n" + long
    assert built(site, files, SiteSettings("Blog", "https://blog.example", "en-US", "Slow things")).clean
    return site


def one(html: str, selector: str) -> LexborNode:
    """The only element that a selector finds."""
    found = LexborHTMLParser(html).css(selector)
    assert len(found) == 1, (selector, len(found))
    return found[0]


def content(html: str, name: str) -> str | None:
    return one(html, f'meta[name="{name}"], meta[property="{name}"]').attributes["content"]


def test_the_search_finds_every_page_but_those_that_search_engines_may_not(site: Path) -> None:
    index = json.loads((site / "public/search/en.json").read_text("utf-8"))
    found = {address: (name, text) for address, name, text in index}
    assert found["/p0/"][0] == "Post 0"
    assert "Text of 0." in found["/p0/"][1]
    assert "/about/team/" in found
    assert "/featured/" not in found


def test_nothing_is_loaded_for_the_search_before_somebody_searches(site: Path) -> None:
    for path in (site / "public").rglob("*.html"):
        assert not re.search(r"(?:src|href)=\S*search/", path.read_text("utf-8")), path


def test_the_head_says_what_search_engines_and_other_sites_show(site: Path) -> None:
    html = shown(site, "/featured/")
    assert content(html, "description") == content(html, "og:description") == 'Says "so"'
    assert content(html, "robots") == "noindex, nofollow"
    assert content(html, "og:image") == "https://blog.example/wp-content/uploads/boat.png"
    assert content(html, "twitter:card") == "summary_large_image"
    assert one(html, 'link[rel="canonical"]').attributes["href"] == "https://blog.example/first/"
    assert content(shown(site, "/"), "description") == "Slow things"
    assert content(shown(site, "/pinned/"), "description") == "1 < 2 *so*"
    assert "Text of 0." in (content(shown(site, "/p0/"), "description") or "")


def test_data_for_search_engines_names_article_and_place(site: Path) -> None:
    def graph(address: str) -> dict[str, dict[str, Any]]:
        data = json.loads(one(shown(site, address), 'script[type="application/ld+json"]').text())
        return {thing["@type"]: thing for thing in data["@graph"]}

    article = graph("/p0/")["BlogPosting"]
    assert article["headline"] == "Post 0"
    assert article["datePublished"] == "2024-03-01T00:00:00Z"
    assert [crumb["name"] for crumb in graph("/about/team/history/")["BreadcrumbList"]["itemListElement"]] == [
        "About", "About/Team", "About/Team/History",
    ]  # fmt: skip
    assert graph("/")["WebSite"]["description"] == "Slow things"


def test_robots_are_told_where_the_sitemap_is(site: Path) -> None:
    assert "Sitemap: https://blog.example/sitemap.xml" in (site / "public/robots.txt").read_text("utf-8")


def test_lists_show_text_alone_so_that_no_id_stands_twice_and_no_link_leads_nowhere(site: Path) -> None:
    html = shown(site, "/")
    ids = [node.attributes["id"] for node in LexborHTMLParser(html).css("[id]")]
    assert len(ids) == len(set(ids))
    assert not LexborHTMLParser(html).css('a[href^="#"]:not(.skip), .entry sup, .entry table')
    assert one(html, ".entry:nth-child(2) .summary").text() == "Text of 0. There"


def test_lists_show_no_lists_of_other_pages(site: Path) -> None:
    tree = LexborHTMLParser(shown(site, "/"))
    summaries = [entry.text().strip() for entry in tree.css(".entry .summary")]
    assert "日本語の本文" in summaries


def test_a_beginning_that_is_cut_leads_on(site: Path) -> None:
    links = LexborHTMLParser(shown(site, "/")).css(".entry .more a")
    assert [link.attributes["href"] for link in links] == ["/wordy/"]


def test_pinned_posts_come_first_with_their_own_summary(site: Path) -> None:
    names = [node.text() for node in LexborHTMLParser(shown(site, "/")).css(".entry h2")]
    assert names[:2] == ["Pinned", "Post 0"]
    assert names.count("Pinned") == 1
    assert one(shown(site, "/"), ".sticky .summary").text() == "1 < 2 *so*"


def test_pictures_that_lie_in_the_site_have_their_size_and_others_break_nothing(site: Path) -> None:
    boat, broken, missing = LexborHTMLParser(shown(site, "/pinned/")).css(".text img")
    assert (boat.attributes["width"], boat.attributes["height"], boat.attributes["loading"]) == ("640", "480", "lazy")
    assert "width" not in broken.attributes
    assert "width" not in missing.attributes
    listed = one(shown(site, "/"), ".entry-picture img").attributes
    assert (listed["width"], listed["height"]) == ("640", "480")


def test_frames_of_others_wait_until_somebody_opens_them(site: Path) -> None:
    tree = LexborHTMLParser(shown(site, "/films/"))
    assert [frame.attributes["src"] for frame in tree.css("details.embed:not([open]) > iframe[loading=lazy]")] == [
        "https://www.youtube-nocookie.com/embed/abcdefghijk",
        "https://www.youtube-nocookie.com/embed/abcdefghijk?start=30",
        "https://player.vimeo.com/video/146022717?dnt=1",
        "https://w.soundcloud.com/player/?url=x",
    ]
    assert len(tree.css("iframe")) == 4


def test_a_figure_has_the_size_of_its_picture(site: Path) -> None:
    html = shown(site, "/films/")
    image = one(html, "figure > a > img").attributes
    assert (image["width"], image["height"], image["alt"]) == ("320", "240", "A boat")
    assert one(html, "figcaption em").text() == "boat"


def test_terms_stand_below_terms_and_count_what_is_below_them(site: Path) -> None:
    html = shown(site, "/categories/")
    assert " ".join(one(html, ".all-terms").text().split()) == "Bread 3 Rye 1 Walks 2 Short 1"
    below = [node.attributes["href"] for node in LexborHTMLParser(html).css(".all-terms ul a")]
    assert below == ["/category/rye/", "/category/walks/short/"]
    walks = [node.text() for node in LexborHTMLParser(shown(site, "/category/walks/")).css(".year a")]
    assert walks == ["Post 1", "Post 2"]


def test_the_feed_of_a_term_brings_what_its_page_lists(site: Path) -> None:
    feed = (site / "public/category/bread/index.xml").read_text("utf-8")
    assert re.findall(r"<link>https://blog.example/(p\d)/</link>", feed) == ["p0", "p3", "p4"]


def test_a_post_names_others_of_its_terms_and_not_itself(site: Path) -> None:
    assert [node.text() for node in LexborHTMLParser(shown(site, "/p0/")).css(".related a")] == ["Post 3"]


def test_pages_lead_up_and_down(site: Path) -> None:
    html = shown(site, "/about/team/")
    up = [node.attributes["href"] for node in LexborHTMLParser(html).css(".breadcrumbs a")]
    assert up == ["/", "/about/"]
    assert one(html, ".children a").attributes["href"] == "/about/team/history/"


def test_a_long_text_has_a_table_of_contents_and_a_short_one_has_none(site: Path) -> None:
    assert len(LexborHTMLParser(shown(site, "/long/")).css(".toc li")) == 5
    assert not LexborHTMLParser(shown(site, "/p0/")).css(".toc")


def test_style_and_script_together_weigh_less_than_thirty_kilobytes(site: Path) -> None:
    files = [path.read_bytes() for name in ("css", "js") for path in (site / "public" / name).iterdir()]
    assert len(files) == 2
    assert sum(map(len, files)) < 30_000
    assert sum(len(zlib.compress(file, 9)) for file in files) < 10_000
