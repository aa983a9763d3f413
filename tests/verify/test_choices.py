"""Whatever the owner chose of front matter, paths and theme: what is right is identical, as a whole and by item."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.support.blog import Blog, Post

PICTURE = "https://blog.example/wp-content/uploads/2020/05/a.jpg"
POSTS = (
    Post(
        1,
        content=f'<p>See <a href="https://blog.example/2020/05/04/post-2/#here">there</a>.</p><img src="{PICTURE}">',
        categories=("News",),
        tags=("sea and wind", "moss"),
    ),
    Post(2, content='<h2 id="here">Here</h2><p><a href="https://blog.example/2020/05/04/post-1/">Back</a></p>'),
    Post(3, status="draft", content="<p>Not yet.</p>"),
)


@pytest.mark.parametrize(
    "options",
    [
        '[front_matter]\nformat = "toml"\nparents = true\n',
        '[front_matter]\nformat = "json"\n[paths]\nbundles = true\n',
        '[paths]\nposts = "content/blog/{year}/{slug}.md"\n[front_matter.keys]\nimages = "cover.image"\n',
        '[theme]\npreset = "papermod"\n',
    ],
)
def test_what_is_right_is_identical(options: str, tmp_path: Path) -> None:
    blog = Blog(tmp_path).write(*POSTS)
    blog.site.mkdir()
    (blog.site / "wxr2hugo.toml").write_text(options, "utf-8")
    blog.run("migrate")
    theme = blog.site / "themes/PaperMod/layouts"
    theme.mkdir(parents=True)
    (theme / "all.html").write_text("<h1>{{ .Title }}</h1>{{ .Content }}", "utf-8")
    for chosen in ((), ("1",), ("2", "3")):
        assert set(judged(blog, *chosen).values()) == {"identical"}
    path = next(path for path, data in blog.files().items() if path.startswith("content/") and b"[there]" in data)
    blog.edit(path, "[there]", "[elsewhere]")
    assert judged(blog, "1") == {1: "edited"}


def judged(blog: Blog, *chosen: str) -> dict[int, str]:
    found: Any = json.loads(blog.run("verify", "--format", "json", *chosen).output)
    return {one["wordpress_id"]: one["result"] for one in found["items"]}


def test_a_chosen_item_whose_file_somebody_deleted_is_missing(blog: Blog) -> None:
    gone, kept = Post(1), Post(2)
    blog.write(gone, kept).run("migrate")
    (blog.site / gone.path).unlink()
    assert judged(blog, "1") == {1: "missing"}
    assert judged(blog, "1", "2") == {1: "missing", 2: "identical"}


@pytest.mark.parametrize(
    ("template", "end"), [("<div>{{ .Inner | .Page.RenderString }}</div>", "Water <b>it</b>[/note]"), ("<hr>", "")]
)
def test_a_shortcode_of_the_owner_is_judged_by_its_arguments(template: str, end: str, blog: Blog) -> None:
    hard, easy = """[note color="#ff6" size='2 < 3 & "more"']""", '[note color="#f66"]'
    blog.site.mkdir()
    (blog.site / "wxr2hugo.toml").write_text('[shortcodes]\nnote = "notice"\n', "utf-8")
    blog.write(Post(1, content=hard + end), Post(2, content=easy + end), Post(3, content=f"[note 5 big]{end}"))
    blog.run("migrate")
    (blog.site / "layouts/_shortcodes/notice.html").write_text(template, "utf-8")
    assert judged(blog) == dict.fromkeys((1, 2, 3), "identical")
    blog.edit(Post(2), "#f66", "#f77")
    assert judged(blog, "2") == {2: "edited"}


def test_shortcodes_of_hugo_and_of_this_tool_may_be_chosen_too(blog: Blog) -> None:
    blog.site.mkdir()
    chosen = '[shortcodes]\nfilm = "youtube"\nmore = "details"\n'
    (blog.site / "wxr2hugo.toml").write_text(chosen, "utf-8")
    blog.write(Post(1, content='[film id="dQw4w9WgXcQ"]'), Post(2, content='[more summary="So"]It is.[/more]'))
    blog.run("migrate")
    assert judged(blog) == dict.fromkeys((1, 2), "identical")


DAMAGES = {
    "text": ("<p>Gulls cried over the roofs.</p>", "roofs", "hills"),
    "heading": ("<h2>The harbour</h2>", "## The", "### The"),
    "list": ("<ol><li>Wake</li><li>Wash</li></ol>", "1. Wake", "3. Wake"),
    "code": ("<pre><code>a\n\tb</code></pre>", "\tb", "  b"),
    "emphasis": ("<p>So <em>it</em> is.</p>", "_it_", "it"),
    "link": ('<p><a href="https://blog.example/2020/05/04/post-1/#a">Back</a></p>', "#a", "#b"),
    "image": (f'<p><img src="{PICTURE}" alt="A boat"> here.</p>', "A boat", "A goat"),
    "media": ("https://vimeo.com/76979871", "76979871", "76979872"),
    "front_matter": ("<p>One.</p>", '"sea"', '"lake"'),
    "address": ("<p>Two.</p>", "/post-11/", "/post-12/"),
}
"""A text for each kind of fault, and what happens to its file."""


def test_damage_is_named_by_its_kind_in_bundles_with_toml_and_links_by_file(blog: Blog) -> None:
    posts = [Post(number, content=one[0], tags=("sea",)) for number, one in enumerate(DAMAGES.values(), start=2)]
    blog.write(Post(1, content='<h2 id="a">A</h2><h2 id="b">B</h2>'), *posts).site.mkdir()
    chosen = '[markdown]\nlinks = "markdown"\n[front_matter]\nformat = "toml"\n[paths]\nbundles = true\n'
    (blog.site / "wxr2hugo.toml").write_text(chosen, "utf-8")
    blog.run("migrate")
    assert set(judged(blog).values()) == {"identical"}
    shutil.rmtree(blog.site / ".wxr2hugo")
    for post, (_, old, new) in zip(posts, DAMAGES.values(), strict=True):
        path = f"content/posts/2020-05-04-{post.name}/index.md"
        blog.edit(path, old, new)
    found: Any = json.loads(blog.run("verify", "--format", "json").output)
    kinds = {one["wordpress_id"]: {fault["kind"] for fault in one["faults"]} for one in found["items"]}
    assert kinds.pop(1) == set()
    assert {number: kind for number, kind in enumerate(DAMAGES, start=2) if kind not in kinds[number]} == {}
