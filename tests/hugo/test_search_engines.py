"""What plugins for search engines say of a page is in its front matter, and Hugo does as it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrate.hugo.front_matter.fields import fields
from migrate.model.rest_of_site import Attachment
from migrate.page.yaml_writer import dump
from tests.support.hugo_samples import built, item, page
from tests.support.items import file_of_library
from tests.support.rest_of_site import NothingElse

FILE = file_of_library(5)


class Library(NothingElse):
    """The rest of a site in which attachment 5 is a picture."""

    def attachment(self, attachment_id: int) -> Attachment | None:
        return FILE if attachment_id == 5 else None

    def media(self, url: str) -> str:
        return url.removeprefix("https://blog.example")


def found(*meta: tuple[str, str], **changes: object) -> dict[str, object]:
    return fields(item(meta=meta, **changes), page(categories=("Sea",)), "My blog", rest=Library())


NOINDEX = {"robots": "noindex", "sitemap": {"disable": True}}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("_yoast_wpseo_meta-robots-noindex", "1"),
        ("_yoast_wpseo_meta-robots-adv", "noindex"),
        ("_su_meta_robots_noindex", "1"),
        ("_metaseo_metaindex", "noindex"),
        ("slim_seo", 'a:2:{s:5:"title";s:0:"";s:7:"noindex";b:1;}'),
        ("slim_seo", 'a:1:{s:7:"noindex";i:1;}'),
        ("rank_math_robots", 'a:1:{i:0;s:7:"noindex";}'),
        ("rank_math_robots", 'a:1:{i:0;s:99:"noindex";}'),
        ("rank_math_robots", 'a:2:{i:0;s:7:"noindex";i:1;s:'),
        ("rank_math_robots", "noindex"),
        ("_aioseo_noindex", "1"),
        ("_aioseop_noindex", "on"),
        ("_seopress_robots_index", "yes"),
        ("_genesis_noindex", "1"),
        ("_wds_meta-robots-noindex", "1"),
        ("jetpack_seo_noindex", "1"),
    ],
)
def test_what_any_plugin_keeps_from_search_engines_is_kept_from_them(key: str, value: str) -> None:
    said = found((key, value))
    assert {name: said.get(name) for name in NOINDEX} == NOINDEX


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("_yoast_wpseo_meta-robots-noindex", "0"),
        ("_yoast_wpseo_meta-robots-noindex", "2"),
        ("rank_math_robots", 'a:1:{i:0;s:5:"index";}'),
        ("_aioseop_noindex", "off"),
        ("_seopress_robots_index", ""),
        ("_genesis_noindex", "-1"),
        ("noindex", "1"),
        ("robots", "noindex"),
        ("sitemap", "1"),
    ],
)
def test_a_page_that_no_plugin_keeps_from_them_says_nothing(key: str, value: str) -> None:
    assert found((key, value)) == found()


def test_all_that_is_said_to_robots_stands_in_one_order() -> None:
    said = found(
        ("_yoast_wpseo_meta-robots-nofollow", "1"),
        ("_yoast_wpseo_meta-robots-adv", "noarchive,nosnippet"),
        ("_seopress_robots_index", "yes"),
    )
    assert said["robots"] == "noindex, nofollow, noarchive, nosnippet"
    follow = found(("_genesis_nofollow", "1"))
    assert follow["robots"] == "nofollow"
    assert "sitemap" not in follow


@pytest.mark.parametrize(
    ("key", "stored", "title"),
    [
        ("_yoast_wpseo_title", "%%title%% %%page%% %%sep%% %%primary_category%%", "A post - Sea"),
        ("rank_math_title", "%title% %sep% %sitename%", "A post - My blog"),
        ("_aioseo_title", "#post_title #separator_sa Salt &amp; tide", "A post - Salt & tide"),
        ("_seopress_titles_title", "<b>Bold</b> %%unknown%%", "Bold"),
        ("_genesis_title", "By hand", "By hand"),
        ("_su_title", "By hand", "By hand"),
        ("_metaseo_metatitle", "%title% by hand", "A post by hand"),
        ("slim_seo", 'a:1:{s:5:"title";s:7:"By hand";}', "By hand"),
    ],
)
def test_the_title_for_search_engines_has_its_variables_filled_in_or_dropped(key: str, stored: str, title: str) -> None:
    assert found((key, stored))["seo_title"] == title


def test_excerpt_categories_and_tags_are_known_to_the_titles_of_all_plugins() -> None:
    about = item(meta=(("rank_math_title", "%excerpt% in %categories%, by %tags%"),), excerpt="<b>Fog</b>")
    said = fields(about, page(categories=("Sea", "Land"), tags=("boat", "foot")), "My blog")
    assert said["seo_title"] == "Fog in Sea, Land, by boat, foot"


def test_a_title_for_search_engines_may_hold_a_custom_field() -> None:
    said = found(("_yoast_wpseo_title", "%%title%% %%sep%% %%cf_mood%%"), ("mood", "Glad <b>again</b>"))
    assert said["seo_title"] == "A post - Glad again"


def test_a_title_that_is_the_items_own_is_not_said_twice() -> None:
    assert found(("_yoast_wpseo_title", "%%title%% %%sep%% %%unknown%%")) == found()


@pytest.mark.parametrize(
    ("stored", "address"),
    [
        ("https://other.example/original/?a=1#b", "https://other.example/original/?a=1#b"),
        ("//other.example/x", "https://other.example/x"),
        ("/elsewhere/", "https://blog.example/elsewhere/"),
        ("elsewhere/", "https://blog.example/elsewhere/"),
        (".other.example/", "https://blog.example/.other.example/"),
        ("http://blog.example/a-post", None),
        ("https://www.blog.example/a-post/", None),
        ("javascript:alert(1)", None),
        ("https://user:secret@other.example/", "https://other.example/"),
        ("http://[bad", None),
    ],
)
def test_the_canonical_address_is_one_of_the_web_and_not_the_pages_own(stored: str, address: str | None) -> None:
    assert found(("_yoast_wpseo_canonical", stored)).get("canonicalURL") == address


@pytest.mark.parametrize(
    "meta",
    [
        [("_yoast_wpseo_opengraph-image-id", "5")],
        [("_yoast_wpseo_opengraph-image-id", "6"), ("_yoast_wpseo_opengraph-image", FILE.url)],
        [("rank_math_facebook_image", FILE.url)],
        [("_seopress_social_fb_img", FILE.url)],
        [("_social_image_id", "5")],
        [("_aioseop_opengraph_settings", f'a:1:{{s:33:"aioseop_opengraph_settings_image";s:9:"{FILE.url}";}}')],
    ],
)
def test_the_picture_for_sharing_is_the_first_of_the_images(meta: list[tuple[str, str]]) -> None:
    own = page(image="/wp-content/uploads/own.jpg")
    rest = Library()
    images = fields(item(meta=tuple(meta)), own, rest=rest)["images"]
    assert images == ["/wp-content/uploads/a.jpg", "/wp-content/uploads/own.jpg"]
    alone = fields(item(meta=tuple(meta)), page(image="/wp-content/uploads/a.jpg"), rest=rest)["images"]
    assert alone == ["/wp-content/uploads/a.jpg"]


@pytest.mark.parametrize(
    "stored", ["6", "javascript:alert(1)", "x.jpg", "9" * 400, "a:1:{", "https://e.example/a\nb.jpg"]
)
def test_what_is_no_picture_that_visitors_saw_is_left_out(stored: str) -> None:
    assert "images" not in found(("_yoast_wpseo_opengraph-image-id", stored), ("_social_image_url", stored))


def test_hugo_leaves_out_of_the_sitemap_what_is_kept_from_search_engines(tmp_path: Path) -> None:
    hidden = found(("_yoast_wpseo_meta-robots-noindex", "1"), ("_yoast_wpseo_title", "{{< x >}} <b>{{ .Title }}"))
    files = {
        "content/posts/hidden.md": dump(hidden | {"url": "/hidden/"}),
        "content/posts/shown.md": dump(found() | {"url": "/shown/"}),
    }
    assert built(tmp_path, files).clean
    sitemap = (tmp_path / "public/sitemap.xml").read_text("utf-8")
    assert "/shown/" in sitemap
    assert "/hidden/" not in sitemap
