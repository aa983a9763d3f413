"""`wxr2hugo verify --against`: the new site judged by what the old one shows, and by the addresses that it names."""

from __future__ import annotations

import pytest

from migrate.diagnostics import MigrateError
from tests.support.blog import Blog, Post, call
from tests.support.media_server import Answer, Server, give
from tests.support.rest_server import RestServer, Shown

WALK = Post(7, 'A "walk" -- 3x4', 'We went out.\n\n[crew boat="2"]\n\nAnd home.', "walk")
BREAD = Post(8, "Bread", "Flour and water.", "bread")
CREW = "<p>We went out.</p><table><tbody><tr><td>Ada</td><td>Bo</td></tr></tbody></table><p>And home.</p>"


def old_site(server: Server, bread: str) -> RestServer:
    places = "".join(f"<url><loc>{server.url(path)}</loc></url>" for path in ("/2020/05/04/walk/", "/lost/"))
    server.routes["/wp-sitemap.xml"] = give(places.encode(), kind="text/xml")
    link = f"<item><link>{server.url('/only-in-the-feed/')}</link></item>"
    server.routes["/feed/"] = give(f"<rss>{link}</rss>".encode(), kind="text/xml")
    return RestServer(server, Shown(7, CREW), Shown(8, bread))


def test_items_are_judged_by_what_the_old_site_shows_now(blog: Blog, server: Server) -> None:
    old_site(server, "<p>Flour, water and salt.</p>")
    blog.site.mkdir()
    assert blog.write(WALK, BREAD).run("migrate").status == 0
    with pytest.raises(MigrateError, match="nothing was fetched"):
        blog.run("verify", "--against", "rendered")
    judged = blog.run("verify", "--against", server.url("/"), "--allow-private")
    assert judged.status == 1
    assert "2 differs" in judged.output and "salt" in judged.output and "Ada" in judged.output
    assert "/lost/: is named" in judged.output
    assert "/only-in-the-feed/: is named" in judged.output
    assert "/feed/: is named" not in judged.output
    assert "walk/: is named" not in judged.output


def head(title: str, *lines: str) -> Answer:
    return give(f"<html><head><title>{title}</title>{''.join(lines)}</head></html>".encode(), kind="text/html")


def test_pages_are_told_to_search_engines_as_the_old_ones_were(blog: Blog, server: Server) -> None:
    old_site(server, "<p>Flour and water.</p>")
    feeds = "".join(
        f'<link rel="alternate" type="application/rss+xml" href="{server.url(path)}">'
        for path in ("/feed/", "/comments/feed/", "/2020/05/04/walk/feed/", "/lost-feed/", "/2020/05/04/locked/feed/")
    )
    canonical = f'<link rel="canonical" href="{server.url("/2020/05/04/walk/")}">'
    title = "A &#8220;walk&#8221; &#8212; 3&#215;4 &#8211; A journal"
    server.routes["/2020/05/04/walk/"] = head(title, canonical, feeds)
    server.routes["/8/"] = head("Bread", "<meta name=robots content=noindex>")
    server.routes["/wp-sitemap.xml"] = give(
        "".join(
            f"<url><loc>{server.url(path)}</loc></url>" for path in ("/2020/05/04/walk/", "/2020/05/04/bread/")
        ).encode(),
        kind="text/xml",
    )
    server.routes["/2020/05/04/bread/"] = head(
        "How to bake – A journal",
        '<meta name="description" content="Slow &amp; good.">',
        "<meta name=robots content=max-image-preview:large><meta name=robots content=noindex>",
    )
    server.routes["/2020/05/04/nameless/"] = head("A journal")
    blog.site.mkdir()
    locked = Post(9, "Locked", "Words.", "locked", password="anchor")
    nameless = Post(10, "", "Words.", "nameless")
    blog.write(WALK, BREAD, locked, nameless, host=server.url("").removesuffix("/")).run("migrate")
    told = blog.run("verify", "--against", server.url("/"), "--allow-private").output
    assert "/2020/05/04/bread/: title: “How to bake – A journal” on the old site, “Bread ·" in told
    assert "/2020/05/04/bread/: description: “Slow & good.” on the old site, “" in told
    assert "/2020/05/04/bread/: robots: “noindex” on the old site, “” here" in told
    assert "walk/: title" not in told and "canonical" not in told
    assert "/lost-feed/: is named by the old site, and nothing answers there" in told
    assert "nameless/: title" not in told
    assert "locked/feed/: is" not in told and "walk/feed/: is" not in told and "comments/feed/: is" not in told


def test_what_was_taken_from_there_is_as_it_was_there(blog: Blog, server: Server) -> None:
    old_site(server, "<p>Flour and water.</p>")
    blog.write(WALK, BREAD)
    call("fetch", server.url("/"), "--rendered", "--site", str(blog.site), "--allow-private")
    assert blog.run("migrate").status == 0
    assert "2 identical" in blog.run("verify", "--against", "rendered").output
