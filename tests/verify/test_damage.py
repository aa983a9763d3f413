"""Every kind of damage that can be done to a migrated site, each to a post of its own, found and named by its kind.

All of them share one site, which is judged twice: as it was made, and with all the damage in it.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.blog import Blog, Post

PLAIN = Post(0)


@dataclass(frozen=True)
class Damage:
    """What happens to a file, and what kind of fault that must be called."""

    what: str
    kind: str
    stored: str
    old: str
    new: str
    post: Post = PLAIN
    """What the post has beside its text."""


UPLOADS = "https://blog.example/wp-content/uploads/2020/05"
TWO = "<p>First here.</p><p>Second there.</p>"
QUOTE = "<blockquote><p>Said so.</p></blockquote><p>Yes.</p>"
NUMBERS = "<ol><li>One</li><li>Two</li></ol>"
RENAMED = PLAIN.but(meta=(("_wp_old_slug", "before"),))
DRAFT = PLAIN.but(status="draft")
PICTURE = '<p><img src="https://blog.example/wp-content/uploads/2020/05/a.jpg" alt="A boat" /> at sea.</p>'
GALLERY = (
    '<!-- wp:gallery {"linkTo":"none"} --><figure class="wp-block-gallery has-nested-images columns-2">'
    f'<!-- wp:image --><figure class="wp-block-image"><img src="{UPLOADS}/a.jpg" alt="One"/></figure><!-- /wp:image -->'
    f'<!-- wp:image --><figure class="wp-block-image"><img src="{UPLOADS}/b.jpg" alt="Two"/></figure><!-- /wp:image -->'
    "</figure><!-- /wp:gallery -->"
)
CAPTION = (
    '<figure class="wp-block-image"><img src="https://blog.example/wp-content/uploads/2020/05/a.jpg" alt="A boat"/>'
    "<figcaption>The boat at noon</figcaption></figure>"
)
TABLE = (
    "<table><thead><tr><th>Name</th><th>Age</th></tr></thead><tbody><tr><td>Ada</td><td>36</td></tr></tbody></table>"
)
CODE = "<pre><code>if x:\n    go(1)\n</code></pre>"
LISTS = "<ul><li>One<ul><li>Inner</li></ul></li><li>Two</li></ul>"
FILM = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
PLAYER = "https://open.spotify.com/embed/track/4uLU6hMCjMI75M1A2tKUabc"
LINK = '<p>See <a href="https://blog.example/about/#history">the history</a> and <a href="https://other.example/a">more</a>.</p>'
FIELDS = Post(0, categories=("News",), tags=("sea", "wind"), excerpt="In short.", slug="plain-name")

DAMAGES = (
    Damage("a word is gone", "text", "<p>One two three.</p>", "two ", ""),
    Damage("a word stands twice", "text", "<p>One two three.</p>", "two", "two two"),
    Damage("a word is another", "text", "<p>One two three.</p>", "two", "too"),
    Damage("two words change places", "text", "<p>One two three.</p>", "One two", "two One"),
    Damage("two words run together", "text", "<p>One two three.</p>", "One two", "Onetwo"),
    Damage("a sign is another", "text", "<p>It costs 30 € today.</p>", "€", "$"),
    Damage("an entity is written out", "text", "<p>a &lt; b</p>", "<", "&amp;lt;"),
    Damage("a letter lost its accent", "text", "<p>The café.</p>", "é", "e"),
    Damage(
        "a paragraph is new",
        "text",
        TWO,
        "First here.\n\nSecond there.",
        "Second there.\n\nFirst here.",
    ),
    Damage("two paragraphs are one", "text", TWO, "here.\n\nSecond", "here. Second"),
    Damage("paragraphs change places", "text", TWO, "First here.\n\nSecond there.", "Second there.\n\nFirst here."),
    Damage("a paragraph is gone", "text", TWO, "\n\nSecond there.", ""),
    Damage("a line break is gone", "text", "<p>Rose<br>violet</p>", "\\\n", " "),
    Damage("a heading has another level", "heading", "<h2>Title</h2><p>Text.</p>", "## Title", "### Title"),
    Damage("a heading is a paragraph", "heading", "<h2>Title</h2><p>Text.</p>", "## Title", "Title"),
    Damage(
        "a list begins at another number",
        "list",
        '<ol start="3"><li>One</li><li>Two</li></ol>',
        "3. One\n4.",
        "1. One\n2.",
    ),
    Damage(
        "a numbered list has bullets", "list", "<ol><li>One</li><li>Two</li></ol>", "1. One\n2. Two", "* One\n* Two"
    ),
    Damage("an inner item is an outer one", "list", LISTS, "  * Inner", "* Inner"),
    Damage("an item is gone", "list", LISTS, "* Two", ""),
    Damage("two items are one", "list", "<ul><li>One</li><li>Two</li></ul>", "\n* Two", " Two"),
    Damage("a quote is undone", "quote", QUOTE, "> Said", "Said"),
    Damage(
        "a paragraph is in the quote",
        "quote",
        QUOTE,
        "\n\nYes",
        "\n>\n> Yes",
    ),
    Damage("cells change places", "table", TABLE, "Ada | 36", "36 | Ada"),
    Damage("a row is gone", "table", TABLE, "\n| Ada | 36 |", ""),
    Damage("a cell is empty", "table", TABLE, "Ada | 36 |", "Ada | |"),
    Damage("a line of code has another indent", "code", CODE, "    go", "  go"),
    Damage("a sign in code is another", "code", CODE, "go(1)", "go(2)"),
    Damage("code is a paragraph", "code", CODE, "```\n", ""),
    Damage("code in a line is plain", "code", "<p>Call <code>run</code> now.</p>", "`run`", "run"),
    Damage("code in a line is other code", "code", "<p>Call <code>run</code> now.</p>", "run", "ran"),
    Damage("emphasis is lost", "emphasis", "<p>One <em>two</em> three.</p>", "_two_", "two"),
    Damage("emphasis spreads", "emphasis", "<p>One <em>two</em> three.</p>", "_two_ three.", "_two three._"),
    Damage("emphasis is strong", "emphasis", "<p>One <em>two</em> three.</p>", "_two_", "**two**"),
    Damage("words are struck out", "emphasis", "<p>One two three.</p>", "two", "~~two~~"),
    Damage("a link leads elsewhere", "link", LINK, "https://other.example/a", "https://other.example/b"),
    Damage("a link is gone", "link", LINK, "[more](https://other.example/a)", "more"),
    Damage("a link is relative", "link", LINK, "https://other.example/a", "a"),
    Damage("a link leads to another page", "link", LINK, "/about.md#history", "/other.md#history"),
    Damage("the place in a page is lost", "link", LINK, "#history", ""),
    Damage("a link has other words in it", "link", LINK, "and [more]", "[and more]"),
    Damage("a picture is another", "image", PICTURE, "a.jpg", "b.jpg"),
    Damage("a picture has other words for it", "image", PICTURE, "A boat", "A ship"),
    Damage("a picture has no words for it", "image", PICTURE, "A boat", ""),
    Damage("a picture is gone", "image", PICTURE, "![A boat](/wp-content/uploads/2020/05/a.jpg)", ""),
    Damage("a caption is another", "text", CAPTION, "at noon", "at night"),
    Damage("a caption is gone", "image", CAPTION, ' caption="The boat at noon"', ""),
    Damage("a picture of a gallery is gone", "image", GALLERY, "![Two](/wp-content/uploads/2020/05/b.jpg)", ""),
    Damage("a film is another", "media", FILM, "dQw4w9WgXcQ", "aaaaaaaaaaa"),
    Damage("a film is gone", "media", f"<p>Look:</p>\n{FILM}", '{{< youtube id="dQw4w9WgXcQ" >}}', ""),
    Damage("a player of another service is another", "media", f'<p><iframe src="{PLAYER}"></iframe></p>', "abc", "abd"),
    Damage("the title is another", "front_matter", "<p>Text.</p>", "title: A walk", "title: A talk", FIELDS),
    Damage("the date is another", "front_matter", "<p>Text.</p>", "date: 2020-05-04T", "date: 2020-05-05T", FIELDS),
    Damage("the hour is another", "front_matter", "<p>Text.</p>", "+01:00", "+02:00", FIELDS),
    Damage("a tag is gone", "front_matter", "<p>Text.</p>", "- sea\n", "", FIELDS),
    Damage("a category is another", "front_matter", "<p>Text.</p>", "categories: News", "categories: Old", FIELDS),
    Damage("the author is another", "front_matter", "<p>Text.</p>", "author: robin", "author: kim", FIELDS),
    Damage("the summary is another", "front_matter", "<p>Text.</p>", "In short.", "At length.", FIELDS),
    Damage("comments are closed", "front_matter", "<p>Text.</p>", "comments: true", "comments: false", FIELDS),
    Damage("a post is a draft", "front_matter", "<p>Text.</p>", "---\nauthor", "---\ndraft: true\nauthor", FIELDS),
    Damage("a draft is public", "public", "<p>Not yet.</p>", "draft: true\n", "", DRAFT),
    Damage("the address is another", "address", "<p>Text.</p>", "url: /2020/05/04/post", "url: /2021/05/04/post"),
    Damage(
        "an old address is lost",
        "address",
        "<p>Text.</p>",
        "aliases:\n- /2020/05/04/before/\n",
        "",
        Post(0, meta=(("_wp_old_slug", "before"),)),
    ),
)
PAGES = (
    Post(900, "About", '<h2 id="history">History</h2><p>Long ago.</p>', "about", "page"),
    Post(901, "Other", "<p>Other.</p>", "other", "page"),
)


def post_of(number: int, damage: Damage) -> Post:
    return damage.post.but(id=number, content=damage.stored, slug=damage.post.slug and f"{damage.post.slug}-{number}")


@dataclass
class Proof:
    """The site as it was made and as it was damaged, judged."""

    before: dict[str, object]
    status: int
    untouched: bool
    after: dict[int, dict[str, object]]
    paths: dict[int, str]


def judged(blog: Blog) -> tuple[int, dict[str, object]]:
    done = blog.run("verify", "--format", "json")
    return done.status, json.loads(done.output)


@pytest.fixture(scope="module")
def proof(tmp_path_factory: pytest.TempPathFactory) -> Proof:
    blog = Blog(tmp_path_factory.mktemp("damage"))
    posts = {number: post_of(number, damage) for number, damage in enumerate(DAMAGES, 1)}
    blog.write(*posts.values(), *PAGES).run("migrate")
    for name in ("a.jpg", "b.jpg"):
        picture = blog.site / "static/wp-content/uploads/2020/05" / name
        picture.parent.mkdir(parents=True, exist_ok=True)
        picture.write_bytes(b"picture")
    made = blog.files()
    status, before = judged(blog)
    untouched = blog.files() == made
    paths = {one["wordpress_id"]: one["path"] for one in before["items"]}  # type: ignore[attr-defined]
    for number, damage in enumerate(DAMAGES, 1):
        spoil(blog.site / paths[number], damage)
    shutil.rmtree(blog.site / ".wxr2hugo")
    _, after = judged(blog)
    return Proof(before, status, untouched, {one["wordpress_id"]: one for one in after["items"]}, paths)  # type: ignore[attr-defined]


def spoil(path: Path, damage: Damage) -> None:
    text = path.read_text("utf-8")
    assert damage.old in text, f"{damage.what}:\n{text}"
    path.write_text(text.replace(damage.old, damage.new, 1), "utf-8")


def test_a_site_as_it_was_made_is_identical(proof: Proof) -> None:
    assert [one for one in proof.before["items"] if one["faults"]] == []  # type: ignore[attr-defined]
    assert proof.before["site"] == []
    assert proof.before["summary"] == {"identical": len(DAMAGES) + len(PAGES), "differs": 0, "missing": 0, "edited": 0}
    assert proof.status == 0


def test_judging_writes_nothing_in_the_site(proof: Proof) -> None:
    assert proof.untouched


@pytest.mark.parametrize("number", range(1, len(DAMAGES) + 1), ids=[one.what for one in DAMAGES])
def test_damage_is_found_and_named_by_its_kind(number: int, proof: Proof) -> None:
    damage, verdict = DAMAGES[number - 1], proof.after[number]
    assert verdict["result"] == "differs"
    assert damage.kind in {fault["kind"] for fault in verdict["faults"]}, verdict  # type: ignore[attr-defined]


def test_what_was_not_damaged_is_still_identical(proof: Proof) -> None:
    assert {proof.after[page.id]["result"] for page in PAGES} == {"identical"}
