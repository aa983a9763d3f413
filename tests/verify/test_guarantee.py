"""`--guarantee`: each block is written in a form in which Hugo brings it back as WordPress showed it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from migrate.content.own_elements import note
from migrate.content.safer import forms_in, forms_text, mark_blocks, name_of, write_safer
from migrate.hugo.build import BuildResult
from migrate.markdown.convert import Converter, to_markdown
from migrate.tree import FENCE, Element, parse
from migrate.verify.built.build import Built, build_items
from migrate.verify.verdict import Fault
from tests.support.blog import Blog, Post
from tests.support.examples import SEED, examples
from tests.support.nested_html import crossed, nested

NUMBERS = '<ol><li>One</li><li value="7">Seven</li></ol>'
POSTS = (
    Post(1, content=f"<p>Before.</p>{NUMBERS}<p>After.</p>"),
    Post(2, content=f"{NUMBERS.replace('Seven', 'Eight')}<p>Text.</p>"),
    Post(3, content="<p>Comes back <em>by itself</em>.</p>"),
)
INNER = "<pre><b>a</b>&#10;&#10;b</pre>"
NESTED = (
    f"<pre><b>x</b>{INNER}<ol><li>c</li></ol></pre>",
    f"<pre><b>x</b>{INNER}<table><tr><td>a</td><td>b</td></tr></table></pre>",
    f'<pre>{INNER}<figure><img src="/a.png"><figcaption><hr><i>c</i></figcaption></figure></pre>',
    '<pre><b>x</b><figure><img src="/a.png"><figcaption><blockquote>a\n\nb</blockquote></figcaption></figure></pre>',
    f'<table><caption><input name="q">{INNER}<ul><li>c</li></ul></caption><tr><td>a</td></tr></table>',
    "<ul><li><details><table><caption><dl><dt>t</dt><dd>d</dd></dl></caption><tr><td>a</td></tr></table></details></ul>",
    f'<ol start="7"><li>a{INNER}</li><li value="3">x</li></ol>',
    "<table><tr><td><code>c</code><details open><summary>s</summary>d</details></td><td>b</td></tr></table>",
    '<details><summary><input name="q"><kbd>k</kbd></summary>d</details>',
    "<dl><dt><figure><pre>x</pre><figcaption>c</figcaption></figure></dt><dd>z</dd></dl>",
    '<ul><li><svg><circle r="1"/></svg><img src="/b.png" alt="&lt;img src=x onerror=alert(1)&gt;"></li></ul>',
    '<form><pre><code class="language-x">c</code></pre><pre><code class="language-y"> </code></pre></form>',
    "<p>See $latex a &lt;svg onload=x&gt;$ there.</p>",
    "<ul><li>One<div>two</div></li><li hidden>Three</li></ul><p>[private] [/private]</p>",
)
"""What may be nested in HTML, and hardly in Markdown."""
RAW = '<ol><li>One</li><li value="7">Seven</li></ol>'


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Blog:
    blog = Blog(tmp_path_factory.mktemp("guarantee")).write(*POSTS)
    blog.run("migrate")
    return blog


@pytest.fixture(scope="module")
def made(migrated: Blog, tmp_path_factory: pytest.TempPathFactory) -> Blog:
    blog = copied(migrated, tmp_path_factory.mktemp("made"))
    assert blog.run("sync", "--guarantee").status == 0
    return blog


@pytest.fixture
def blog(made: Blog, tmp_path: Path) -> Blog:
    return copied(made, tmp_path)


def copied(blog: Blog, folder: Path) -> Blog:
    shutil.copytree(blog.folder, folder / "blog")
    return Blog(folder / "blog", blog.posts)


def changes(blog: Blog, *arguments: str) -> dict[str, Any]:
    plan = json.loads(blog.run("diff", "--format", "json", *arguments).output)
    return {one["path"]: one for one in plan["changes"]}


def test_what_a_diff_announces_is_what_the_sync_does(migrated: Blog, made: Blog) -> None:
    announced = changes(migrated, "--guarantee")
    before, after = migrated.files(), made.files()
    assert set(announced) == {POSTS[0].path, POSTS[1].path}
    assert {path for path in after if after[path] != before.get(path) and path.startswith("content/")} == set(announced)
    assert {tuple(one["reasons"]) for one in announced.values()} == {("options",)}


def test_every_item_is_identical_and_only_the_block_at_fault_is_html(made: Blog) -> None:
    assert made.run("verify").status == 0
    assert made.body(POSTS[0]) == f"Before.\n\n{RAW}\n\nAfter."
    assert made.body(POSTS[2]) == "Comes back _by itself_."


def test_without_the_switch_the_forms_stay_and_with_it_nothing_more_happens(made: Blog) -> None:
    assert changes(made) == {}
    assert changes(made, "--guarantee") == {}


def test_a_first_migration_with_it_makes_the_same_site(made: Blog, tmp_path: Path) -> None:
    blog = Blog(tmp_path).write(*POSTS)
    assert blog.run("migrate", "--guarantee").status == 0
    assert blog.files() == made.files()


def test_a_theme_may_come_after_the_first_migration(tmp_path: Path) -> None:
    blog = Blog(tmp_path).write(*POSTS)
    assert blog.run("migrate", "--theme", "papermod", "--guarantee").status == 0
    assert RAW in blog.text(POSTS[0])
    (blog.site / "themes/PaperMod").mkdir(parents=True)
    assert blog.run("verify").output.startswith("0 identical, 3 differs")  # an empty theme shows nothing


def test_a_block_keeps_its_form_until_wordpress_says_something_else_in_it(blog: Blog) -> None:
    blog.write(POSTS[0].but(content=f"<p>Before and anew.</p>{NUMBERS}"), *POSTS[1:]).run("sync")
    assert blog.body(POSTS[0]) == f"Before and anew.\n\n{RAW}"
    blog.write(POSTS[0].but(content=NUMBERS.replace("Seven", "Eight")), *POSTS[1:]).run("sync")
    assert "<ol" not in blog.body(POSTS[0])


def test_what_comes_back_in_no_form_is_named(tmp_path: Path) -> None:
    blog = Blog(tmp_path).write(*POSTS)
    blog.site.mkdir()
    (blog.site / "hugo.toml").write_text('baseURL = "https://blog.example/"\n', "utf-8")
    (blog.site / "layouts").mkdir()
    (blog.site / "layouts/all.html").write_text("{{ .Content }}", "utf-8")
    done = blog.run("migrate", "--guarantee")
    assert done.status == 1
    assert "E111 items do not come back as they were in any form (2)" in done.messages
    assert "<ol" not in blog.body(POSTS[0])


def test_files_of_the_owner_that_end_the_build_are_named_and_what_else_there_is_comes_back(blog: Blog) -> None:
    mine = {name: blog.site / f"content/{name}.md" for name in ("mine", "posts/other")}
    mine["mine"].write_text("---\ntitle: [\n---\n", "utf-8")
    mine["posts/other"].write_text("---\ntitle: Other\n---\n{{< unknown >}}\n", "utf-8")
    stored = {path: path.read_bytes() for path in mine.values()}
    done = blog.write(POSTS[0], POSTS[1].but(content=NUMBERS), POSTS[2]).run("sync", "--guarantee")
    assert done.status == 1
    assert "E113 files end Hugo's build; everything else was guaranteed without them (2)" in done.messages
    assert all(f"content/{name}.md" in done.messages for name in mine)
    assert (blog.body(POSTS[0]), blog.body(POSTS[1])) == (f"Before.\n\n{RAW}\n\nAfter.", RAW)
    assert {path: path.read_bytes() for path in mine.values()} == stored
    assert blog.run("verify").output.startswith("3 identical")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("layouts/_shortcodes/mine.html", "{{ .Foo"),
        ("layouts/_shortcodes/mine.html", '{{ errorf "mine.html wants more" }}'),
        ("layouts/partials/mine.html", "{{ nothing 3 }}"),
        ("themes/wxr2hugo/layouts/_partials/mine.html", "{{ if }}"),
    ],
)
def test_templates_of_the_owner_that_end_the_build_are_named_and_the_items_come_back(
    path: str, text: str, blog: Blog
) -> None:
    (blog.site / path).parent.mkdir(exist_ok=True)
    (blog.site / path).write_text(text, "utf-8")
    (blog.site / "content/mine.md").write_text("---\ntitle: Mine\n---\n{{< mine >}}\n" * ("mine" in path), "utf-8")
    done = blog.write(POSTS[0], POSTS[1].but(content=NUMBERS), POSTS[2]).run("sync", "--guarantee", "--jobs", "1")
    assert done.status == 1
    assert "E113" in done.messages and Path(path).name in done.messages
    assert blog.body(POSTS[1]) == RAW


def test_an_item_that_ends_the_build_is_named_and_leaves_the_others_their_forms(
    blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*given: Any, **options: Any) -> str:
        return to_markdown(*given, **options).replace("Ends it.", "{{< unknown >}}")

    monkeypatch.setattr("migrate.pipeline.convert.to_markdown", broken)
    blog.write(POSTS[0], POSTS[1].but(content=NUMBERS), POSTS[2], Post(4, content="<p>Ends it.</p>"))
    done = blog.run("sync", "--guarantee", "--jobs", "1")
    assert done.status == 1
    assert "E111" in done.messages and "error building site" in done.messages and "E113" not in done.messages
    assert blog.body(POSTS[1]) == RAW


def test_where_a_later_build_fails_the_forms_stay_and_why_is_told(blog: Blog, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the disk fills up, or the system ends Hugo."""

    def once(*given: Any) -> Built:
        full = BuildResult(1, (), ("no space left on device",))
        return Built(given[1] / "none", full) if given[3] else build_items(*given)

    monkeypatch.setattr("migrate.verify.guarantee.build_items", once)
    done = blog.write(POSTS[0], POSTS[1].but(content=NUMBERS), POSTS[2]).run("sync", "--guarantee", "--jobs", "1")
    assert done.status == 1
    assert "E112" in done.messages and "no space left on device" in done.messages and "E111" not in done.messages
    assert RAW in blog.body(POSTS[0]) and "7) Seven" in blog.body(POSTS[1])


def test_pictures_become_calls_of_shortcodes_before_they_become_html() -> None:
    html = '<p>See <img src="/a.jpg" alt="A boat"> here.</p>'
    names = mark_blocks(parse(html))
    assert list(names.values()) == [("shortcode", "html", "plain")]
    (name,) = names
    tree = parse(html)
    assert write_safer(tree, {name: "shortcode"}, lambda form, run: None) == {name: "shortcode"}
    assert [one.get("shortcode") for one in tree.elements() if one.get("shortcode")] == ["wp-image"]


def in_html(html: str) -> str:
    """A text with all its blocks as HTML; `%` stands for a footnote."""
    tree = parse(html.replace("%", note("A _note_ here.")))
    names = mark_blocks(parse(html.replace("%", note("A _note_ here."))))
    write_safer(tree, dict.fromkeys(names, "html"), lambda form, run: None)
    return Converter().convert_soup(tree)


def test_where_a_footnote_stands_html_has_markdown_inside() -> None:
    assert in_html("<table><tr><td>One%</td></tr><tr><td>a</td><td>b*</td></tr></table>") == (
        "<table><tr><td>\n\nOne[^1]\n\n</td></tr><tr><td>a</td><td>b*</td></tr></table>\n\n[^1]: A \\_note\\_ here."
    )


def test_lists_in_an_entry_with_a_footnote_keep_their_numbers() -> None:
    entry = '<ol><li>One%<ol><li value="4">four</li></ol></li></ol>'
    assert in_html(entry).startswith('<ol><li>\n\nOne[^1]\n\n<ol><li value="4">four</li></ol>\n\n</li></ol>')


def test_in_the_last_form_no_picture_is_a_call() -> None:
    html = '<pre><b>x</b> <img src="/a.jpg" alt="A"></pre>'
    (name,) = mark_blocks(parse(html))
    tree = parse(html)
    write_safer(tree, {name: "shortcode"}, lambda form, run: None)
    (called,) = mark_blocks(tree)
    write_safer(tree, {called: "plain"}, lambda form, run: None)
    assert Converter().convert_soup(tree) == '<div><pre><b>x</b> <img src="/a.jpg" alt="A"></pre></div>'


def test_a_form_that_helped_stays_beside_what_comes_back_in_no_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "migrate.verify.item.content.lost_things", lambda truth, html: iter([Fault("text", "Overboard", "")])
    )
    blog = Blog(tmp_path).write(Post(1, content=NUMBERS))
    done = blog.run("migrate", "--guarantee", "--jobs", "1")
    assert "E111" in done.messages and "Overboard" in done.messages
    assert RAW in blog.text(blog.posts[0])


def test_whatever_stands_in_whatever_comes_back(tmp_path: Path) -> None:
    generated = (*nested(examples(25), SEED), *crossed(examples(15), SEED))
    texts = [*NESTED, *(one.stored for one in generated)]
    blog = Blog(tmp_path).write(*(Post(number, content=text) for number, text in enumerate(texts, start=1)))
    done = blog.run("migrate", "--guarantee")
    assert "E111" not in done.messages
    judged = json.loads(blog.run("verify", "--format", "json").output)
    assert {one["wordpress_id"]: one["faults"] for one in judged["items"] if one["result"] != "identical"} == {}


def test_code_in_its_safest_form_is_code_to_the_character() -> None:
    code = Element(FENCE, {"language": "c"}, ["if x:\n\n    {{< go >}}"])
    tree = Element("body", {}, [code])
    write_safer(tree, {name_of([code]): "html"}, lambda form, run: None)
    assert Converter().convert_soup(tree) == (
        '<pre><code class="language-c">if x:\n\n    &#123;{&lt; go &gt;}}</code></pre>'
    )


def test_forms_are_written_down_and_read_again() -> None:
    forms = {"b1": "html", "a2": "shortcode"}
    assert forms_text(forms) == "a2=shortcode b1=html"
    assert forms_in(forms_text(forms)) == forms
