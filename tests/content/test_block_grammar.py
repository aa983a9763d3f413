"""The grammar of blocks: what is a block, what it holds, and what becomes of faults."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.content.grammar.blocks import MAX_DEPTH, parse_blocks
from migrate.content.nodes import Block
from tests.support.stored_blocks import rendered, reported


def blocks(text: str) -> list[Block]:
    return [one for one in parse_blocks(text) if isinstance(one, Block)]


def outline(nodes: list[Block | str]) -> list[object]:
    """Names and texts, nested as the blocks are."""
    return [node if isinstance(node, str) else {node.name: outline(node.inner)} for node in nodes]


def test_a_block_that_is_nothing_but_text_may_be_taken_for_text_where_it_stands_alone() -> None:
    text = '<!-- wp:p -->a<!-- /wp:p -->b<!-- wp:p {"c":1} -->d<!-- /wp:p -->'
    assert outline(parse_blocks(text, {"core/p"})) == ["a", "b", {"core/p": ["d"]}]
    assert outline(parse_blocks(f"<!-- wp:g -->{text}<!-- /wp:g -->", {"core/p"})) == outline(
        parse_blocks(f"<!-- wp:g -->{text}<!-- /wp:g -->")
    )


def test_a_name_without_namespace_is_a_core_block() -> None:
    assert outline(parse_blocks("<!-- wp:paragraph --><p>x</p><!-- /wp:paragraph -->")) == [
        {"core/paragraph": ["<p>x</p>"]}
    ]


def test_text_before_between_and_after_blocks_stays() -> None:
    text = "a<!-- wp:a/b /-->b<!-- wp:c -->c<!-- /wp:c -->d"
    assert outline(parse_blocks(text)) == ["a", {"a/b": []}, "b", {"core/c": ["c"]}, "d"]


def test_inner_blocks_stand_between_the_html_around_them() -> None:
    text = "<!-- wp:group --><div><!-- wp:spacer /--></div><!-- /wp:group -->"
    assert outline(parse_blocks(text)) == [{"core/group": ["<div>", {"core/spacer": []}, "</div>"]}]


def test_a_block_in_a_block_of_its_own_name() -> None:
    text = "<!-- wp:g -->1<!-- wp:g -->2<!-- /wp:g -->3<!-- /wp:g -->4"
    assert outline(parse_blocks(text)) == [{"core/g": ["1", {"core/g": ["2"]}, "3"]}, "4"]


@pytest.mark.parametrize(
    ("json", "expected"),
    [
        ('{"level":3}', {"level": 3}),
        ('{"a":{"b":[1,{"c":"}"}]}}', {"a": {"b": [1, {"c": "}"}]}}),
        (r'{"t":"\u003cb\u003e \u002d\u002d \u0026"}', {"t": "<b> -- &"}),
        ('{"a":1,\n "b":2}', {"a": 1, "b": 2}),
        ('{"broken":}', {}),
        ('{"a":"x', None),
        ("[1]", None),
        ("{}", {}),
        ("{" + '"a":{' * 5000 + "}" * 5001, {}),
        ("{" + '"a":{' * 600 + "}" * 601, {}),
        ('{"a":"' + "[" * 600 + '"}', {"a": "[" * 600}),
        ('{"a":[' + "[]," * 600 + "1]}", {"a": [*([[]] * 600), 1]}),
    ],
    ids=range(12),
)
def test_attributes_are_json_and_broken_ones_count_as_none(json: str, expected: dict[str, object] | None) -> None:
    found = [one for one in blocks(f"<!-- wp:x {json} -->t<!-- /wp:x -->") if one.name]
    assert [one.attributes for one in found] == ([] if expected is None else [expected])


def test_an_opening_whose_json_breaks_off_does_not_hide_the_block_behind_it() -> None:
    text = '<!-- wp:a {"x":1 <!-- wp:b /--> <!-- wp:c {"x":2} /-->'
    assert outline(parse_blocks(text)) == [{"": []}, {"core/b": []}, " ", {"core/c": []}]


def test_json_reaches_to_the_end_of_its_comment_whatever_stands_in_it() -> None:
    found = blocks('<!-- wp:a {"x":"<!-- wp:b {"} /--><!-- wp:c /-->')
    assert [(one.name, one.attributes) for one in found] == [("core/a", {"x": "<!-- wp:b {"}), ("core/c", {})]


def test_a_block_that_nothing_closes_ends_with_the_text() -> None:
    assert outline(parse_blocks("<!-- wp:a -->1<!-- wp:b -->2")) == [{"core/a": ["1", {"core/b": ["2"]}]}]


def test_a_closing_that_closes_nothing_vanishes() -> None:
    assert outline(parse_blocks("1<!-- /wp:a -->2<!-- wp:b -->3<!-- /wp:c -->4<!-- /wp:b -->5")) == [
        "1",
        "2",
        {"core/b": ["3", "4"]},
        "5",
    ]


def test_a_closing_ends_the_blocks_inside_that_are_still_open() -> None:
    assert outline(parse_blocks("<!-- wp:a -->1<!-- wp:b -->2<!-- /wp:a -->3")) == [
        {"core/a": ["1", {"core/b": ["2"]}]},
        "3",
    ]


def test_a_block_that_holds_nothing_gives_what_follows_to_the_one_around_it_unless_it_was_closed() -> None:
    text = "<!-- wp:a -->1<!-- wp:b -->2<!-- wp:c /--><!-- /wp:a -->3<!-- wp:b -->4<!-- /wp:b -->"
    assert outline(parse_blocks(text, is_void=lambda one: one.name == "core/b")) == [
        {"core/a": ["1", {"core/b": []}, "2", {"core/c": []}]},
        "3",
        {"core/b": ["4"]},
    ]


@pytest.mark.parametrize("text", ["<!-- wp -->", "<!--wp:a -->", "<!-- wp:a"])
def test_other_comments_are_text(text: str) -> None:
    assert parse_blocks(text) == [text]


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("<!-- wp:A -->x", "wp:A "),
        ("<!-- wp:a text -->x", "wp:a text "),
        ('<!-- wp:a {"x":"Moss -->x', 'wp:a {"x":"Moss '),
        ("<!-- wp:a --&gt;Moss<!-- /wp:a -->x", "wp:a --&gt;Moss<!-- /wp:a "),
        ("<!-- /wp:a Moss -->x", "/wp:a Moss "),
    ],
)
def test_what_begins_as_a_block_and_is_none_is_known_by_what_stands_there(text: str, unread: str) -> None:
    broken, *rest = parse_blocks(text)
    assert isinstance(broken, Block) and (broken.name, broken.unread) == ("", unread)
    assert rest == ["x"]


def test_a_damaged_block_is_told_and_shows_nothing_of_itself() -> None:
    stored = (
        '<!-- wp:a {"x":"Moss on --><p>walls</p><!-- /wp:a --><!-- wp:quote {"x":Moss} --><p>roof</p><!-- /wp:quote -->'
    )
    assert rendered(stored) == "<p>walls</p><p>roof</p>"
    assert reported(stored) == ['W151 wp:a {"x":"Moss on', 'W151 core/quote {"x":Moss}']


def test_blocks_nested_beyond_reason_count_as_text_of_the_block_around_them() -> None:
    depth = 5000
    found = blocks("<!-- wp:group -->" * depth + "x" + "<!-- /wp:group -->" * depth + "<!-- wp:spacer /-->")
    assert [one.name for one in found] == ["core/group", "core/spacer"]
    levels, block = 1, found[0]
    while block.blocks:
        levels, block = levels + 1, block.blocks[0]
    assert levels == MAX_DEPTH
    assert block.html == "x"


WHOLE = '<!-- wp:a -->|<!-- /wp:a -->|<!-- wp:b/c -->|<!-- /wp:b/c -->|<!-- wp:a {"x":1} -->|<!-- wp:a /-->'
PIECES = st.sampled_from(f"{WHOLE}|<p>x</p>|<|<!--".split("|"))


@given(st.lists(PIECES, max_size=12).map("".join))
def test_a_block_that_is_found_whole_is_the_same_as_one_found_by_its_two_delimiters(text: str) -> None:
    """Two spaces are as good as one, but such a block is never found whole."""
    in_two = text.replace("<!-- wp:a -->", "<!--  wp:a -->").replace("<!-- wp:b/c -->", "<!--  wp:b/c -->")
    assert parse_blocks(in_two) == parse_blocks(text)
