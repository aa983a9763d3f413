"""Links to a place inside another page, in whole runs: the place is there after Hugo's build, or the link is named."""

from __future__ import annotations

import json
from pathlib import Path

from migrate.hugo.build import build
from tests.support.blog import HOST, Blog, Post

BREAD = Post(
    12,
    "Bread",
    '<h2 id="h-rye">About rye</h2><p id="salt">Then salt.</p><h2>Last Words</h2><ul><li id="oven">An oven.</li></ul>'
    '<sup id="note">1</sup><h2 id="chosen">A name of its own</h2>',
    "bread",
    day="2020-04-01",
)


def walk(*fragments: str) -> Post:
    """A post with a link to each of these places of the other."""
    spellings = (
        f"{HOST}/2020/04/01/bread/#",
        "/?p=12#",
        "http://www.blog.example/2020/04/01/bread#",
        "../../../../2020/04/01/bread/#",
    )
    links = (f'<a href="{spellings[at % 4]}{one}">{one}</a>' for at, one in enumerate(fragments))
    return Post(11, "The way", " ".join(["We went.", *links]), "the-way")


def sync(blog: Blog, *posts: Post, options: tuple[str, ...] = ()) -> dict[str, tuple[str, list[str]]]:
    """Sync with a changed export; gives what the diff announced."""
    blog.write(*posts)
    announced = json.loads(blog.run("diff", "--format", "json", *options).output)
    assert blog.run("sync", *options).status == 0
    return {change["path"]: (change["action"], change["reasons"]) for change in announced["changes"]}


def html(blog: Blog, post: Post) -> str:
    """What Hugo makes of a post."""
    public: Path = blog.folder / "public"
    assert build(blog.site, public).clean
    return (public / post.address.strip("/") / "index.html").read_text("utf-8")


def test_places_that_other_posts_link_to_are_there_after_the_build(blog: Blog) -> None:
    done = blog.write(BREAD, walk("h-rye", "salt", "last-words", "oven", "note", "chosen")).run("migrate")
    assert done.status == 0 and "W208" not in done.messages
    page = html(blog, BREAD)
    for name in ("h-rye", "salt", "last-words", "oven", "note", "chosen"):
        assert page.count(f'id="{name}"') == 1, name
        assert f'href="/2020/04/01/bread/#{name}"' in html(blog, walk()).replace("https://blog.example", "")


def test_places_that_nobody_links_to_leave_no_trace_but_for_a_chosen_name(blog: Blog) -> None:
    blog.write(BREAD, walk()).run("migrate")
    body = blog.body(BREAD)
    assert "<a id" not in body and "h-rye" not in body
    assert "## A name of its own {#chosen}" in body


def test_a_place_that_is_nowhere_is_named_with_the_link_and_its_post(blog: Blog) -> None:
    blog.write(BREAD, walk("salt", "pepper", "comment-3", "respond", "more-12", "top", ""))
    said = [
        one for one in json.loads(blog.run("diff", "--format", "json").output)["diagnostics"] if one["code"] == "W208"
    ]
    assert [(one["wordpress_id"], one["message"].partition(": ")[2]) for one in said] == [(12, "/?p=12#pepper (on 11)")]


def test_the_full_address_of_a_page_in_its_own_text_wants_a_place_as_well(blog: Blog) -> None:
    top = f'<p><a href="{HOST}/2020/04/01/bread/#salt">Salt</a></p>'
    blog.write(BREAD.but(content=top + BREAD.content)).run("migrate")
    assert '<a id="salt"></a>Then salt.' in blog.body(BREAD)


def test_a_new_link_brings_its_place_with_the_next_sync_and_takes_it_along(blog: Blog) -> None:
    blog.write(BREAD, walk()).run("migrate")
    changes = sync(blog, BREAD, walk("h-rye", "salt"))
    assert changes[BREAD.path] == ("update", ["links"])
    assert "## About rye {#h-rye}" in blog.body(BREAD) and 'id="salt"' in html(blog, BREAD)
    assert sync(blog, BREAD, walk("h-rye", "salt")) == {}
    sync(blog, BREAD, walk("salt"))
    assert "h-rye" not in blog.body(BREAD) and '<a id="salt">' in blog.body(BREAD)


def test_a_post_that_a_partial_export_lacks_keeps_the_places_it_links_to(blog: Blog) -> None:
    blog.write(BREAD, walk("h-rye", "salt")).run("migrate")
    before = blog.body(BREAD)
    assert BREAD.path not in sync(blog, BREAD)
    assert blog.body(BREAD) == before
    sync(blog, BREAD, options=("--prune",))
    assert "h-rye" not in blog.body(BREAD) and "<a id" not in blog.body(BREAD)
