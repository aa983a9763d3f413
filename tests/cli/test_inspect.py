"""`wxr2hugo inspect`: what an export holds, before anything is written."""

from __future__ import annotations

import json
import re

import pytest

from tests.support.blog import HOST, Blog, Post
from tests.support.json_schemas import follows

POSTS = (
    Post(11, content='[gallery] and [acme-slider id="3"] and [sic] [python]x = 1[/python]', comments=("Lovely.",)),
    Post(12, content="<!-- wp:paragraph --><p>x</p><!-- /wp:paragraph --><!-- wp:acme/card /-->", status="draft"),
    Post(
        13, content=f'<img src="{HOST}/a.jpg"> <img src="https://cdn.example/b.jpg">', password="word", day="2021-02-03"
    ),
    Post(14, "Ann wrote", "ann@private.example", type="feedback"),
    Post(15, "Crumb", "", type="attachment", status="inherit", attachment=f"{HOST}/wp-content/uploads/c.jpg"),
)


def inspected(blog: Blog) -> dict[str, object]:
    return json.loads(blog.write(*POSTS).run("inspect", "--format", "json").output)  # type: ignore[no-any-return]


def test_what_is_printed_for_programs_follows_its_schema(blog: Blog) -> None:
    follows(inspected(blog), "inspection")


def test_items_are_counted_by_type_and_status(blog: Blog) -> None:
    found = inspected(blog)
    assert found["items"] == {
        "post": {"publish": 2, "draft": 1},
        "feedback": {"publish": 1},
        "attachment": {"inherit": 1},
    }
    assert (found["first"], found["last"]) == ("2020-05-04 10:00:00", "2021-02-03 10:00:00")
    assert found["protected"] == 1


@pytest.mark.parametrize(
    "content",
    [
        "Moss.<!-- grows on walls",
        'Moss <a href="/x>of the walls</a> grows <b title="y">there</b>',
        "Moss <math grows <b>on walls</b>",
        "<p>Moss</p>",
    ],
)
def test_words_that_migrating_would_lose_are_foreseen(blog: Blog, content: str) -> None:
    blog.write(Post(1, content=content))
    found = json.loads(blog.run("inspect", "--format", "json").output)["diagnostics"]
    foreseen = [(one["message"], one["wordpress_id"]) for one in found if one["code"] == "E110"]
    migrated = [one for one in blog.run("migrate").messages.splitlines() if "of the text" in one]
    assert len(foreseen) == len(migrated)
    assert all(message.partition(": ")[2] in line for (message, _), line in zip(foreseen, migrated, strict=True))


def test_shortcodes_and_patterns_that_nobody_knows_are_foreseen_as_migrating_tells_of_them(blog: Blog) -> None:
    text = '[acme_map id="3"] <!-- wp:block {"ref":99} /--> <code>[not_this x="1"]</code> [sic] so'
    blog.write(Post(1, content=text), Post(2, content="[acme_map]", status="trash"), Post(3, content="[caption]"))

    def told(said: str) -> list[str]:
        return sorted(re.findall(r"(?:acme_map|core/block 99|not_this|sic) \(WordPress id \d+", said))

    assert told(blog.run("inspect").messages) == ["acme_map (WordPress id 1", "core/block 99 (WordPress id 1"]
    assert told(blog.run("inspect").messages) == told(blog.run("migrate").messages)


@pytest.mark.parametrize(
    "content",
    [
        '<p>Seen.</p><p style="display:none">Not seen.</p>',
        "<p>Seen.</p><div hidden>Not seen.</div>",
        '<div style="position:absolute; left:-9999px"><a href="https://other.example/">Not seen.</a></div>',
        "<style>.away { display: none }</style><p class='away'>Not seen.</p>",
        '[et_pb_section][et_pb_text disabled="on"]Not seen.[/et_pb_text][/et_pb_section]',
        '<!-- wp:group {"metadata":{"blockVisibility":false}} --><p hidden>Not</p><!-- /wp:group -->',
        "[members_only]For members.[/members_only]",
        "<p>Nothing is hidden here.</p>",
    ],
)
def test_parts_that_visitors_did_not_see_are_foreseen_as_migrating_tells_of_them(blog: Blog, content: str) -> None:
    blog.write(Post(1, content=content))
    told = []
    for command in ("inspect", "diff"):
        found = json.loads(blog.run(command, "--format", "json").output)["diagnostics"]
        told.append([(one["message"], one["wordpress_id"]) for one in found if one["code"] in {"W130", "W131"}])
    assert told[0] == told[1]
    assert bool(told[0]) is ("Nothing" not in content)


@pytest.mark.parametrize("text", ["[tides]\n\nWords", "Words\n[tides]\nMore", "A\r\n\r\n[tides] \r\n\r\nB"])
def test_a_shortcode_on_a_line_of_its_own_is_foreseen_in_a_classic_text(blog: Blog, text: str) -> None:
    said = blog.write(Post(1, content=text)).run("inspect").messages
    assert "export.xml:" in said and "tides (WordPress id 1)" in said


def test_types_that_stay_out_are_named_with_the_reason(blog: Blog) -> None:
    found = inspected(blog)["left_out"]
    assert isinstance(found, dict)
    assert "private" in found["feedback"] and "media" in found["attachment"]


def states(blog: Blog) -> dict[int, str]:
    """What the page says that each item becomes."""
    page = blog.run("inspect", "--format", "html").output
    data = page.partition('id="data">')[2].partition("</script>")[0]
    return {one["id"]: one["state"] for one in json.loads(data)["items"]}


def test_the_page_tells_apart_what_is_in_the_site_all_the_same(blog: Blog) -> None:
    expected = {11: "page", 12: "page", 13: "page", 14: "left out", 15: "carried over"}
    assert states(blog.write(*POSTS)) == expected


def test_the_page_says_of_no_item_that_it_becomes_what_it_does_not(blog: Blog) -> None:
    pattern, entry = Post(3, type="wp_block"), Post(5, type="nav_menu_item")
    blog.write(Post(1), Post(2, status="trash"), pattern, pattern.but(id=4, status="draft"), entry.but(status="draft"))
    assert states(blog) == {1: "page", 2: "left out", 3: "carried over", 4: "left out", 5: "left out"}


@pytest.mark.parametrize(
    ("posts", "verdict"),
    [
        ((Post(1), Post(2)), "Nothing needs attention."),
        ((Post(1), Post(2, status="draft", tags=("Moss",))), "Nothing needs attention."),
        ((Post(1), Post(2, meta=(("_thumbnail_id", "9"),))), "1 of 2 items needs attention."),
        ((Post(1, slug="same"), Post(2, slug="same"), Post(3, slug="same")), "2 of 3 items need attention."),
        (
            (Post(1), Post(2, type="nav_menu_item", status="draft", terms=(("nav_menu", "top", "Top"),))),
            "1 thing about the site as a whole needs attention.",
        ),
    ],
)
def test_the_verdict_of_the_page_counts_what_asks_for_more_than_to_be_read(
    blog: Blog, posts: tuple[Post, ...], verdict: str
) -> None:
    page = blog.write(*posts).run("inspect", "--format", "html").output
    assert f">{verdict}</p>" in page


def test_shortcodes_and_blocks_are_counted_and_those_of_plugins_named(blog: Blog) -> None:
    found = inspected(blog)
    assert found["shortcodes"] == {"gallery": 1, "python": 1, "acme-slider": 1}
    assert found["blocks"] == {"core/paragraph": 1, "acme/card": 1}
    assert found["unknown"] == {"blocks": ["acme/card"], "shortcodes": ["acme-slider"]}


def test_fields_of_forms_that_are_in_no_page_are_no_shortcodes(blog: Blog) -> None:
    form = Post(2, type="wpcf7_contact_form", content="[text* your-name]\n[email your-mail]\nFrom: [your-name]")
    blog.write(Post(1, content='[contact-form-7 id="2"]'), form)
    found = json.loads(blog.run("inspect", "--format", "json").output)
    assert found["unknown"]["shortcodes"] == []


def test_hosts_of_images_and_comments_are_counted(blog: Blog) -> None:
    found = inspected(blog)
    assert found["image_hosts"] == {"blog.example": 1, "cdn.example": 1}
    assert found["comments"] == {"public": 1}


def test_two_posts_with_one_address_need_a_person(blog: Blog) -> None:
    done = blog.write(Post(11, slug="same"), Post(12, slug="same")).run("inspect")
    assert done.status == 1
    assert "11" in done.messages and "12" in done.messages


def test_terms_that_only_items_name_are_counted_too(blog: Blog) -> None:
    head = "<wp:tag><wp:tag_slug>moss</wp:tag_slug><wp:tag_name>Moss</wp:tag_name></wp:tag>"
    blog.write(Post(1, tags=("Moss", "Fern"), categories=("News",)), head=head)
    assert json.loads(blog.run("inspect", "--format", "json").output)["terms"] == {"post_tag": 2, "category": 1}


def test_what_comes_next_is_said(blog: Blog) -> None:
    said = blog.write(Post(1)).run("inspect", "--theme", "papermod").messages
    assert f"Next:\n  wxr2hugo migrate {blog.export} --site DIR --theme papermod    makes" in said


def test_one_is_said_as_one(blog: Blog) -> None:
    output = blog.write(Post(1, password="word")).run("inspect").output
    assert "published on 2020-05-04\n" in output
    assert "behind a password: 1, which will be a draft\n" in output
    assert "  robin  1 item\n" in output


def test_the_text_names_every_part_and_writes_nothing(blog: Blog) -> None:
    done = blog.write(*POSTS).run("inspect")
    assert done.status == 0
    assert all(word in done.output for word in ("A journal", "Items", "feedback", "acme-slider", "of a plugin"))
    assert not blog.site.exists()
