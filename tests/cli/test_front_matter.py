"""Front matter as owners want it: in three syntaxes, renamed, reshaped, and in step with WordPress all the same."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from migrate.diagnostics import MigrateError
from migrate.hugo.build import build
from tests.support.blog import HOST, Blog, Post
from tests.support.hugo_samples import write
from tests.support.wxr_exports import element

AUTHOR = (
    "<wp:author>"
    + element("wp:author_login", "robin")
    + element("wp:author_display_name", "Robin Hill")
    + ("<wp:author_id>3</wp:author_id></wp:author>")
)
CATEGORY = "<wp:category><wp:category_nicename>{}</wp:category_nicename>{}<wp:cat_name>{}</wp:cat_name></wp:category>"
PARENT = "<wp:category_parent>land</wp:category_parent>"
HEAD = AUTHOR + CATEGORY.format("land", "", "Land") + CATEGORY.format("hills", PARENT, "Hills")
PICTURE = Post(
    5, "A view", type="attachment", status="inherit", excerpt="Seen from <em>above</em>",
    attachment=f"{HOST}/wp-content/uploads/2020/05/view.jpg", meta=(("_wp_attachment_image_alt", "Green hills"),),
)  # fmt: skip
WALK = Post(
    11, 'The "long" way: {{< no >}} \u2014 #1', "We left.", "long-way", categories=("Hills",),
    tags=("1984", "yes", "a: b"), excerpt="Früh\n\n- am 'Morgen'", meta=(
        ("_thumbnail_id", "5"), ("_start", "08:00"), ("_end", ""), ("_stops", 'a:2:{i:0;s:1:"A";i:1;s:99:"Bé";}'),
        ("_guide", 'a:2:{s:4:"name";s:2:"Al";s:3:"fee";d:1.5;}'), ("_also", "one"), ("_also", "two"),
    ),
)  # fmt: skip
SHORT = Post(12, "Short", "We came back.", "short")
CHOICES = """
author = "name"
parents = true
order = ["title", "date"]
[front_matter.keys]
author = {key = "writers", shape = "list"}
author_url = {key = "link", slash = false}
images = {key = "cover.image", shape = "string"}
image_alt = "cover.alt"
guid = "guid"
image_caption = "cover.caption"
summary = "standfirst"
lastmod = ""
comments = {key = "hideComments", not = true}
[front_matter.fields]
_start = "walk.start"
_end = "walk.end"
_stops = "walk.stops"
_guide = "walk.guide"
_also = "also"
[front_matter.add]
toc = false
cover.hidden = true
depth = 1.5
odd = [1, ["a, b", true], {c = "d: e"}, []]
"""
TEMPLATES = {
    "layouts/all.html": "{{ .Content }}",
    "layouts/home.html": "{{ $all := slice }}{{ range where site.RegularPages `Section` `posts` }}"
    "{{ $date := .Date.Format `2006-01-02T15:04:05Z07:00` }}"
    "{{ $all = $all | append (dict `params` .Params `date` $date `url` .RelPermalink) }}{{ end }}"
    "{{ $all | jsonify }}",
}
FORMATS = ("yaml", "toml", "json")


def blog_in(folder: Path, syntax: str, choices: str = CHOICES) -> Blog:
    folder.mkdir(exist_ok=True)
    blog = Blog(folder).write(WALK, SHORT, PICTURE, head=HEAD)
    write(blog.site, {"wxr2hugo.toml": f"[front_matter]\nformat = '{syntax}'\n{choices}"})
    assert blog.run("migrate").status == 0
    return blog


def seen_by_hugo(blog: Blog) -> list[dict[str, Any]]:
    """What templates get of the posts."""
    write(blog.site, TEMPLATES)
    built = build(blog.site, blog.folder / "public")
    assert built.clean, built
    posts: list[dict[str, Any]] = json.loads((blog.folder / "public/index.html").read_text("utf-8"), parse_int=float)
    return posts


@pytest.fixture(scope="module")
def blogs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Blog]:
    folder = tmp_path_factory.mktemp("formats")
    return {syntax: blog_in(folder / syntax, syntax) for syntax in FORMATS}


def test_every_choice_is_in_the_front_matter(blogs: dict[str, Blog]) -> None:
    assert blogs["toml"].text(WALK).partition("\n+++\n")[0] == (
        '+++\ntitle = "The \\"long\\" way: {{< no >}} \u2014 #1"\ndate = 2020-05-04T10:00:00+01:00\n'
        'also = ["one", "two"]\ncategories = ["Hills", "Land"]\ncover.image = "/wp-content/uploads/2020/05/view.jpg"\n'
        'cover.alt = "Green hills"\ncover.caption = "Seen from above"\ncover.hidden = true\n'
        'depth = 1.5\nguid = "https://blog.example/?p=11"\nlink = "author/robin/"\n'
        'odd = [1, ["a, b", true], {c = "d: e"}, []]\nslug = "long-way"\nstandfirst = "Früh - am \'Morgen\'"\n'
        'tags = ["1984", "yes", "a: b"]\ntoc = false\nurl = "/2020/05/04/long-way/"\nwalk.start = "08:00"\n'
        'walk.stops = ["A", "Bé"]\nwalk.guide.name = "Al"\nwalk.guide.fee = 1.5\n'
        'wordpress_id = 11\nwriters = ["Robin Hill"]'
    )  # fmt: skip
    assert (blogs["toml"].site / "content/writers/robin-hill/_index.md").read_text("utf-8").startswith("+++\n")


def test_hugo_reads_the_same_values_in_every_syntax(blogs: dict[str, Blog]) -> None:
    yaml, toml, other = (seen_by_hugo(blogs[syntax]) for syntax in FORMATS)
    assert len(yaml) == 2
    assert toml == yaml
    for page in (*yaml, *other):  # dates are times here and texts there; `date` says what Hugo takes them for
        page["params"] = {key: one for key, one in page["params"].items() if key not in {"date", "iscjklanguage"}}
    assert other == yaml


@pytest.mark.parametrize("syntax", FORMATS)
def test_edits_of_both_sides_are_merged_key_by_key(tmp_path: Path, syntax: str) -> None:
    blog = blog_in(tmp_path, syntax)
    for old, new in (("Robin Hill", "Robin H."), ("Green hills", "Fells"), ("08:00", "09:00")):
        blog.edit(WALK, old, new)
    meta = tuple(one for one in WALK.meta if one[0] != "_stops")
    changed = WALK.but(title="The way", tags=("1984", "new"), meta=meta, content="We ran.")
    blog.write(changed, SHORT, PICTURE.but(excerpt="From below"), head=HEAD)
    done = blog.run("sync")
    assert (done.status, "1 merged" in done.messages, "0 conflicts" in done.messages) == (0, True, True), done.messages
    [walk] = [one["params"] for one in seen_by_hugo(blog) if one["params"]["wordpress_id"] == 11]
    assert (walk["title"], walk["tags"], walk["writers"]) == ("The way", ["1984", "new"], ["Robin H."])
    assert walk["cover"] == {"alt": "Fells", "caption": "From below", "hidden": True,
                             "image": "/wp-content/uploads/2020/05/view.jpg"}  # fmt: skip
    assert walk["walk"] == {"start": "09:00", "guide": {"name": "Al", "fee": 1.5}}
    assert blog.run("diff", "--exit-code").status == 0


def test_another_choice_is_a_reason_and_edited_files_follow_in_their_own_syntax(tmp_path: Path) -> None:
    blog = blog_in(tmp_path, "yaml", "")
    blog.edit(SHORT, "title: Short", "title: Shorter")
    options = blog.site / "wxr2hugo.toml"
    options.write_text("[front_matter]\nformat = 'toml'\n[front_matter.add]\nlayout = 'post'\n", "utf-8")
    plan = json.loads(blog.run("diff", "--format", "json").output)
    reasons = {one["path"]: one["reasons"] for one in plan["changes"]}
    assert reasons[WALK.path] == reasons[SHORT.path] == ["options"]
    assert blog.run("sync").status == 0
    assert blog.text(WALK).startswith("+++\n") and 'layout = "post"\n' in blog.text(WALK)
    assert blog.text(SHORT).startswith("---\n") and "layout: post\n" in blog.text(SHORT)
    assert "title: Shorter\n" in blog.text(SHORT)
    assert blog.run("diff", "--exit-code").status == 0


@pytest.mark.parametrize("syntax", FORMATS)
def test_what_is_unpublished_is_a_draft_and_a_lost_state_is_found_again(tmp_path: Path, syntax: str) -> None:
    blog = blog_in(tmp_path, syntax, "")
    blog.edit(WALK, "We left.", "We left early.")
    blog.write(WALK.but(status="private"), SHORT.but(status="draft"), PICTURE)
    blog.run("sync")
    assert all(re.search(r'"?draft"?( =|:) true', blog.text(one)) for one in (WALK, SHORT))
    (blog.site / ".wxr2hugo/state.jsonl").unlink()
    blog.run("migrate")
    assert len(list((blog.site / "content/posts").glob("*.md"))) == 2


def test_terms_are_lists_where_a_theme_is_the_owners(tmp_path: Path) -> None:
    blog = Blog(tmp_path).write(WALK)
    ranged = "{{ range .Params.categories }}({{ . }}){{ end }}"
    write(blog.site, {"hugo.toml": "[markup.goldmark.renderer]\nunsafe = true\n", "layouts/all.html": ranged})
    assert blog.run("migrate").status == 0
    assert "categories:\n- Hills\n" in blog.text(WALK)
    assert build(blog.site, tmp_path / "public").status == 0
    (blog.site / "wxr2hugo.toml").write_text("[front_matter]\nterms = 'sample'\n")
    assert blog.run("sync").status == 0
    assert "categories: Hills\n" in blog.text(WALK)


def test_a_protected_key_ends_the_run_before_anything_is_written(tmp_path: Path) -> None:
    blog = Blog(tmp_path).write(WALK)
    write(blog.site, {"wxr2hugo.toml": "[front_matter.keys]\nwordpress_id = 'id'\n"})
    with pytest.raises(MigrateError, match="sync knows the page by it"):
        blog.run("migrate")
    assert [one.name for one in blog.site.iterdir()] == ["wxr2hugo.toml"]


def test_a_key_that_nothing_is_called_ends_the_run_and_one_of_a_taxonomy_does_not(tmp_path: Path) -> None:
    blog = Blog(tmp_path).write(WALK.but(terms=(("genre", "essay", "Essay"),)))
    typo = "[front_matter.keys]\nlastmodd = 'updated'\n"
    write(blog.site, {"wxr2hugo.toml": typo})
    with pytest.raises(MigrateError, match="the export has no lastmodd") as raised:
        blog.run("diff")
    assert raised.value.hint.startswith("Did you mean lastmod? There is: aliases, ")
    write(blog.site, {"wxr2hugo.toml": "[front_matter.keys]\ngenre = 'kinds'\n"})
    assert blog.run("migrate").status == 0
    assert "kinds:\n- Essay\n" in blog.text(WALK)
    assert blog.write(WALK.but(content="Nothing of that kind.")).run("sync").status == 0


def test_a_theme_that_is_asked_for_is_kept_and_holds_for_every_run(tmp_path: Path) -> None:
    blog = Blog(tmp_path).write(WALK, PICTURE, head=HEAD)
    assert blog.run("migrate", "--theme", "terminal", "--dry-run").status == 0
    assert not (blog.site / "wxr2hugo.toml").exists()
    assert blog.run("migrate", "--theme", "terminal").status == 0
    assert blog.text("wxr2hugo.toml") == '[theme]\npreset = "terminal"\n'
    assert "cover: /wp-content/uploads/2020/05/view.jpg\n" in blog.text(WALK)
    assert "author: Robin Hill\ncategories:\n- Hills\n" in blog.text(WALK)
    assert blog.run("diff", "--exit-code").status == 0
    assert blog.run("migrate", "--theme", "terminal").status == 0
    with pytest.raises(MigrateError, match="names no such theme"):
        blog.run("migrate", "--theme", "stack")


READ_BY_THE_THEME = (
    *("event.start", "event.end", "event.place", "product.attributes", "product.images", "product.available"),
    *("rating.average", "rating.count", "episode.url", "episode.length", "episode.type", "episode.number"),
    *("episode.season", "episode.image", "recipe.ingredients", "recipe.steps", "recipe.prep_time", "recipe.yield"),
    *("seo_description", "image"),
)
STORED = (
    *("Saturday at 8", "12", " ", "<b>x</b>", "{{< x >}} {{ now }}", "2021-07-03 09:00:00", "a: b", "b:1;", "d:1.5;"),
    *('a:1:{i:0;s:3:"abc";}', 'a:1:{s:1:"k";s:1:"v";}', 'a:1:{i:0;a:1:{s:4:"name";s:1:"v";}}', "https://x.example/a b"),
)


def test_whatever_a_custom_field_holds_that_becomes_a_key_of_the_theme_the_site_builds(blog: Blog) -> None:
    named = {f"_{number}": key for number, key in enumerate(READ_BY_THE_THEME)}
    blog.site.mkdir()
    fields = "".join(f'{name} = "{key}"\n' for name, key in named.items())
    (blog.site / "wxr2hugo.toml").write_text(f"[front_matter.fields]\n{fields}")
    cast = Post(99, meta=(("enclosure", "https://x.example/1.mp3\n100\naudio/mpeg\n"),))
    blog.write(
        cast, *(Post(number, meta=tuple(dict.fromkeys(named, one).items())) for number, one in enumerate(STORED, 1))
    )
    assert blog.run("migrate").status == 0
    assert build(blog.site, blog.folder / "public").clean
    shown = [(blog.folder / f"public/2020/05/04/post-{number}/index.html").read_text("utf-8") for number in (1, 6)]
    assert "Saturday at 8" in shown[0]
    assert '<time datetime="2021-07-03 09:00:00">3 July 2021, 09:00</time>' in shown[1]
