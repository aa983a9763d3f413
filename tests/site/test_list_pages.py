"""Pages that stand for a list of posts or of the items of a type: no export says so, but its items betray them."""

from typing import Any

import pytest

from migrate.options import Options
from tests.support.site_builders import diagnosed, item, page, placed
from tests.support.site_builders import site as site_of

FRONT = page(1, "welcome", address="/")
POST = item(3)


def blog(number: Any = 2, slug: Any = "blog", **fields: Any) -> Any:
    return page(number, slug, **{"content": "", "title": slug.title()} | fields)


def test_beside_a_front_page_the_empty_page_is_the_list_of_posts() -> None:
    site = site_of(FRONT, POST, blog())
    assert (site.pages["2"].path, site.pages["2"].url) == ("content/posts/_index.md", "/blog/")
    assert site.redirects.posts == "/blog/"
    assert site.moved_lists == {}
    assert site.links.resolve("https://blog.example/blog/")[0].reference == "/posts/_index.md"


@pytest.mark.parametrize(
    "meta",
    [
        (("_edit_last", "1"), ("_wp_page_template", "default"), ("_yoast_wpseo_title", "News")),
        (("_thumbnail_id", "0"), ("rank_math_description", "x"), ("note", "")),
    ],
)
def test_fields_that_hold_no_words_of_the_page_make_no_difference(meta: Any) -> None:
    assert site_of(FRONT, POST, blog(meta=meta)).pages["2"].path == "content/posts/_index.md"


@pytest.mark.parametrize(
    "content",
    [
        *(" \n", "&nbsp;", "<p></p>", "<!-- wp:paragraph -->\n<p class='x'> <br /></p>\n<!-- /wp:paragraph -->\n"),
        '<!-- wp:paragraph {"align":"left"} --><p>&nbsp;</p><!-- /wp:paragraph -->',
    ],
)
def test_paragraphs_that_the_editor_left_empty_make_no_difference(content: str) -> None:
    assert site_of(FRONT, POST, blog(content=content)).pages["2"].path == "content/posts/_index.md"


@pytest.mark.parametrize(
    "fields",
    [
        {"content": "Words."},
        {"content": "<!-- wp:query --><!-- /wp:query -->"},
        {"content": "<p><img src='/a.jpg'></p>"},
        {"excerpt": "Words."},
        {"meta": (("_wp_page_template", "wide.php"),)},
        {"meta": (("subtitle", "Words"),)},
        {"meta": (("_elementor_data", "[{}]"),)},
        {"meta": (("_links_to", "https://other.example/"),)},
        {"status": "draft"},
        {"status": "private"},
        {"password": "x"},
        {"slug": "shop"},
        {"slug": "my-account"},
    ],
)
def test_a_page_with_something_of_its_own_or_of_a_plugin_is_a_page(fields: Any) -> None:
    assert site_of(FRONT, POST, blog(**fields)).pages["2"].path.startswith(f"content/{fields.get('slug', 'blog')}")


def test_a_page_with_pages_below_it_is_a_page() -> None:
    assert site_of(FRONT, POST, blog(), page(4, "below", parent=2, address="/blog/below/")).pages["2"].url == "/blog/"
    assert site_of(FRONT, POST, blog(), page(4, "below", parent=2)).pages["2"].path == "content/blog.md"


def test_without_a_front_page_or_posts_nothing_stands_for_them() -> None:
    assert site_of(POST, blog()).pages["2"].path == "content/blog.md"
    assert site_of(FRONT, blog()).pages["2"].path == "content/blog.md"


def test_of_several_none_is_taken_and_the_owner_is_asked() -> None:
    site, told = diagnosed(FRONT, POST, blog(), blog(4, "news"))
    assert {site.pages[key].path for key in "24"} == {"content/blog.md", "content/news.md"}
    assert ("POSTS_PAGE_UNKNOWN", "/blog/, /news/") in told


def test_the_owner_says_which_it_is_whatever_it_holds() -> None:
    options = Options(posts="/news/")
    site, told = diagnosed(FRONT, POST, blog(), page(4, "news"), options=options)
    assert site.pages["4"].path == "content/posts/_index.md"
    assert site.pages["2"].path == "content/blog.md"
    assert told == []


def test_the_empty_page_of_a_shop_is_the_list_of_its_products() -> None:
    site = site_of(FRONT, POST, blog(2, "shop"), item(5, type="product", link="https://blog.example/product/oar/"))
    assert (site.pages["2"].path, site.pages["2"].url) == ("content/product/_index.md", "/shop/")


def test_a_list_that_the_user_made_stays() -> None:
    site = site_of(FRONT, POST, blog(), taken=["content/posts/_index.md"])
    assert site.pages["2"].path == "content/blog.md"


def test_the_page_keeps_its_place_from_one_run_to_the_next() -> None:
    before = placed("2", "content/posts/_index.md", url="/blog/")
    assert site_of(FRONT, POST, blog(), placed=[before]).pages["2"].path == "content/posts/_index.md"
