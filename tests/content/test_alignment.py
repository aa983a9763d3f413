"""Pictures and paragraphs stand where they stood: at a side, in the middle, from right to left."""

from dataclasses import replace
from typing import Any

import pytest

from migrate.content.context import Context
from migrate.options import Options
from tests.support.items import UPLOADS, file_of_library
from tests.support.picture_library import Pictures, cleaned
from tests.support.stored_blocks import context

LIBRARY = Pictures(attachments=(file_of_library(1, "a.jpg", width=1600), file_of_library(2, "b.jpg", width=320)))


def given(**options: Any) -> Context:
    return replace(context(LIBRARY, id=1), options=Options(**options))


def picture(number: int = 0, classes: str = "", **attributes: object) -> str:
    name = "b" if number == 2 else "a"
    attributes["class"] = f"wp-image-{number} {classes}" if number else classes
    said = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f'<img src="{UPLOADS}{name}.jpg" alt="A"{said}>'


def source(html: str) -> str:
    """The address of the picture, or how the shortcode shows it."""
    clean = cleaned(html, given())
    if 'shortcode="wp-image"' in clean:
        return clean.partition('alt="A" ')[2].partition(' inline="true"')[0]
    return clean.partition('src="')[2].partition('"')[0]


@pytest.mark.parametrize(
    ("html", "address"),
    [
        (picture(classes="alignright"), "/media/a.jpg#alignright"),
        (picture(align="left"), "/media/a.jpg#alignleft"),
        (picture(style="float: RIGHT; margin: 3px"), "/media/a.jpg#alignright"),
        (picture(style="display:block;margin:0 auto"), "/media/a.jpg#aligncenter"),
        (f'<p style="text-align:center">{picture()}</p>', "/media/a.jpg#aligncenter"),
        (f"<center><a href='/x'>{picture()}</a></center>", "/media/a.jpg#aligncenter"),
        (f'<figure class="wp-block-image alignleft">{picture()}</figure>', "/media/a.jpg#alignleft"),
        (f'<div style="float:left; margin: 3px">{picture()}</div>', "/media/a.jpg#alignleft"),
        (f'<div class="alignright"><a href="/x">{picture()}</a></div>', "/media/a.jpg#alignright"),
        (f'<p style="float: right">{picture()}</p>', "/media/a.jpg#alignright"),
        (f'<a class="alignleft" href="/x">{picture()}</a>', "/media/a.jpg#alignleft"),
        (f'Words <span style="float:right">{picture()}</span>', "/media/a.jpg#alignright"),
        (f'<div class="alignright">{picture(classes="alignleft")}</div>', "/media/a.jpg#alignleft"),
        (f'<div style="float:left">Words {picture()}</div>', "/media/a.jpg"),
        (picture(classes="alignnone"), "/media/a.jpg"),
        (f'<p style="text-align:center">Words {picture()}</p>', "/media/a.jpg"),
    ],
)
def test_a_picture_carries_its_side_behind_its_address(html: str, address: str) -> None:
    assert source(html) == address


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        (picture(1, "alignleft", width=300), 'class="alignleft" width="300"'),
        (picture(1, width=300), 'width="300"'),
        (picture(1, style="width:200px"), 'width="200"'),
        (f'<figure class="alignright" style="width:150px">{picture(1)}</figure>', 'class="alignright" width="150"'),
        (picture(classes="size-medium", width=300), 'width="300"'),
        (picture(width=20, height=13), 'width="20"'),
        (picture(classes="aligncenter", width=150), 'class="aligncenter" width="150"'),
        (f'<img src="{UPLOADS}a-300x200.jpg" alt="A" width="300">', 'width="300"'),
        # As wide as its file, or as the text:
        (picture(2, width=300), "/media/b.jpg"),
        (picture(1, width=800), "/media/a.jpg"),
        (picture(width=400), "/media/a.jpg"),
        (picture(1, width="50%"), "/media/a.jpg"),
    ],
)
def test_a_picture_that_was_clearly_smaller_than_its_file_keeps_its_width(html: str, shown: str) -> None:
    assert source(html) == shown


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ('<p style="text-align: center">a</p>', '<:shortcode shortcode="wp-align" to="center"><p>a</p></:shortcode>'),
        ('<p class="has-text-align-right">a</p>', '<:shortcode shortcode="wp-align" to="right"><p>a</p></:shortcode>'),
        ('<p align="CENTER">a</p>', '<:shortcode shortcode="wp-align" to="center"><p>a</p></:shortcode>'),
        ("<center>a</center>", '<center><:shortcode shortcode="wp-align" to="center"><p>a</p></:shortcode></center>'),
        (
            '<p dir="rtl" style="text-align:right">a</p>',
            '<:shortcode shortcode="wp-align" dir="rtl"><p dir="rtl">a</p></:shortcode>',
        ),
        (
            '<p align="center">a</p>\n<p align="center">b</p><p>c</p>',
            '<:shortcode shortcode="wp-align" to="center"><p>a</p><p>b</p></:shortcode><p>c</p>',
        ),
        ('<p align="left">a</p>', "<p>a</p>"),
        ('<p align="justify">a</p>', "<p>a</p>"),
        ('<p align="center">&nbsp;</p>', "<p>\xa0</p>"),
        (
            '<blockquote><p align="center">a</p></blockquote>',
            '<:shortcode shortcode="wp-align" to="center"><blockquote><p>a</p></blockquote></:shortcode>',
        ),
        (
            '<blockquote><p align="center">a</p><p align="right">b</p></blockquote>',
            "<blockquote><p>a</p><p>b</p></blockquote>",
        ),
        (
            '<div align="center"><p align="left">a</p><ul><li>b</li></ul></div>',
            '<div><p>a</p><:shortcode shortcode="wp-align" to="center"><ul><li>b</li></ul></:shortcode></div>',
        ),
        ('<ul align="center"><li><pre>a</pre></li></ul>', "<ul><li><:fence>a</:fence></li></ul>"),
    ],
)
def test_paragraphs_in_the_middle_or_from_right_to_left_stand_in_one_call(html: str, clean: str) -> None:
    assert without_look(cleaned(html, given())) == clean


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (f'<figure class="is-resized">{picture(1, width=200)}', 'width="200"'),
        (f'<figure class="is-resized">{picture(1, style="width:200px;height:auto")}', 'width="200"'),
        (f"<figure>{picture(1, 'alignright')}", 'class="alignright"'),
        (f'<figure class="alignleft">{picture(1, width=1200)}', 'class="alignleft"'),
        (f'<figure class="alignleft" style="width:310px">{picture(1, width=300)}', 'class="alignleft" width="310"'),
    ],
)
def test_a_picture_with_a_caption_has_its_side_and_width_as_one_without(figure: str, said: str) -> None:
    clean = cleaned(f"{figure}<figcaption>Tide</figcaption></figure>", given())
    assert f'alt="A" {said} caption="Tide"' in clean


def test_a_gallery_stands_at_its_side_with_its_caption() -> None:
    pictures = '<img src="a.jpg"><img src="b.jpg">'
    beside = f'<figure class="wp-block-gallery alignright columns-2">{pictures}<figcaption>Sea</figcaption></figure>'
    shown = cleaned(beside, given())
    assert '<:shortcode shortcode="wp-gallery" columns="2" class="alignright">' in shown
    assert shown.endswith('<:shortcode shortcode="wp-caption">Sea</:shortcode></:shortcode></div>')
    assert "align" not in cleaned(f'<figure class="wp-block-gallery aligncenter">{pictures}</figure>', given())


def test_pictures_of_a_gallery_are_as_wide_as_its_columns() -> None:
    one = f"<figure>{picture(1, width=200)}<figcaption>Tide</figcaption></figure>"
    assert "width" not in cleaned(f'<figure class="wp-block-gallery columns-2">{one}{one}</figure>', given())


def test_a_style_says_the_direction_of_text_too() -> None:
    clean = without_look(cleaned('<p style="direction: RTL">a</p><p style="flex-direction:row">b</p>', given()))
    assert clean == '<:shortcode shortcode="wp-align" dir="rtl"><p dir="rtl">a</p></:shortcode><p>b</p>'


def test_the_place_of_a_heading_is_the_themes_affair_and_told() -> None:
    told = given()
    assert without_look(cleaned('<h2 style="text-align:center">Tide</h2>', told)) == "<h2>Tide</h2>"
    assert [f"{one.code.id} {one.detail}" for one in told.diagnostics] == ["W141 Tide"]


def test_who_wants_none_of_it_gets_plain_pictures_and_paragraphs() -> None:
    html = f"{picture(1, 'alignright', width=300)}<p align='center'>a</p>"
    assert ":shortcode" not in cleaned(html, given(alignment="drop"))


def without_look(html: str) -> str:
    for name in ("class", "style", "align", "dir"):
        while f'<:shortcode shortcode="wp-align" {name}' not in html and f' {name}="' in html:
            start = html.index(f' {name}="')
            html = html[:start] + html[html.index('"', start + len(name) + 3) + 1 :]
    return html
