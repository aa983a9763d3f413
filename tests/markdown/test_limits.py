"""What is deep or long is written without a crash, in time that grows with the size alone."""

from __future__ import annotations

import time

import pytest

from migrate.markdown.convert import to_markdown
from migrate.model.rest_of_site import Link
from migrate.options import Options
from migrate.tree import parse
from tests.support.time_limit import within


def markdown_of(html: str) -> str:
    return to_markdown(parse(html), lambda href: Link(href, "about.md"), Options(), lambda *_: None)


@pytest.mark.parametrize(
    "opening",
    ["<div>", "<blockquote>", "<ul><li>", "<b><i>", "<b><div>", "<table><tr><td>", "<dl><dd>", "<span>", "<details>"],
)
def test_text_nested_a_thousand_deep_is_kept(opening: str) -> None:
    assert "word" in markdown_of(opening * 1000 + "word")


@pytest.mark.parametrize(("around", "part"), [("details", "summary"), ("figure", "figcaption")])
def test_thousands_of_captions_of_one_thing_take_no_time(around: str, part: str) -> None:
    parts = "".join(f"<{part}>word {number}</{part}><hr>" for number in range(1, 20_001))
    with within():
        assert "word 20000" in markdown_of(f"<{around}>{parts}</{around}>")


def test_paragraphs_nested_too_deep_stay_apart() -> None:
    assert markdown_of("<blockquote>" * 500 + "<p>one</p><p>two</p>").endswith("two")


@pytest.mark.parametrize(
    "part",
    [
        "<p>word</p>",
        "<ul><li>item</li></ul>",
        "<hr>",
        "<b><p>x</p></b>",
        "<b><p>left open</p>",
        "<blockquote>x</blockquote>",
    ],
)
def test_time_grows_with_the_number_of_blocks(part: str) -> None:
    assert takes(part * 8000) < 12 * takes(part * 1000) + 0.2


@pytest.mark.parametrize(
    "part",
    ["*", "[", "[a ", "{{&lt; ", "“a” ", ". – ", "http://e.com/a_*b* ", "~ a~", "<em>a</em>b", "\\", "<br>", "- - ",
     "<code>a</code>", '<a href="/x">t</a> ', "<em> </em>", "a<br><br>"],
)  # fmt: skip
def test_time_grows_with_the_length_of_a_paragraph(part: str) -> None:
    assert takes(f"<p>{part * 16000}</p>") < 12 * takes(f"<p>{part * 2000}</p>") + 0.2


@pytest.mark.parametrize("opening, part, closing", [("<ol>", "<li>a</li>", "</ol>"), ("<table><tr>", "<td>c</td>", "")])
def test_time_grows_with_the_number_of_items(opening: str, part: str, closing: str) -> None:
    assert takes(opening + part * 8000 + closing) < 12 * takes(opening + part * 1000 + closing) + 0.2


def takes(html: str) -> float:
    tree = parse(html)
    start = time.process_time()
    to_markdown(tree, lambda href: Link(href, "about.md"), Options(), lambda *_: None)
    return time.process_time() - start
