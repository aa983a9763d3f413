"""`wxr2hugo migrate`: from an export to a site that Hugo builds."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from migrate.cli import configuration
from migrate.diagnostics import MigrateError
from migrate.hugo import build as building
from migrate.hugo.build import build
from migrate.hugo.config.seen import ask
from migrate.pipeline.survey import survey
from tests.support.blog import HOST, Blog, Post, call

WALK = Post(11, "The long way", f'After <a href="{HOST}/?p=12">the loaf</a> we left.', "the-long-way", day="2020-05-04")
LOAF = Post(12, "Bread & salt", "Flour, water, salt.", "bread-salt", day="2020-04-01", categories=("Baking",))
SECRET = Post(13, "Not yet", "Nobody knows.", status="private", slug="not-yet")


def test_a_post_becomes_front_matter_and_markdown_in_the_house_style(blog: Blog) -> None:
    assert blog.write(WALK.but(tags=("hills", "C++")), LOAF).run("migrate").status == 0
    assert blog.text(WALK) == (
        "---\n"
        "author: robin\n"
        "comments: true\n"
        "date: 2020-05-04T10:00:00+01:00\n"
        "slug: the-long-way\n"
        "tags:\n"
        "- hills\n"
        "- C++\n"
        "title: The long way\n"
        "url: /2020/05/04/the-long-way/\n"
        "wordpress_id: 11\n"
        "---\n"
        "\n"
        "After [the loaf][1] we left.\n"
        "\n"
        '[1]: {{< relref "2020-04-01-bread-salt.md" >}}\n'
    )


def test_the_site_builds_without_a_warning(blog: Blog) -> None:
    hostile = "{{< no-such >}} {{% x %}} {{ .Site }} {{< unclosed and <code>{{< y >}}</code>"
    blog.write(WALK, LOAF, SECRET, Post(14, "{{< t >}}", hostile), Post(15, "About", type="page", slug="about"))
    assert blog.run("migrate").status == 0
    built = build(blog.site, blog.folder / "public")
    assert built.clean, built
    assert (blog.folder / "public/2020/05/04/the-long-way/index.html").is_file()
    assert not list((blog.folder / "public").rglob("*not-yet*"))


@pytest.mark.parametrize("status", ["draft", "pending", "private"])
def test_what_was_not_public_is_a_draft(blog: Blog, status: str) -> None:
    blog.write(SECRET.but(status=status, day="2020-05-04"), LOAF.but(password="word"))
    assert blog.run("migrate").status == 0
    assert all("draft: true" in path.read_text() for path in (blog.site / "content/posts").glob("2*.md"))


def test_several_files_are_one_site(blog: Blog) -> None:
    blog.write(WALK)
    second = blog.folder / "second.xml"
    blog.export.rename(second)
    blog.write(LOAF)
    assert blog.run("migrate", str(second)).status == 0
    assert "[the loaf][1]" in blog.text(WALK)


def test_an_existing_site_keeps_every_file_of_its_own(blog: Blog) -> None:
    own = {
        "hugo.toml": "title = 'Mine'\n",
        "content/posts/mine.md": "---\ntitle: Mine\n---\n",
        "layouts/home.html": "x",
    }
    for path, text in own.items():
        (blog.site / path).parent.mkdir(parents=True, exist_ok=True)
        (blog.site / path).write_text(text)
    done = blog.write(WALK).run("migrate")
    assert done.status == 0
    assert {path: blog.text(path) for path in own} == own
    assert "W301" in done.messages and "\n[markup.goldmark.renderer]\nunsafe = true\n" in done.messages
    assert not (blog.site / "themes").exists()


def test_a_page_of_the_users_own_that_would_be_hidden_needs_a_person(blog: Blog) -> None:
    own = blog.site / "content/2020/05/04/the-long-way.md"
    own.parent.mkdir(parents=True)
    own.write_text("Mine\n")
    done = blog.write(WALK).run("migrate")
    assert done.status == 1 and own.read_text() == "Mine\n"
    assert f"the-long-way.md: /2020/05/04/the-long-way/ is also the address of {WALK.path}" in done.messages


def test_hugo_is_asked_about_a_configuration_once_and_again_when_that_changed(
    blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []

    def counted(site: Path, hugo: Path) -> Any:
        asked.append(site)
        return ask(site, hugo)

    monkeypatch.setattr(configuration, "ask", counted)
    file = blog.site / "hugo.toml"
    file.parent.mkdir()
    file.write_text("title = 'Mine'\n")
    assert "unsafe" in blog.write(WALK).run("migrate").messages and len(asked) == 1
    assert "unsafe" in blog.run("sync").messages and "unsafe" in blog.run("diff").messages and len(asked) == 1
    file.write_text("title = 'Mine'\nmarkup.goldmark.renderer.unsafe = true\n")
    before = blog.files()
    assert "unsafe" not in blog.run("diff").messages and len(asked) == 2
    assert blog.files() == before


@pytest.mark.parametrize("text", ["", "title = 'Mine'\n"], ids=["a new site", "a site of the user's"])
def test_a_missing_hugo_is_told_with_what_to_do(blog: Blog, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(building, "candidates", lambda: iter(()))
    monkeypatch.setattr(configuration, "candidates", lambda: iter(()))
    if text:
        blog.site.mkdir()
        (blog.site / "hugo.toml").write_text(text)
    done = blog.write(WALK).run("migrate")
    assert done.status == 0 and done.messages.count("W304") == 1 and "Hugo is not installed" in done.messages


def test_a_site_that_hugo_has_just_made_counts_as_new(blog: Blog) -> None:
    subprocess.run([building.find(), "new", "site", blog.site], check=True, capture_output=True)
    assert blog.write(WALK).run("migrate").status == 0
    assert 'theme = "wxr2hugo"' in blog.text("hugo.toml")
    assert building.build(blog.site, blog.folder / "public").clean


def test_a_second_run_changes_no_byte(blog: Blog) -> None:
    blog.write(WALK, LOAF.but(comments=("Lovely.",)), SECRET)
    blog.run("migrate")
    before = blog.files()
    assert "0 created, 0 updated" in blog.run("migrate").messages
    assert blog.files() == before


def test_a_dry_run_lists_what_would_be_made_and_writes_nothing(blog: Blog) -> None:
    done = blog.write(WALK).run("migrate", "--dry-run")
    assert done.status == 0
    assert f"A {WALK.path}" in done.output
    assert not blog.site.exists()


def test_a_dry_run_sums_up_the_files_that_come_along_with_every_site(blog: Blog) -> None:
    lines = blog.write(Post(1)).run("migrate", "-n").output.splitlines()
    assert sum("themes/wxr2hugo/" in one for one in lines) == 1
    count = next(one.split()[2] for one in lines if one.startswith("A themes/wxr2hugo/ "))
    blog.run("migrate")
    assert int(count) == sum(one.is_file() for one in (blog.site / "themes/wxr2hugo").rglob("*"))


@pytest.mark.parametrize("jobs", ["1", "2", "3"])
def test_the_number_of_workers_changes_no_byte(blog: Blog, jobs: str) -> None:
    blog.write(
        *(Post(number, content=f"Day {number}: [gallery] {number}.", slug=f"day-{number}") for number in range(1, 99))
    )
    blog.run("migrate", "--jobs", jobs)
    one = Blog(blog.folder / "one")
    one.folder.mkdir()
    one.write(*blog.posts).run("migrate", "--jobs", "1")
    assert blog.files() == one.files()


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("obstacle", ["migrate.cli.workspace.forks", "migrate.wxr.item_cache.ItemCache.put"])
def test_the_site_is_the_same_if_what_was_read_could_not_be_kept(
    blog: Blog, monkeypatch: pytest.MonkeyPatch, obstacle: str, jobs: str
) -> None:
    blog.write(*(Post(number, content=f"Day {number}.", slug=f"day-{number}") for number in range(1, 99)))
    blog.run("migrate", "--jobs", jobs)
    kept = blog.files()
    shutil.rmtree(blog.site)
    monkeypatch.setattr(obstacle, lambda *_: None)
    blog.run("migrate", "--jobs", jobs)
    assert blog.files() == kept


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("empty.xml", b"", "empty"),
        ("report.xml", b"%PDF-1.7 ...", "PDF"),
        ("login.xml", b"<!DOCTYPE html><html><body>Log in</body></html>", "web page"),
        ("feed.xml", b'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title></channel></rss>', "RSS feed"),
        ("broken.zip", b"PK\x03\x04 and nothing more", "broken.zip"),
    ],
)
def test_what_is_no_export_is_refused_in_one_line(blog: Blog, name: str, data: bytes, word: str) -> None:
    (blog.folder / name).write_bytes(data)
    with pytest.raises(MigrateError) as refused:
        call("migrate", str(blog.folder / name), "--site", str(blog.site))
    assert word in refused.value.message and name in refused.value.message
    assert "\n" not in refused.value.message
    assert not blog.site.exists()


def test_a_truncated_export_is_carried_over_as_far_as_it_goes(blog: Blog) -> None:
    blog.write(LOAF, WALK)
    text = blog.export.read_text()
    blog.export.write_text(text[: text.index("we left")])
    done = blog.run("migrate")
    assert done.status == 1
    assert "E002" in done.messages
    assert (blog.site / LOAF.path).is_file()


def test_nothing_private_of_commenters_is_written(blog: Blog) -> None:
    blog.write(LOAF.but(comments=("Lovely <script>x()</script> loaf.",))).run("migrate")
    everything = b"".join(blog.files().values())
    assert b"Lovely" in everything
    assert b"private.example" not in everything and b"192.0.2.77" not in everything and b"<script>x" not in everything


def test_the_example_that_comes_along_migrates_and_builds(tmp_path: Path) -> None:
    example = Path(__file__).parents[2] / "fixtures/example/export.xml"
    done = call("migrate", str(example), "--site", str(tmp_path / "site"))
    assert done.status == 0, done.messages
    assert build(tmp_path / "site", tmp_path / "public").clean


def test_an_export_that_is_replaced_between_the_passes_ends_the_run(
    blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    blog.write(WALK, LOAF)

    def replacing(*arguments: object, **named: object) -> object:
        index = survey(*arguments, **named)  # type: ignore[arg-type]
        blog.write(LOAF, WALK, SECRET)
        return index

    monkeypatch.setattr("migrate.pipeline.wordpress.survey", replacing)
    with pytest.raises(MigrateError, match=r"export\.xml: the file was changed while it was read"):
        blog.run("migrate", "--dry-run")


def test_of_two_files_with_one_name_the_newest_items_come_along_once(blog: Blog) -> None:
    blog.write(WALK, LOAF)
    (blog.folder / "later").mkdir()
    later = blog.export.rename(blog.folder / "later/export.xml")
    later.write_text(later.read_text().replace(WALK.title, "A longer walk"))
    blog.write(WALK, LOAF, SECRET)
    said = blog.run("migrate", str(later))
    texts = [path.read_text() for path in (blog.site / "content/posts").glob("2*.md")]
    assert len(texts) == 3 and sum("A longer walk" in text for text in texts) == 1
    assert not any(f"title: {WALK.title}\n" in text for text in texts), said
    blog.export_again()
    assert not blog.run("diff", str(later)).output.strip(), "the state holds them all"


def test_an_export_in_a_single_line_comes_along_whole(blog: Blog) -> None:
    blog.write(WALK, LOAF, SECRET)
    blog.export.write_text(blog.export.read_text().replace("\n", " "))
    blog.run("migrate")
    assert len(list((blog.site / "content/posts").glob("2*.md"))) == 3


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (f"{HOST}/wp-content/uploads/2020/05/gull-32x32.png", 'icon = "/wp-content/uploads/2020/05/gull.png"'),
        (f"{HOST}/wp-content/uploads/2020/05/not-in-the-export.png", ""),
        ("https://s2.wp.com/i/buttonw-com.png", ""),
    ],
)
def test_a_new_site_has_the_icon_of_the_old_one_where_the_export_holds_it(
    tmp_path: Path, address: str, expected: str
) -> None:
    picture = f"{HOST}/wp-content/uploads/2020/05/gull.png"
    gull = Post(8, "Gull", type="attachment", status="inherit", attachment=picture)
    blog = Blog(tmp_path).write(Post(7), gull, head=f"<image>\n<url>{address}</url>\n</image>")
    assert blog.run("migrate").status == 0
    config = (blog.site / "hugo.toml").read_text()
    assert [line for line in config.splitlines() if line.startswith("icon")] == [expected][: bool(expected)]


def test_a_new_site_has_the_logo_and_the_icon_that_were_cut_out_in_the_old_one(tmp_path: Path) -> None:
    def cut(id: int, purpose: str, status: str = "inherit") -> Post:
        picture, meta = f"{HOST}/wp-content/uploads/cut-{id}.png", (("_wp_attachment_context", purpose),)
        return Post(id, "Gull", type="attachment", status=status, attachment=picture, meta=meta)

    pictures = cut(8, "custom-logo"), cut(9, "custom-logo"), cut(10, "custom-logo", "private"), cut(11, "site-icon")
    blog = Blog(tmp_path).write(Post(7), *pictures, cut(12, "custom-header"))
    assert blog.run("migrate").status == 0
    config = (blog.site / "hugo.toml").read_text()
    assert [line for line in config.splitlines() if "cut-" in line] == [
        'icon = "/wp-content/uploads/cut-11.png"',
        'logo = "/wp-content/uploads/cut-9.png"',
    ]
