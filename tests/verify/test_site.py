"""What `verify` says of the site as a whole, of files that people changed, and how it ends."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from migrate.content.context import Context
from migrate.content.render import render
from migrate.diagnostics import MigrateError
from migrate.hugo.build import build
from migrate.media.manifest import ends_of
from migrate.report.verdicts import verdict_text
from migrate.state_folder import MEDIA
from migrate.verify.verdict import Fault, Judgement, Result, SiteFault, Verdict
from tests.support.blog import HOST, Blog, Post
from tests.support.json_schemas import follows
from tests.support.nginx import needs_nginx
from tests.support.translated import menu_entry

SECRET = "Only members read of the purple elephant."
PICTURE = "https://blog.example/wp-content/uploads/a.jpg"
SHOWN = f'<p>Everybody reads this. <a href="{PICTURE}"><img src="{PICTURE}"></a></p>'
UNSHOWN = f"[members-only]{SECRET}[/members-only]{SHOWN}"
POSTS = (
    Post(1, content=UNSHOWN, categories=("News",)),
    Post(2, content="<h2>Here</h2><p>Gone soon.</p>"),
    Post(3, content="<p>Edited soon.</p>"),
    Post(4, content='<p><a href="https://blog.example/no-such-page/">Dead</a> <a href="#none">long ago</a>.</p>'),
    Post(5, "Secret plans", "<p>Nobody may know that we move to the moon.</p>", status="private"),
)


def judged(blog: Blog, *arguments: str) -> tuple[int, Any]:
    done = blog.run("verify", "--format", "json", *arguments)
    judgement = json.loads(done.output)
    follows(judgement, "verdict")
    return done.status, judgement


def results(judgement: Any) -> dict[int, str]:
    return {one["wordpress_id"]: one["result"] for one in judgement["items"]}


def site_faults(judgement: Any) -> set[tuple[str, str]]:
    return {(one["kind"], one["page"]) for one in judgement["site"]}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Blog:
    blog = Blog(tmp_path_factory.mktemp("site")).write(*POSTS)
    blog.run("migrate")
    picture = blog.site / "static/wp-content/uploads/a.jpg"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"picture")
    return blog


@pytest.fixture
def blog(made: Blog, tmp_path: Path) -> Blog:
    shutil.copytree(made.folder, tmp_path / "blog")
    return Blog(tmp_path / "blog", made.posts)


def test_links_that_led_nowhere_in_wordpress_are_warnings(blog: Blog) -> None:
    status, judgement = judged(blog)
    assert (status, site_faults(judgement)) == (0, {("warning", POSTS[3].address)})


def test_a_place_in_a_menu_that_no_text_has_is_a_warning_and_one_that_a_text_had_is_a_fault(tmp_path: Path) -> None:
    named = {"theirs": "made by the theme", "team": "in a text", "prices": "a heading", "built": "in a builder's data"}
    entries = [
        menu_entry(number, "top", label, type="custom", url=f"#{place}")
        for number, (place, label) in enumerate(named.items(), 10)
    ]
    text = '<h2>Prices</h2><p>Ours.</p>[section section_id="built"]<div id="team"><p>We.</p></div>[/section]'
    blog = Blog(tmp_path).write(Post(1, content=text), Post(2), *entries)
    blog.run("migrate")
    status, judgement = judged(blog)
    told = {(one["kind"], one["detail"].partition(":")[0]) for one in judgement["site"] if "#" in one["detail"]}
    assert status == 1
    assert told == {("warning", "#theirs"), ("fragment", "#team"), ("fragment", "#prices"), ("fragment", "#built")}
    Blog(tmp_path).write(Post(1), Post(2), entries[0]).run("sync")
    assert judged(blog)[0] == 0


def test_an_address_of_the_site_that_is_its_own_words_is_no_difference(tmp_path: Path) -> None:
    words = [f"{HOST}/2020/05/04/post-2/", "http://www.blog.example/2020/05/04/post-2", f"{HOST}/nowhere/?x=1"]
    content = " ".join(f'<a href="{one}">{one}</a>' for one in words)
    blog = Blog(tmp_path).write(Post(1, content=content), Post(2, slug="post-2"))
    blog.run("migrate")
    found = json.loads(blog.run("verify", "--format", "json").output)
    assert [one["result"] for one in found["items"]] == ["identical", "identical"]


def test_the_stand_in_of_a_picture_that_comes_late_is_not_missed(tmp_path: Path) -> None:
    late = '<img src="/wp-content/plugins/acme/blank.gif" data-original="/wp-content/uploads/moss.jpg" alt="Moss">'
    blog = Blog(tmp_path).write(Post(1, content=late))
    blog.run("migrate")
    found = json.loads(blog.run("verify", "--format", "json").output)
    assert [one["result"] for one in found["items"]] == ["identical"]


def test_all_that_is_wrong_with_the_built_site_is_named(blog: Blog) -> None:
    mine = "---\ntitle: Mine\nurl: /mine/\n---\n[to](/nowhere/) [place](/2020/05/04/post-2/#elsewhere) ![x](/no.jpg)\n"
    (blog.site / "content/mine.md").write_text(mine, "utf-8")
    for name in ("one", "two"):
        page = f"---\ntitle: {name}\n---\n![x](/gr%C3%B6%C3%9Fe.jpg)\n"
        (blog.site / f"content/{name}.md").write_text(page, "utf-8")
    (blog.site / "content/double.md").write_text("---\ntitle: Double\nurl: /2020/05/04/post-2/\n---\nTwice.\n", "utf-8")
    (blog.site / "static/wp-content/uploads/a.jpg").unlink()
    (blog.site / "content/categories/news/_index.md").unlink()
    status, judgement = judged(blog)
    assert status == 1
    found = site_faults(judgement)
    assert {("link", "/mine/"), ("fragment", "/mine/"), ("image", "/mine/")} <= found
    assert {("image", POSTS[0].address), ("link", POSTS[0].address)} <= found
    assert {("address", ""), ("address", "/category/news/"), ("file", "/category/news/")} <= found
    assert "/größe.jpg: nothing is there (and on 1 more page)" in [one["detail"] for one in judgement["site"]]


def test_every_old_address_is_asked_of_the_written_rules(blog: Blog) -> None:
    rule = f"/ p=3 {POSTS[2].address} 301!\n"
    blog.edit("redirects/_redirects", rule, "")
    blog.edit("redirects/nginx.conf", f"/4$ {POSTS[3].address} ", f"/4$ {POSTS[2].address} ")
    status, judgement = judged(blog)
    assert status == 1
    assert [one["detail"] for one in judgement["site"] if one["kind"] == "address"] == [
        f"redirects/_redirects leads to nothing in place of {POSTS[2].address}",
        f"redirects/nginx.conf leads to {POSTS[2].address} in place of {POSTS[3].address}",
    ]


def test_a_rule_that_leads_on_for_a_while_only_is_none(blog: Blog) -> None:
    blog.edit("redirects/_redirects", f"/ p=3 {POSTS[2].address} 301!", f"/ p=3 {POSTS[2].address} 302!")
    blog.edit("redirects/nginx.conf", f"/4$ {POSTS[3].address} permanent", f"/4$ {POSTS[3].address} redirect")
    assert [one["detail"] for one in judged(blog)[1]["site"] if one["kind"] == "address"] == [
        f"redirects/_redirects leads to nothing in place of {POSTS[2].address}",
        f"redirects/nginx.conf leads to nothing in place of {POSTS[3].address}",
    ]


def test_rules_of_netlify_for_parts_of_addresses_and_for_archives_are_followed(blog: Blog) -> None:
    blog.edit("redirects/_redirects", "/2020/ /posts/ 301", "/2020/ /nowhere/ 301\n/2020/:month/ /m/:month/ 301")
    said = {one["page"]: one["detail"] for one in judged(blog)[1]["site"] if one["kind"] == "address"}
    assert said == {
        "/2020/": "redirects/_redirects leads to /nowhere/ in place of /posts/",
        "/2020/05/": "redirects/_redirects leads to /m/05/ in place of /posts/",
    }
    blog.edit("redirects/_redirects", "/feed/ ", "/* /all/:splat 301!\n/feed/ ")
    caught = [one["detail"] for one in judged(blog)[1]["site"] if one["page"] == "/2020/05/04/"]
    assert caught == ["redirects/_redirects leads to /all/2020/05/04/ in place of /posts/"]


@needs_nginx
def test_a_real_nginx_says_where_rules_lead(blog: Blog) -> None:
    rules = blog.site / "redirects/nginx.conf"
    earlier = 'if ($request_uri ~* "[?]P=3$") { return 301 /elsewhere/; }'
    rules.write_text(f"{earlier}\n{rules.read_text('utf-8')}", "utf-8")
    assert [one["detail"] for one in judged(blog)[1]["site"] if one["kind"] == "address"] == [
        f"redirects/nginx.conf leads to /elsewhere/ in place of {POSTS[2].address}"
    ]


def test_without_nginx_its_rules_are_read(blog: Blog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("migrate.verify.site_files.rules.led_by_nginx", lambda rules, root, asked: None)
    blog.edit("redirects/nginx.conf", f"/4$ {POSTS[3].address} ", f"/4$ {POSTS[2].address} ")
    assert [one["detail"] for one in judged(blog)[1]["site"] if one["kind"] == "address"] == [
        f"redirects/nginx.conf leads to {POSTS[2].address} in place of {POSTS[3].address}"
    ]


def test_what_nobody_may_see_is_found_wherever_it_stands(blog: Blog) -> None:
    (blog.site / "layouts/_shortcodes/wp-hidden.html").write_text("{{ .Inner }}", "utf-8")
    leak = '---\ntitle: Leak\n---\n<span title="Nobody may know that we move to the moon."></span>\n'
    (blog.site / "content/leak.md").write_text(leak, "utf-8")
    status, judgement = judged(blog)
    public = {one["wordpress_id"] for one in judgement["items"] for fault in one["faults"] if fault["kind"] == "public"}
    assert (status, public) == (1, {1, 5})


def test_what_nobody_may_see_is_found_in_files_that_hugo_only_copies(blog: Blog) -> None:
    (blog.site / "static/leak.json").write_text('{"about": "Nobody may know that we move to the moon."}', "utf-8")
    status, judgement = judged(blog)
    found = {one["wordpress_id"]: [fault["found"] for fault in one["faults"]] for one in judgement["items"]}
    assert (status, found[5]) == (1, ["/leak.json"] * len(found[5])) and found[5]


def test_what_nobody_may_see_is_found_where_a_template_prints_texts_as_they_are_stored(blog: Blog) -> None:
    (blog.site / "layouts/page.html").write_text("{{ .Content }}<pre>{{ .RawContent }}</pre>", "utf-8")
    status, judgement = judged(blog)
    public = {one["wordpress_id"] for one in judgement["items"] for fault in one["faults"] if fault["kind"] == "public"}
    assert (status, public) == (1, {1})


def test_pages_in_whose_place_others_are_led_to_are_named(blog: Blog) -> None:
    leads = '<meta http-equiv="refresh" content="0; url=https://blog.example/mine/">'
    (blog.site / "layouts/page.html").write_text(leads, "utf-8")
    faults = {one["detail"] for one in judged(blog)[1]["site"] if one["kind"] == "address"}
    assert faults == {"leads on to /mine/ in place of the page (and on 3 more pages)"}


def test_a_published_link_to_a_draft_may_say_its_title(blog: Blog) -> None:
    linking = Post(6, content='<p><a href="https://blog.example/2020/05/04/secret-plans/">Soon</a>.</p>')
    blog.write(*POSTS, linking).run("sync")
    status, judgement = judged(blog)
    assert (status, results(judgement)[5]) == (0, "identical")


def test_a_public_comment_may_say_what_a_draft_says(blog: Blog) -> None:
    said = Post(6, content="<p>Words.</p>", comments=("Nobody may know that <em>we</em> move to the moon.",))
    blog.write(*POSTS, said).run("sync")
    status, judgement = judged(blog)
    assert (status, results(judgement)[5]) == (0, "identical")


def test_a_comment_may_answer_one_that_is_gone(blog: Blog) -> None:
    answer = '<a href="#comment-557">To whom</a> I answer.'
    blog.write(*POSTS, Post(6, content="<p>Words.</p>", comments=(answer,))).run("sync")
    status, judgement = judged(blog)
    assert (status, [one for one in judgement["site"] if one["kind"] == "fragment"]) == (0, [])


def test_published_code_may_say_what_the_code_of_a_draft_says(blog: Blog) -> None:
    code = '<pre>&lt;div class="purple"&gt;&lt;a href="elephant"&gt;tree&lt;/a&gt; rose&lt;/div&gt;</pre>'
    blog.write(*POSTS, Post(6, content=code), Post(7, "Later", code, status="draft")).run("sync")
    status, judgement = judged(blog)
    assert (status, results(judgement)[7]) == (0, "identical")


def test_a_picture_in_which_nothing_is_is_not_there(blog: Blog) -> None:
    (blog.site / "static/wp-content/uploads/a.jpg").write_bytes(b"")
    status, judgement = judged(blog)
    assert (status, {("image", POSTS[0].address)} <= site_faults(judgement)) == (1, True)


def test_a_picture_that_is_cut_short_is_said_to_be_so(blog: Blog) -> None:
    (blog.site / "static/wp-content/uploads/a.jpg").write_bytes(b"\xff\xd8\xff\xe0 and no end")
    said = [one["detail"] for one in judged(blog)[1]["site"] if one["kind"] == "image"]
    assert said == ["/wp-content/uploads/a.jpg: only a part of the file is there"]


@pytest.mark.parametrize(
    ("data", "why"),
    [(bytes(99), "the file holds nothing"), (b"\n<!DOCTYPE html><p>Gone</p>", "a page of HTML is there")],
)
def test_what_is_no_picture_is_said_to_be_so(data: bytes, why: str, blog: Blog) -> None:
    (blog.site / "static/wp-content/uploads/a.jpg").write_bytes(data)
    said = [one["detail"] for one in judged(blog)[1]["site"] if one["kind"] == "image"]
    assert said == [f"/wp-content/uploads/a.jpg: {why}"]


@pytest.mark.parametrize("data", [b"another picture", b"PICTURE"])
def test_a_file_that_changed_since_it_was_brought_is_a_warning(data: bytes, blog: Blog) -> None:
    path = "static/wp-content/uploads/a.jpg"
    brought = {"path": path, "length": len(b"picture"), "ends": ends_of(blog.site / path)}
    (blog.site / MEDIA).write_text(f"{json.dumps(brought)}\n", "utf-8")
    before = judged(blog)
    (blog.site / path).write_bytes(data)
    status, judgement = judged(blog)
    said = {one["detail"] for one in judgement["site"]} - {one["detail"] for one in before[1]["site"]}
    assert (before[0], status, said) == (0, 0, {f"{path} has changed since brought by media"})


def test_a_layout_that_shows_a_part_of_each_text_is_named(blog: Blog) -> None:
    (blog.site / "layouts/page.html").write_text('<p>{{ .Content | plainify | truncate 9 "" }}</p>', "utf-8")
    status, judgement = judged(blog)
    assert (status, {kind for kind, _ in site_faults(judgement)} >= {"text"}) == (1, True)


def test_hooks_that_keep_something_back_are_named_and_those_that_write_it_otherwise_are_not(tmp_path: Path) -> None:
    linked = (
        '<p>See <a href="https://blog.example/2020/05/04/post-2/">it</a>, <a href="https://other.example/a">more</a>.'
    )
    shown = (
        f'<h2>A heading</h2><p><img src="{HOST}/wp-content/uploads/harbour.jpg" alt="The harbour"> One two three.</p>'
    )
    blog = Blog(tmp_path).write(Post(1, content=linked), Post(2, content=f"{shown}<pre><code>while x: y</code></pre>"))
    blog.run("migrate")
    (blog.site / "static/wp-content/uploads").mkdir(parents=True)
    (blog.site / "static/wp-content/uploads/harbour.jpg").write_bytes(b"picture")
    hooks = blog.site / "layouts/_markup"
    hooks.mkdir()
    (hooks / "render-link.html").write_text(
        "<a href='{{ .Destination | safeURL }}?from=x' rel=nofollow>{{ .Text }}</a>"
    )
    before = [one for one in judged(blog)[1]["site"] if one["kind"] != "warning"]
    for name, text in (("link", "{{ .Text }}"), ("image", "{{ .Text }}"), ("heading", ""), ("codeblock", "")):
        (hooks / f"render-{name}.html").write_text(text, "utf-8")
    status, judgement = judged(blog)
    assert (before, status) == ([], 1)
    assert {(one["kind"], one["page"]) for one in judgement["site"]} == {
        ("link", "/2020/05/04/post-1/"),
        ("image", "/2020/05/04/post-2/"),
        ("text", "/2020/05/04/post-2/"),
    }


def test_a_style_sheet_of_the_theme_that_hides_words_of_texts_is_a_warning(tmp_path: Path) -> None:
    spans = '<table class="prices"><tr><td colspan="2">Both</td></tr><tr><td class="old">A</td><td>B</td></tr></table>'
    blog = Blog(tmp_path).write(Post(1, content=spans), Post(2))
    blog.run("migrate")
    (blog.site / "static/css").mkdir(parents=True)
    (blog.site / "static/css/mine.css").write_text(".old, .none { display: none }", "utf-8")
    head = blog.site / "layouts/_partials/head.html"
    sheets = '<link rel="stylesheet" href="/css/mine.css"><style>@media print { .prices { display: none } }</style>'
    head.write_text(f"<title>{{{{ .Title }}}}</title>{sheets}", "utf-8")
    status, judgement = judged(blog)
    hidden = [one for one in judgement["site"] if "style sheet" in one["detail"]]
    assert (status, [(one["kind"], one["page"]) for one in hidden]) == (0, [("warning", "/2020/05/04/post-1/")])
    assert hidden[0]["detail"] == "a style sheet hides .old, in which there are words of texts"


def test_a_theme_that_does_not_keep_search_engines_away_is_a_warning(tmp_path: Path) -> None:
    robots = (("_yoast_wpseo_meta-robots-noindex", "1"), ("_yoast_wpseo_canonical", "https://other.example/a/"))
    blog = Blog(tmp_path).write(Post(1, meta=robots), Post(2))
    blog.run("migrate")
    before = judged(blog)[1]["site"]
    (blog.site / "layouts/page.html").write_text("<head></head>{{ .Content }}", "utf-8")
    status, judgement = judged(blog)
    assert (before, status) == ([], 0)
    assert {(one["kind"], one["detail"]) for one in judgement["site"]} == {
        ("warning", "its theme does not say noindex to search engines"),
        ("warning", "its theme does not name https://other.example/a/ as the original"),
    }


def test_old_addresses_are_asked_though_a_file_ends_the_build(tmp_path: Path) -> None:
    blog = Blog(tmp_path).write(Post(1, meta=(("_wp_old_slug", "before"),)), Post(2))
    blog.run("migrate")
    blog.edit(Post(1), "aliases:\n- /2020/05/04/before/\n", "")
    blog.edit(Post(2), "We went out.", "{{< no-such-shortcode >}}")
    faults = {one["wordpress_id"]: {fault["kind"] for fault in one["faults"]} for one in judged(blog)[1]["items"]}
    assert "address" in faults[1]


def test_a_file_that_names_its_item_no_more_is_known_by_its_place(blog: Blog) -> None:
    shutil.rmtree(blog.site / ".wxr2hugo")
    blog.edit(POSTS[2], "wordpress_id: 3\n", "")
    item = next(one for one in judged(blog)[1]["items"] if one["wordpress_id"] == 3)
    assert (item["result"], [one["kind"] for one in item["faults"]]) == ("differs", ["front_matter"])


def test_an_edited_file_and_one_that_is_gone_are_told_apart(blog: Blog) -> None:
    blog.edit(POSTS[2], "Edited soon.", "Edited now.")
    assert judged(blog)[0] == 0
    (blog.site / POSTS[1].path).unlink()
    status, judgement = judged(blog)
    assert status == 1
    assert results(judgement) == {1: "identical", 2: "missing", 3: "edited", 4: "identical", 5: "identical"}
    edited = next(one for one in judgement["items"] if one["wordpress_id"] == 3)
    assert [fault["kind"] for fault in edited["faults"]] == ["text"]


@pytest.mark.parametrize("new", ["url: /mine/\naliases:\n- /2020/05/04/post-3/\n", "url: /mine/\n", ""])
def test_links_to_a_page_to_which_a_person_gave_another_address_lead_there(new: str, tmp_path: Path) -> None:
    target = POSTS[2].but(content='<h2 id="a">Here</h2>')
    links = f'<a href="{HOST}{target.address}">that</a> and <a href="/?p=3#a">this</a>'
    blog = Blog(tmp_path).write(target, Post(7, content=f"<p>See {links}.</p>"))
    blog.run("migrate")
    blog.edit(target, f"url: {target.address}\n", new)
    status, judgement = judged(blog)
    assert (status, results(judgement)) == (0, {3: "edited", 7: "identical"})


def test_links_by_an_address_that_a_person_took_from_a_page_are_dead(tmp_path: Path) -> None:
    blog = Blog(tmp_path).write(POSTS[2], Post(7, content=f'<a href="{HOST}{POSTS[2].address}">that</a>'))
    blog.site.mkdir()
    (blog.site / "wxr2hugo.toml").write_text('[markdown]\nlinks = "url"\n', "utf-8")
    blog.run("migrate")
    blog.edit(POSTS[2], f"url: {POSTS[2].address}", "url: /mine/")
    status, judgement = judged(blog)
    assert status == 1 and site_faults(judgement) == {("link", blog.posts[1].address)}


def test_a_site_that_cannot_be_built_is_said_to_be_so(blog: Blog) -> None:
    (blog.site / "content/mine.md").write_text('---\ntitle: Mine\n---\n{{< relref "no-such-page.md" >}}\n', "utf-8")
    status, judgement = judged(blog)
    assert status == 1
    assert judgement["hugo"]["status"] != 0


def test_a_partial_that_ends_the_build_is_named(blog: Blog) -> None:
    partial = blog.site / "layouts/_partials/broken.html"
    partial.parent.mkdir(exist_ok=True)
    partial.write_text("{{ $nothing }}", "utf-8")
    status, judgement = judged(blog)
    assert (status, judgement["hugo"]["status"] != 0) == (1, True)
    assert "broken.html" in judgement["hugo"]["warnings"][0]


def test_rules_for_old_addresses_that_are_gone_are_missed(blog: Blog) -> None:
    (blog.site / "redirects/nginx.conf").unlink()
    status, judgement = judged(blog)
    assert status == 1
    assert [one["detail"] for one in judgement["site"] if one["kind"] == "address"] == [
        "redirects/nginx.conf, with the rules for old addresses, is not there"
    ]


def test_a_file_that_ends_the_build_is_named_and_the_others_are_judged(blog: Blog) -> None:
    blog.edit(POSTS[2], "Edited soon.", "{{< no-such-shortcode >}}")
    blog.edit(POSTS[1], "title: A walk", "title: [A walk")
    status, judgement = judged(blog)
    assert status == 1
    assert judgement["hugo"]["status"] != 0
    faults = {one["wordpress_id"]: [fault["found"] for fault in one["faults"]] for one in judgement["items"]}
    assert "no-such-shortcode" in faults[3][0]
    assert POSTS[1].path in faults[2][0]
    assert faults[4] == []


def test_one_item_is_judged_by_its_id_or_its_path(blog: Blog) -> None:
    blog.edit(POSTS[2], "Edited soon.", "Edited now.")
    assert results(judged(blog, "2")[1]) == {2: "identical"}
    assert results(judged(blog, POSTS[2].path)[1]) == {3: "edited"}


def test_one_item_is_judged_without_what_has_nothing_to_do_with_it(tmp_path: Path) -> None:
    to = '<p>See <a href="https://blog.example/2020/05/04/post-2/#here">there</a>.</p>'
    blog = Blog(tmp_path).write(Post(1, content=to), POSTS[1], Post(3))
    blog.run("migrate")
    for number in range(9):
        (blog.site / f"content/broken-{number}.md").write_text("---\ntitle: [open\n---\n", "utf-8")
    assert results(judged(blog, "1")[1]) == {1: "identical"}
    (blog.site / "content/posts/_index.md").write_text("---\ncascade:\n  weight: 7\n---\n", "utf-8")
    assert results(judged(blog, "3")[1]) == {3: "differs"}


def test_where_another_page_leads_on_it_is_asked_before_one_item_is_judged(blog: Blog) -> None:
    blog.write(*POSTS, Post(6, content='<p><a href="https://blog.example/2020/05/04/post-2/">There</a>.</p>'))
    blog.run("sync")
    blog.edit(POSTS[1], "author:", "aliases:\n- /former/\nauthor:")
    path = Post(6).path
    text = (blog.site / path).read_text("utf-8")
    (blog.site / path).write_text(text.partition("[There]")[0] + "[There](/former/).\n", "utf-8")
    status, judgement = judged(blog, "6")
    assert (status, judgement["items"][0]["result"], judgement["items"][0]["faults"]) == (0, "edited", [])


def test_what_is_lost_before_there_is_a_tree_to_judge_by_is_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = f'<p>Washed overboard: <a href="https://other.example/net">a net</a> <img src="{PICTURE}"></p>'

    def losing(text: str, context: Context) -> str:
        return render(text.replace(lost, ""), context)

    monkeypatch.setattr("migrate.pipeline.truth.render", losing)
    blog = Blog(tmp_path).write(Post(1, content=f"<p>Stays.</p>{lost}"), Post(2, content="<p>Stays.</p>"))
    blog.run("migrate")
    status, judgement = judged(blog, "--jobs", "1")
    assert (status, results(judgement)) == (1, {1: "differs", 2: "identical"})
    faults = {fault["kind"]: fault["expected"] for fault in judgement["items"][0]["faults"]}
    assert faults == {"text": "Washed overboard: a net", "link": "https://other.example/net", "image": "a.jpg"}


def test_what_no_browser_shows_is_told_by_the_migration_and_is_no_difference(tmp_path: Path) -> None:
    unclosed = ("On walls.<!-- so it was kept", '<p>A <img alt="boat at noon', "A film: <video> of the harbour")
    made = Blog(tmp_path).write(*(Post(number, content=text) for number, text in enumerate(unclosed, start=1)))
    run = made.run("migrate", "--guarantee")
    assert "“so it was kept” in line 1" in run.messages and "E111" not in run.messages
    assert judged(made)[1]["summary"]["identical"] == 3


def test_what_cannot_be_judged_is_refused(blog: Blog, tmp_path: Path) -> None:
    with pytest.raises(MigrateError, match="999: is no file, folder or WordPress id of this site"):
        blog.run("verify", "999")
    with pytest.raises(MigrateError, match="there is no Hugo site"):
        Blog(tmp_path).write(POSTS[0]).run("verify")
    with pytest.raises(MigrateError, match="this is inside the site"):
        blog.run("verify", "--output", str(blog.site / "report.txt"))


def test_a_report_that_cannot_be_written_is_refused_before_anything_is_built(
    blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("migrate.cli.trial.tried", lambda *_: pytest.fail("it was built"))
    with pytest.raises(MigrateError, match="there is no such folder"):
        blog.run("verify", "--output", str(blog.folder / "none/report.html"))
    with pytest.raises(MigrateError, match="there is no such folder"):
        blog.run("diff", "--output", str(blog.folder / "none/report.html"))


def test_a_folder_stands_for_the_items_in_it(blog: Blog) -> None:
    posts = [post for post in POSTS if post.path.startswith("content/posts/")]
    _, judgement = judged(blog, "content/posts")
    assert {one["wordpress_id"] for one in judgement["items"]} == {post.id for post in posts}
    with pytest.raises(MigrateError, match="content/nowhere: is no file, folder"):
        blog.run("verify", "content/nowhere")


def test_programs_are_told_of_every_item_what_it_is_and_what_differs(blog: Blog) -> None:
    blog.edit(POSTS[2], "Edited soon.", "Edited now.")
    (blog.site / POSTS[1].path).unlink()
    shutil.rmtree(blog.site / "static")
    status, told = judged(blog)
    assert (status, told["hugo"]) == (1, {"status": 0, "warnings": []})
    assert told["summary"] == {"identical": 3, "differs": 0, "missing": 1, "edited": 1}
    items = {one["wordpress_id"]: one for one in told["items"]}
    assert list(items) == [post.id for post in POSTS]
    assert items[3] == {
        "wordpress_id": 3,
        "title": POSTS[2].title,
        "path": POSTS[2].path,
        "url": POSTS[2].address,
        "result": "edited",
        "faults": [{"kind": "text", "expected": "Edited soon.", "found": "Edited now."}],
    }
    assert (items[1]["result"], items[1]["faults"]) == ("identical", [])
    assert (items[2]["result"], items[2]["path"]) == ("missing", POSTS[1].path)
    (picture,) = [one for one in told["site"] if one["kind"] == "image"]
    assert picture["page"] == POSTS[0].address and "/wp-content/uploads/a.jpg: nothing is there" in picture["detail"]


def test_the_text_names_twenty_and_counts_the_others() -> None:
    fault = Fault("text", "We went out.", "We stayed in.")
    items = tuple(Verdict(number, "", f"content/{number}.md", "/", Result.DIFFERS, (fault,)) for number in range(25))
    lines = [str(line).rstrip() for line in verdict_text(Judgement(0, (), items, ()))]
    assert [line for line in lines if line.endswith(": differs")][-1].startswith("content/19.md ")
    assert "… and 5 more differs (--format json names all)" in lines


def test_the_text_names_the_file_and_shows_the_words_side_by_side(blog: Blog) -> None:
    shutil.rmtree(blog.site / ".wxr2hugo")
    blog.edit(POSTS[2], "Edited soon.", "Edited now.")
    lines = [line.rstrip() for line in blog.run("verify").output.splitlines()]
    assert lines[:2] == ["4 identical, 1 differs, 0 missing, 0 edited", "1 item is not as in WordPress."]
    assert f"{POSTS[2].path} (WordPress id 3): differs" in lines
    assert "    text          expected  Edited soon." in lines
    assert "                  found     Edited now." in lines
    assert lines[-2].startswith("What to do: wxr2hugo sync --guarantee")
    assert lines[-1] == "wxr2hugo explain text tells more."
    faults = (SiteFault("warning", "/a/", "#no"), SiteFault("link", "/a/", "/b/: nothing is there"))
    told = [str(line).rstrip() for line in verdict_text(Judgement(0, (), (), faults))]
    assert told[1:] == [
        "1 thing is wrong in the built site.",
        *("", "Wrong in the built site (1)", "    link      /a/: /b/: nothing is there"),
        *("", "To know, and no fault (1)", "    /a/: #no"),
        *("", "wxr2hugo explain link tells more."),
    ]


@pytest.mark.parametrize(
    ("kind", "path", "is_media"),
    [("image", "/a.jpg", True), ("link", "/wp-content/uploads/a.pdf", True), ("link", "/b/", False)],
)
def test_the_text_names_the_command_that_brings_what_is_not_there(kind: str, path: str, is_media: bool) -> None:
    told = [str(line) for line in verdict_text(Judgement(0, (), (), (SiteFault(kind, "/a/", f"{path}: gone"),)))]
    assert any("wxr2hugo media" in line for line in told) is is_media


def test_a_site_may_lie_in_a_folder_of_its_host(blog: Blog) -> None:
    blog.edit("hugo.toml", 'baseURL = "https://blog.example/"', 'baseURL = "https://blog.example/new/"')
    assert set(results(judged(blog)[1]).values()) == {"identical"}


OF_THE_SITE = (
    ("hugo.toml", 'title = "', 'title = "Not ', ("config", "")),
    ("hugo.toml", "[pagination]", "[pagination]\nx = 1", ("config", "")),
    ("content/categories/news/_index.md", "title: News", "title: Olds", ("front_matter", "/category/news/")),
    ("layouts/_shortcodes/wp-gallery.html", "", "{{/* mine */}}", ("warning", "")),
    ("themes/wxr2hugo/layouts/page.html", "", "{{/* mine */}}", ("warning", "")),
    ("data/comments/1.json", "Well said", "Badly said", ("text", "1")),
    ("data/comments/2.json", '"id": 200', '"id": 201', ("text", "2")),
    ("static/.htaccess", "[R=301,", "[R=302,", ("address", "")),
    (POSTS[2].path, "url:", "linkTitle: x\nurl:", ("front_matter", "3")),
)


@pytest.fixture(scope="module")
def spoiled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Any, Any]:
    """What is said of a site as it was made, where nobody knows who changed it, and where that is known."""
    said = tuple(post.but(comments=("Well said indeed.",)) for post in POSTS[:2])
    blog = Blog(tmp_path_factory.mktemp("spoiled")).write(*said, *POSTS[2:])
    blog.run("migrate", "--host", "apache")
    kept = blog.folder / "kept"
    (blog.site / ".wxr2hugo").rename(kept)
    before = judged(blog)[1]
    for path, old, new, _ in OF_THE_SITE:
        blog.edit(path, old, new) if old else (blog.site / path).write_text(new, "utf-8")
    shutil.copy(blog.site / POSTS[2].path, blog.site / "content/copy.md")
    blog.edit("content/copy.md", "url: /", "url: /copy/")
    unknown = judged(blog)[1]
    kept.rename(blog.site / ".wxr2hugo")
    return before, unknown, judged(blog)[1]


def named(judgement: Any) -> set[tuple[str, str]]:
    faults = ((fault["kind"], str(one["wordpress_id"])) for one in judgement["items"] for fault in one["faults"])
    return {*site_faults(judgement), *faults}


def test_a_site_of_which_nothing_is_remembered_is_judged_as_it_was_made(spoiled: tuple[Any, Any, Any]) -> None:
    assert named(spoiled[0]) - {("image", POSTS[0].address), ("link", POSTS[0].address)} == {
        ("warning", POSTS[3].address)
    }


@pytest.mark.parametrize(("path", "fault"), [(path, fault) for path, _, _, fault in OF_THE_SITE])
def test_a_file_of_the_site_that_says_something_else_is_named(
    path: str, fault: tuple[str, str], spoiled: tuple[Any, Any, Any]
) -> None:
    assert fault in named(spoiled[1])


def test_a_second_page_of_an_item_is_named(spoiled: tuple[Any, Any, Any]) -> None:
    assert any("is a second page of the item of" in one["detail"] for one in spoiled[1]["site"])


def test_what_a_person_changed_in_the_files_of_the_site_is_a_warning(spoiled: tuple[Any, Any, Any]) -> None:
    ours = ("hugo.toml", "content/categories", "layouts", "themes", "static/.htaccess")
    assert {one["kind"] for one in spoiled[2]["site"] if one["detail"].startswith(ours)} == {"warning"}


def test_a_draft_may_be_called_as_the_theme_the_markup_or_a_term_says(blog: Blog) -> None:
    """By chance; nobody learns of it by that."""
    names = ("Categories", "Description", "Newspapers", "Older posts", "Blue river")
    drafts = [Post(number, name, "", status="draft") for number, name in enumerate(names, start=20)]
    tagged = Post(6, content="<p>Words.</p>", tags=("Blue", "River"), categories=("Newspapers",))
    blog.write(*POSTS, tagged, *drafts).run("sync")
    status, judgement = judged(blog)
    assert status == 0
    assert {results(judgement)[draft.id] for draft in drafts} == {"identical"}


def test_tags_in_titles_and_names_are_no_html_of_the_text(tmp_path: Path) -> None:
    name = "&lt;details&gt; and &lt;script&gt;"
    made = Blog(tmp_path).write(Post(1, name, "<p>Opens &lt;i&gt; here.</p>", terms=(("genre", "tags", name),)))
    made.run("migrate")
    assert judged(made)[1]["summary"]["identical"] == 1


@pytest.mark.parametrize(("folder", "url"), [("a/", "/a/post-1"), ("index.php/", "/index.php/post-1/")])
def test_a_blog_whose_addresses_end_without_a_slash_is_one_of_folders(folder: str, url: str, tmp_path: Path) -> None:
    other = f'<a href="https://blog.example/{folder}post-1">The other</a>'
    blog = Blog(tmp_path).write(
        Post(1, folder=folder), Post(2, content=f'<p>{other}</p><a href="#none">x</a>', folder=folder)
    )
    text = blog.export.read_text("utf-8")
    blog.export.write_text(text.replace("post-1/", "post-1").replace("post-2/", "post-2"), "utf-8")
    assert blog.run("migrate").status == 0
    assert f"\nurl: {url}\n" in blog.text(Post(1))
    status, judgement = judged(blog)
    assert (status, set(results(judgement).values())) == (0, {"identical"})
    assert {one["kind"] for one in judgement["site"]} == {"warning"}


def test_the_names_that_the_editor_gave_to_headings_are_not_missed_where_nothing_leads(tmp_path: Path) -> None:
    blog = Blog(tmp_path).write(Post(1, content='<h2 id="h-the-end">The end!</h2>'))
    blog.run("migrate")
    assert "h-the-end" not in blog.text(Post(1))
    assert results(judged(blog)[1]) == {1: "identical"}


def test_what_was_to_be_published_at_a_time_that_is_over_may_be_seen(tmp_path: Path) -> None:
    words = "Nobody knew of the purple elephant on the roof then."
    blog = Blog(tmp_path).write(Post(1), Post(2, "A plan", f"<p>{words}</p>", status="future", day="2020-06-01"))
    blog.run("migrate")
    assert judged(blog)[0] == 0


def test_tags_in_strings_of_a_program_are_no_html_of_the_text(tmp_path: Path) -> None:
    code = r'echo "&lt;div class=\"wide\"&gt;"; print "&lt;b id=\\\"x\\\"&gt;";'
    blog = Blog(tmp_path).write(
        Post(1, content=f'<pre>{code}</pre><svg viewBox="0 0 800 800"><path d="M1"/><g/></svg>')
    )
    blog.run("migrate")
    assert judged(blog)[0] == 0


def test_an_address_of_the_site_in_a_folder_that_hugo_makes_a_link_of_is_no_difference(tmp_path: Path) -> None:
    host = "https://blog.example/test"
    text = f"Our address is {host} and {host}/post-1."
    head = f"<wp:base_blog_url>{host}</wp:base_blog_url>"
    blog = Blog(tmp_path).write(Post(1, content=text), head=head)
    blog.run("migrate")
    assert results(judged(blog)[1]) == {1: "identical"}


def test_an_address_that_is_its_own_words_may_name_a_place_of_a_page_that_is_gone(tmp_path: Path) -> None:
    address = "https://blog.example/gone/9#comment-9"
    blog = Blog(tmp_path).write(Post(1, content=f'<a href="{address}">{address}</a>'))
    blog.run("migrate")
    assert results(judged(blog)[1]) == {1: "identical"}


def test_links_in_which_nothing_stands_are_not_missed(tmp_path: Path) -> None:
    links = '<a href="https://a.example/1"><a href="https://a.example/2">Two</a></a> <a href="https://a.example/3"><img></a>'
    film = "http://www.youtube.com/v/dQw4w9WgXcQ"
    played = f'<a href="{film}?own"><object><param name="movie" value="{film}"><embed src="{film}"></object></a>'
    program = """<a href="javascript: location.href='http://b.example/?day=1'">Today</a>"""
    blog = Blog(tmp_path).write(Post(1, content=f"<p>{links}</p>{played}<p>{program}</p>"))
    blog.run("migrate")
    assert judged(blog)[0] == 0


def test_addresses_are_read_as_browsers_read_them_in_attributes(tmp_path: Path) -> None:
    form = '<a href="https://wiki.example/?action=edit&section=new">Write</a>'
    own = '<a href="https://blog.example/?p=2">https://blog.example/?p=2</a>'
    blog = Blog(tmp_path).write(Post(1, content=f"<p>{form}, {own}</p>"), Post(2))
    blog.run("migrate")
    assert judged(blog)[0] == 0


def test_a_listing_of_nothing_is_not_missed(tmp_path: Path) -> None:
    blog = Blog(tmp_path).write(Post(1, content="<p>One</p><pre> </pre><p>Two</p>"))
    blog.run("migrate")
    assert judged(blog)[0] == 0


def test_a_site_in_a_folder_keeps_its_feed_and_what_readers_know_its_posts_by(tmp_path: Path) -> None:
    blog = Blog(tmp_path)
    links = "".join(f'<a href="{HOST}/{path}">x</a> ' for path in ("feed/", "page/2/", "comments/feed/"))
    assert blog.write(Post(7, content=f"<p>{links}</p>", slug="walk"), host=f"{HOST}/blog").run("migrate").status == 0
    judged = blog.run("verify")
    assert judged.status == 0 and "nothing" not in judged.output, judged.output
    assert build(blog.site, blog.folder / "public").clean
    feed = (blog.folder / "public/index.xml").read_text("utf-8")
    assert f'<guid isPermaLink="false">{HOST}/blog/?p=7</guid>' in feed
