"""`wxr2hugo verify --against`: what the old site answers, lists and shows to other sites, beside the new one."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.support.blog import Blog, Post
from tests.support.media_server import Answer, Server, give, redirect
from tests.support.rest_server import RestServer, Shown

LINKS = ("/shop/", "/nowhere/", "/admin/", "/first/")
WALK = Post(
    1, "Walk", "<p>{}</p>".format(" ".join(f'<a href="{to}">x</a>' for to in LINKS)), "walk", categories=("News",)
)
BREAD = Post(2, "Bread", "<p>Flour.</p>", "bread", day="2020-05-05", categories=("News",))
RIVER = Post(3, "River", "<p>Deep.</p>", "river", day="2020-05-06")
NOTE = Post(4, "Note", "<p>Only we read this.</p>", "memo", type="note", folder="note/")
TWIN = Post(5, "Twin", "<p>Nor this.</p>", "twin", type="note", folder="note/")
BOOK = Post(6, "Book", "<p>For all.</p>", "book", type="note", folder="note/")
NEWS = "/category/news/"
FRONT = '<body class="home blog">A journal</body>'


def page(head: str = "", body: str = "<body>Words.</body>") -> Answer:
    return give(f"<html><head>{head}</head>{body}</html>".encode(), kind="text/html")


def xml(text: str) -> Answer:
    return give(text.encode(), kind="text/xml")


def feed(server: Server, *posts: Post) -> Answer:
    items = (
        f"<item><link>{server.url(one.address)}</link><guid>urn:{one.id}</guid>"
        f"<pubDate>Mon, 0{9 - at} Mar 2020 10:00:00 +0000</pubDate></item>"
        for at, one in enumerate(posts)
    )
    return xml(f"<rss><channel><link>{server.url('/')}</link>{''.join(items)}</channel></rss>")


def live(server: Server) -> None:
    """Let a server be the old site."""
    RestServer(server, *(Shown(one.id, one.content, slug=one.address.strip("/")) for one in (WALK, BREAD, RIVER)))
    places = "".join(f"<url><loc>{server.url(path)}</loc></url>" for path in (NEWS, BREAD.address))
    picture = f"<url><loc>{server.url(WALK.address)}</loc><image:image><image:loc><![CDATA[{server.url('/a.jpg')}]]>"
    server.routes |= {
        "/": page(body=FRONT),
        "/robots.txt": give(f"User-agent: *\nSitemap: {server.url('/maps.xml')}\n".encode(), kind="text/plain"),
        "/maps.xml": xml(f"<sitemapindex><sitemap><loc>{server.url('/own-map.xml')}</loc></sitemap></sitemapindex>"),
        "/own-map.xml": xml(f"<urlset>{places}{picture}</image:loc></image:image></url></urlset>"),
        NEWS: page(f'<link rel="alternate" type="application/rss+xml" href="{NEWS}feed/">'),
        f"{NEWS}feed/": feed(server, WALK, RIVER, BREAD),
        "/feed/": feed(server, RIVER, BREAD),
        WALK.address: page('<title>Walk</title><meta property="og:image" content="/a-300x200.jpg">'),
        BREAD.address: page('<title>Bread</title><meta property="og:title" content="How to bake">'),
        "/shop/": page(),
        "/admin/": redirect("/wp-login.php?redirect_to=x"),
        "/wp-login.php": page(),
        "/first/": page(body=FRONT),
        TWIN.address: page(body=FRONT),
        BOOK.address: page(),
    }


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, list[str]]]:
    """What is said of the site, by kind: page and detail, or what was found of an item."""
    blog, server = Blog(tmp_path_factory.mktemp("asked")), Server()
    live(server)
    posts = (WALK, BREAD, RIVER, NOTE, TWIN, BOOK)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("time.sleep", lambda seconds: None)
        assert blog.write(*posts, host=server.url("")).run("migrate").status == 0
        judged = blog.run("verify", "--against", server.url("/"), "--allow-private", "--format", "json")
    server.shutdown()
    server.server_close()
    verdict = json.loads(judged.output)
    said: dict[str, list[str]] = {}
    for one in verdict["site"]:
        said.setdefault(one["kind"], []).append(f"{one['page']}: {one['detail']}")
    for item in verdict["items"]:
        for fault in item["faults"]:
            said.setdefault(fault["kind"], []).append(fault["found"])
    yield said


def test_links_are_dead_only_if_nothing_is_there_on_the_old_site_either(told: dict[str, list[str]]) -> None:
    assert [one for one in told["link"] if "shop" in one] == [f"{WALK.address}: /shop/: nothing is there"]
    dead = [one for one in told["warning"] if "and nothing was in WordPress" in one]
    assert sorted(one.split(": ")[1] for one in dead) == ["/admin/", "/first/", "/nowhere/"]


def test_what_the_old_site_shows_nobody_may_not_be_published(told: dict[str, list[str]]) -> None:
    assert told["public"] == [NOTE.address, TWIN.address]


def test_pictures_that_the_sitemap_names_are_missed(told: dict[str, list[str]]) -> None:
    assert "/a.jpg: is named by the sitemap of the old site, and not there" in told["image"]


def test_lists_and_their_feeds_bring_what_the_old_ones_did_in_the_same_order(told: dict[str, list[str]]) -> None:
    about = [one for one in told["link"] if one.startswith(NEWS)]
    assert about == [
        f"{NEWS}: the old site lists {RIVER.address} here, the new one does not",
        f"{NEWS}: the feed of the old site has {RIVER.address}, the new one does not",
        f"{NEWS}: the feed of the old site has {WALK.address} where the new one has {BREAD.address}",
    ]
    assert not [one for one in told["link"] if one.startswith("/:")]


def test_posts_that_feed_readers_would_take_for_new_are_told_once(told: dict[str, list[str]]) -> None:
    (about,) = [one for one in told["warning"] if "guid" in one]
    assert f"3 posts for new: the guid of {WALK.address} was urn:1 and is http" in about


def test_other_sites_show_the_same_title_and_picture(told: dict[str, list[str]]) -> None:
    assert f"{BREAD.address}: og:title: “How to bake” on the old site, “Bread” here" in told["head"]
    assert [one.split(": ")[0] for one in told["warning"] if "og:image" in one] == [WALK.address]


def test_addresses_without_readable_paths_are_known_by_their_numbers(blog: Blog, server: Server) -> None:
    home = server.url("/")
    posts = (WALK.but(content="<p>Out.</p>"), BREAD, RIVER.but(password="anchor"))
    blog.write(*posts, host=home.removesuffix("/"))
    readable = blog.export.read_text("utf-8")
    for one in posts:
        readable = readable.replace(f"<link>{home}{one.address[1:]}</link>", f"<link>{home}?p={one.id}</link>")
    blog.export.write_text(readable, "utf-8")
    RestServer(server, pretty=False)
    places = "".join(f"<url><loc>{home}?{asked}</loc></url>" for asked in ("p=1", "p=2", "p=3", "book=tides", "cat=9"))
    server.routes |= {
        "/?sitemap=index": xml(f"<urlset>{places}</urlset>"),
        "/?p=1": page(f'<title>Walk</title><link rel="canonical" href="{home}?p=1">'),
        "/?p=2": page("<title>Toast</title>"),
    }
    assert blog.run("migrate").status == 0
    said = blog.run("verify", "--against", home, "--allow-private").output
    assert "title: “Toast” on the old site" in said and "canonical" not in said
    unanswered = [line.split()[1] for line in said.splitlines() if "is named by the old site" in line]
    assert unanswered == ["/?book=tides:", "/?cat=9:"]
