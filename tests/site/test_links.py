"""Every spelling of a link into the old site leads to its place on the new one."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.hugo.build import find
from migrate.model.documents import Kind
from migrate.model.rest_of_site import Link
from migrate.options import Options
from migrate.site.answer.questions import Questions
from tests.support.site_builders import (
    BASE,
    attachment,
    author,
    carries,
    category,
    channel,
    diagnosed,
    item,
    page,
    placed,
    site,
    tag,
)
from tests.support.time_limit import within

POST = Link("/2020/05/04/post-1/", "2020-05-04-post-1.md")

ELSEWHERE = "https://pier.files.wordpress.com/2020/05/b.jpg"


@pytest.fixture(scope="module")
def links() -> Any:
    return site(
        item(1, meta=(("_wp_old_slug", "was"),), guid="http://before.example/?p=1"),
        item(2, slug="%e6%97%a5", link=f"{BASE}/2020/05/04/%e6%97%a5/", guid="http://before.example/?p=2"),
        page(3, "about", guid="http://before.example/?p=3"),
        page(4, "team", parent=3, address="/about/team/", guid="http://before.example/?p=4"),
        item(5, type="recipe", slug="soup", link=f"{BASE}/recipe/soup/", guid="http://imported.example/?p=5"),
        item(6, status="draft", slug="", link=f"{BASE}/?p=6"),
        item(7, status="private", slug="mine"),
        item(8, status="future", slug="soon", link=f"{BASE}/?p=8"),
        item(9, password="x", slug="closed"),
        attachment(20, "2020/05/a.jpg", parent=1, link=f"{BASE}/2020/05/04/post-1/a/"),
        attachment(21, "2020/05/song.mp3", link=f"{BASE}/song/"),
        attachment(22, "2020/05/b.jpg", parent=1, link=f"{BASE}/2020/05/04/post-1/b/", attachment_url=ELSEWHERE),
        category("news", "News", 31),
        category("local", "Local", 32, parent="news"),
        tag("c-sharp", "C#", 33),
        author("jo", number=41),
        options=Options(hosts=("old.example",)),
    ).links


def to(links: Any, href: Any, here: Any = "/2020/05/04/post-2/") -> Any:
    link, problem = links.resolve(href, here)
    return link, problem.name if problem else ""


@pytest.mark.parametrize(
    "href",
    [
        f"{BASE}/2020/05/04/post-1/",
        f"{BASE}/2020/05/04/post-1",
        "http://blog.example/2020/05/04/post-1/",
        "https://www.blog.example/2020/05/04/post-1/",
        "HTTPS://BLOG.EXAMPLE/2020/05/04/Post-1/",
        "http://blog.example:80/2020/05/04/post-1/",
        "//blog.example/2020/05/04/post-1/",
        "https://old.example/2020/05/04/post-1/",
        "http://before.example/2020/05/04/post-1/",
        "/2020/05/04/post-1/",
        "https://blog\n.example/2020/05/04/post-1/",
        "https://\tblog.example/2020/05/04/post-1/",
        "../post-1/",
        " /2020/05/04/post-1/\n",
        "/2020/05//04/./x/../post-1/",
        f"{BASE}/?p=1",
        f"{BASE}/?p=01&preview=true",
        f"{BASE}/index.php?p=1",
        f"{BASE}?page_id=1",
        "/?p=1",
        "?p=1",
        f"{BASE}/index.php/2020/05/04/post-1/",
        f"{BASE}/2020/05/04/post-1/?utm_source=feed&amp;replytocom=5",
        f"{BASE}/2020/05/04/post-1/2/",
        f"{BASE}/2020/05/04/post-1/page/2/",
        f"{BASE}/2020/05/04/post-1/comment-page-3/",
        f"{BASE}/2020/05/04/post-1/trackback/",
        f"{BASE}/2020/05/04/was/",
        f"{BASE}/2020/05/post-1",
        f"{BASE}/archives/post-1.html/../post-1",
        f"{BASE}/post-1/",
    ],
)
def test_a_post_is_found_however_it_is_spelled(links: Any, href: str) -> None:
    assert to(links, href) == (POST, "")


@pytest.mark.parametrize(
    ("href", "url", "reference"),
    [
        (f"{BASE}/2020/05/04/%E6%97%A5/", "/2020/05/04/日/", "2020-05-04-日.md"),
        (f"{BASE}/2020/05/04/%e6%97%a5", "/2020/05/04/日/", "2020-05-04-日.md"),
        ("/2020/05/04/日/", "/2020/05/04/日/", "2020-05-04-日.md"),
        ("/about/", "/about/", "/about.md"),
        (
            "https://i0.wp.com/blog.example/wp-content/uploads/2020/05/a.jpg?w=9",
            "/wp-content/uploads/2020/05/a.jpg",
            "",
        ),
        ("/about/team", "/about/team/", "/about/team.md"),
        ("/recipe/soup/", "/recipe/soup/", "/recipe/soup.md"),
        ("/?p=1#more-1", "/2020/05/04/post-1/#more-1", "2020-05-04-post-1.md#more-1"),
        ("/about/#comment-5", "/about/#comment-5", "/about.md#comment-5"),
        (
            '/about/#a "b" {{< x >}}',
            "/about/#a%20%22b%22%20%7B%7B%3C%20x%20%3E%7D%7D",
            "/about.md#a%20%22b%22%20%7B%7B%3C%20x%20%3E%7D%7D",
        ),
        ("/category/news/", "/category/news/", ""),
        ("/category/news/local/", "/category/news/local/", ""),
        ("/?cat=32", "/category/news/local/", ""),
        ("/?category_name=news", "/category/news/", ""),
        ("/tag/c-sharp", "/tag/c-sharp/", ""),
        ("/?tag=c-sharp", "/tag/c-sharp/", ""),
        ("/author/jo/", "/author/jo/", ""),
        ("/?author=41", "/author/jo/", ""),
        ("/?m=202005", "/2020/05/", ""),
        ("/?feed=rss2", "/feed/", ""),
        (f"{BASE}/2020/05/", "/2020/05/", ""),
        (f"{BASE}/feed/", "/feed/", ""),
        (f"{BASE}/category/news/feed/", "/category/news/feed/", ""),
        (f"{BASE}/page/2/", "/page/2/", ""),
        (f"{BASE}/2020/05/page/2/", "/2020/05/page/2/", ""),
        (f"{BASE}/comments/feed/", "/comments/feed/", ""),
        (f"{BASE}/about/feed/", "/about/feed/", ""),
        (f"{BASE}/category/news/page/2/", "/category/news/page/2/", ""),
        (f"{BASE}/2020/05/04/post-1/a/", "/wp-content/uploads/2020/05/a.jpg", ""),
        (f"{BASE}/song", "/wp-content/uploads/2020/05/song.mp3", ""),
        ("/?attachment_id=20", "/wp-content/uploads/2020/05/a.jpg", ""),
        (f"{BASE}/wp-content/uploads/2020/05/a-300x200.jpg", "/wp-content/uploads/2020/05/a.jpg", ""),
        ("../../wp-content/uploads/2020/05/a.jpg", "/wp-content/uploads/2020/05/a.jpg", ""),
        (f"{BASE}/2020/05/04/post-1/b/", "/wp-content/uploads/2020/05/b.jpg", ""),
        (f"{ELSEWHERE}?w=300", "/wp-content/uploads/2020/05/b.jpg", ""),
        (f"{BASE}/wp-content/uploads/2020/05/tide.html", "/wp-content/uploads/2020/05/tide.html", ""),
        ("/wp-content/uploads/tool/calc.php?x=1#y", "/wp-content/uploads/tool/calc.php#y", ""),
        (BASE, "/", ""),
        ("/", "/", ""),
        (f"{BASE}/?s=a+b", "/?s=a+b", ""),
    ],
)
def test_links_lead_to_what_took_the_place_of_the_old_address(links: Any, href: Any, url: str, reference: str) -> None:
    assert to(links, href) == (Link(url, reference), "")


@pytest.mark.parametrize(
    "href",
    [
        "",
        "#here",
        "?lang=de",
        "https://elsewhere.example/2020/05/04/post-1/",
        "https://blog.example.evil.example/about/",
        "https://sub.blog.example/about/",
        "http://before.example/never-was-here/",
        "http://before.example/",
        "http://imported.example/about/",
        "mailto:jo@blog.example",
        "tel:+123",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://blog.example/about/",
        "http://[bad",
        "http:///about/",
        "http:about",
    ],
)
def test_all_other_links_stay_as_they_are(links: Any, href: str) -> None:
    assert to(links, href) == (Link(href), "")


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("/?p=6", "/?p=6"),
        (f"{BASE}/2020/05/04/mine/", "/2020/05/04/mine/"),
        (f"{BASE}/?p=8", "/?p=8"),
        ("/2020/05/04/closed/#x", "/2020/05/04/closed/#x"),
    ],
)
def test_no_reference_is_made_to_what_is_not_published_now(links: Any, href: str, url: str) -> None:
    assert to(links, href) == (Link(url), "UNPUBLISHED")


@pytest.mark.parametrize(
    ("href", "url"),
    [
        (f"{BASE}/never/was?a=b#c", "/never/was?a=b#c"),
        ("/?p=999", "/?p=999"),
        (f"{BASE}/wp-login.php", "/wp-login.php"),
        (f"{BASE}/never/was/feed/", "/never/was/feed/"),
        (f"{BASE}/never/page/2/", "/never/page/2/"),
        (f"{BASE}/2019/post-1/", "/2019/post-1/"),
        ("not/here", "not/here"),
    ],
)
def test_links_that_lead_nowhere_lose_the_host_and_are_said(links: Any, href: str, url: str) -> None:
    assert to(links, href) == (Link(url), "NOWHERE")


@given(st.text(max_size=60), st.text("/ab.%2e", max_size=20))
def test_no_link_whatever_raises_and_references_hold_nothing_that_ends_them(links: Any, text: Any, here: Any) -> None:
    for href in (text, f"{BASE}/{text}", f"/about/#{text}", f"//{text}"):
        link, _ = links.resolve(href, f"/{here}")
        assert not set(link.reference) & set('"\\`{}<> \n')


def test_a_view_says_which_item_has_a_link_that_leads_nowhere() -> None:
    writer = item(1)
    made, said = diagnosed(writer, item(2, status="draft", link=f"{BASE}/?p=2"))
    assert said == []
    from migrate.diagnostics import Diagnostics

    told = Diagnostics()
    view = Questions(made, writer, told)
    for href in ("/nowhere/", "/nowhere/", "/?p=2", "/"):
        view.link(href)
    assert [(one.code.name, one.detail, one.wordpress_id) for one in told] == [
        ("LINK_NOWHERE", "/nowhere/", 1),
        ("LINK_UNPUBLISHED", "/?p=2", 1),
    ]


def reference(href: Any, *records: Any, **more: Any) -> Any:
    return site(*records, **more).links.resolve(href)[0].reference


def test_a_name_that_two_files_have_is_not_enough_for_a_reference() -> None:
    assert reference("/?p=1", item(1)) == "2020-05-04-post-1.md"
    assert reference("/?p=1", item(1), taken=["content/notes/2020-05-04-Post-1.md"]) == "/posts/2020-05-04-post-1.md"
    assert (
        reference("/?p=1", item(1), taken=["content/notes/2020-05-04-post-1/index.md"]) == "/posts/2020-05-04-post-1.md"
    )


def test_references_follow_a_file_that_the_user_moved() -> None:
    moved = placed("1", "content/best/2020-05-04-mine.md", assigned="content/posts/2020-05-04-post-1.md")
    assert reference("/?p=1", item(1), placed=[moved]) == "2020-05-04-mine.md"
    assert (
        reference("/?p=1", item(1), placed=[placed("1", "content/best/index.md", assigned="content/a.md")]) == "/best"
    )


@pytest.mark.parametrize(
    "before",
    [
        placed("1", "", assigned="content/posts/2020-05-04-post-1.md"),
        placed("1", "content/posts/2020-05-04-post-1.md", published=False, drafted=True),
        placed("1", "elsewhere/2020-05-04-post-1.md", assigned="content/a.md"),
        placed("1", 'content/posts/2020-05-04-"x".md', assigned="content/a.md"),
    ],
)
def test_no_reference_is_made_to_a_file_that_is_gone_or_made_a_draft_by_hand(before: Any) -> None:
    assert reference("/?p=1", item(1), placed=[before]) == ""


def test_an_item_that_was_a_draft_upstream_and_is_published_now_can_be_referred_to() -> None:
    before = placed("1", "content/posts/2020-05-04-post-1.md", published=False)
    assert reference("/?p=1", item(1), placed=[before])


def test_what_a_partial_export_does_not_hold_is_found_where_it_was_left() -> None:
    before = [
        placed("7", "content/posts/2011-01-01-old.md", url="/2011/old/", former_urls=("/2010/old/",)),
        placed("8", "", url="/gone/"),
    ]
    links = site(item(1), placed=before).links
    for href in ("/2011/old", "/2010/old/", "/?p=7"):
        assert links.resolve(href)[0] == Link("/2011/old/", "2011-01-01-old.md")
    assert links.resolve("/gone/")[0] == Link("/gone/")


def test_the_front_page_can_be_referred_to_when_it_is_a_page() -> None:
    links = site(page(4, "welcome", address="/")).links
    assert links.resolve(BASE)[0] == Link("/", "/_index.md")


def test_what_a_site_without_rewritten_addresses_asks_for_by_name_is_found() -> None:
    links = site(
        item(1, link=f"{BASE}/?p=1", terms=(carries("genre", "sea", "Sea"),)),
        item(5, type="book", slug="moby", link=f"{BASE}/?book=moby", content="Call me."),
        item(6, type="form", slug="ask", link=f"{BASE}/?post_type=form&p=6", content="Name"),
    ).links
    book = Link("/book/moby/", "/book/moby.md")
    for asked in ("?book=moby", "?book=moby&utm_source=x", "?post_type=book&p=5", "?p=5"):
        assert links.resolve(f"{BASE}/{asked}") == (book, None)
    assert links.resolve(f"{BASE}/?genre=sea") == (Link("/genre/sea/"), None)
    assert links.resolve(f"{BASE}/?post_type=book") == (Link("/book/"), None)
    assert links.resolve(f"{BASE}/?book=ahab") == (Link("/?book=ahab"), None)
    assert links.resolve(f"{BASE}/?p=6")[1] is not None


def test_the_list_of_a_type_is_found_where_it_was() -> None:
    links = site(item(5, type="book", slug="moby", link=f"{BASE}/library/moby/", content="Call me.")).links
    assert links.resolve(f"{BASE}/library/") == links.resolve("/book/") == (Link("/book/"), None)


def test_in_a_folder_only_what_is_below_it_is_the_sites_own() -> None:
    links = site(item(1, link=f"{BASE}/blog/x/"), head=channel(f"{BASE}/blog")).links
    assert links.resolve(f"{BASE}/blog/x/")[0].reference
    assert links.resolve("/blog/?p=1")[0].reference
    assert links.resolve(f"{BASE}/shop/")[0] == Link(f"{BASE}/shop/")
    assert links.resolve("/shop/") == (Link("/shop/"), None)


def test_twenty_five_thousand_links_take_no_time() -> None:
    posts = [item(number) for number in range(1, 1001)]
    links = site(*posts).links
    hrefs = [
        f"http://www.blog.example/2020/05/04/post-{number % 1000 + 1}/?utm_source={number}" for number in range(25_000)
    ]
    with within():
        for href in hrefs:
            links.resolve(href)


def test_terms_of_an_earlier_run_are_known() -> None:
    before = placed("term:category/old", "content/categories/old/_index.md", kind=Kind.TERM, url="/category/old/")
    assert site(item(1), placed=[before]).links.resolve("/category/old") == (Link("/category/old/"), None)


def test_hugo_follows_every_reference_to_the_page_that_is_meant(tmp_path: Path) -> None:
    own = ["content/notes/2020-05-04-post-2.md", "content/notes/2020-05-04-post-3/index.md"]
    moved = [placed("8", "content/mine/2020-05-04-moved/index.md", assigned="content/posts/2020-05-04-post-8.md")]
    moved.append(placed("9", "content/mine/Some Page.md", assigned="content/about.md"))
    items = [item(number) for number in (1, 2, 3, 8)]
    pages = [
        page(4, "welcome", address="/"),
        page(5, "posts"),
        page(6, "child", parent=5, address="/posts/child/"),
        page(7, "Con"),
        page(9, "about"),
        item(10, type="recipe", slug="%e6%97%a5", link=f"{BASE}/recipe/%e6%97%a5/"),
        item(11, slug="index", link=f"{BASE}/index/"),
        item(12, slug="same", link=f"{BASE}/same/"),
        item(13, slug="same", link=f"{BASE}/same/"),
    ]
    made = site(*items, *pages, placed=moved, taken=own)
    (tmp_path / "layouts").mkdir()
    for name in ("single", "list"):
        (tmp_path / f"layouts/{name}.html").write_text("{{ .Content }}")
    (tmp_path / "hugo.toml").write_text('baseURL = "/"\n[permalinks.section]\nposts = "/all-posts/"\n')
    links = {key: made.links.resolve(f"/?p={key}")[0] for key in made.pages}
    for one in made.pages.values():
        fields = "".join(f"{name}: {value}\n" for name, value in (("url", one.url), ("slug", one.slug)) if value)
        write(tmp_path / one.path, f"---\n{fields}---\n")
    for path in own:
        write(tmp_path / path, "---\ntitle: mine\n---\n")
    lines = "\n".join(f'to {{{{< relref "{link.reference}#x" >}}}}' for link in links.values())
    write(tmp_path / "content/asks.md", f"---\nurl: /asks/\n---\n{lines}\n")
    done = subprocess.run(
        [find(), "--source", tmp_path, "--printPathWarnings"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARN" not in done.stdout + done.stderr
    found = (tmp_path / "public/asks/index.html").read_text("utf-8").replace("%E6%97%A5", "日").split("to ")[1:]
    assert [one.partition("#x")[0] for one in found] == [link.url for link in links.values()]


def write(path: Any, text: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
