"""What Hugo leaves out is linked plainly; what WordPress takes back is public no more, however its file is written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import mkdtemp

import pytest

from migrate.hugo.build import build
from tests.support.blog import HOST, Blog, Post

OURS = """---
author: robin
comments: true
date: 2020-05-04T10:00:00+01:00
slug: {slug}
title: {title}
url: {url}
wordpress_id: {number}
---
"""
HEADS = {
    "plain": OURS.replace("---\na", "---\nlayout: wide\na", 1),
    "upper": OURS.replace("---\na", "---\nDRAFT: false\na", 1),
    "quoted": OURS.replace("---\na", "---\n'draft' : no\na", 1),
    "merged": OURS.replace("---\na", "---\nbase: &a\n  draft: false\n<<: *a\na", 1),
    "aliased": OURS.replace("---\na", "---\nx: &no false\ndraft: *no\na", 1),
    "spaced": "\n" + OURS.replace("---\na", "--- \na", 1),
    "flow": "---\n{{draft: false, title: {title}, url: {url}, wordpress_id: {number}}}\n---\n",
    "toml": '+++\n# mine\ntitle = "{title}"\nurl = "{url}"\nwordpress_id = {number}\n[params]\ndraft = false\n+++\n',
    "tomls": '+++\nDraft = false\ntitle = "{title}"\nurl = "{url}"\nwordpress_id = {number}\n+++\n',
    "json": '{{"title": "{title}", "url": "{url}", "wordpress_id": {number}}}\n',
    "jsons": '{{\n  "Draft": false,\n  "title": "{title}",\n  "url": "{url}",\n  "wordpress_id": {number}\n}}\n',
    "twice": '{{"draft": false, "title": "{title}", "url": "{url}", "draft": false, "wordpress_id": {number}}}\n',
    "none": "",
    "windows": OURS.replace("---\na", "---\nDraft: false\na", 1),
    "lines": OURS.replace("---\na", '---\n"draft":\n  false\na', 1),
    "dates": OURS.replace("---\na", "---\npublishDate: 2001-01-01\nexpiryDate: 2999-01-01\na", 1),
    "dotted": '+++\nx.y = 1\ndraft = false\ntitle = "{title}"\nwordpress_id = {number}\nx.z = 2\n+++\n',
    "text": "+++\ntitle = '''\ndraft = false\n'''\nwordpress_id = {number}\n[[a]]\nb = 1\n[[a]]\nb = 2\n+++\n",
}  # fmt: skip
"""Front matter that a user may have written in the place of ours."""
POSTS = {name: Post(20 + number, f"Of {name}", f"Secret {name}.", name) for number, name in enumerate(HEADS)}
HUB = Post(
    11, "Hub", "".join(f'<a href="{HOST}{post.address}">{name}</a>\n\n' for name, post in POSTS.items()), slug="hub"
)


def rewrite(blog: Blog, heads: Mapping[str, str]) -> None:
    """Write the files of the posts with other front matter."""
    for name, head in heads.items():
        post = POSTS[name]
        text = head.format(slug=name, title=post.title, url=post.address, number=post.id)
        (blog.site / post.path).write_text(f"{text}\n{blog.body(post)}\n\nMine.\n", encoding="utf-8")


def shown(blog: Blog) -> set[str]:
    """The posts whose words are in any file of the built site."""
    public = Path(mkdtemp(dir=blog.folder))
    built = build(blog.site, public)
    assert not built.status, built
    text = "".join(path.read_text("utf-8") for path in public.rglob("*") if path.suffix in {".html", ".xml", ".json"})
    return {name for name in POSTS if f"Secret {name}." in text}


def test_what_is_unpublished_is_in_no_page_however_its_file_is_written(blog: Blog) -> None:
    blog.write(HUB, *POSTS.values()).run("migrate")
    rewrite(blog, HEADS)
    assert shown(blog) == set(POSTS)
    done = blog.write(HUB, *(post.but(status="private") for post in POSTS.values())).run("sync")
    assert shown(blog) == set()
    assert "relref" not in blog.text(HUB)
    assert done.status == 1 and "E503" in done.messages
    for name in ("flow", "twice"):
        kept = list(blog.site.glob(f".wxr2hugo/conflicts/{POSTS[name].path.removesuffix('.md')}.yours-*.md"))
        assert [path.read_text("utf-8").startswith(("---\n{draft: false", '{"draft": false')) for path in kept] == [
            True
        ]
        assert f"{POSTS[name].path}: yours is kept at {kept[0].relative_to(blog.site)}" in done.messages.replace(
            ":1:", ":"
        )
        assert blog.text(POSTS[name]).startswith("---\nauthor: robin\n")
    assert "Mine." in blog.text(POSTS["merged"]) and "Mine." in blog.text(POSTS["json"])


@pytest.mark.parametrize("policy", ["keep", "markers", "theirs"])
def test_what_is_unpublished_in_a_conflict_is_in_no_page(blog: Blog, policy: str) -> None:
    blog.write(HUB, *POSTS.values()).run("migrate")
    rewrite(blog, {name: head for name, head in HEADS.items() if name != "dates"})
    for post in POSTS.values():
        text = blog.text(post).replace("Secret", "My Secret")
        ending = "\r\n" if post.name == "windows" else "\n"
        (blog.site / post.path).write_text(text, "utf-8", newline=ending)
    changed = [post.but(content=post.content.replace("Secret", "Their Secret")) for post in POSTS.values()]
    if policy == "keep":
        assert "relref" in blog.text(HUB) and blog.write(HUB, *changed).run("sync").status == 1
    assert shown(blog) == set(POSTS)
    blog.write(HUB, *(post.but(status="private") for post in changed)).run("sync", "--conflict", policy)
    assert shown(blog) == set() and "relref" not in blog.text(HUB)


def test_what_is_published_again_is_as_it_was(blog: Blog) -> None:
    names = ("plain", "toml", "json")
    posts = [POSTS[name] for name in names]
    blog.write(*posts).run("migrate")
    rewrite(blog, {name: HEADS[name] for name in names})
    blog.write(*posts).run("sync")
    before = [blog.text(post) for post in posts]
    blog.write(*(post.but(status="private") for post in posts)).run("sync")
    assert shown(blog) == set()
    blog.write(*posts).run("sync")
    assert [blog.text(post) for post in posts] == before and shown(blog) == set(names)


LEFT_OUT = """Draft: true|draft: True|draft: 1|draft: "T"|draft: on|draft: yes|date: 2098-01-01|publishDate: 2098-01-01
pubDate: 2098-01-01|expiryDate: 2021-01-01|unpublishDate: 2021-01-01|headless: true|build: {render: never}
build: {render: link}|build: {list: never}|cascade: {draft: true}|x: &a {draft: true}\\n<<: *a""".replace("\n", "|")


def test_a_link_to_a_page_that_hugo_leaves_out_is_no_reference(blog: Blog) -> None:
    lines = [line.replace("\\n", "\n") for line in LEFT_OUT.split("|")]
    posts = [Post(20 + number, f"Post {number}", "Words.", f"post-{number}") for number in range(len(lines))]
    links = "".join(f'<a href="{HOST}{post.address}">{post.title}</a>\n\n' for post in posts)
    hub = Post(11, "Hub", links, slug="hub")
    blog.write(hub, *posts).run("migrate")
    for post, line in zip(posts, lines, strict=True):
        text = blog.text(post)
        if line.startswith("date"):
            text = text.replace(f"date: {post.day}T10:00:00+01:00\n", "")
        (blog.site / post.path).write_text(text.replace("---\n", f"---\n{line}\n", 1))
    (blog.site / "content/own.md").write_text(f'[own]({{{{< relref "{posts[0].path.rpartition("/")[2]}" >}}}})\n')
    assert "E502" in blog.write(hub, *posts).run("sync").messages
    (blog.site / "content/own.md").write_text("Nothing.\n")
    assert build(blog.site, blog.folder / "public").clean
    public = {post for post in posts if f'relref "{post.path.rpartition("/")[2]}"' in blog.text(hub)}
    assert {line for post, line in zip(posts, lines, strict=True) if post in public} == {
        "draft: on", "draft: yes", "build: {list: never}"
    }  # fmt: skip


@pytest.mark.parametrize("text", ["---\ntitle: Mine\ndraft: true\n---\n", '{"title": "Mine", "date": "2099-01-01"}\n'])
def test_a_link_to_an_own_page_that_hugo_leaves_out_is_named(blog: Blog, text: str) -> None:
    blog.write(HUB).run("migrate")
    (blog.site / "content/mine.md").write_text(text)
    (blog.site / "content/other.md").write_text('[mine]({{< relref "/mine.md" >}})\n')
    assert "content/other.md:1: /mine.md" in blog.run("sync").messages
    (blog.site / "content/mine.md").write_text("---\ntitle: Mine\n---\n")
    assert "E502" not in blog.run("sync").messages and build(blog.site, blog.folder / "public").clean


@pytest.mark.parametrize("name", ["100%", "a%20b", "what?", "c#", "2020-05-04-a:b", "{{x}}", "a`b"])
def test_a_page_whose_file_got_a_name_that_a_reference_cannot_say_is_linked_all_the_same(blog: Blog, name: str) -> None:
    post = Post(20, "Other", "Words.", "other")
    hub = Post(11, "Hub", f'<a href="{HOST}{post.address}">other</a>', slug="hub")
    blog.write(hub, post).run("migrate")
    (blog.site / post.path).rename(blog.site / f"content/posts/{name}.md")
    done = blog.run("sync")
    assert build(blog.site, blog.folder / "public").clean, done
    shown = (blog.folder / f"public{hub.address}index.html").read_text("utf-8")
    assert f'href="{post.address}"' in shown or f'href="{HOST}{post.address}"' in shown
    blog.export_again()
    assert "0 updated" in blog.run("sync").messages


SLUGS = "index.html INDEX.HTML index.xml index.json index _index sitemap.xml 404.html robots.txt 404 page posts x.html"


def test_no_slug_takes_the_name_of_a_file_that_hugo_writes(blog: Blog) -> None:
    """Items without an address of their own have the one that Hugo makes of the slug."""
    there = [Post(20 + number, f"Of {slug}", slug=slug, type=kind) for number, (kind, slug) in enumerate(
        (kind, slug) for kind in ("post", "page") for slug in SLUGS.split()
    )]  # fmt: skip
    text = blog.write(HUB, *there).export.read_text("utf-8")
    for post in there:
        text = text.replace(f"<link>{HOST}{post.address}</link>", f"<link>{HOST}/?p={post.id}</link>")
    blog.export.write_text(text, "utf-8")
    done = blog.run("migrate")
    assert build(blog.site, blog.folder / "public").clean, done
    assert "W203" in done.messages and "index.html" in done.messages
    pages = [path.read_text("utf-8") for path in (blog.folder / "public").rglob("index.html")]
    assert [post.title for post in there if not any(f"<title>{post.title}" in page for page in pages)] == []
