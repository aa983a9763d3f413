"""Bold, italic, underlined, struck out: by an element or by a style, readers saw the same."""

import pytest

from tests.support.picture_library import cleaned

SHOWN = [
    ("<span style='font-weight:bold'>a</span>", "<span><strong>a</strong></span>"),
    ("<span style='font-weight:600 !important'>a</span>", "<span><strong>a</strong></span>"),
    ("<span style='FONT-STYLE: Oblique'>a</span>", "<span><em>a</em></span>"),
    ("<span style='font: italic bold 12px x'>a</span>", "<span><strong><em>a</em></strong></span>"),
    ("<span style='text-decoration: underline line-through'>a</span>", "<span><u><del>a</del></u></span>"),
    ("<span style='vertical-align:super'>a</span>", "<span><sup>a</sup></span>"),
    ("<span style='vertical-align:super'><sup>a</sup></span>", "<span><sup>a</sup></span>"),
    ("<b style='font-weight:bold'>a</b>", "<b>a</b>"),
    ("<ins style='text-decoration:underline'>a</ins>", "<ins>a</ins>"),
    ("<em style='font-weight:bold'>a</em>", "<em><strong>a</strong></em>"),
]
"""A style says what an element would say."""
UNDONE = [
    ("<b style='font-weight:normal'>a</b>", "<span>a</span>"),
    ("<em style='font-style:normal'>a</em>", "<span>a</span>"),
    ("<u style='text-decoration:none'>a</u>", "<span>a</span>"),
    ("<u style='text-decoration:line-through'>a</u>", "<span><del>a</del></span>"),
    (
        "<b>a <span style='font-weight:300'>b</span> c</b>",
        "<span><strong>a </strong><span>b</span><strong> c</strong></span>",
    ),
    (
        "<b><i>a <span style='font-weight:400'>b</span></i></b>",
        "<span><i><strong>a </strong><span>b</span></i></span>",
    ),
    ("<b><b><span style='font-weight:400'>a</span></b></b>", "<span><span><span>a</span></span></span>"),
]
"""A style takes away what its own element says, or one around it."""
UNTOUCHED = [
    "<span style='color:red'>a</span>",
    "<p style='font-weight:bold'>a</p>",
    "<h2 style='font:italic bold 12px x'>a</h2>",
    "<ul><li style='text-decoration:line-through'>a</li></ul>",
    "<a href='/x' style='text-decoration:underline'>a</a>",
    "<a href='/x' style='text-decoration:none'>a</a>",
    "<span style='font-weight:inherit'>a</span>",
    "<span style='font-weight:²'>a</span>",
]
"""The theme's affair, and what means nothing."""


@pytest.mark.parametrize(("stored", "clean"), SHOWN + UNDONE)
def test_a_style_counts_as_readers_saw_it(stored: str, clean: str) -> None:
    assert without_styles(cleaned(stored)) == clean


@pytest.mark.parametrize("stored", UNTOUCHED)
def test_a_style_that_says_nothing_of_the_kind_changes_nothing(stored: str) -> None:
    assert cleaned(stored) == stored.replace("'", '"')


@pytest.mark.parametrize(
    ("stored", "clean"),
    [
        ("<p>a<b style='display:block'>b</b>c</p>", "<p>a<br></br><b>b</b><br></br>c</p>"),
        (
            "<a href='/x'><i style='display:flex'>a</i> <i style='display:block'>b</i></a>",
            '<a href="/x"><i>a</i> <br></br><i>b</i></a>',
        ),
        ("<p><b style='display:block'>b</b><br>c</p>", "<p><b>b</b><br></br>c</p>"),
        ("<p>a<b style='display:inline-block'>b</b><b style='display:block'> </b></p>", "<p>a<b>b</b><b> </b></p>"),
    ],
)
def test_words_that_a_style_sets_on_a_line_of_their_own_have_one(stored: str, clean: str) -> None:
    assert without_styles(cleaned(stored)) == clean


def test_code_has_colours_of_its_own() -> None:
    assert cleaned("<pre><span style='font-weight:bold'>a</span></pre>") == "<:fence>a</:fence>"


def without_styles(html: str) -> str:
    start = html.find(' style="')
    return html if start < 0 else without_styles(html[:start] + html[html.index('"', start + 8) + 1 :])
