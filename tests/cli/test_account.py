"""The account: what an export holds and the site does not is told with its reason and with a way to bring it."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from migrate.account.known_fields import CARRIED, known_as
from migrate.account.tally import Tally
from migrate.hugo.front_matter.seo_plugins import FIELDS as SEARCH_FIELDS
from tests.support.blog import Blog, Post, call
from tests.support.wxr_exports import export, item, record, write

ITEM_FIELD = re.compile(r"<wp:(post_type|status|comment_approved|comment_type)><!\[CDATA\[(.*?)]]>")


def told(tmp_path: Path, *posts: Post) -> str:
    return Blog(tmp_path).write(*posts).run("inspect").output.partition("In the site")[2]


def with_field(key: str, value: str, **changes: object) -> Post:
    return Post(1, meta=((key, value),)).but(**changes)


def test_a_field_with_words_for_readers_is_named_with_an_example(tmp_path: Path) -> None:
    assert 'mood (1)  "Glad to be out again"' in told(tmp_path, with_field("mood", "<i>Glad</i> to be out again"))


@pytest.mark.parametrize(
    ("key", "value", "changes"),
    [
        ("mood", "Glad to be out", {"status": "draft"}),
        ("mood", "Glad to be out", {"password": "x"}),
        ("contact", "Ask for Kim at the gate", {}),
        ("mood", "write to kim@private.example soon", {}),
        ("mood", "ring us on 030 1234567 please", {}),
        ("mood", "the key is 0123456789abcdefghijklmnop now", {}),
    ],
)
def test_what_may_be_about_a_person_is_no_example(
    tmp_path: Path, key: str, value: str, changes: dict[str, object]
) -> None:
    output = told(tmp_path, with_field(key, value, **changes))
    assert f"{key} (1)" in output and value[:8] not in output


def test_a_field_whose_name_speaks_of_looks_may_hold_words(tmp_path: Path) -> None:
    output = told(
        tmp_path, with_field("header_text", "<p>Glad to be out</p>"), Post(2, meta=(("header_size", "two sizes"),))
    )
    assert 'header_text (1)  "Glad to be out"' in output
    assert "1 header_size: says how a theme shows the item" in output


@pytest.mark.parametrize(
    ("text", "look"),
    [
        ('<figure class="wp-block-image alignwide"><img src="/a.jpg"></figure>', "1 wide or full width"),
        ('<p class="has-drop-cap">Once</p><p class="has-drop-cap">Then</p>', "2 drop caps"),
        ('<p class="has-large-font-size">a</p><b style="font-size: 2em">b</b>', "2 sizes of text"),
        ('<font color="red">a</font> <span style="color:red">b</span>', "2 colours of text"),
        ('<hr class="wp-block-separator is-style-dots"/>', "1 styles that the theme knew"),
        (
            '<figure class="wp-block-pullquote alignleft"><blockquote>a</blockquote></figure>',
            "1 text, quotes and tables",
        ),
        ('<div style="float:right">a</div>', "1 text, quotes and tables at a side"),
    ],
)
def test_looks_that_only_a_theme_shows_are_told_by_their_kind(tmp_path: Path, text: str, look: str) -> None:
    told_of = next(line for line in told(tmp_path, Post(1, content=text)).splitlines() if line.startswith("  looks:"))
    assert look in told_of and told_of.endswith(": the theme says how texts look")


def test_looks_that_are_as_frequent_stand_in_one_order_wherever_they_are(tmp_path: Path) -> None:
    texts = ('<p class="has-drop-cap">a</p>', '<figure class="alignwide">b</figure>')
    told_of = {
        line
        for order in (texts, texts[::-1])
        for line in told(tmp_path, *(Post(place, content=one) for place, one in enumerate(order, 1))).splitlines()
        if line.startswith("  looks:")
    }
    assert len(told_of) == 1


@pytest.mark.parametrize(
    "text",
    [
        '<p class="has-text-align-center">a</p>',
        '<div style="float:right"><a href="/a.jpg"><img src="/a.jpg"></a></div>',
        "Her style has- color: blue, and font-size matters in alignwide",
    ],
)
def test_looks_that_come_along_and_words_about_looks_are_none_of_them(tmp_path: Path, text: str) -> None:
    assert "looks:" not in told(tmp_path, Post(1, content=text))


def test_pictures_and_links_in_the_descriptions_of_terms_are_told(tmp_path: Path) -> None:
    said = "<wp:category_description>Ports, &lt;img src='/a.jpg'&gt; all</wp:category_description>"
    head = f"<wp:category><wp:category_nicename>ports</wp:category_nicename>{said}</wp:category>"
    output = Blog(tmp_path).write(Post(1), head=head).run("inspect").output
    assert "1 with pictures in their descriptions: descriptions are shown by their words" in output
    assert "with links" not in output


def test_a_description_beside_a_text_is_told(tmp_path: Path) -> None:
    blog = Blog(tmp_path).write(Post(1))
    said = "<description>All else that was said</description><content:encoded>"
    blog.export.write_text(blog.export.read_text().replace("<content:encoded>", said))
    assert 'description of the item (1)  "All else that was said"' in blog.run("inspect").output


def test_an_example_is_short(tmp_path: Path) -> None:
    assert f'"{"moss and " * 4}moss"' in told(tmp_path, with_field("mood", "moss and " * 40))


def test_fields_of_one_plugin_stand_in_one_line(tmp_path: Path) -> None:
    post = Post(1, meta=(("_walk_length", "12"), ("_walk_height", "300"), ("rain", "0")))
    assert "    walk: 1 _walk_height; 1 _walk_length\n    others: 1 rain" in told(tmp_path, post)


def test_what_wordpress_keeps_for_itself_has_its_reason(tmp_path: Path) -> None:
    assert "1 _edit_last: WordPress' own record" in told(tmp_path, with_field("_edit_last", "1"))


def test_the_definition_of_a_field_is_told_as_such(tmp_path: Path) -> None:
    post = Post(1, meta=(("mood", "good"), ("_mood", "field_12")))
    assert "1 _mood: says what mood is" in told(tmp_path, post)


def test_items_that_stay_out_have_a_reason(tmp_path: Path) -> None:
    posts = Post(1), Post(2, type="revision", status="inherit"), Post(3, status="trash")
    output = told(tmp_path, *posts)
    assert "1 revision, inherit: an earlier version" in output
    assert "1 post, trash: in the trash" in output


def test_items_that_others_show_are_in_the_site_and_those_that_nobody_saw_are_not(tmp_path: Path) -> None:
    pattern, entry = Post(2, type="wp_block"), Post(4, type="nav_menu_item")
    posts = Post(1), pattern, pattern.but(id=3, status="trash"), entry, entry.but(id=5, status="draft")
    carried, _, left = told(tmp_path, *posts).partition("Not in the site")
    assert "items: 1 wp_block, publish: carried over inside the posts that use it\n" in carried
    assert "1 nav_menu_item, publish" in carried
    assert "items: 1 wp_block, trash: in the trash\n" in left
    assert "items: 1 nav_menu_item, draft: not public\n" in left


def test_an_item_that_the_export_holds_twice_is_told_as_a_copy(tmp_path: Path) -> None:
    output = told(tmp_path, Post(1), Post(1, content="Newer.", modified="2021-01-01"))
    assert "items: 1 post, publish: another copy of an item that the export holds more than once" in output


def test_terms_without_a_page_are_told_and_those_that_only_items_name_are_counted(tmp_path: Path) -> None:
    head = "".join(
        f"<wp:tag><wp:term_id>{n}</wp:term_id><wp:tag_slug>{slug}</wp:tag_slug><wp:tag_name>{slug}</wp:tag_name></wp:tag>"
        for n, slug in enumerate(("moss", "fern"), 1)
    )
    posts = Post(1, tags=("Moss", "Reed"), terms=(("post_format", "post-format-aside", "Aside"),))
    blog = Blog(tmp_path).write(posts, Post(2, status="draft", tags=("Hush", "Moss")), head=head)
    carried, _, left = told_of(blog).partition("Not in the site")
    assert "terms: 3 post_tag\n" in carried
    assert "terms: 1 post_tag: without a page, because only items that are not public have it\n" in left
    assert "post_format" not in carried + left


def test_terms_that_no_reader_saw_are_told_as_such(tmp_path: Path) -> None:
    output = told(tmp_path, Post(1, terms=(("product_type", "simple", "simple"), ("language", "en", "English"))))
    assert "terms: 1 language\n" in output.partition("Not in the site")[0]
    assert "terms: 1 product_type: kept by WordPress or a plugin for itself; no reader saw a list of it\n" in output


def test_a_field_that_says_who_reads_an_item_is_no_field_without_a_place(tmp_path: Path) -> None:
    output = told(tmp_path, with_field("_members_access_role", "editor"))
    assert "fields: 1 _members_access_role: says who could read an item" in output
    assert "without a place" not in output


def test_a_picture_that_the_export_does_not_hold_is_not_in_the_site(tmp_path: Path) -> None:
    known = Post(9, type="attachment", status="inherit", attachment="https://blog.example/wp-content/uploads/a.jpg")
    private = known.but(id=7, status="private")
    shown = [with_field("_thumbnail_id", number).but(id=int(number) + 90) for number in ("9", "8", "7")]
    blog = Blog(tmp_path).write(*shown, known, private)
    for said in (told_of(blog), blog.run("migrate").messages):
        carried, _, left = said.partition("Not in the site")
        assert "fields: 1 _thumbnail_id\n" in carried
        assert "fields: 1 _thumbnail_id: the export does not hold the picture\n" in left
        assert "fields: 1 _thumbnail_id: the picture is private or in the trash\n" in left


def test_terms_that_only_items_outside_a_selection_have_are_told_as_that(tmp_path: Path) -> None:
    blog = Blog(tmp_path).write(Post(1, tags=("Moss",)), Post(2, tags=("Fern",), day="2010-01-01"))
    blog.site.mkdir()
    (blog.site / "wxr2hugo.toml").write_text('[select]\nsince = "2015-01-01"\n')
    left = blog.run("migrate").messages.partition("Not in the site")[2]
    assert "terms: 1 post_tag: without a page, because only items that [select] leaves out have it\n" in left


def test_what_embeds_answered_is_told_in_one_name(tmp_path: Path) -> None:
    post = Post(1, meta=((f"_oembed_{'a1' * 16}", "{{unknown}}"), (f"_oembed_{'b2' * 16}", "{{unknown}}")))
    assert "fields: 2 _oembed_…\n" in told(tmp_path, post)


def test_programs_get_all_of_it(tmp_path: Path) -> None:
    blog = Blog(tmp_path).write(*(Post(n, meta=((f"k{n}", "1"),)) for n in range(1, 60)))
    lines = json.loads(blog.run("inspect", "--format", "json").output)["account"]
    assert {f"k{n}" for n in range(1, 60)} <= {line["name"] for line in lines}


def test_a_migration_ends_with_it_and_a_sync_does_not(tmp_path: Path) -> None:
    blog = Blog(tmp_path).write(with_field("mood", "Glad to be out"))
    assert "mood (1)" in blog.run("migrate").messages
    assert "mood (1)" not in blog.run("sync").messages


def test_processes_count_together() -> None:
    whole = Tally()
    for example in ("", "Glad to be out"):
        part = Tally(examples={"mood": example})
        part.fields["post", "mood"] += 1
        whole.merge(part)
    assert (whole.fields["post", "mood"], whole.examples["mood"]) == (2, "Glad to be out")


def test_blocks_and_shortcodes_are_told_by_what_becomes_of_them(tmp_path: Path) -> None:
    blocks = (
        "<!-- wp:acme/x -->a<!-- /wp:acme/x --><!-- wp:search /--><!-- wp:heading --><h2>b</h2><!-- /wp:heading -->"
    )
    output = told(tmp_path, Post(1, content=f'{blocks}\n\n[acme one="1"] [sic] [caption]c[/caption]'))
    assert "blocks: 1 core/heading\n" in output
    assert "blocks: 1 acme/x: of plugins: shown as far as their HTML and settings say" in output
    assert "blocks: 1 core/search: WordPress fills them when somebody looks" in output
    assert "shortcodes: 1 caption\n" in output
    assert "shortcodes: 1 acme: of plugins: they stay as text ([shortcodes] says what each becomes)" in output


def test_what_the_owner_chose_is_told_as_that(tmp_path: Path) -> None:
    blog = Blog(tmp_path).write(Post(1, content="[acme]a[/acme]<!-- wp:acme/x -->b<!-- /wp:acme/x -->"))
    blog.site.mkdir()
    (blog.site / "wxr2hugo.toml").write_text('[shortcodes]\nacme = "content"\n[blocks]\n"acme/x" = "nothing"\n')
    output = blog.run("migrate").messages
    assert "shortcodes: 1 acme: as [shortcodes] says" in output.partition("Not in the site")[0]
    assert "blocks: 1 acme/x: as [blocks] says" in output.partition("Not in the site")[2]


def test_a_migration_tells_the_same_as_an_inspection_before_it(tmp_path: Path) -> None:
    blog = Blog(tmp_path).write(Post(1, content='[acme one="1"] <!-- wp:quote -->x<!-- /wp:quote -->'))
    before = blog.run("inspect").output.partition("In the site")[2]
    after = blog.run("migrate").messages.partition("In the site")[2]
    assert before and after.startswith(before)


def test_settings_that_items_betray_are_told(tmp_path: Path) -> None:
    posts = Post(1), Post(2, type="page", title="Hello", is_front=True), Post(3, type="page", slug="news", content="")
    output = told(tmp_path, *posts, Post(4, type="product", folder="shop/"))
    assert "addresses of posts /%year%/%monthnum%/%day%/%postname%/; front page Hello; list of posts /news/" in (
        output.replace(": each page keeps its address\n  settings: ", "; ")
    )
    assert "a shop: its products are pages; nothing can be bought there" in output


@pytest.mark.parametrize(
    ("address", "shape"),
    [
        ("{slug}/", "/%postname%/"),
        ("archives/{id}", "/archives/%post_id%"),
        ("robin/{slug}/", "/%author%/%postname%/"),
        ("moss/{slug}.html", "/%category%/%postname%.html"),
        ("?p={id}", "?p=…"),
        ("2020/04/04/{slug}/", "/%year%/%monthnum%/%day%/%postname%/"),
    ],
)
def test_the_shape_of_addresses_is_told_in_the_words_of_wordpress(tmp_path: Path, address: str, shape: str) -> None:
    post = Post(7, slug="a-walk", categories=("Moss",), day="2020-04-04")
    blog = Blog(tmp_path).write(post)
    text = blog.export.read_text()
    link = f"https://blog.example/{address.format(slug='a-walk', id=7)}"
    blog.export.write_text(text.replace(f"<link>https://blog.example{post.address}</link>", f"<link>{link}</link>"))
    assert f"addresses of posts {shape}" in blog.run("inspect").output


def test_flags_are_counted(tmp_path: Path) -> None:
    formats = (("post_format", "post-format-aside", "Aside"), ("post_format", "post-format-poem", "Poem"))
    posts = [Post(n, terms=(one,)) for n, one in enumerate(formats, 1)]
    blog = Blog(tmp_path).write(*posts, Post(3, type="attachment", status="inherit", content="All about it"))
    blog.export.write_text(blog.export.read_text().replace("[CDATA[open]]", "[CDATA[closed]]"))
    output = blog.run("inspect").output
    assert "flags: 2 comments closed; 1 format aside\n" in output
    assert "flags: 1 format poem: no format that WordPress knows" in output
    assert "flags: 1 description of a file: only the pages of files showed it" in output


def test_what_plugins_keep_of_comments_is_told_by_its_key(tmp_path: Path) -> None:
    blog = Blog(tmp_path).write(Post(1, comments=("Good.",)))
    kept = "<wp:commentmeta><wp:meta_key>stars</wp:meta_key><wp:meta_value>5</wp:meta_value></wp:commentmeta>"
    blog.export.write_text(blog.export.read_text().replace("</wp:comment>", f"{kept}</wp:comment>"))
    assert "fields of comments: 1 stars: a record of a plugin" in blog.run("inspect").output


def test_all_that_is_read_of_search_engines_and_redirects_counts_as_carried() -> None:
    assert {known_as(name) for name in SEARCH_FIELDS} == {CARRIED}
    assert {known_as(name) for name in ("_yoast_wpseo_focuskw", "rank_math_facebook_title")}.isdisjoint({CARRIED, ""})


TYPES = "post page attachment revision nav_menu_item event wpforms popup wp_block acf-field tribe_venue shop_order"
STATES = "publish draft pending private future trash auto-draft inherit acme-hidden"
COMMENTS = ("", "comment", "pingback", "trackback", "review", "order_note", "acme")
APPROVED = ("1", "0", "spam", "trash", "post-trashed")


def odd_items(chance: random.Random) -> list[str]:
    """Items of all types in all states, with comments of all kinds, terms of unknown taxonomies and fields."""

    def comment(number: int) -> str:
        kind, approved = chance.choice(COMMENTS), chance.choice(APPROVED)
        return record("comment", comment_id=str(number), comment_approved=approved, comment_type=kind)

    def one(number: int, kind: str, state: str) -> str:
        inside = "".join(comment(number * 10 + one) for one in range(chance.choice((0, 0, 1, 3))))
        inside += "".join(
            record("postmeta", meta_key=f"acme_{n}", meta_value="1") for n in range(chance.choice((0, 2)))
        )
        inside += f'<category domain="acme_{chance.choice("ab")}" nicename="x"><![CDATA[X]]></category>'
        password = chance.choice(("", "", "x"))
        return item(
            "", chance.choice(("", "Moss.")), number, inside, post_type=kind, status=state, post_password=password
        )

    pairs = [(kind, state) for kind in TYPES.split() for state in STATES.split() if chance.random() < 0.4]
    return [one(number, *pair) for number, pair in enumerate(pairs, 1)]


@pytest.mark.parametrize("seed", range(4))
def test_the_account_adds_up_to_what_the_export_holds(tmp_path: Path, seed: int) -> None:
    text = export(*odd_items(random.Random(seed)))
    write(tmp_path, text)
    lines = json.loads(call("inspect", "--format", "json", str(tmp_path / "export.xml")).output)["account"]
    items = [dict(ITEM_FIELD.findall(one)) for one in text.split("<item>")[1:]]
    assert sums(lines, "items") == Counter(f"{one['post_type']}, {one['status']}" for one in items)
    written = sums(lines, "comments")
    assert written.pop("with addresses of mail and machine") == text.count("<wp:comment>") == written.total()
    public = [
        one
        for part, fields in zip(text.split("<item>")[1:], items, strict=True)
        for one in map(dict, map(ITEM_FIELD.findall, part.split("<wp:comment>")[1:]))
        if one["comment_approved"] == "1" and fields["status"] not in {"trash", "auto-draft"}
    ]
    seen = Counter(one["comment_type"] or "comment" for one in public)
    names = {"comment": "public"} | {one: f"public, {one}" for one in ("pingback", "trackback", "review")}
    assert {kind: written[names.get(kind, f"of the kind {kind}")] for kind in seen} == dict(seen)
    fields = Counter(re.findall(r"<wp:meta_key><!\[CDATA\[(.*?)]]>", text))
    told = sums(lines, "fields")
    assert all(told[key] <= count for key, count in fields.items())


def sums(lines: list[dict[str, Any]], kind: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for line in lines:
        if line["kind"] == kind:
            found[line["name"]] += line["count"]
    return found


def test_comments_count_as_in_the_site_where_they_are(tmp_path: Path) -> None:
    posts = (
        Post(1, comments=("A", "B")),
        Post(2, status="trash", comments=("C",)),
        Post(3, type="attachment", status="inherit", comments=("D",)),
    )
    blog = Blog(tmp_path).write(*posts)
    output = told_of(blog)
    assert "comments: 2 public\n" in output.partition("Not in the site")[0]
    assert "1 public: their items have no page" in output and "1 of items in the trash" in output


def told_of(blog: Blog) -> str:
    return blog.run("inspect").output.partition("In the site")[2]


def test_a_field_that_the_owner_chose_is_in_the_site(tmp_path: Path) -> None:
    blog = Blog(tmp_path).write(with_field("mood", "Glad to be out again"))
    blog.site.mkdir()
    (blog.site / "wxr2hugo.toml").write_text('[front_matter.fields]\nmood = "mood"\n')
    assert "fields: 1 mood\n" in blog.run("migrate").messages.partition("Not in the site")[0]


def test_known_fields_have_a_reason() -> None:
    assert known_as("_thumbnail_id") == CARRIED
    assert known_as("_edit_lock") and known_as("_billing_city") and not known_as("mood")
