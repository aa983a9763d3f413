"""Ids of headings and anchors: Hugo's own ids are foretold, others are kept, what is nowhere is said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from migrate.diagnostics import Code
from migrate.markdown.anchors import automatic_id
from migrate.markdown.convert import to_markdown
from migrate.model.rest_of_site import Link, WantedAnchor
from migrate.options import Options
from migrate.tree import Element, parse
from tests.support.hugo_build import render_bodies
from tests.support.time_limit import within

HEADINGS = [
    "Plain words",
    "<strong>Bold</strong>, <em>stressed</em> and <code>co_de()</code>",
    "C++ &amp; Café 日本",
    "1.5 a--b – c—d … ‘quoted’ “it’s” 'x' \"y\" (c) ...",
    "&lt;tag&gt; &amp; * _under_ ~ | [1] {x} # \\",
    "٣ ½ ² Ⅳ ǅ İ ß ΑΣ",
    "tab\tand\u00a0fixed \u2009 thin   many",
    "!!!",
    '<a href="https://elsewhere.example/a?b=c" title="Title">A link</a> and <a href="/about/">another</a>',
    "ends in --- dash",
    "two<br>lines",
    '<img src="/a.png" alt="alt text"> picture',
    "H<sub>2</sub>O <kbd>x</kbd> <mark>m</mark> <del>gone</del>",
    "नमस्ते e\u0301 🙂 ok",
    "2. Second - part +",
    "wood-work -- x - y <code>a--b</code>",
    "a---b c----d",
]
BRACES = [
    "use {b=c} and {#d} here", "{#all}", "{{&lt; x &gt;}} {{% y %}}", "<code>{x}</code>", "{", "a {", "a }", "C#",
    "C #", "# a ##", "back\\", "a {x\\}", "\\{#x}", '{id="x"} y {', "a | b", "`", "*", "<b>{#x}</b>",
]  # fmt: skip
ABOUT = '{{< relref "about.md" >}}'
SEEN = re.compile(r"\w+|[{}#|*`\\]")
"""What no typographer touches."""


def markdown(html: str, *wanted: WantedAnchor) -> tuple[str, list[tuple[Code, str]]]:
    """The Markdown, and what was said about places."""
    said: list[tuple[Code, str]] = []
    about = lambda href: Link(href, "about.md") if href.startswith("/about/") else Link(href)  # noqa: E731
    text = to_markdown(parse(html), about, Options(), lambda code, detail: said.append((code, detail)), wanted)
    return text, [one for one in said if one[0] is Code.PLACE_NOWHERE]


def _heading(html: str) -> Element:
    return next(one for one in parse(html).elements() if one.tag == "h2")


def ids(html: str) -> list[str]:
    return re.findall(r'<h\d id="([^"]*)"', html)


def test_hugos_own_ids_are_foretold(tmp_path: Path) -> None:
    html = [f"<h2>{inner}</h2>" for inner in HEADINGS]
    bodies = [markdown(one)[0].replace(ABOUT, "/about/") for one in html]
    assert not any("{#" in body for body in bodies)
    assert [ids(one) for one in render_bodies(tmp_path, bodies)] == [[automatic_id(_heading(one))] for one in html]


@pytest.mark.parametrize(
    "inner",
    [
        "<b>The tide's end</b>", "<em>“Ebb” and flood</em>", "<b>Ebb – flood</b>", '<a href="/a/">Tide’s end</a>',
        "<b>The <em>ebb</em> tide</b>", "<b>Ebb...</b> and flood", "<b>Ebb &lt;&lt; flood</b>",
    ],
)  # fmt: skip
def test_an_id_of_words_of_which_hugo_takes_a_part_is_written(inner: str) -> None:
    body, _ = markdown(f'<h2 id="tides">{inner}</h2>')
    assert body.endswith(" {#tides}")


def test_every_id_of_a_heading_is_there_once_and_where_it_was(tmp_path: Path) -> None:
    headings = [
        ("Twice", ""), ("Twice", "twice"), ("Twice", "twice-1"), ("Twice", ""), ("Other", "other-one"), ("Twice", ""),
        ("Я", "%d1%8f"), ("Ends in {#x}", "brace"), ("Spot", "a.b:c_d-é"), ("Deep", "h-deep"),
        ("A &amp;amp; B", "a-amp-b"), ("https://elsewhere.example/", "httpselsewhereexample"),
    ]  # fmt: skip
    html = "".join(f'<h2 id="{name}">{text}</h2>' if name else f"<h2>{text}</h2>" for text, name in headings)
    body, _ = markdown(html)
    (page,) = render_bodies(tmp_path, [body])
    found = ids(page)
    assert len(set(found)) == len(found)
    assert found[:6] == ["twice", "twice-1", "twice-2", "twice-3", "other-one", "twice-4"]
    assert found[6:] == ["%d1%8f", "brace", "a.b:c_d-é", "deep", "a-amp-b", "httpselsewhereexample"]


def test_an_id_stands_behind_any_text(tmp_path: Path) -> None:
    names = ["spot", "a/b?c=`d`*_e_#f", "é%20ü", "-", "1.2:3", "a,b;c=(d)[e]!"]
    cases = [(text, names[at % len(names)]) for at, text in enumerate([*HEADINGS, *BRACES, *BRACES[::-1]])]
    bodies = [markdown(f'<h2 id="{name}">{text}</h2>')[0].replace(ABOUT, "/about/") for text, name in cases]
    for (text, name), page in zip(cases, render_bodies(tmp_path, bodies), strict=True):
        heading = next(one for one in parse(page).elements() if one.tag == "h2")
        assert heading.get("id") == name, page
        assert SEEN.findall(heading.text()) == SEEN.findall(parse(text).text()), page


def test_an_id_that_the_editor_made_is_kept_only_for_a_link() -> None:
    html = '<h2 id="h-part-two">Part two</h2>'
    assert markdown(html) == ("## Part two", [])
    assert markdown(html, WantedAnchor("h-part-two", "/a/#h-part-two", "7")) == ("## Part two {#h-part-two}", [])


@pytest.mark.parametrize("name", ["a b", 'x"y', "{{< x >}}", "a}b", "q'"])
def test_an_id_that_cannot_be_written_safely_is_left_out(name: str) -> None:
    html = parse("<h2>Title</h2>")
    html.children[0].attributes["id"] = name  # type: ignore[union-attr]
    assert to_markdown(html, Link, Options(), lambda *_: None) == "## Title"


def test_a_place_is_found_by_either_spelling() -> None:
    for name in ("café", "caf%C3%A9"):
        text, said = markdown(f'<p><a id="{name}"></a>Here.</p>', WantedAnchor("caf%C3%A9", "/a/#caf%C3%A9", "7"))
        assert f'<a id="{name}"></a>' in text and not said


def test_what_is_nowhere_is_said_with_the_link_and_its_page() -> None:
    html = '<p><a href="#here">Down</a> <a href="#here">again</a></p><h2>There</h2><sup id="note">1</sup>'
    wanted = [
        WantedAnchor(name, f"/a/#{name}", "7") for name in ("there", "note", "gone", "top", "comment-3", "more-7")
    ]
    assert markdown(html, *wanted)[1] == [
        (Code.PLACE_NOWHERE, "#here"),
        (Code.PLACE_NOWHERE, "/a/#gone (on 7)"),
    ]


def test_ten_thousand_headings_of_one_text_take_no_time() -> None:
    with within():
        assert markdown("<h2>Same</h2>" * 10_000)[0].count("## Same") == 10_000
