"""The tree and what is known of it: elements in document order, and nothing outdated after a change."""

from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from migrate import tree as tree_room
from migrate.content.clean import PASSES, clean
from migrate.tree import MARK, Element, Tree, is_text, parse
from tests.support.picture_library import Pictures
from tests.support.stored_blocks import context

PIECES = f"""
<p> <div|class=wp-caption> <p|class=wp-caption-text> <figure> <figcaption> <img|src=a> <img|class=emoji|alt=b>
<pre> </pre> <table|class=gutter> <td> <li|id=x> <h2|id=x> <a|href=#x>
<iframe|src=//youtube.com/embed/abcdefghij0> <audio|src=a.mp3> <object> <script> </script>
<script|src=//gist.github.com/ada/0123456789.js> <noscript> <img|src=a><noscript><img|src=a></noscript>
<svg|width=9> </svg> <cite> <blockquote> <small> <picture> </picture> <x-y> </x-y> <span|class=crayon-inline>
<template> </template> </p> <center> </center> <p|align=right> <div|style=float:left> <b|style=font-weight:400>
<listing> </listing> <xmp> </xmp> <img|width=1|height=1|src=b>
text <div|{MARK}more></div> </div> </figure> </object> </blockquote>
"""
MARKUP = st.lists(st.sampled_from([one.replace("|", " ") for one in PIECES.split()]), max_size=30).map("".join)


def assert_known(tree: Tree) -> None:
    elements = list(tree.root.elements())
    assert [id(one) for one in tree.elements] == [id(one) for one in elements]
    tags = {one.tag for one in elements}
    assert tree.tags == tags
    assert [one for one in tree.attributed if one.attributes] == [one for one in elements if one.attributes]
    for asked in ((), ("img",), ("img", "p"), ("no-such",), tuple(tags)):
        assert [id(one) for one in tree.named(*asked)] == [id(one) for one in elements if one.tag in asked]


def test_elements_are_known_in_document_order_without_comments() -> None:
    tree = Tree("a<ul><li><b>c</b></li><!-- d --><li>e<br>f</ul><?php g ?><p>h")
    assert [one.tag for one in tree.elements] == ["body", "ul", "li", "b", "li", "br", "p"]
    assert repr(tree.root) == repr(parse("a<ul><li><b>c</b></li><li>e<br>f</ul><p>h"))


def test_text_alone_is_a_tree_without_elements() -> None:
    assert Tree("a > b").root.children == ["a > b"]
    assert Tree("").elements[0].children == []


STRAYS = (
    "<body|class=a> </body> <html> </html> <head> <title> <frameset> <!doctype|html> <form> <table> <b> <select> </p>"
)
ODD_MARKUP = st.lists(st.sampled_from([*PIECES.split(), *STRAYS.split(), "&amp;", "\ud800"]), max_size=12).map(
    lambda pieces: "".join(pieces).replace("|", " ")
)


def read(html: str) -> str:
    node = tree_room._PAGE.first_node(html)
    return node.parent.inner_html or "" if node and node.parent else ""


@given(ODD_MARKUP)
def test_a_fragment_reads_as_in_a_page_of_its_own_whatever_was_read_before(html: str) -> None:
    read("<form><b><table><select><svg><i>left open")
    body = LexborHTMLParser(f"<body>{html}").body
    assert body is not None
    assert read(html) == body.inner_html


@given(st.text(st.sampled_from("a \n\r\0<&;é\ud800\uffff"), max_size=5))
def test_what_passes_for_text_reads_as_it_stands(html: str) -> None:
    if is_text(html):
        body = LexborHTMLParser(f"<body><p>x{html}").css_first("p")
        assert body is not None
        assert body.text() == f"x{html}"


def test_the_page_that_fragments_are_read_in_is_a_new_one_before_it_takes_much_memory() -> None:
    pages = []
    for _ in range(20):
        read("<i>a</i>" * 1_000)
        pages.append(tree_room._PAGE._body)
    assert 2 < len({id(one) for one in pages}) < 20


@given(MARKUP)
def test_whatever_a_pass_does_the_next_one_is_told_of_the_tree_as_it_is(html: str) -> None:
    given_context = context(Pictures(), id=1)
    tree = Tree(html)
    assert_known(tree)
    for tree_pass, _ in PASSES:
        tree_pass(tree, given_context)
        assert_known(tree)


def test_a_change_that_was_told_is_seen() -> None:
    tree = Tree("<p>a")
    assert "hr" not in tree.tags
    tree.root.children.append(Element("hr"))
    tree.changed()
    assert_known(tree)


def test_a_picture_under_its_old_name_is_one_as_in_browsers() -> None:
    tree = clean('<image src="https://blog.example/wp-content/uploads/ash-300x200.jpg">', context(Pictures(), id=1))
    assert [(one.tag, one.get("src")) for one in tree.elements()] == [("body", ""), ("img", "/media/ash.jpg")]


def test_a_divider_may_have_gone_with_what_held_it() -> None:
    tree = clean(f"<template><div {MARK}more></div></template><audio><div {MARK}more></div>", context(Pictures(), id=1))
    assert ":more" in {one.tag for one in tree.elements()}
    gone = clean(f'<audio src="a.mp3"><div {MARK}more></div></audio>', context(Pictures(), id=1))
    assert [one.tag for one in gone.elements()] == ["body", ":shortcode"]
