"""A table of one cell placed a text, and stands as text; a table that tells something stays a table."""

import pytest

from tests.support.picture_library import cleaned


@pytest.mark.parametrize(
    "stored",
    [
        "<table><tr><td><p>One</p><ul><li>two</li></ul></td></tr></table>",
        '<table border="1" align="center"><colgroup><col></colgroup><tbody><tr><td><p>One</p><ul><li>two</li></ul></td>'
        "</tr></tbody></table>",
        "<table><tr><td><table><tr><td><p>One</p><ul><li>two</li></ul></td></tr></table></td></tr></table>",
    ],
)
def test_what_is_in_the_only_cell_stands_alone(stored: str) -> None:
    text = cleaned(stored).replace("<div>", "").replace("</div>", "")
    assert text == "<p>One</p><ul><li>two</li></ul>"


def test_places_in_a_layout_table_keep_their_names() -> None:
    stored = '<table id="box"><tr><td id="text">One</td></tr></table>'
    assert cleaned(stored) == '<div id="box"><div id="text">One</div></div>'


@pytest.mark.parametrize(
    "stored",
    [
        "<table><tbody><tr><td>One</td><td>two</td></tr></tbody></table>",
        "<table><tbody><tr><td>One</td></tr><tr><td>two</td></tr></tbody></table>",
        "<table><tbody><tr><th>One</th></tr></tbody></table>",
        "<table><thead><tr><th>One</th></tr></thead><tbody><tr><td>two</td></tr></tbody></table>",
        "<table><caption>One</caption><tbody><tr><td>two</td></tr></tbody></table>",
        "<table><tbody><tr></tr></tbody></table>",
        "<table><tbody><tr><td>One<p>that nobody closed</p></td></tr></tbody></table>",
        "<table><tbody><tr><td><table><tbody><tr><td>One</td></tr></tbody></table></td><td>two</td></tr></tbody></table>",
    ],
)
def test_a_table_that_is_more_than_the_frame_of_a_text_stays(stored: str) -> None:
    assert cleaned(stored) == stored


def test_a_table_block_of_one_cell_stays() -> None:
    table = "<table><tbody><tr><td>One</td></tr></tbody></table>"
    assert table in cleaned(f'<figure class="wp-block-table">{table}</figure>')
