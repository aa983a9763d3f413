"""Comments: what was public, in reading order, with nothing in it that runs or tells on anybody."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.hugo import comment_html as module
from migrate.hugo.comment_html import comment_html, safe_address
from migrate.hugo.comments import comments_file
from migrate.model.export import Comment
from migrate.tree import parse
from tests.support.hugo_samples import comment, item, page
from tests.support.time_limit import within


def entries(*comments: Comment) -> list[dict[str, Any]]:
    found = comments_file(item(comments=comments), page())
    return json.loads(found[1])["comments"] if found else []


def test_the_file_is_named_by_the_items_id_or_else_by_its_page() -> None:
    found = comments_file(item(comments=(comment(1),)), page())
    assert found
    assert found[0] == "data/comments/7.json"
    found = comments_file(item(id=0, comments=(comment(1),)), page())
    assert found
    assert found[0] == "data/comments/posts/2020-05-01-a-post.json"


def test_a_comment_is_said_in_full() -> None:
    assert entries(comment(3, "Hello", author="Bo &amp; co", author_url="http://bo.example/?a=1&b", parent=9)) == [
        {
            "author": "Bo & co",
            "date": "2020-05-02T10:00:03Z",
            "depth": 0,
            "html": "<p>Hello</p>",
            "id": 3,
            "parent": 9,
            "type": "comment",
            "url": "http://bo.example/?a=1&b",
        }
    ]


def test_a_comment_shows_the_day_that_the_blog_showed() -> None:
    evening = comment(1, date="2020-12-31 22:00:00", date_gmt="2021-01-01 03:00:00")
    assert entries(evening)[0]["date"] == "2020-12-31T22:00:00-05:00"


def test_only_what_was_public_is_written() -> None:
    hidden = [comment(n, approved=status) for n, status in enumerate(["0", "spam", "trash", "post-trashed", ""])]
    assert comments_file(item(comments=(*hidden, comment(8, type="order_note"))), page()) is None


def test_kinds_and_missing_names_are_kept_apart() -> None:
    found = entries(comment(1, type="", author=""), comment(2, type="pingback"), comment(3, type="review"))
    assert [(one["type"], one["author"]) for one in found] == [
        ("comment", "Anonymous"),
        ("pingback", "Bo"),
        ("review", "Bo"),
    ]


def test_who_gave_no_name_is_called_so_in_the_language_of_the_site() -> None:
    found = comments_file(item(comments=(comment(1, author=""),)), page(), language=lambda: "de_DE")
    assert found
    assert json.loads(found[1])["comments"][0]["author"] == "Anonym"


def test_answers_stand_below_what_they_answer_and_indentation_ends() -> None:
    thread = [
        comment(1),
        comment(2),
        comment(3, parent=1),
        comment(4, parent=3),
        comment(5, parent=1),
        comment(6, parent=99),
    ]
    assert [(one["id"], one["depth"]) for one in entries(*thread)] == [(1, 0), (3, 1), (4, 2), (5, 1), (2, 0), (6, 0)]
    assert entries(*reversed(thread)) == entries(*thread)


def test_a_ring_of_answers_loses_no_comment() -> None:
    ring = [comment(1, parent=3), comment(2, parent=1), comment(3, parent=2), comment(4, parent=4), comment(5)]
    assert sorted(one["id"] for one in entries(*ring)) == [1, 2, 3, 4, 5]


def test_a_thread_five_thousand_deep_takes_no_time() -> None:
    with within():
        found = entries(*(comment(n, f"Answer {n}", parent=n - 1) for n in range(1, 5001)))
    assert [one["id"] for one in found] == list(range(1, 5001))
    assert max(one["depth"] for one in found) == 5


@pytest.mark.parametrize(
    ("stored", "html"),
    [
        ("One\n\nTwo\nlines\r\n\r\n\r\nThree", "<p>One</p>\n<p>Two<br>\nlines</p>\n<p>Three</p>"),
        ("<p>a</p><p>b<br>c</p>", "<p>a</p>\n<p>b<br>\nc</p>"),
        ("<b>a\n\nb</b> <i>c</i>", "<p><strong>a</strong></p>\n<p><strong>b</strong> <em>c</em></p>"),
        ("x <blockquote>q\n\nr</blockquote> y", "<p>x</p>\n<blockquote>\n<p>q</p>\n<p>r</p>\n</blockquote>\n<p>y</p>"),
        ("<pre>a\n\n  b &lt;</pre>", "<pre>a\n\n  b &lt;</pre>"),
        ("AT&amp;T &lt;b&gt; 1 < 2", "<p>AT&amp;T &lt;b&gt; 1 &lt; 2</p>"),
        (
            '<a href="http://a.example/?x=1&amp;y" onclick="x" style="y">a</a>',
            '<p><a href="http://a.example/?x=1&amp;y" rel="nofollow ugc">a</a></p>',
        ),
        (
            "see https://a.example/b_(c).",
            '<p>see <a href="https://a.example/b_(c" rel="nofollow ugc">https://a.example/b_(c</a>).</p>',
        ),
        ('<a href="java\nscript:alert(1)">x</a> <a>y</a>', "<p>x y</p>"),
        (
            '<a href="/b/#comment-7">a</a><b> <a href="#comment-7">b</a></b>',
            '<p><a href="/b/#comment-7" rel="nofollow ugc">a</a><strong> </strong>'
            '<strong><a href="#comment-7" rel="nofollow ugc">b</a></strong></p>',
        ),
        ("<script>alert(1)</script><img src=x onerror=alert(1)>ok<iframe src=x></iframe>", "<p>ok</p>"),
        ("<code>https://a.example a\\b</code>", "<p><code>https://a.example a\\b</code></p>"),
        ("<ul><li>a</li><li>b</li></ul>", "<p>a</p>\n<p>b</p>"),
        ("  \n\n ", ""),
    ],
)
def test_a_comment_becomes_paragraphs_of_harmless_html(stored: str, html: str) -> None:
    assert comment_html(stored) == html


ALLOWED = {
    "body": set(),
    "p": set(),
    "br": set(),
    "em": set(),
    "strong": set(),
    "code": set(),
    "pre": set(),
    "blockquote": set(),
    "a": {"href", "rel"},
}
pieces = st.sampled_from(
    [
        "<b>",
        "</b>",
        "<a href='javascript:x'>",
        '<a href="http://x/\'&quot;>">',
        "</a>",
        "<p>",
        "<pre>",
        "</pre>",
        "<blockquote>",
        "</blockquote>",
        "<script>",
        "</script>",
        "<style>",
        "<svg onload=x>",
        "<img src=x onerror=y>",
        "<table><td>",
        "<!--",
        "-->",
        "<math><mtext>",
        "<template>",
        "<plaintext>",
        "<textarea>",
        "https://x.example/\"onclick='",
        "\n\n",
        "\n",
        "{{< x >}}",
        "&lt;b&gt;",
        "&#0;",
    ]
)


@given(st.lists(pieces | st.text(max_size=6), max_size=12).map("".join))
def test_nothing_but_the_allow_list_ever_comes_out(text: str) -> None:
    for element in parse(comment_html(text)).elements():
        assert element.attributes.keys() <= ALLOWED[element.tag]
        if href := element.get("href"):
            assert href.startswith(("http://", "https://"))


usual = st.sampled_from(
    [
        *(
            "a",
            "é 日",
            " ",
            "\n",
            "\n\n",
            "<em>x</em>",
            "<strong>y z</strong>",
            "<code>\n</code>",
            "https://x.example/?a",
        ),
        *('<a href="https://x.example/?a=1&amp;b=2" rel="nofollow">t</a>', '<a title="x" href="javascript:y">l\nm</a>'),
        *('<a href="">"t"</a>', "<b>", "</b>", "<i>x<em>y</em></i>", "&", "\x85", "\ufeff"),
        *(
            "<blockquote>q\n\nr &gt; s</blockquote>",
            "&amp;",
            "&lt;b&gt;",
            "&#039;",
            "&nbsp;",
            "<code>&quot;&lt;</code>",
        ),
    ]
)


@given(st.lists(usual | st.text(max_size=3), max_size=8).map("".join))
def test_simple_markup_reads_as_the_parser_reads_it(text: str) -> None:
    found = comment_html(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_simple_runs", lambda _: [])
        assert comment_html(text) == found


def test_simple_markup_needs_no_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "parse", None)
    text = (
        "<blockquote>You &amp; I</blockquote>\n"
        'See <a href="https://x.example/?a=1&amp;b=2" rel="nofollow ugc">this</a>,\n<em>please</em>!\n\n<b>Thanks</b>'
    )
    assert comment_html(text) == (
        "<blockquote>\n<p>You &amp; I</p>\n</blockquote>\n"
        '<p>See <a href="https://x.example/?a=1&amp;b=2" rel="nofollow ugc">this</a>,<br>\n<em>please</em>!</p>\n'
        "<p><strong>Thanks</strong></p>"
    )


@pytest.mark.parametrize(
    "text", ["<b>" * 20000 + "x", "<blockquote>" * 20000 + "x", "<b><i><a href=http://x>" * 500 + "x\n\n" * 20000]
)
def test_deep_nesting_costs_nothing(text: str) -> None:
    start = time.process_time()
    assert "x" in comment_html(text)
    assert time.process_time() - start < 3


@pytest.mark.parametrize(
    "address", ["javascript:x", "JAVA\tSCRIPT:x", "data:text/html,x", "/local", "http//x", "http://[x", " vbscript:x"]
)
def test_addresses_that_could_do_harm_are_dropped(address: str) -> None:
    assert safe_address(address) == ""
