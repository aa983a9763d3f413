"""Paragraphs and breaks of classic posts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.content.grammar.autop import autop


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        ("", ""),
        ("one", "<p>one</p>"),
        ("one\n\ntwo\n \n\nthree", "<p>one</p>\n<p>two</p>\n<p>three</p>"),
        ("one\ntwo", "<p>one<br />\ntwo</p>"),
        ("one<br>\ntwo", "<p>one<br>\ntwo</p>"),
        ("one<br /> <br />two", "<p>one</p>\n<p>two</p>"),
        ("<p>one</p>\n\n<p>two</p>", "<p>one</p>\n<p>two</p>"),
        ("one<h2>two</h2>three", "<p>one</p>\n<h2>two</h2>\n<p>three</p>"),
        (
            "one\n<ul>\n<li>a</li>\n<li>b\nc</li>\n</ul>\ntwo",
            "<p>one</p>\n<ul>\n<li>a</li>\n<li>b<br />\nc</li>\n</ul>\n<p>two</p>",
        ),
        ("<blockquote>one\n\ntwo</blockquote>", "<blockquote><p>one</p>\n<p>two</p></blockquote>"),
        ("<blockquote>one</blockquote>", "<blockquote><p>one</p></blockquote>"),
        ("<div>one\n\ntwo</div>", "<div>one\n<p>two</p></div>"),
        ("one<hr>two", "<p>one</p>\n<hr>\n<p>two</p>"),
        ("<em>one</em>\n\n<b>two</b>", "<p><em>one</em></p>\n<p><b>two</b></p>"),
        ("<table><tr><td>one</td></tr></table>", "<table>\n<tr>\n<td>one</td>\n</tr>\n</table>"),
    ],
)
def test_blank_lines_part_paragraphs_and_line_ends_are_breaks(stored: str, expected: str) -> None:
    assert autop(stored) == expected


@pytest.mark.parametrize("kept", ["<pre>a\n\nb\n<i>c</i></pre>", "<PRE class='x'>a\n\nb</PRE>"])
def test_preformatted_text_stays_and_parts_paragraphs(kept: str) -> None:
    assert autop(f"one\n{kept}\ntwo") == f"<p>one</p>\n{kept}\n<p>two</p>"


@pytest.mark.parametrize(
    "kept", ["<script>a\n\nb</script>", "<style>\n\n.a{}\n</style>", "<textarea>a\n\nb</textarea>"]
)
def test_what_is_no_text_stays_in_its_line(kept: str) -> None:
    assert autop(f"one {kept} two") == f"<p>one {kept} two</p>"


def test_a_list_behind_a_recording_stands_on_its_own() -> None:
    assert autop('[audio src="a.mp3"]\n\n<ol>\n<li>one</li>\n</ol>') == (
        '<p>[audio src="a.mp3"]</p>\n<ol>\n<li>one</li>\n</ol>'
    )


def test_a_choice_stands_apart_from_what_follows_it() -> None:
    assert autop("<select> <option>a</option> </select> <b>c</b>") == (
        "<p><select><option>a</option></select> <b>c</b></p>"
    )


def test_line_ends_inside_a_tag_are_no_breaks() -> None:
    assert autop('<img\nalt="a\n\nb"> x') == '<p><img\nalt="a\n\nb"> x</p>'


def test_line_ends_between_the_parts_of_a_player_are_no_breaks() -> None:
    stored = '<video>\n<source src="a">\n<source src="b">\n</video>'
    assert "<br" not in autop(stored)
    assert "<br" not in autop('[video mp4="a"]\n<track src="b">\n[/video]')


def test_a_preformatted_text_that_nothing_closes_is_text() -> None:
    assert autop("<pre>one\n\ntwo") == "<pre>one\n<p>two</p>"


TAGS = [
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<b>",
    "</b>",
    "<li>",
    "<blockquote>",
    "<br>",
    "<pre>",
    "</pre>",
    "<hr>",
    "<td>",
]
TEXTS = [
    "<script>",
    "</script>",
    "<option>",
    "<a\nb>",
    "<!-- x -->",
    "[video]",
    "one ",
    "two ",
    "<",
    ">",
    " ",
    "\n",
    "\n\n",
]
PIECES = st.sampled_from(TAGS + TEXTS)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_word_and_no_tag_is_lost(stored: str) -> None:
    added = re.compile(r"</?p>|<br ?/?>|\s")
    assert added.sub("", autop(stored)) == added.sub("", stored)
