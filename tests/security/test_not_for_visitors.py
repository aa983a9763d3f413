"""Nothing that visitors of the old site could not see is in any file that Hugo makes of the new one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from migrate.hugo.build import build
from tests.support.blog import HOST, Blog, Post
from tests.support.wxr_exports import element, record

WORD = "quokka"
"""Stands in every place that visitors could not see."""
UPLOADS = f"{HOST}/wp-content/uploads"
HIDDEN = re.compile(r"\{\{< wp-hidden .*?>\}\}(.*?)\{\{< /wp-hidden >\}\}", re.S)
OFF = '{"metadata":{"blockVisibility":false}}'


def block(name: str, html: str, attributes: str = "") -> str:
    return f"<!-- wp:{name} {attributes} -->\n{html}\n<!-- /wp:{name} -->\n"


def hidden(name: str, html: str) -> str:
    return block(name, html, OFF)


PARTS = {
    "paragraph": hidden("paragraph", f"<p>{WORD}</p>"),
    "heading": hidden("heading", f'<h2 id="{WORD}">{WORD}</h2>'),
    "list item": block("list", f"<ul><li>a</li>{hidden('list-item', f'<li>{WORD}</li>')}<li>b</li></ul>"),
    "first list item": block("list", f"<ul>{hidden('list-item', f'<li>{WORD}</li>')}<li>b</li></ul>"),
    "column": block("columns", f"<div>{hidden('column', f'<div><p>{WORD}</p></div>')}<div><p>b</p></div></div>"),
    "quote": block("quote", f"<blockquote>{hidden('paragraph', f'<p>{WORD}</p>')}<p>b</p></blockquote>"),
    "code": hidden("code", f"<pre><code>{WORD} {{{{&lt; x &gt;}}}}</code></pre>"),
    "table": hidden("table", f"<figure><table><tr><td>{WORD}</td><td>b</td></tr></table></figure>"),
    "details": block("details", f"<details><summary>s</summary>{hidden('paragraph', f'<p>{WORD}</p>')}</details>"),
    "button": block("buttons", f'<div>{hidden("button", f"<div><a href={HOST}/{WORD}/>{WORD}</a></div>")}</div>'),
    "social link": block("social-links", f'<!-- wp:social-link {{"url":"https://{WORD}.example","service":"x",'
                         f'"metadata":{{"blockVisibility":false}}}} /-->'),
    "gallery": block("gallery", hidden("image", f'<figure><img src="{UPLOADS}/{WORD}.jpg" alt="{WORD}"/></figure>')),
    "embed": block("embed", f"<figure><div>https://youtu.be/{WORD}abcde</div></figure>",
                   f'{{"url":"https://youtu.be/{WORD}abcde","metadata":{{"blockVisibility":false}}}}'),
    "html": hidden("html", f"<table><tr><td><b>{WORD}</td></table><div><i>{WORD}"),
    "for payers": block("premium-content/subscriber-view", f"<p>{WORD}</p>"),
    "paywall": f"{block('group', '<div><p>a</p><!-- wp:jetpack/paywall /-->')}<p>{WORD}</p></div>",
    "shortcode": f"a [private]{WORD}[/private] b",
    "element of Divi": f'[et_pb_row][et_pb_text disabled="on"]<p>{WORD}</p>[/et_pb_text]b[/et_pb_row]',
    "element of Divi on no screen": f'[et_pb_text disabled_on="on|on|on"]\n\n{WORD}\n\n* {WORD}[/et_pb_text]',
    "element of Divi that is its arguments": f'[et_pb_blurb title="{WORD}" disabled="on" /] b',
    "section of Divi": f'[et_pb_section display_conditions="W3"][et_pb_row]{WORD}[/et_pb_row][/et_pb_section]',
    "row of WPBakery": f'[vc_row disable_element="yes"][vc_column]{WORD}[/vc_column][/vc_row][vc_row]b[/vc_row]',
    "container of Avada": f'<div>[fusion_builder_container status="draft"]{WORD}[/fusion_builder_container] b</div>',
    "shortcode around paragraphs": f"a\n\n[members_only]\n\n{WORD}\n\n* {WORD}\n\n[/members_only]\n\nb",
    "shortcode that tears a list": f"<ul><li>a [restrict]{WORD}</li><li>{WORD}[/restrict]</li><li>b</li></ul>",
    "shortcode that opens a tag": f"[loggedin]<div><b><a href='/x'>{WORD}[/loggedin] b",
    "shortcode in code": f"<pre>a [private]{WORD}[/private] b</pre><p>a <code>[private]{WORD}[/private]</code></p>",
    "shortcode in a table": f"<table><tr><td>a [private]{WORD} | {WORD}[/private]</td><td>b</td></tr></table>",
    "shortcode in raw html": f"<form><label>a [private]{WORD}[/private]</label></form>",
    "shortcode in a heading": f"<h2>a [private]{WORD}[/private]</h2>",
    "shortcode in a summary": f"<details><summary>a [private]{WORD}[/private]</summary>b</details>",
    "shortcode in a caption": f'[caption width="9"]<img src="{UPLOADS}/a.jpg"/> a [private]{WORD}[/private][/caption]',
    "shortcode in a link": f'<a href="{HOST}/">a [private]{WORD}[/private]</a>',
    "shortcodes in each other": f"[private]{WORD}[restrict]{WORD}[/restrict] {WORD}[/private]",
    "shortcode with a picture": f'[private][gallery ids="7"]{WORD}[/private] b',
    "password in a shortcode that nobody knows": f'a [acme_door password="{WORD}"] [private]{WORD}[/private] b',
    "recipient of a form": f'[acme_form to="{WORD}@a.example" subject="{WORD}"] [private]{WORD}[/private] b',
    "calls": f"[private]{{{{< wp-latest-posts >}}}} {{{{% x %}}}} {WORD} {{{{< /wp-hidden >}}}} {WORD}[/private] b",
}  # fmt: skip
"""Parts of a published item, each with the word where visitors did not see it."""
WITHHELD: dict[str, dict[str, Any]] = {
    "draft": {"status": "draft", "terms": (("category", "below", f"{WORD} below"),)},
    "pending": {"status": "pending"},
    "private": {"status": "private"},
    "trash": {"status": "trash"},
    "without status": {"status": ""},
    "unknown status": {"status": "embargo"},
    "password": {"password": "x"},
    "for members": {"meta": (("_members_access_role", "editor"),)},
    "for payers": {"meta": (("_jetpack_newsletter_access", "paid_subscribers"),)},
    "lesson": {"type": "sfwd-lessons"},
    "form entry": {"type": "flamingo_inbound"},
    "private page": {"type": "page", "status": "private"},
    "never, though scheduled": {"status": "future", "day": "0000-00-00"},
    "no day that there is": {"status": "future", "day": "2999-02-30"},
    "years from now": {"status": "future", "day": "2999-05-04"},
}
"""Items of which visitors could see nothing."""


def withheld(number: int, name: str, changes: dict[str, Any]) -> Post:
    """An item whose every field holds the word."""
    post = Post(
        number,
        f"{WORD} {name}",
        f"{WORD} [gallery]",
        slug=f"{WORD}-{number}",
        tags=(f"{WORD} {number}",),
        excerpt=WORD,
        comments=(WORD,),
    )
    seo = (("_yoast_wpseo_metadesc", WORD), ("_wp_old_slug", f"old-{WORD}"))
    return post.but(**changes).but(meta=(*seo, *changes.get("meta", ())))


def categories() -> str:
    """Only a draft is in the one, and nothing in the other; a third says something to members alone, or to nobody."""
    unseen = f'<span style="display: none">{WORD}</span>'
    above = {"term_id": "21", "category_nicename": "above", "category_parent": "", "cat_name": f"{WORD} above"}
    below = {"term_id": "22", "category_nicename": "below", "category_parent": "above", "cat_name": f"{WORD} below"}
    shown = {"term_id": "23", "category_nicename": "open", "category_parent": "", "cat_name": "Open"}
    return "".join(
        [
            record("category", **above, category_description=WORD),
            record("category", **below),
            record("category", **shown, category_description=f"For all, [private]{WORD}[/private]. {unseen}"),
        ]
    )


def pulled_in() -> list[Post]:
    """A public post that refers to what is not public, and that; entries of menus lead to items above."""
    text = "".join(f'<!-- wp:block {{"ref":{number}}} /-->' for number in (301, 302, 303))
    text += '<!-- wp:navigation {"ref":304} /-->\n[gallery ids="305,306"]\n[gallery]'
    paragraph = block("paragraph", f"<p>{WORD}</p>")
    file = Post(0, WORD, type="attachment", attachment=f"{UPLOADS}/{WORD}.jpg", excerpt=WORD)
    link = f'<!-- wp:navigation-link {{"label":"{WORD}","url":"https://x.example"}} /-->'
    menu = (("nav_menu", "main", "Main"),)
    entry = (("_menu_item_type", "custom"), ("_menu_item_url", f"https://{WORD}.example/"))
    to_page = (("_menu_item_type", "post_type"), ("_menu_item_object", "page"), ("_menu_item_object_id", "112"))
    some = f"Open [private]{WORD}[/private]."
    for_engines = (("_yoast_wpseo_metadesc", some), ("rank_math_title", some))
    entries = ("navigation-link", "", "/-->"), ("navigation-submenu", "<li>x</li>", "<!-- /wp:navigation-submenu -->")
    for number in (101, 103, 104, 112):
        for kind, inside, end in entries:
            said = f'"label":"{WORD}","type":"page","id":{number},"url":"{HOST}/?p={number}","kind":"post-type"'
            text += f"<!-- wp:navigation --><!-- wp:{kind} {{{said}}} {end if not inside else '-->' + inside + end}"
            text += "<!-- /wp:navigation -->"
    return [
        Post(300, "Refers", text, meta=(("_thumbnail_id", "305"),)),
        Post(301, WORD, paragraph, type="wp_block", status="draft"),
        Post(302, WORD, paragraph, type="wp_block", password="x"),
        Post(303, WORD, paragraph, type="wp_block", status="trash"),
        Post(304, WORD, link, type="wp_navigation", status="draft"),
        file.but(id=305, status="trash"),
        file.but(id=306, status="private", parent=300, slug=f"{WORD}-page"),
        file.but(id=307, status="inherit", parent=112, slug=f"{WORD}-file"),
        Post(308, WORD, type="nav_menu_item", status="draft", terms=menu, meta=entry),
        Post(309, type="nav_menu_item", title="", terms=menu, meta=to_page),
        Post(
            310,
            "Links",
            f'<a href="{HOST}/?attachment_id=307">a</a>',
            excerpt=f"Open [private]{WORD}[/private].",
            meta=for_engines,
        ),
        Post(311, "Below", terms=(("category", "open", "Open"),)),
    ]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of all of this, built as it goes live."""
    blog = Blog(tmp_path_factory.mktemp("not-for-visitors"))
    items = [withheld(number, *one) for number, one in enumerate(WITHHELD.items(), 101)]
    parts = [Post(number, name, text) for number, (name, text) in enumerate(PARTS.items(), 201)]
    blog.write(Post(100, "Welcome", "For all."), *items, *parts, *pulled_in(), head=categories())
    text = blog.export.read_text("utf-8")
    for post in items:
        start = text.index(f"<wp:post_id>{post.id}<")
        creator = text.rindex(element("dc:creator", "robin"), 0, start)
        text = f"{text[:creator]}{element('dc:creator', WORD)}{text[creator + len(element('dc:creator', 'robin')) :]}"
    blog.export.write_text(text, "utf-8")
    assert blog.run("migrate").status == 0
    built = build(blog.site, blog.folder / "public")
    assert built.clean, built
    return blog.folder


def files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


def tells(path: Path, text: bytes) -> bool:
    return WORD in path.name.lower() or WORD.encode() in text.lower()


def test_no_file_that_goes_live_holds_a_word_that_visitors_did_not_see(site: Path) -> None:
    found = [path.relative_to(site).as_posix() for path in files(site / "public") if tells(path, path.read_bytes())]
    assert found == []


def test_no_rule_for_servers_and_no_setting_names_what_visitors_did_not_know_of(site: Path) -> None:
    settings = [*files(site / "site" / "redirects"), site / "site" / "hugo.toml"]
    assert [path.name for path in settings if tells(path, path.read_bytes())] == []


def test_published_files_hold_such_words_inside_hidden_parts_alone(site: Path) -> None:
    texts = {path: path.read_text("utf-8") for path in files(site / "site" / "content")}
    published = {
        path: text for path, text in texts.items() if "\ndraft: true\n" not in text and "ate: 2999-" not in text
    }
    assert [path.name for path, text in published.items() if tells(path, HIDDEN.sub("", text).encode())] == []


@pytest.mark.parametrize("name", [name for name in PARTS if name != "social link"])
def test_a_hidden_part_stays_in_its_file(name: str, site: Path) -> None:
    number = 201 + list(PARTS).index(name)
    (text,) = [path.read_text("utf-8") for path in files(site / "site" / "content") if path.stem.endswith(f"-{number}")]
    assert any(WORD in part for part in HIDDEN.findall(text))


def test_nothing_in_a_hidden_part_calls_a_shortcode(site: Path) -> None:
    parts = [part for path in files(site / "site" / "content") for part in HIDDEN.findall(path.read_text("utf-8"))]
    assert not [part for part in parts if "{{<" in part or "{{%" in part]


def test_words_around_hidden_parts_are_shown(site: Path) -> None:
    for name in ("shortcode", "shortcode that tears a list", "shortcode that opens a tag", "quote", "list item"):
        number = 201 + list(PARTS).index(name)
        (page,) = (site / "public").rglob(f"post-{number}/index.html")
        assert re.search(r"<(?:p|li)>\s*(?:<p>)?b|\bb</p>", page.read_text("utf-8")), name
