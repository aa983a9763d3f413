"""Old addresses that a static site cannot answer are led on by rules of the web server."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from migrate.hugo.servers.redirects import redirect_files
from migrate.model.decided import Redirects
from migrate.options import REDIRECTS
from tests.support.examples import examples
from tests.support.nginx import Server, needs_nginx
from tests.support.site_builders import BASE, attachment, author, carries, category, channel, item, page, site, tag

EVIL = '"; } location / { return 200 "taken"; } # $uri \\ {x} %0a\n<>|^`\'*?#&;'


def serve(folder: Any, made: Any, *files: Any) -> Any:
    return start(folder, made.redirects, *files)


def start(folder: Any, rules: Any, *files: Any) -> Any:
    """Serves a site of these files, each of which holds its own name."""
    (folder / "public").mkdir()
    for name in files:
        path = folder / "public" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    (folder / "rules.conf").write_text(redirect_files(rules, ["nginx.conf"])["nginx.conf"], "utf-8")
    return Server(folder, folder / "public", folder / "rules.conf")


@pytest.fixture(scope="module")
def server(tmp_path_factory: Any) -> Any:
    made = site(
        item(1),
        item(123, slug="%e6%97%a5", link=f"{BASE}/2020/05/04/%e6%97%a5/", content="a<!--nextpage-->b<!--nextpage-->c"),
        item(100_005, slug="far"),
        item(7, status="draft", link=f"{BASE}/?p=7"),
        page(3, "about"),
        page(4, "2019"),
        attachment(20, "2020/05/a b.jpg", link=f"{BASE}/a-page/"),
        category("news", "News", 31),
        category("local", "Local", 32, parent="news"),
        tag("net", "Net", 5),
        author("jo", number=2),
        taken=["content/tags/net/_index.md"],
    )
    files = [
        "index.html",
        "index.xml",
        "about/index.html",
        "2019/index.html",
        "category/news/index.xml",
        "category/news/page/2/index.html",
    ]
    running = serve(tmp_path_factory.mktemp("nginx"), made, *files)
    yield running
    running.stop()


@needs_nginx
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/?p=1", "/2020/05/04/post-1/"),
        ("/?p=001", "/2020/05/04/post-1/"),
        ("/?page_id=3", "/about/"),
        ("/?x=y&p=123&preview=true", "/2020/05/04/%E6%97%A5/"),
        ("/index.php?p=100005", "/2020/05/04/far/"),
        ("/?attachment_id=20", "/wp-content/uploads/2020/05/a%20b.jpg"),
        ("/?cat=31", "/category/news/"),
        ("/?author=2", "/author/jo/"),
        ("/?tag=net", "/tags/net/"),
        ("/?tag=rye", "/tag/rye/"),
        ("/?category_name=news", "/category/news/"),
        ("/?category_name=news/local", "/category/news/local/"),
        ("/?category_name=local", "/category/news/local/"),
        ("/category/local/", "/category/news/local/"),
        ("/?author_name=jo", "/author/jo/"),
        ("/?m=202005", "/posts/"),
        ("/?feed=rss2", "/index.xml"),
        ("/a-page/", "/wp-content/uploads/2020/05/a%20b.jpg"),
        ("/tag/net/", "/tags/net/"),
        ("/tag/net/feed/", "/tags/net/index.xml"),
        ("/2020/05/04/%e6%97%a5/2/", "/2020/05/04/%E6%97%A5/"),
        ("/2020/05/04/%E6%97%A5/3/", "/2020/05/04/%E6%97%A5/"),
        ("/2020/", "/posts/"),
        ("/2020/05", "/posts/"),
        ("/2020/05/04/", "/posts/"),
        ("/2020/05/page/2/", "/posts/"),
        ("/2020/05/feed/", "/posts/"),
        ("/feed/", "/index.xml"),
        ("/feed/atom/", "/index.xml"),
        ("/comments/feed/", "/index.xml"),
        ("/2020/05/04/post-1/feed/", "/2020/05/04/post-1/"),
        ("/2020/05/04/%e6%97%a5/feed/", "/2020/05/04/%E6%97%A5/"),
        ("/2020/05/04/post-1/comment-page-2/", "/2020/05/04/post-1/"),
        ("/2020/05/04/post-1/embed/", "/2020/05/04/post-1/"),
        ("/2020/05/04/post-1/trackback/", "/2020/05/04/post-1/"),
        ("/index.php", "/"),
        ("/index.php/page/3/", "/"),
        ("/index.php/2020/05/", "/posts/"),
        ("/index.php/feed/", "/index.xml"),
        ("/page/2/", "/"),
        ("/category/news/page/9/", "/category/news/"),
    ],
)
def test_nginx_leads_old_addresses_on_in_one_step(server: Any, old: str, new: str) -> None:
    assert server.get(old) == (301, new)


@needs_nginx
@pytest.mark.parametrize(
    "path",
    ["/", "/?utm_source=x", "/about/", "/about/?p=1", "/2019/", "/category/news/feed/", "/category/news/page/2/"],
)
def test_nginx_leaves_pages_that_are_there_alone(server: Any, path: str) -> None:
    assert server.get(path) == (200, "")


@needs_nginx
@pytest.mark.parametrize("path", ["/?p=7", "/?p=99999", "/?p=0", "/-wordpress/items/_/1", "/?cat=999", "/never/"])
def test_nginx_finds_nothing_where_nothing_is(server: Any, path: str) -> None:
    assert server.get(path)[0] == 404


@needs_nginx
@pytest.mark.parametrize(
    "path",
    [
        "/%0d%0aX-Evil:1/feed/",
        "//evil.example/feed/",
        "/%2Fevil.example/feed/",
        "/?tag=a%0d%0aX",
        "/\\evil.example/page/2/",
    ],
)
def test_no_request_makes_nginx_write_a_header_or_lead_elsewhere(server: Any, path: str) -> None:
    _, target = server.get(path)
    assert "\r" not in target
    assert not target.startswith(("//", "http", "/\\"))


@needs_nginx
def test_hostile_names_cannot_end_a_rule(tmp_path: Path) -> None:
    server = start(tmp_path, hostile())
    try:
        assert server.get("/")[0] != 200
        status, target = server.get("/?p=5")
        assert status == 301
        assert target.startswith("/new")
        assert server.get("/old%22;%20%7D$x/") == (301, "/fine/")
    finally:
        server.stop()


@needs_nginx
def test_in_a_folder_the_rules_are_below_it(tmp_path: Path) -> None:
    made = site(item(1, link=f"{BASE}/blog/x/"), page(2, "about", address="/blog/about/"), head=channel(f"{BASE}/blog"))
    server = serve(tmp_path, made, "index.html")
    try:
        assert server.get("/blog/?p=1") == (301, "/blog/x/")
        assert server.get("/blog/") == (301, "/")
        assert server.get("/blog/page/2/") == (301, "/")
        assert server.get("/blog/2020/") == (301, "/posts/")
        assert server.get("/blog/feed/") == (301, "/index.xml")
        assert server.get("/?p=1")[0] == 200
    finally:
        server.stop()


def hostile() -> Any:
    return Redirects(
        folder="",
        posts=f"/{EVIL}/",
        words=(("tag", "/tag/"),),
        items=((5, f"/new{EVIL}/"),),
        categories=(),
        authors=(),
        named=(("tag", f"slug{EVIL}", f"/new{EVIL}/"),),
        moved=((f"/old{EVIL}/", f"/new{EVIL}/"), ('/old"; }$x/', "/fine/")),
        lists=(f"/list{EVIL}/",),
        dates=(f"/2020{EVIL}/",),
        depths=(3,),
    )


@pytest.mark.parametrize("name", REDIRECTS)
def test_no_file_holds_a_line_that_the_export_wrote(name: Any) -> None:
    plain = redirect_files(hostile(), [name])[name].splitlines()
    assert not [line for line in plain if line.strip().startswith(("location / {", "<>"))]
    if name != "nginx.conf":
        assert not [line for line in plain if "taken" in line and '"taken"' in line]


ADDRESS = st.text(min_size=1, max_size=30).map(lambda text: f"/{text}/")


@settings(max_examples=examples(50))
@given(ADDRESS, ADDRESS)
def test_a_rule_of_netlify_is_three_words_on_one_line_whatever_the_addresses(old: Any, new: Any) -> None:
    rules = Redirects("", "/posts/", (), (), (), (), (), ((old, new),), (), (), ())
    line = redirect_files(rules, ["_redirects"])["_redirects"].splitlines()[2]
    assert len(line.split(" ")) == 3
    assert line.isascii()
    assert line.endswith(" 301")


def test_the_same_site_makes_the_same_files() -> None:
    records = [item(2), item(1), attachment(20, "a.jpg"), category("news", "News", 3), tag("x", "X"), author("jo")]
    files = [redirect_files(site(*order).redirects, REDIRECTS) for order in (records, records[::-1])]
    assert files[0] == files[1]
    assert list(files[0]) == list(REDIRECTS)


def test_only_the_files_that_are_asked_for_are_made() -> None:
    assert list(redirect_files(site(item(1)).redirects, ["htaccess"])) == ["htaccess"]


def test_archives_of_days_that_are_pages_now_are_left_to_them() -> None:
    assert site(item(1), page(2, "2020")).redirects.dates == ("/2020/05/", "/2020/05/04/")


def book(number: int, folder: str) -> Any:
    return item(number, type="book", link=f"{BASE}{folder}book-{number}/")


def test_lists_of_custom_types_are_led_on_from_their_name_and_from_where_their_items_are() -> None:
    moved = dict(site(book(1, "/library/"), book(2, "/library/old/")).redirects.moved)
    assert moved["/library/"] == "/book/"
    assert moved["/library/feed/"] == "/book/index.xml"
    assert moved["/book/feed/"] == "/book/index.xml" and "/book/" not in moved


def test_of_several_types_in_one_folder_the_last_has_its_list_there() -> None:
    types = [f"type{number}" for number in range(1, 9)]
    items = [item(number, type=one, link=f"{BASE}/all/{one}/", content="x") for number, one in enumerate(types, 1)]
    assert dict(site(*items).redirects.moved)["/all/"] == "/type8/"


@pytest.mark.parametrize("folders", [("/a/", "/b/"), ("/", "/a/")])
def test_items_in_folders_of_their_own_say_nothing_of_where_their_list_was(folders: Any) -> None:
    moved = dict(site(*(book(number, one) for number, one in enumerate(folders, 1))).redirects.moved)
    assert not {"/", "/a/", "/b/"} & moved.keys()


@needs_nginx
def test_what_a_site_without_rewritten_addresses_asked_for_by_name_is_led_on(tmp_path: Path) -> None:
    book = {"type": "book", "content": "Call me."}
    made = site(
        item(1, link=f"{BASE}/?p=1", terms=(carries("genre", "sea", "Sea"), carries("genre", "c-net", "C.NET"))),
        item(5, slug="moby", link=f"{BASE}/?book=moby", **book),
        item(6, slug="ahab", link=f"{BASE}/?book=moby/ahab", parent=5, **book),
    )
    running = serve(tmp_path, made)
    expected = {
        "/?book=moby": "/book/moby/",
        "/?book=moby/ahab&x=y": "/book/ahab/",
        "/?genre=sea": "/genre/sea/",
        "/?genre=c-net": "/genre/c-net/",
        "/?post_type=book": "/book/",
        "/?post_type=book&p=5": "/book/moby/",
    }
    try:
        assert {old: running.get(old)[1] for old in expected} == expected
    finally:
        running.stop()


def test_a_page_where_the_list_of_a_type_was_keeps_its_address() -> None:
    moved = dict(site(book(1, "/library/"), page(2, "library")).redirects.moved)
    assert "/library/" not in moved


def test_rules_of_netlify_name_every_old_address() -> None:
    made = site(item(1), category("news", "News", 3), attachment(20, "a.jpg"))
    lines = redirect_files(made.redirects, ["_redirects"])["_redirects"].splitlines()
    for line in (
        "/ p=1 /2020/05/04/post-1/ 301!",
        "/ page_id=1 /2020/05/04/post-1/ 301!",
        "/ attachment_id=20 /wp-content/uploads/a.jpg 301!",
        "/ cat=3 /category/news/ 301!",
        "/category/news/feed/ /category/news/index.xml 301",
        "/file-20/ /wp-content/uploads/a.jpg 301",
        "/feed/ /index.xml 301",
        "/2020/05/ /posts/ 301",
    ):
        assert line in lines


def test_rules_with_placeholders_stand_last_because_cloudflare_takes_no_plain_rule_after_them() -> None:
    made = site(item(1, link=f"{BASE}/blog/x/"), tag("x", "X"), head=channel(f"{BASE}/blog"))
    lines = redirect_files(made.redirects, ["_redirects"])["_redirects"].splitlines()
    rules = [line.split() for line in lines if not line.startswith("#")]
    taken = [":" in source or "*" in source for source, *_ in filter(lambda rule: len(rule) == 3, rules)]
    assert taken == sorted(taken)
    assert ["/:part1/:part2/feed/", "/:part1/:part2/", "301"] in rules


def test_a_file_with_more_rules_than_cloudflare_takes_says_so() -> None:
    moved = tuple((f"/old-{number}/", "/new/") for number in range(2001))
    rules = Redirects("", "/posts/", (), (), (), (), (), moved, (), (), ())
    assert "Cloudflare takes the first 2000." in redirect_files(rules, ["_redirects"])["_redirects"].splitlines()[2]


def test_apache_skips_all_questions_where_none_is_asked() -> None:
    lines = redirect_files(site(item(1), item(2)).redirects, ["htaccess"])["htaccess"].splitlines()
    skipped = lines[lines.index("RewriteCond %{QUERY_STRING} ^$") + 2 :]
    rules = [line for line in skipped if line.startswith("RewriteRule")]
    count = int(lines[lines.index("RewriteCond %{QUERY_STRING} ^$") + 1].partition("[S=")[2].rstrip("]"))
    assert all("QSD" in rule for rule in rules[:count])
    assert not any("QSD" in rule for rule in rules[count:])


def test_apache_takes_no_percent_sign_for_a_condition() -> None:
    made = site(item(1, slug="%e6%97%a5", link=f"{BASE}/%e6%97%a5/"))
    assert '"/\\%E6\\%97\\%A5/"' in redirect_files(made.redirects, ["htaccess"])["htaccess"]
