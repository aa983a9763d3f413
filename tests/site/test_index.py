"""Pass one keeps what others need, and decides which items can become pages."""

from typing import Any

import pytest

from migrate.model.export import Comment
from migrate.options import Options
from migrate.site.collect.index import Index
from tests.support.site_builders import attachment, channel, item, site


def pages_of(*items: Any, **more: Any) -> Any:
    return set(site(*items, **more).pages)


@pytest.mark.parametrize("status", ["publish", "draft", "pending", "private", "future"])
def test_posts_of_every_real_status_become_pages(status: str) -> None:
    assert pages_of(item(1, status=status)) == {"1"}


@pytest.mark.parametrize("status", ["trash", "auto-draft", "inherit"])
def test_trash_and_drafts_that_nobody_saved_do_not(status: str) -> None:
    assert pages_of(item(1, status=status)) == set()


NEVER = ["feedback", "shop_order", "user_request", "revision", "oembed_cache", "customize_changeset", "custom_css"]
NEVER += [
    "wp_block",
    "wp_global_styles",
    "acf-field",
    "wpcf7_contact_form",
    "elementor_library",
    "nav_menu_item",
    "attachment",
]


@pytest.mark.parametrize("kind", NEVER)
def test_private_types_and_parts_of_wordpress_never_become_pages_by_themselves(kind: Any) -> None:
    found = site(item(1, type=kind))
    assert not found.pages
    assert found.index.reason_to_stay_out(kind)


def test_a_type_that_the_owner_names_comes_along_whatever_it_is() -> None:
    options = Options(content_types=("wpcf7_contact_form",))
    found = site(item(1, type="wpcf7_contact_form", content="", link="https://blog.example/?p=1"), options=options)
    assert [one.path for one in found.pages.values()] == ["content/wpcf7_contact_form/post-1.md"]


def test_a_custom_type_is_content_if_something_of_it_has_an_address_and_text() -> None:
    recipes = [
        item(1, type="recipe"),
        item(2, type="recipe", status="draft", link="https://blog.example/?post_type=recipe&p=2"),
    ]
    assert pages_of(*recipes) == {"1", "2"}


@pytest.mark.parametrize("fields", [{"content": " \n"}, {"link": "https://blog.example/?slide=1"}, {"status": "draft"}])
def test_a_custom_type_without_public_content_stays_out(fields: Any) -> None:
    assert pages_of(item(1, type="slide", **fields)) == set()


def test_of_two_items_with_one_number_the_newest_counts() -> None:
    old, new = item(1, slug="old", file="a.xml"), item(1, slug="new", file="b.xml", modified_gmt="2021-01-01 00:00:00")
    for order in ((old, new), (new, old)):
        index = Index()
        for one in order:
            index.add(one)
        assert index.entries["1"].slug == "new"


def test_of_two_equally_new_items_the_last_counts() -> None:
    index = Index()
    for one in (item(1, slug="first", line=1), item(1, slug="last", line=2)):
        index.add(one)
    assert index.entries["1"].slug == "last"


def test_items_without_a_number_are_known_by_their_guid() -> None:
    assert pages_of(item(0, guid="a"), item(0, guid="b")) == {"guid:a", "guid:b"}


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("A &amp; B", "A & B"),
        ("<em>Big</em> news", "Big news"),
        ("1 < 2", "1 < 2"),
        (" a\n b ", "a b"),
        ("&amp;lt;", "&lt;"),
    ],
)
def test_titles_are_shown_without_tags_and_decoded_once(stored: str, shown: str) -> None:
    index = Index()
    index.add(item(1, title=stored))
    assert index.entries["1"].title == shown


def test_a_size_is_read_from_metadata_whose_lengths_are_wrong() -> None:
    index = Index()
    index.add(attachment(5, "2020/05/a-scaled.jpg", original="a.jpg"))
    found = index.attachments["5"]
    assert (found.width, found.height, found.original) == (640, 480, "a.jpg")


def test_numbers_in_meta_that_are_none_count_as_nothing() -> None:
    index = Index()
    index.add(item(1, meta=(("_thumbnail_id", "²"),)))
    assert index.entries["1"].thumbnail == 0


def test_only_public_comments_make_an_item_one_with_comments() -> Any:
    def comment(approved: Any) -> Any:
        return Comment(1, "A", "", "", "Hi", approved, "", 0)

    index = Index()
    index.add(item(1, comments=(comment("0"), comment("trash"))))
    index.add(item(2, comments=(comment("1"),)))
    assert [index.entries[one].has_comments for one in ("1", "2")] == [False, True]


def test_the_first_of_several_heads_names_the_site() -> None:
    index = Index()
    index.add(channel("https://one.example"))
    index.add(channel("https://two.example"))
    assert index.channel and index.channel.base_blog_url == "https://one.example"


def test_items_of_every_type_are_counted() -> None:
    index = Index()
    for one in (item(1), item(2), item(3, type="feedback", status="spam")):
        index.add(one)
    assert index.counts == {("post", "publish"): 2, ("feedback", "spam"): 1}
