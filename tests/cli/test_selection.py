"""What the owner selects comes along; the rest stays at the old site, is linked there, and is counted."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from migrate.diagnostics import MigrateError
from migrate.hugo.build import build
from tests.support.blog import HOST, Blog, Post
from tests.support.wxr_exports import element

AUTHORS = "".join(
    f"<wp:author>{element('wp:author_login', login)}{element('wp:author_display_name', name)}"
    f"<wp:author_id>{number}</wp:author_id></wp:author>"
    for number, (login, name) in enumerate([("robin", "Robin Hill"), ("kim", "Kim Lake")], 3)
)
CATEGORY = "<wp:category><wp:category_nicename>{}</wp:category_nicename>{}<wp:cat_name>{}</wp:cat_name></wp:category>"
PARENT = "<wp:category_parent>land</wp:category_parent>"
HEAD = AUTHORS + CATEGORY.format("land", "", "Land") + CATEGORY.format("hills", PARENT, "Hills")
EARLY = Post(11, "Early", "It began.", "early", day="2019-12-31", categories=("Hills",))
WALK = Post(
    12,
    "Walk",
    f'See <a href="{HOST}/2019/12/31/early/#top">early</a>, <a href="/?p=13">about</a>, <a href="/?p=11">one</a>, '
    f'<a href="{HOST}/2020/07/01/draft/">a draft</a>.',
    "walk",
    day="2020-05-04",
    tags=("Green",),
)
ABOUT = Post(13, "About", "Who we are.", "about", type="page", day="2020-05-05")
DRAFT = Post(14, "Draft", "Not yet.", "draft", status="draft", day="2020-07-01")
ALL = (EARLY, WALK, ABOUT, DRAFT)


@pytest.fixture
def blog(tmp_path: Path) -> Blog:
    (tmp_path / "site").mkdir()
    return Blog(tmp_path).write(*ALL, head=HEAD)


def select(blog: Blog, *lines: str) -> Blog:
    (blog.site / "wxr2hugo.toml").write_text("\n".join(["[select]", *lines]), "utf-8")
    return blog


def selected(blog: Blog) -> set[int]:
    return {post.id for post in ALL if (blog.site / post.path).exists()}


@pytest.mark.parametrize(
    ("line", "ids"),
    [
        ('types = ["page"]', {13}),
        ('status = ["draft"]', {14}),
        ('authors = ["Robin Hill"]', {11, 12, 13, 14}),
        ('terms = ["hills"]', {11}),
        ('terms = ["category/land"]', {11}),
        ('terms = ["Green"]', {12}),
        ("since = 2020-05-04", {12, 13, 14}),
        ('since = "2020-05-05"', {13, 14}),
        ("until = 2019", {11}),
        ('until = "2020-05"', {11, 12, 13}),
        ("ids = [12, 13]", {12, 13}),
        ("exclude = [12]", {11, 13, 14}),
        ('types = ["post"]\nsince = "2020"\nexclude = [14]', {12}),
    ],
)
def test_an_item_comes_along_if_all_that_is_selected_fits_it(blog: Blog, line: str, ids: set[int]) -> None:
    select(blog, line).run("migrate")
    assert selected(blog) == ids
    assert blog.run("diff", "--exit-code").status == 0


@pytest.mark.parametrize(
    ("line", "said", "hint"),
    [
        ('types = ["pgae"]', "types: the export has no pgae", "Did you mean page?"),
        ('authors = ["robyn"]', "authors: the export has no robyn", "Did you mean robin? There is: kim, robin"),
        ('terms = ["nowhere"]', "terms: the export has no nowhere", "category/hills, category/land, post_tag/green"),
        ("ids = [12, 999]", "has the id 999", None),
        ('ids = ["twelve"]', "ids is ['twelve']", "such as [12, 40]"),
        ("exclude = [true]", "exclude is [True]", "such as [12, 40]"),
        ('since = "2020-02-30"', "'2020-02-30', and there is no such day", "such as 2020-05-04"),
        ('until = "2020-13"', "'2020-13', and there is no such day", "such as 2020-05-04"),
        ('since = "yesterday"', "since is 'yesterday'", "such as 2020-05-04"),
        ("since = 2021-01-01\nuntil = 2020", "since is 2021-01-01 and until is 2020-12-31", "No day is in between."),
        ('type = ["post"]', "unknown key [select] type", "[select] types"),
        ('status = ["published"]', "status is ['published']", "expected: publish, future"),
        ('types = "post"', "types is 'post'", "a list of names"),
    ],
)
def test_what_cannot_be_meant_ends_the_run_before_anything_is_written(
    blog: Blog, line: str, said: str, hint: str | None
) -> None:
    with pytest.raises(MigrateError) as told:
        select(blog, line).run("migrate")
    assert said in told.value.message
    assert hint is None or hint in (told.value.hint or "")
    assert blog.files().keys() == {"wxr2hugo.toml"}


def test_what_is_left_out_is_linked_where_it_still_is_as_long_as_it_is_public_there(blog: Blog) -> None:
    select(blog, "ids = [12]").run("migrate")
    body = blog.body(WALK)
    assert f"[early]({HOST}/2019/12/31/early/#top)" in body
    assert f"[one]({HOST}/2019/12/31/early/)" in body
    assert f"[about]({HOST}/about/)" in body
    assert "[a draft](/2020/07/01/draft/)" in body
    blog.write(EARLY.but(status="private"), *ALL[1:], head=HEAD).run("sync")
    assert "[early](/2019/12/31/early/#top)" in blog.body(WALK)


def test_an_older_address_of_what_is_left_out_leads_to_the_one_of_today_on_the_old_site(blog: Blog) -> None:
    renamed = EARLY.but(meta=(("_wp_old_slug", "first"),))
    names_it = WALK.but(content=f'See <a href="{HOST}/2019/12/31/first/">the first</a>.')
    run = select(blog, "ids = [12]").write(renamed, names_it, head=HEAD).run("migrate")
    assert f"[the first]({HOST}/2019/12/31/early/)" in blog.body(names_it)
    assert "W204" not in run.messages


def test_an_entry_of_a_menu_leads_to_what_is_left_out(blog: Blog) -> None:
    fields = (("_menu_item_type", "post_type"), ("_menu_item_object", "page"), ("_menu_item_object_id", "13"))
    entry = Post(
        30, "", type="nav_menu_item", slug="entry", meta=fields, terms=(("nav_menu", "main", "Main"),), folder="menu/"
    )
    select(blog, 'types = ["post"]').write(*ALL, entry, head=HEAD).run("migrate")
    assert f'name = "About"\nurl = "{HOST}/about/"' in blog.text("hugo.toml")
    judged = blog.run("verify", "--format", "json")
    assert (judged.status, "leads to what [select] leaves out" in judged.output) == (0, True)


def test_what_is_left_out_is_counted(blog: Blog) -> None:
    run = select(blog, 'types = ["page"]').run("migrate")
    assert "left out by [select]" in run.messages
    account = run.messages.partition("Not in the site")[2]
    assert re.search(r"items: 2 post, publish; 1 post, draft: left out by \[select\]", account)


def test_selecting_less_leaves_the_files_and_makes_no_orphans(blog: Blog) -> None:
    blog.run("migrate")
    before = {path: data for path, data in blog.files().items() if not path.startswith(".wxr2hugo/")}
    select(blog, 'types = ["page"]')
    summary = json.loads(blog.run("diff", "--format", "json").output)["summary"]
    assert {**summary, "unchanged": 0} == dict.fromkeys(summary, 0)
    blog.run("sync")
    after = blog.files()
    assert {path: after[path] for path in before} == before


def test_what_a_selection_does_not_find_in_the_export_is_no_orphan_and_cannot_be_pruned(blog: Blog) -> None:
    blog.run("migrate")
    select(blog, 'types = ["post"]').write(WALK, head=HEAD)
    assert "0 orphan" in blog.run("sync").messages
    assert selected(blog) == {11, 12, 13, 14}
    with pytest.raises(MigrateError, match="part of the site"):
        blog.run("sync", "--prune")
    (blog.site / "wxr2hugo.toml").unlink()
    assert json.loads(blog.run("diff", "--format", "json").output)["summary"]["orphan"] > 0


def test_selecting_more_brings_the_rest_and_links_it(blog: Blog) -> None:
    select(blog, "ids = [12]").run("migrate")
    (blog.site / "wxr2hugo.toml").unlink()
    blog.run("sync")
    assert selected(blog) == {11, 12, 13, 14}
    assert '{{< relref "2019-12-31-early.md#top" >}}' in blog.body(WALK)
    assert blog.run("diff", "--exit-code").status == 0


def test_the_site_of_a_selection_builds_and_only_what_was_selected_is_judged(blog: Blog) -> None:
    select(blog, "since = 2020-05-05", 'status = ["publish"]').run("migrate")
    assert build(blog.site, blog.folder / "public").clean
    done = blog.run("verify", "--format", "json")
    judged = json.loads(done.output)
    assert [one["wordpress_id"] for one in judged["items"]] == [13]
    assert done.status == 0


@pytest.mark.parametrize("links", ["reference", "url"])
def test_links_to_what_is_left_out_are_judged_as_they_are_meant(blog: Blog, links: str) -> None:
    select(blog, "since = 2020-05-04", "[markdown]", f'links = "{links}"').run("migrate")
    assert f"({HOST}/2019/12/31/early/" in blog.body(WALK)
    assert blog.run("verify").output.startswith("3 identical, 0 differs")


def test_media_brings_what_the_selected_items_have_or_name_alone(blog: Blog) -> None:
    uploads = f"{HOST}/wp-content/uploads/2020/05"

    def picture(number: int, name: str, parent: int = 0) -> Post:
        address = f"{uploads}/{name}"
        return Post(number, name, "", type="attachment", status="inherit", attachment=address, parent=parent)

    files = [
        *(picture(40, "of-walk.jpg", 12), picture(41, "of-early.jpg", 11), picture(42, "named.jpg", 11)),
        *(picture(43, "cover.jpg"), picture(44, "nobodys.jpg"), picture(45, "card.jpg"), picture(46, "listed.jpg", 11)),
    ]
    early = EARLY.but(content=f'<img src="{uploads}/beside.jpg">')
    walk = WALK.but(
        content=f'<img src="{uploads}/named-300x200.jpg">[gallery ids="46"]',
        meta=(("_thumbnail_id", "43"), ("_yoast_wpseo_opengraph-image", f"{uploads}/card.jpg")),
    )
    folder = blog.folder / "uploads/2020/05"
    folder.mkdir(parents=True)
    for name in (*(one.title for one in files), "beside.jpg"):
        (folder / name).write_bytes(b"x")
    select(blog, "ids = [12]").write(early, walk, ABOUT, DRAFT, *files, head=HEAD)
    done = blog.run("media", "--from", str(blog.folder / "uploads"))
    assert done.status == 0, done.messages
    brought = {path.name for path in (blog.site / "static/wp-content/uploads/2020/05").iterdir()}
    assert brought == {"of-walk.jpg", "named.jpg", "cover.jpg", "card.jpg", "listed.jpg"}


def test_terms_of_which_only_left_out_items_speak_have_no_page_and_are_linked_where_they_still_are(blog: Blog) -> None:
    links = (f"{HOST}/category/land/hills/", "/tag/green/", "/?cat=9", "/category/empty/")
    walk = WALK.but(content=" ".join(f'<a href="{one}">{one[-5:]}</a>' for one in links))
    head = HEAD + CATEGORY.format("empty", "", "Empty")
    entry = Post(
        30, "", type="nav_menu_item", slug="entry", terms=(("nav_menu", "main", "Main"),),
        meta=tuple((f"_menu_item_{key}", value) for key, value in
                   {"type": "taxonomy", "object": "category", "object_id": "9"}.items()),
    )  # fmt: skip
    hills = "<wp:category_nicename>hills"
    head = head.replace(hills, f"<wp:term_id>9</wp:term_id>{hills}")
    select(blog, "ids = [12]").write(EARLY, walk, ABOUT, DRAFT, entry, head=head).run("migrate")
    assert {path.parent.name for path in (blog.site / "content/categories").rglob("_index.md")} == {"empty"}
    body = blog.body(walk)
    assert f"[ills/]({HOST}/category/land/hills/)" in body and f"[cat=9]({HOST}/category/land/hills/)" in body
    assert "[reen/](/tag/green/)" in body and "[mpty/](/category/empty/)" in body
    assert f'url = "{HOST}/category/land/hills/"' in blog.text("hugo.toml")
    (blog.site / "wxr2hugo.toml").unlink()
    blog.run("sync")
    assert "[ills/](/category/land/hills/)" in blog.body(walk)
    assert (blog.site / "content/categories/hills/_index.md").is_file()
    select(blog, "ids = [12]").run("sync")
    assert "draft" not in blog.text("content/categories/hills/_index.md")


def test_verify_says_of_links_to_what_is_left_out_that_it_is_no_mistake_of_the_text(blog: Blog) -> None:
    filed = WALK.but(content=f'{WALK.content} <a href="{HOST}/category/land/hills/">Hills</a>')
    select(blog, "ids = [12]").write(EARLY, filed, ABOUT, DRAFT, head=HEAD).run("migrate")
    told = [one["detail"] for one in json.loads(blog.run("verify", "--format", "json").output)["site"]]
    left_out = ("/2019/12/31/early/#top", "/2019/12/31/early/", "/about/", "/category/land/hills/")
    assert {*told} == {
        *(f"{HOST}{address}: leads to what [select] leaves out" for address in left_out),
        "/2020/07/01/draft/: nothing is there, and nothing was in WordPress",
    }
