"""Every old address of a page goes on, and no two pages share one."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.hugo.build import find
from migrate.options import Options
from migrate.page.urls import escaped
from migrate.site.addresses import Hosts, decoded, joined, key, take_apart, usable
from tests.support.site_builders import BASE, attachment, category, channel, diagnosed, item, page, placed, site


@given(st.text(max_size=60))
def test_any_text_can_be_taken_apart_and_decoded(text: Any) -> None:
    link = take_apart(text)
    path = decoded(link.path)
    assert not any(one < " " or one == "\x7f" for one in path)
    assert key(path) == key(path + "/")


@given(st.text("/.%2eEfF a\\", max_size=40))
def test_joined_paths_never_leave_the_root(path: Any) -> None:
    assert ".." not in joined("/2020/05/x/", decoded(path)).split("/")


PIECES = (
    "https:// http:// HTTP:// // blog.example www. BLOG. old.example i0.wp.com .evil.example / \\ ? # @ x :80 :443 ."
)
ADDRESSES = st.lists(st.sampled_from([*PIECES.split(" "), "\n", " ", "\t"]), max_size=6).map("".join)


@given(ADDRESSES)
def test_nothing_that_could_be_the_sites_own_is_taken_for_anothers(href: Any) -> None:
    hosts = Hosts(channel(), ["old.example"])
    if hosts.is_elsewhere(href):
        assert hosts.local(href.strip().replace("\n", "").replace("\t", "")) is None


@pytest.mark.parametrize(
    "href", ["https://elsewhere.example/x?y#z", "http://blog.example.evil.example", "https://x:80"]
)
def test_a_host_of_others_is_known_at_once(href: str) -> None:
    assert Hosts(channel()).is_elsewhere(href)


@pytest.mark.parametrize("href", ["https://i0.wp.com/blog.example/a.jpg", "https://jo.files.wordpress.com/a.jpg", "/x"])
def test_who_serves_files_of_others_may_serve_the_sites_own(href: str) -> None:
    assert not Hosts(channel()).is_elsewhere(href)


@pytest.mark.parametrize(
    ("path", "seen"),
    [
        ("/%e6%97%a5/", "/日/"),
        ("/a%20b/", "/a b/"),
        ("/100%25/", "/100%25/"),
        ("/a%2fb/%3F%23/", "/a%2Fb/%3F%23/"),
        ("/a%0Ab/", "/a%0Ab/"),
        ("/%ff/", "/%FF/"),
        ("/50%/", "/50%25/"),
        ("//a///b/", "/a/b/"),
        ("/a\\b/", "/a%5Cb/"),
    ],
)
def test_addresses_are_decoded_but_for_what_would_change_their_meaning(path: str, seen: str) -> None:
    assert decoded(path) == seen


@pytest.mark.parametrize("path", ["/a/../b/", "/./", "about", "/" + "x" * 256, "/a" * 1000])
def test_addresses_that_cannot_be_stored_are_not_used(path: Any) -> None:
    assert not usable(path)


def urls_of(*records: Any, **more: Any) -> Any:
    return {key: one.url for key, one in site(*records, **more).pages.items()}


def test_a_published_item_keeps_the_path_of_its_link() -> None:
    assert urls_of(item(1, link=f"{BASE}/2020/05/%e6%97%a5/")) == {"1": "/2020/05/日/"}


@pytest.mark.parametrize(
    "fields",
    [
        {"link": f"{BASE}/?p=1"},
        {"status": "draft"},
        {"status": "future"},
        {"status": "private"},
        {"link": ""},
        {"link": "https://elsewhere.example/x/"},
    ],
)
def test_an_item_without_a_public_address_of_its_own_has_no_url(fields: Any) -> None:
    others = [item(number) for number in range(2, 5)]
    assert urls_of(item(1, **fields), *others)["1"] == ""


def test_in_a_folder_the_url_holds_the_folder() -> None:
    head = channel(f"{BASE}/blog")
    assert urls_of(item(1, link=f"{BASE}/blog/2020/x/"), head=head) == {"1": "/blog/2020/x/"}


def test_a_word_that_stands_for_the_address_of_a_site_is_no_folder() -> None:
    made = site(item(1, link="{{SITE_URL}}/a/"), head=channel("{{SITE_URL}}"))
    assert (made.pages["1"].url, made.redirects.folder) == ("/a/", "")


def test_the_host_at_which_most_items_live_is_the_sites_own() -> None:
    head = channel("http://localhost:8080")
    assert urls_of(item(1), item(2), head=head) == {"1": "/2020/05/04/post-1/", "2": "/2020/05/04/post-2/"}


def test_of_two_published_items_with_one_address_the_older_keeps_it_and_both_are_named() -> None:
    made, said = diagnosed(item(1, link=f"{BASE}/same/", title="One"), item(2, link=f"{BASE}/Same", title="Two"))
    assert [one.url for one in made.pages.values()] == ["/same/", ""]
    assert said == [("DUPLICATE_ADDRESS", "/Same is the address of 1 (One)")]


def test_what_is_published_comes_before_what_is_older() -> None:
    made, said = diagnosed(item(1, link=f"{BASE}/same/", password="x"), item(2, link=f"{BASE}/same/"))
    assert {key: one.url for key, one in made.pages.items()} == {"1": "", "2": "/same/"}
    assert said == []


def test_items_that_lost_their_address_do_not_meet_again_at_the_next_one() -> None:
    same = [item(number, link=f"{BASE}/same/", slug="same", date=f"2020-05-0{number} 00:00:00") for number in (1, 2, 3)]
    assert [(one.url, one.slug) for one in site(*same).pages.values()] == [("/same/", "same"), ("", "same"), ("", "")]


def test_an_item_of_an_earlier_run_that_the_export_does_not_hold_keeps_its_address() -> None:
    before = placed("1", "content/posts/old.md", url="/same/", title="Old")
    made, said = diagnosed(item(2, link=f"{BASE}/same/"), placed=[before])
    assert made.pages["2"].url == ""
    assert said == [("DUPLICATE_ADDRESS", "/same/ is the address of 1 (Old)")]


def test_an_address_that_hugo_cannot_serve_is_said() -> None:
    made, said = diagnosed(item(1, link=f"{BASE}/{'x' * 300}/"))
    assert made.pages["1"].url == ""
    assert [code for code, _ in said] == ["ADDRESS_UNUSABLE"]


@pytest.mark.parametrize("slug", ["..", ".", "index", "_index", "a/b", "x" * 300, "a?b"])
def test_a_slug_that_is_no_safe_part_of_a_path_is_left_out_and_said(slug: Any) -> None:
    made, said = diagnosed(item(1, slug=slug, link=f"{BASE}/1/"))
    assert made.pages["1"].slug == ""
    assert ("SLUG_UNUSABLE", slug) in said


def aliases_of(*records: Any, **more: Any) -> Any:
    return {key: one.aliases for key, one in site(*records, **more).pages.items()}


def test_old_slugs_and_dates_are_aliases() -> None:
    slugs = ("", "%e6%97%a5", "\n was ", " ")
    meta = (*(("_wp_old_slug", one) for one in slugs), ("_wp_old_date", "2019-12-31"))
    assert aliases_of(item(1, slug="now", meta=meta))["1"] == (
        "/2019/12/31/now/",
        "/2020/05/04/日/",
        "/2019/12/31/日/",
        "/2020/05/04/was/",
        "/2019/12/31/was/",
    )


def test_a_slug_that_was_never_part_of_the_address_is_no_alias() -> None:
    assert aliases_of(item(1, link=f"{BASE}/archives/1", meta=(("_wp_old_slug", "was"),)))["1"] == ()


def test_pages_of_attachments_lead_to_the_file_by_a_rule_or_to_their_post_by_an_alias() -> None:
    page_of_file = "/2020/05/04/post-1/a/"
    picture = attachment(5, "2020/05/a.jpg", parent=1, link=f"{BASE}{page_of_file}")
    assert aliases_of(item(1), picture)["1"] == ()
    assert (page_of_file, "/wp-content/uploads/2020/05/a.jpg") in site(item(1), picture).redirects.moved
    by_alias = Options(attachment_pages="aliases")
    assert aliases_of(item(1), picture, options=by_alias)["1"] == (page_of_file,)
    assert not site(item(1), picture, options=by_alias).redirects.moved


def test_every_public_address_it_had_before_is_an_alias() -> None:
    before = placed("1", "content/posts/x.md", url="/second/", former_urls=("/first/",))
    assert aliases_of(item(1), placed=[before])["1"] == ("/first/", "/second/")


@pytest.mark.parametrize("former", ["/", "", "https://blog.example/x/", "/a/../b/"])
def test_the_front_page_and_full_addresses_are_never_aliases(former: str) -> None:
    before = placed("1", "content/posts/x.md", former_urls=(former,))
    assert aliases_of(item(1), placed=[before])["1"] == ()


def test_an_alias_never_takes_the_address_of_a_page_a_term_or_a_list() -> None:
    former = ("/2020/05/04/post-2/", "/category/news/", "/posts/", "/fine/")
    before = placed("1", "content/posts/x.md", former_urls=former)
    assert aliases_of(item(1), item(2), category("news", "News"), placed=[before])["1"] == ("/fine/",)


def test_a_draft_has_no_aliases() -> None:
    assert aliases_of(item(1, status="draft", meta=(("_wp_old_slug", "was"),)))["1"] == ()


def test_the_front_page_in_a_folder_answers_at_the_folder_too() -> None:
    home = page(1, "welcome", address="/blog/")
    assert aliases_of(home, head=channel(f"{BASE}/blog"))["1"] == ("/blog/",)


def test_a_list_gives_way_to_a_page_with_its_address() -> None:
    made = site(page(1, "categories"), page(2, "posts"), page(3, "all-posts"))
    assert made.moved_lists == {"categories": "/all-categories/", "posts": "/all-posts2/"}


def test_a_folder_whose_page_had_to_take_another_name_gives_way_too() -> None:
    made = site(page(1, "about"), page(2, "team", parent=1), taken=["content/About/index.md"])
    assert made.pages["1"].url == "/about/"
    assert "about" not in made.moved_lists
    made = site(page(2, "team", parent=9, address="/about/team/"), page(1, "company", address="/about/"))
    assert made.moved_lists == {"about": "/all-about/"}


NASTY = [
    "/a:b/",
    "/100%25/",
    "/a:b%25c/",
    "/日本/x y/",
    '/"q"/',
    "/<t>/",
    "/{y}/[z]/",
    "/a%3Fb/",
    "/a%0Ab/",
    "/a.html",
    "/about",
    "/é%FF/",
]


def test_hugo_serves_every_address_as_it_is_written(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts/single.html").write_text("page")
    (tmp_path / "hugo.toml").write_text(
        'baseURL = "/"\ndisableKinds = ["home", "section", "taxonomy", "term", "sitemap", "rss"]\n'
    )
    for number, url in enumerate(NASTY):
        quoted = escaped(url).replace("'", "''")
        alias = f"/alias{url}".replace("'", "''")
        (content / f"{number}.md").write_text(f"---\nurl: '{quoted}'\naliases: ['{alias}']\n---\n", "utf-8")
    done = subprocess.run([find(), "--source", tmp_path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for url in NASTY:
        for address in (url, f"/alias{url}"):
            file = tmp_path / f"public{address}"
            assert (file if address.endswith(".html") else file / "index.html").is_file(), address


@pytest.mark.parametrize("link", ["", " ", "\n"])
def test_an_item_without_a_link_is_not_the_front_page(link: str) -> None:
    about = item(3, type="page", slug="about-us", link=link)
    made, found = diagnosed(item(1, link=link), item(2, link=link), about)
    assert not found
    assert [made.pages.content(key)[1].path for key in ("1", "2", "3")] == [
        "content/posts/2020-05-04-post-1.md",
        "content/posts/2020-05-04-post-2.md",
        "content/about-us.md",
    ]


def test_of_two_drafts_with_one_slug_the_second_is_found_by_the_name_of_its_file() -> None:
    drafts = [page(number, "privacy", status="draft", address=f"/?page_id={number}") for number in (1, 2)]
    made = site(*drafts)
    found = [made.pages.content(key)[1] for key in ("1", "2")]
    assert [(one.path, one.slug) for one in found] == [("content/privacy.md", "privacy"), ("content/privacy-2.md", "")]
