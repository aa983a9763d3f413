"""After the move every old address still leads to its page, and no link or picture of the new site leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from migrate.hugo.build import build
from tests.support.blog import HOST, Blog, Post
from tests.support.nginx import Server, needs_nginx
from tests.support.old_addresses import OldSite
from tests.support.visitor import problem, walk
from tests.support.wxr_exports import record

pytestmark = needs_nginx
UPLOADS = f"{HOST}/wp-content/uploads"
HEAD = "".join(
    [
        record("author", author_id="1", author_login="robin", author_display_name="Robin"),
        record("author", author_id="2", author_login="Kim.Doe", author_display_name="Kim Doe"),
        record("category", term_id="2", category_nicename="baking", cat_name="Baking"),
        record("category", term_id="3", category_nicename="rye", category_parent="baking", cat_name="Rye &amp; co"),
        record("category", term_id="4", category_nicename="dark", category_parent="rye", cat_name="Dark rye"),
        record("category", term_id="5", category_nicename="%e3%83%91%e3%83%b3", cat_name="パン"),
        record("tag", term_id="10", tag_slug="c", tag_name="C#"),
        record("tag", term_id="11", tag_slug="c-2", tag_name="C++"),
        record("tag", term_id="12", tag_slug="net", tag_name=".NET"),
        record("tag", term_id="13", tag_slug="hash", tag_name="# hash"),
        record("term", term_id="20", term_taxonomy="season", term_slug="late-summer", term_name="Late summer"),
    ]
)
BAKING, DARK = ("category", "baking", "Baking"), ("category", "dark", "Dark rye")
BREAD = ("category", "%e3%83%91%e3%83%b3", "パン")
HASH = ("post_tag", "hash", "# hash")
LANGUAGES = (("post_tag", "c", "C#"), ("post_tag", "c-2", "C++"), ("post_tag", "net", ".NET"))
ASIDE = ("post_format", "post-format-aside", "Aside")
SUMMER = ("season", "late-summer", "Late summer")
RENAMED = (("_wp_old_slug", "first-name"),)
LINKS = f"""<a href="{HOST}/?p=2">two</a> <a href="{HOST}/about">about</a> <a href="{HOST}/about/team/#top">team</a>
<a href="{HOST}/?page_id=31">who</a> <a href="{HOST}/2020/04/02/first-name/">old</a> <a href="#here" id="here">here</a>
<a href="{HOST}/category/baking/rye/dark/">dark</a> <a href="{HOST}/?cat=3">rye</a> <a href="{HOST}/tag/net/">dots</a>
<a href="{HOST}/author/robin/">robin</a> <a href="{HOST}/2020/04/">April</a> <a href="{HOST}/feed/">feed</a>
<a href="{HOST}/2020/04/03/in-parts/2/">more</a> <a href="{HOST}/2020/05/04/crumb/">crumb</a>
<a href="{HOST}/page/2/">older</a> <a href="{UPLOADS}/2020/04/recipe%20(1).pdf">recipe</a> <a href="https://elsewhere.example/x/">elsewhere</a>
<img src="{UPLOADS}/2020/04/crumb-300x200.jpg" srcset="{UPLOADS}/2020/04/crumb.jpg 900w, {UPLOADS}/2020/04/c.jpg 2x" />
<img src="data:," data-src="{UPLOADS}/2020/04/oven.jpg" /> [audio src="{UPLOADS}/2020/04/crust.mp3"]"""
DAYS = (Post(number, f"Day {number}", "A day.", f"day-{number}", terms=(BAKING, HASH)) for number in range(5, 25))
PICTURE = Post(0, "A picture", "", type="attachment", status="inherit")
POSTS = (
    Post(1, "Links of all kinds", LINKS, "links", terms=(BAKING,)),
    Post(2, "A loaf", "Flour.", "loaf", day="2020-04-02", meta=RENAMED, terms=(BREAD, HASH, *LANGUAGES)),
    Post(3, "In parts", "One.<!--nextpage-->Two.<!--nextpage-->Three.", "in-parts", day="2020-04-03", terms=(DARK,)),
    Post(4, "日本語", "Letters.", "%e6%97%a5%e6%9c%ac", day="2021-12-31", terms=(ASIDE,)),
    *DAYS,
    Post(30, "About", "Us.", "about", type="page"),
    Post(31, "Team", '<h2 id="top">Who</h2>', "team", type="page", parent=30, folder="about/"),
    Post(32, "Soup", "Hot.", "soup", type="recipe", folder="recipe/", terms=(SUMMER,)),
    PICTURE.but(id=40, slug="crumb", attachment=f"{UPLOADS}/2020/04/crumb.jpg"),
    PICTURE.but(id=41, slug="oven", parent=2, folder="2020/04/02/loaf/", attachment=f"{UPLOADS}/2020/04/oven.jpg"),
    Post(50, "Nobody's", "Hidden.", "hidden", status="private"),
)
FILES = ("crumb.jpg", "c.jpg", "oven.jpg", "crust.mp3", "recipe (1).pdf")


@dataclass
class Served:
    """The old site, and the new one as nginx serves it."""

    old: OldSite
    public: Path
    server: Server


@pytest.fixture(scope="module", params=[HOST, "https://example.org/blog"], ids=["at the root", "in a folder"])
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    blog = Blog(tmp_path_factory.mktemp("old"))
    uploads = blog.folder / "uploads/2020/04"
    uploads.mkdir(parents=True)
    for name in FILES:
        (uploads / name).write_bytes(b"x")
    assert blog.write(*POSTS, head=HEAD, host=request.param).run("migrate").status == 0
    assert blog.run("media", "--from", str(blog.folder / "uploads")).status == 0
    assert build(blog.site, blog.folder / "public").clean
    server = Server(blog.folder, blog.folder / "public", blog.site / "redirects/nginx.conf")
    yield Served(OldSite(blog.export), blog.folder / "public", server)
    server.stop()


def test_every_old_address_answers_itself_or_after_one_redirect(
    served: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = served.old.addresses()
    wrong = {one.address: found for one in asked if (found := problem(served.server, one))}
    with capsys.disabled():
        print(f"\n{len(asked) - len(wrong)} of {len(asked)} old addresses answered")
    assert not wrong
    assert len(asked) > 400


def test_no_link_and_no_picture_leads_nowhere(served: Served, capsys: pytest.CaptureFixture[str]) -> None:
    found = walk(served.public, served.server, served.old.host)
    with capsys.disabled():
        print(f"\n{found.links} links and {found.pictures} pictures followed, {len(found.missing)} lead nowhere")
    assert not found.missing
    assert not found.fragments
    assert found.links > 500
    assert found.pictures >= 3


@pytest.mark.parametrize("address", ["/2020/05/04/hidden/", "/?p=50", "/?p=9999", "/category/never/", "/wp-login.php"])
def test_what_was_not_public_or_never_there_is_not_found(served: Served, address: str) -> None:
    folder = urlsplit(f"//{served.old.host}{served.old.folder}").path
    assert served.server.get(f"{folder}{address}")[0] == 404
