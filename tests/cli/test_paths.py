"""Paths as owners want them: patterns, pages that are folders, and files that move when they are told to."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from migrate.diagnostics import MigrateError
from migrate.hugo.build import build
from tests.support.blog import HOST, Blog, Post

PICTURE = Post(
    5, "A view", "", type="attachment", status="inherit", attachment=f"{HOST}/wp-content/uploads/2020/05/view.jpg"
)
WALK = Post(
    11,
    "A walk",
    f'To <a href="{HOST}/2021/01/02/hills/#top">hills</a>, <a href="{HOST}/about/team/">us</a>.',
    "walk",
    categories=("Out There",),
    meta=(("_thumbnail_id", "5"),),
)
HILLS = Post(12, "Hills", f'<h2 id="top">Up</h2> From <a href="{HOST}/?p=11">here</a>.', "hills", day="2021-01-02")
ABOUT = Post(21, "About", f'<a href="{HOST}/2020/05/04/walk/">A walk</a>.', "about", type="page")
TEAM = Post(22, "Team", f'<a href="{HOST}/about/">Us</a>.', "team", type="page", parent=21, folder="about/")
BLOG = Post(23, "Blog", "A page.", "blog", type="page")
SKETCH = Post(14, "", "Nothing yet.", status="draft", day="2021-03-01")
ALL = (PICTURE, WALK, HILLS, ABOUT, TEAM, BLOG, SKETCH)


@pytest.fixture
def site(blog: Blog) -> Blog:
    blog.site.mkdir()
    return blog.write(*ALL)


def choose(blog: Blog, *lines: str) -> Blog:
    (blog.site / "wxr2hugo.toml").write_text("\n".join(["[paths]", *lines]) + "\n", "utf-8")
    return blog


def pages(blog: Blog) -> set[str]:
    return {
        path.removeprefix("content/") for path in blog.files()
        if path.startswith("content/") and not path.endswith("/_index.md")
    }  # fmt: skip


def assert_sound(blog: Blog) -> None:
    """Hugo builds it without a warning, every page is where it was, and nothing is left to do."""
    public = blog.folder / "public"
    built = build(blog.site, public)
    assert built.clean, built
    for post in ALL:
        if post.status == "publish":
            page = (public / post.address.strip("/") / "index.html").read_text("utf-8")
            assert post.title in page
    assert "/2021/01/02/hills/" in (public / "index.html").read_text("utf-8")
    verdict = json.loads(blog.run("verify", "--format", "json").output)
    assert [one for one in verdict["items"] if one["result"] == "differs" and _faults(one)] == []
    blog.export_again()
    assert blog.run("diff", "--exit-code").status == 0


def _faults(item: dict[str, list[dict[str, str]]]) -> list[dict[str, str]]:
    return [one for one in item["faults"] if one["kind"] not in {"image", "media"}]


@pytest.mark.parametrize(
    ("pattern", "walk", "hills", "sketch"),
    [
        ("content/blog/{year}/{slug}.md", "blog/2020/walk.md", "blog/2021/hills.md", "blog/2021/draft-14.md"),
        ("content/posts/{slug}.md", "posts/walk.md", "posts/hills.md", "posts/draft-14.md"),
        ("content/{year}/{month}/{day}-{id}.md", "2020/05/04-11.md", "2021/01/02-12.md", "2021/03/01-14.md"),
        ("content/{type}/{category}/{slug}.md", "post/out-there/walk.md", "post/uncategorized/hills.md", None),
        ("content/notes/{year}.md", "notes/2020.md", "notes/2021.md", "notes/2021-14.md"),
        ("content/blog/{slug}/index.md", "blog/walk/index.md", "blog/hills/index.md", "blog/draft-14/index.md"),
    ],
)
def test_posts_lie_where_the_pattern_says(site: Blog, pattern: str, walk: str, hills: str, sketch: str | None) -> None:
    choose(site, f'posts = "{pattern}"').run("migrate")
    found = pages(site)
    assert {walk, hills} | ({sketch} if sketch else set()) <= found
    assert ("blog-23.md" if pattern.startswith("content/blog/") else "blog.md") in found
    assert_sound(site)


@pytest.mark.parametrize(
    ("value", "said", "hint"),
    [
        ('"posts/{slug}.md"', "has to begin with content/ and to end in .md", 'for example: "content/posts'),
        ('"content/posts/{slug}"', "has to begin with content/ and to end in .md", None),
        ('"content/posts/{slg}.md"', "there is no {slg}", "Did you mean {slug}?"),
        ('"content/../{slug}.md"', "'..' is no name of a file", None),
        ('"content//{slug}.md"', "an empty part", None),
        ('"content/my posts/{slug}.md"', "'my posts' is no name of a file", None),
        ('"content/{slug.md"', "'{slug' is no name of a file", None),
        ('"content/posts/_index.md"', "means something else to Hugo", None),
        ('"content/tags/{slug}.md"', "content/tags holds the pages of terms", "Name another folder."),
        ("true", "posts is True", None),
    ],
)
def test_an_impossible_pattern_ends_the_run(site: Blog, value: str, said: str, hint: str | None) -> None:
    with pytest.raises(MigrateError) as told:
        choose(site, f"posts = {value}").run("migrate")
    assert said in told.value.message
    assert hint is None or hint in (told.value.hint or "")
    assert site.files().keys() == {"wxr2hugo.toml"}


def test_a_changed_pattern_holds_for_new_posts_until_the_others_are_moved(site: Blog) -> None:
    site.run("migrate")
    choose(site, 'posts = "content/blog/{slug}.md"')
    later = Post(15, "Later", "More.", "later", day="2021-05-01")
    site.write(*ALL, later).run("sync")
    assert {"posts/2020-05-04-walk.md", "posts/2021-01-02-hills.md", "blog/later.md", "blog-23.md"} <= pages(site)
    would = json.loads(site.run("diff", "--move", "--format", "json").output)["changes"]
    assert {one["from"]: one["path"] for one in would if one["action"] == "move"} == {
        "content/posts/2020-05-04-walk.md": "content/blog/walk.md",
        "content/posts/2021-01-02-hills.md": "content/blog/hills.md",
        "content/posts/2021-03-01-draft-14.md": "content/blog/draft-14.md",
    }
    site.edit("content/posts/2021-01-02-hills.md", "Up", "High up")
    run = site.run("sync", "--move")
    assert "3 moved" in run.messages
    assert "High up" in site.text("content/blog/hills.md")
    assert '"/blog/hills.md#top"' in site.text("content/blog/walk.md")
    assert site.run("diff", "--move", "--exit-code").status == 0
    site.edit("content/blog/hills.md", "High up", "Up")
    assert_sound(site)


def test_what_has_no_address_of_its_own_is_still_found_at_its_former_place(site: Blog, tmp_path: Path) -> None:
    twin = Post(16, "Twin", "Alike.", "twin", day="2021-06-01")
    site.write(*ALL, twin)
    site.export.write_text(site.export.read_text("utf-8").replace(twin.address, "/2020/05/04/walk/"), "utf-8")
    site.run("migrate")
    assert "url:" not in site.text("content/posts/2021-06-01-twin.md")
    choose(site, 'posts = "content/blog/{slug}.md"')
    site.run("sync", "--move")
    for _ in range(2):
        assert "aliases:\n- /posts/twin/\n" in site.text("content/blog/twin.md")
        site.export_again()
        site.run("sync")
    assert site.run("diff", "--move", "--exit-code").status == 0
    assert build(site.site, tmp_path / "public").clean
    assert "/blog/twin/" in (tmp_path / "public/posts/twin/index.html").read_text("utf-8")


def test_an_upstream_change_moves_a_file_to_where_the_pattern_says(site: Blog) -> None:
    choose(site, 'posts = "content/blog/{slug}.md"').run("migrate")
    site.write(*ALL[:2], HILLS.but(slug="mountains"), *ALL[3:]).run("sync")
    assert "blog/mountains.md" in pages(site)
    assert "blog/hills.md" not in pages(site)
    assert "- /2021/01/02/hills/" in site.text("content/blog/mountains.md")


def test_items_of_custom_types_have_a_pattern_of_their_own(site: Blog) -> None:
    soup = Post(31, "Soup", "Hot.", "soup", type="recipe", folder="recipe/")
    choose(site, 'types = "content/kitchen/{type}-{slug}.md"').write(*ALL, soup).run("migrate")
    assert "kitchen/recipe-soup.md" in pages(site)
    assert build(site.site, site.folder / "public").clean


def test_a_new_site_names_the_sections_of_its_posts(site: Blog) -> None:
    choose(site, 'posts = "content/blog/{slug}.md"').run("migrate")
    assert tomllib.loads(site.text("hugo.toml"))["params"]["mainSections"] == ["blog"]
    assert "/blog/" in site.text("redirects/_redirects")
    assert " /posts/ " not in site.text("redirects/_redirects")


def test_pages_can_be_folders_that_references_name_and_that_hold_the_featured_picture(site: Blog) -> None:
    choose(site, "bundles = true").run("migrate")
    assert pages(site) == {
        "posts/2020-05-04-walk/index.md", "posts/2021-01-02-hills/index.md", "posts/2021-03-01-draft-14/index.md",
        "about.md", "about/team/index.md", "blog/index.md",
    }  # fmt: skip
    walk = site.text("content/posts/2020-05-04-walk/index.md")
    assert '{{< relref "2021-01-02-hills#top" >}}' in walk
    assert '{{< relref "/about/team" >}}' in walk
    assert "images:\n- view.jpg\n" in walk
    uploads = site.folder / "uploads/2020/05"
    uploads.mkdir(parents=True)
    (uploads / "view.jpg").write_bytes(b"picture")
    site.run("media", "--from", str(site.folder / "uploads"))
    assert (site.site / "content/posts/2020-05-04-walk/view.jpg").read_bytes() == b"picture"
    assert_sound(site)
    shown = (site.folder / "public/2020/05/04/walk/index.html").read_text("utf-8")
    assert "/2020/05/04/walk/view.jpg" in shown
    assert (site.folder / "public/2020/05/04/walk/view.jpg").exists()


def test_pages_become_folders_when_they_are_moved_and_pages_again(site: Blog) -> None:
    site.run("migrate")
    plain = pages(site)
    choose(site, "bundles = true").run("sync")
    assert pages(site) == plain
    site.run("sync", "--move")
    assert {"about.md", "about/team/index.md", "posts/2020-05-04-walk/index.md"} <= pages(site)
    assert_sound(site)
    choose(site).run("sync", "--move")
    assert pages(site) == plain
    assert_sound(site)


def test_a_page_is_no_folder_as_long_as_others_are_below_it(site: Blog) -> None:
    choose(site, "bundles = true").write(PICTURE, WALK, HILLS, ABOUT, BLOG, SKETCH).run("migrate")
    assert "about/index.md" in pages(site)
    site.write(*ALL).run("sync")
    assert {"about.md", "about/team/index.md"} <= pages(site)
    assert "about/index.md" not in pages(site)
    assert_sound(site)


def test_a_new_page_above_files_is_a_file_itself(site: Blog) -> None:
    site.write(PICTURE, WALK, HILLS, TEAM, BLOG, SKETCH).run("migrate")
    choose(site, "bundles = true").write(*ALL).run("sync")
    assert {"about.md", "about/team.md"} <= pages(site)
    assert_sound(site)


def test_a_file_that_a_person_has_put_elsewhere_is_not_moved(site: Blog) -> None:
    site.run("migrate")
    (site.site / "content/mine").mkdir()
    (site.site / "content/posts/2021-01-02-hills.md").rename(site.site / "content/mine/hills.md")
    choose(site, 'posts = "content/blog/{slug}.md"').run("sync", "--move")
    assert {"mine/hills.md", "blog/walk.md"} <= pages(site)
    assert_sound(site)


def test_moving_gives_nobody_the_place_of_somebody_who_stays(blog: Blog) -> None:
    blog.site.mkdir()
    first, second, third = (Post(number, f"Post {number}", "Words.", f"post-{number}") for number in (1, 2, 9))
    choose(blog, 'posts = "content/notes/{year}.md"').write(first, second).run("migrate")
    blog.write(first.but(status="draft"), second, third).run("sync", "--move")
    assert {"notes/2020.md", "notes/2020-2.md", "notes/2020-9.md"} <= pages(blog)
    assert "Post 1" in blog.text("content/notes/2020.md")
    blog.export_again()
    assert blog.run("diff", "--move", "--exit-code").status == 0


@pytest.mark.parametrize(
    ("pattern", "walk", "draft"),
    [
        ("content/{category}/{slug}.md", "out-there/walk.md", "uncategorized/merger.md"),
        ("content/{slug}/{id}.md", "walk/11.md", "draft-14/14.md"),
        ("content/notes/{category}/{slug}.md", "notes/out-there/walk.md", "notes/merger/merger.md"),
    ],
)
def test_no_list_is_named_by_what_only_drafts_say(blog: Blog, pattern: str, walk: str, draft: str) -> None:
    blog.site.mkdir()
    plans = Post(14, "Plans", "Later.", "merger", status="draft", categories=("Merger",))
    choose(blog, f'posts = "{pattern}"').write(WALK.but(meta=()), plans).run("migrate")
    assert {walk, draft} <= pages(blog)
    assert build(blog.site, blog.folder / "public").clean
    assert not [path for path in (blog.folder / "public").rglob("*") if "merger" in path.name]
