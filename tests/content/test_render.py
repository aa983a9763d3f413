"""Stored text as HTML: which of paragraphs, blocks and shortcodes it gets, and what is said about it."""

from dataclasses import replace

import pytest

from migrate.content.render import render
from migrate.options import Options
from tests.support.picture_library import shown
from tests.support.stored_blocks import context, rendered, reported


def mapped(**shortcodes: str) -> Options:
    return Options(shortcodes=tuple(shortcodes.items()))


def test_a_classic_post_gets_paragraphs() -> None:
    assert rendered("one\n\ntwo") == "<p>one</p><p>two</p>"


def test_a_post_with_blocks_gets_none_even_between_them() -> None:
    assert rendered("one\n\ntwo<!-- wp:paragraph --><p>x</p><!-- /wp:paragraph -->") == "one" + "two<p>x</p>"


def test_line_ends_of_all_systems_are_one() -> None:
    assert rendered("one\r\n\r\ntwo\rthree") == "<p>one</p><p>two<br />three</p>"


def test_code_points_that_are_no_characters_vanish() -> None:
    assert rendered('<pre \ufdd0fence="">x\ud800\0</pre>') == '<pre fence="">x</pre>'
    assert rendered("全角！\ufdef\uffff") == "<p>全角！</p>"
    assert rendered("a\0") == "<p>a</p>"


def test_an_unknown_block_keeps_its_html_and_is_named() -> None:
    stored = (
        "<!-- wp:kadence/box --><div>a<!-- wp:paragraph --><p>b</p><!-- /wp:paragraph --></div><!-- /wp:kadence/box -->"
    )
    assert rendered(stored) == "<div>a<p>b</p></div>"
    assert reported(stored) == ["W102 kadence/box"]


@pytest.mark.parametrize(
    ("stored", "names"),
    [
        ("[tide_box title=x]a[/tide_box]", ["tide_box"]),
        ("[crate]a[/crate] [crate]b[/crate]", ["crate"]),
        ('[price id="3"]', ["price"]),
        ("[tidetable]", ["tidetable"]),
        ("Before.\n\n[boatlist]\n\n[Aside]\n\nAfter.", ["boatlist"]),
        ("[contact-us] [other_thing]", ["contact-us", "other_thing"]),
        ("it was [sic] so [1], [x], [see above], [...], [a b] and [he said]", []),
        ("a <code>[my_code a=1]</code>", []),
        ("<pre>[my_pre]</pre>", []),
        ("[[my_escaped]]", []),
        ("array[i][my_index]", ["my_index"]),
        ("[link](https://x.example/a=b)", []),
    ],
)
def test_shortcodes_of_plugins_stay_as_text_and_are_named_once(stored: str, names: list[str]) -> None:
    assert reported(stored) == [f"W101 {name}" for name in names]
    assert stored in rendered(stored).replace("</p><p>", "\n\n")


def test_the_owner_maps_a_shortcode_to_one_of_hugo() -> None:
    given = replace(context(), options=mapped(my_box="notice"))
    stored = '[my_box kind="a &amp; b" -x=1 two]in <b>here</b>[/my_box]'
    assert rendered(stored, given) == ('<span :shortcode="notice" arg1="two" kind="a &amp; b">in <b>here</b></span>')
    assert list(given.diagnostics) == []


def test_a_mapped_shortcode_around_paragraphs_is_a_block() -> None:
    given = replace(context(), options=mapped(my_box="notice"))
    assert '<div :shortcode="notice">' in rendered("[my_box]\n\none\n\ntwo\n\n[/my_box]", given)


def test_the_owner_maps_a_shortcode_to_its_content_or_to_nothing() -> None:
    given = replace(context(), options=mapped(my_box="content", ad="nothing"))
    assert rendered("a [my_box x=1]b [ad]c[/ad] [[ad]][/my_box] d", given) == "<p>a b  [ad] d</p>"


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        ("[row][column]one[/column][column]two[/column][/row]", "<div>one</div><div>two</div>"),
        ("[row][column]one[/column][/row][row][column]two[/column][/row]", "<p><div>one</div><div>two</div></p>"),
        ("<div>[row]one[/row][row]two[/row]</div>", "<div><div>one</div><div>two</div></div>"),
        ("so [row]one[/row][row]two[/row].", "<p>so onetwo.</p>"),
        ("[row]O[/row]nce", "<p>Once</p>"),
        ("<h2>[row]one[/row]</h2>", "<h2>one</h2>"),
    ],
)
def test_contents_that_fill_a_row_stay_apart_and_those_in_a_sentence_do_not(stored: str, expected: str) -> None:
    given = replace(context(), options=mapped(row="content", column="content"))
    assert rendered(stored, given) == expected


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        ("one\n\n<!--more-->\n\ntwo", "<p>one</p><:more></:more><p>two</p>"),
        ("one<!--more Go on-->\n\ntwo", "<p>one</p><:more></:more><p>two</p>"),
        ("one\n<!--more-->\ntwo", "<p>one<br></br></p><:more></:more><p><br></br>two</p>"),
        ("one <!--more--> two\n\nthree", "<p>one two</p><:more></:more><p>three</p>"),
        ("<p><b>one <!--more--> two</b></p>", "<p><b>one two</b></p><:more></:more>"),
        ("<!--more-->one", "<:more></:more><p>one</p>"),
        ("one\n\n<!--more-->\n\ntwo\n\n<!--more-->\n\nthree", "<p>one</p><:more></:more><p>two</p><p>three</p>"),
        ("<div>one\n\n<!--more-->\n\ntwo</div>", "<div>one</div><:more></:more><div><p>two</p></div>"),
    ],
)
def test_the_divider_stands_alone_and_once(stored: str, expected: str) -> None:
    got = shown(stored).replace(' inline="true"', "").replace(' more=""', "").replace("<p></p>", "")
    assert " ".join(got.split()).replace("> ", ">").replace(" <", "<") == expected.replace("> ", ">").replace(" <", "<")


def test_the_pages_of_a_post_are_joined() -> None:
    assert rendered("one<!--nextpage-->two") == "<p>one</p><p>two</p>"


def test_an_address_alone_on_its_line_is_shown_others_stay() -> None:
    assert ':shortcode="youtube"' in rendered("one\n\nhttps://youtu.be/abcdefghij0\n\ntwo")
    assert ':shortcode="youtube"' in rendered("one\n https://youtu.be/abcdefghij0 <pre>two</pre>")
    assert ':shortcode="youtube"' in rendered("<!-- wp:html --><p>https://youtu.be/abcdefghij0</p><!-- /wp:html -->")
    assert ":shortcode" not in rendered("see https://youtu.be/abcdefghij0 there")
    assert rendered("https://elsewhere.example/page") == "<p>https://elsewhere.example/page</p>"
    assert ":shortcode" not in rendered("<pre>\nhttps://youtu.be/abcdefghij0\n</pre>")


def test_the_address_of_a_sound_alone_on_its_line_is_a_player() -> None:
    assert rendered("https://blog.example/a.mp3").startswith("<p><audio controls>")


def test_a_block_of_a_plugin_that_holds_nothing_is_said_to_be_filled_on_request() -> None:
    given = context()
    render('<!-- wp:acme/counter {"to":9} /--><!-- wp:acme/box --><p>x</p><!-- /wp:acme/box -->', given)
    assert [f"{one.code.id} {one.detail}" for one in given.diagnostics] == ["W103 acme/counter", "W102 acme/box"]
