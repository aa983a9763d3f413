"""Which field an item gets, from what, and when."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from migrate.hugo.front_matter.fields import fields, term_fields
from migrate.hugo.plain_text import escape_markdown, plain_text
from migrate.model.export import TermReference
from migrate.page.yaml_writer import dump
from tests.support.hugo_samples import built, item, page, shown


def test_a_plain_post_has_only_what_it_needs() -> None:
    assert fields(item(), page()) == {
        "author": "anna",
        "comments": False,
        "date": datetime(2020, 5, 1, 10, tzinfo=UTC),  # spelled by a clock two hours ahead
        "slug": "a-post",
        "title": "A post",
        "url": "/a-post/",
        "wordpress_id": 7,
    }


def test_one_category_is_a_scalar_and_several_are_a_list_but_tags_are_always_a_list() -> None:
    assert fields(item(), page(categories=("Sea",), tags=("Salt",))) | {"x": 0} == {
        **fields(item(), page()), "categories": "Sea", "tags": ["Salt"], "x": 0,
    }  # fmt: skip
    assert fields(item(), page(categories=("Sea", "Land")))["categories"] == ["Sea", "Land"]


@pytest.mark.parametrize(
    ("stored", "shown_as"),
    [
        ("Salt &amp; <em>bread</em>", "Salt & bread"),
        ("Written &amp;copy; once", "Written &copy; once"),
        ("1 < 2 and x<3", "1 < 2 and x<3"),
        ("<script>alert(1)</script>Safe", "Safe"),
        ("  two\n lines\t\x01", "two lines"),
        ("1984", "1984"),
        ("", ""),
    ],
)
def test_a_title_is_text_without_tags_decoded_once(stored: str, shown_as: str) -> None:
    assert fields(item(title=stored), page())["title"] == shown_as


@pytest.mark.parametrize(
    ("changes", "draft"),
    [
        ({"status": "publish"}, False),
        ({"status": "future", "date_gmt": "2099-01-01 00:00:00"}, False),
        ({"status": "publish", "password": "secret"}, True),
        ({"status": "future", "password": "secret"}, True),
        ({"status": "private"}, True),
        ({"status": "pending"}, True),
        ({"status": "draft"}, True),
        ({"status": "a-plugins-own"}, True),
        ({"status": ""}, True),
    ],
)
def test_whatever_wordpress_does_not_show_to_everybody_is_a_draft(changes: dict[str, str], draft: bool) -> None:
    found = fields(item(**changes), page())
    assert ("draft" in found) is draft
    assert "secret" not in dump(found)


@pytest.mark.parametrize(
    ("changes", "date"),
    [
        ({"date_gmt": "0000-00-00 00:00:00"}, "2020-05-01T12:00:00Z"),
        (
            {"date_gmt": "", "date": "0000-00-00 00:00:00", "published": "Fri, 01 May 2020 09:00:00 +0200"},
            "2020-05-01T09:00:00+02:00",
        ),
        ({"date": "2020-05-01 00:30:00", "date_gmt": "2020-04-30 15:30:00"}, "2020-05-01T00:30:00+09:00"),
        ({"date": "2020-05-01 21:30:00", "date_gmt": "2020-05-02 01:00:00"}, "2020-05-01T21:30:00-03:30"),
        ({"date": "2020-05-01 12:00:00", "date_gmt": "2020-05-01 12:00:00"}, "2020-05-01T12:00:00Z"),
        ({"date": "2020-05-01 12:00:00", "date_gmt": "2020-05-09 12:00:00"}, "2020-05-01T12:00:00Z"),
        ({"date": "2020-05-01 12:00:00", "date_gmt": "2020-05-01 11:53:00"}, "2020-05-01T12:00:00Z"),
        ({"date": ""}, "2020-05-01T10:00:00Z"),
        ({"date_gmt": "-0001-11-30 00:00:00", "date": "2020-05-01"}, "2020-05-01T00:00:00Z"),
    ],
)
def test_the_date_comes_from_the_best_field_that_holds_one(changes: dict[str, str], date: str) -> None:
    assert f"\ndate: {date}\n" in dump(fields(item(**changes), page()))


@pytest.mark.parametrize("published", ["", "Wed, 30 Nov -0001 00:00:00 +0000", "garbage", "Mon, 99 Foo 2020"])
def test_an_item_without_any_valid_date_has_none(published: str) -> None:
    assert "date" not in fields(item(date_gmt="0000-00-00 00:00:00", date="", published=published), page())


def test_a_time_that_does_not_say_its_offset_has_that_of_its_neighbours() -> None:
    draft = item(date_gmt="0000-00-00 00:00:00", modified="2020-06-01 08:00:00", modified_gmt="0000-00-00 00:00:00")
    found = dump(fields(draft, page(), near=lambda date: 345 if date == "2020-05-01 12:00:00" else -210))
    assert "\ndate: 2020-05-01T12:00:00+05:45\nlastmod: 2020-06-01T08:00:00-03:30\n" in found


def test_lastmod_stands_only_where_it_is_later() -> None:
    assert "lastmod" not in fields(item(modified_gmt="2020-05-01 10:00:00"), page())
    assert "lastmod" not in fields(item(modified_gmt="0000-00-00 00:00:00"), page())
    later = item(modified="2020-06-01 12:00:00", modified_gmt="2020-06-01 10:00:00")
    assert "\nlastmod: 2020-06-01T12:00:00+02:00\n" in dump(fields(later, page()))


def test_whether_comments_are_open_is_said_of_posts_and_pages_only() -> None:
    assert fields(item(comment_status="open"), page())["comments"] is True
    assert fields(item(comment_status="closed", type="page"), page())["comments"] is False
    assert "comments" not in fields(item(comment_status="open", type="recipe"), page())


def test_the_order_of_a_menu_is_the_weight_of_a_page_but_not_of_a_post() -> None:
    assert fields(item(type="page", menu_order=3), page())["weight"] == 3
    assert "weight" not in fields(item(type="page"), page())
    assert "weight" not in fields(item(menu_order=3), page())


def test_addresses_and_pictures_come_from_the_sites_decision() -> None:
    found = fields(item(id=0), page(url="/12:30/", aliases=("/old/",), image="/wp-content/uploads/a.jpg", slug=""))
    assert found["url"] == r"/12\:30/"
    assert found["aliases"] == ["/old/"]
    assert found["images"] == ["/wp-content/uploads/a.jpg"]
    assert "slug" not in found
    assert "wordpress_id" not in found
    assert "url" not in fields(item(), page(url=""))


def test_terms_of_other_taxonomies_stand_under_their_key_and_never_in_place_of_a_field() -> None:
    found = fields(item(), page(taxonomies=(("genre", ("Essay",)), ("title", ("Hijack",)), ("draft", ("Hijack",)))))
    assert found == fields(item(), page()) | {"genre": ["Essay"]}


def test_the_page_of_a_term_holds_its_name_description_and_old_address() -> None:
    assert term_fields("C#", "<p>About &amp; C</p>", "/tag/12:30/") == {
        "title": "C#", "description": "About & C", "url": r"/tag/12\:30/",
    }  # fmt: skip
    assert term_fields("C#", "", "") == {"title": "C#"}


@pytest.mark.parametrize(
    ("key", "stored", "description"),
    [
        ("_yoast_wpseo_metadesc", "About %%title%% %%sep%% %%sitename%%", "About A post - My blog"),
        ("_yoast_wpseo_metadesc", "Nothing known: %%cf_price%%", "Nothing known"),
        (
            "rank_math_description",
            "%title% in %sitename% %sep% 50% off and 20% more %customfield(x)%",
            "A post in My blog - 50% off and 20% more",
        ),
        ("_aioseo_description", "#post_title #separator_sa #site_title #fun", "A post - My blog #fun"),
        ("_aioseop_description", "%post_title%", "A post"),
        ("_seopress_titles_desc", "%%post_title%% by %%post_author%%", "A post by"),
        ("_genesis_description", "Salt &amp; <b>bread</b>", "Salt & bread"),
        ("advanced_seo_description", "By hand", "By hand"),
    ],
)
def test_the_description_of_every_seo_plugin_is_kept_with_its_variables_filled_in(
    key: str, stored: str, description: str
) -> None:
    assert fields(item(meta=(("_edit_last", "1"), (key, stored))), page(), "My blog")["description"] == description


def test_a_description_of_nothing_but_unknown_variables_is_left_out() -> None:
    assert "description" not in fields(item(meta=(("_yoast_wpseo_metadesc", "%%a%% %%sep%% %%b%%"),)), page())


def test_html_becomes_one_line_of_the_words_that_a_reader_sees() -> None:
    assert plain_text("<p>One</p><p>t<b>w</b>o<br>three</p><style>x{}</style><!-- four -->") == "One two three"
    assert plain_text("<div>" * 5000 + "deep") == "deep"


EXCERPTS = [
    "Plain words, nothing else.", "1 < 2 & x > y", "*not* _em_ __init__ snake_case `code` [x](y) ![i](j)",
    "# no heading",
    "1. no list", "12) no list", "- no list", "+ no list", "> no quote", "=== no rule", ": no definition",
    "-", "--- x", "## no", "###",
    "~~not struck~~ ~x~",
    "{{< youtube x >}} {{% x %}} {{ .Title }}", r"back\slash \* and \n", "&amp;amp; &amp;copy; AT&T",
    "a | b", "[^1] [1]", "yes", "<b>bold</b>", "1986.", "1\\. x",
]  # fmt: skip


def test_an_excerpt_is_shown_by_hugo_as_the_text_that_it_is(tmp_path: Path) -> None:
    """Hugo renders a summary as Markdown: nothing in it may be taken for markup or for a shortcode."""
    files = {
        f"content/posts/{n}.md": dump(fields(item(excerpt=text, title=str(n)), page(url=f"/{n}/"))) + "\nText.\n"
        for n, text in enumerate(EXCERPTS)
    }
    files["layouts/page.html"] = "{{ .Summary }}"
    assert built(tmp_path, files).clean
    undo = str.maketrans({"“": '"', "”": '"', "’": "'", "…": "..."})
    for n, text in enumerate(EXCERPTS):
        summary = plain_text(shown(tmp_path, f"/{n}/")).translate(undo)
        assert summary.replace("—", "---") == plain_text(text)


def test_ordinary_text_needs_no_escaping() -> None:
    text = 'A plain summary (with brackets), some_name, 3.5 and a - b; AT&T: "quoted" 50% + 1!'
    assert escape_markdown(text) == text


def test_a_pinned_post_says_so() -> None:
    assert fields(item(sticky=True), page())["sticky"] is True
    assert "sticky" not in fields(item(), page())


@pytest.mark.parametrize(
    ("slug", "written"),
    [("post-format-aside", "aside"), ("quote", "quote"), ("post-format-standard", None), ("post-format-x: y", None)],
)
def test_the_format_is_one_that_wordpress_knows(slug: str, written: str | None) -> None:
    assert fields(item(terms=(TermReference("post_format", slug, "X"),)), page()).get("format") == written


def test_custom_fields_with_the_names_of_keys_are_none_by_themselves() -> None:
    names = ("layout", "type", "build", "cascade", "outputs", "url", "aliases", "draft", "sticky", "robots", "event")
    assert fields(item(meta=tuple((name, "1") for name in names)), page()) == fields(item(), page())
