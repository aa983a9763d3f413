"""Headings are one line of text: what else stood in one stands in it where it can, or behind it."""

import pytest

from tests.support.picture_library import cleaned


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ("<h2>Ebb<div>Flood</div></h2>", "<h2>Ebb Flood </h2>"),
        ("<h2><div><p>Ebb</p><p>Flood</p></div></h2>", "<h2>  Ebb  Flood  </h2>"),
        ("<h3><blockquote>Ebb</blockquote></h3>", "<blockquote><h3>Ebb</h3></blockquote>"),
        ("<h3><blockquote><p>Ebb</p></blockquote></h3>", "<blockquote><h3> Ebb </h3></blockquote>"),
        ("<h2><ul><li>Ebb</li><li>Flood</li></ul></h2>", "<ul><li><h2>Ebb</h2></li><li><h2>Flood</h2></li></ul>"),
        ('<h2 id="tides">Tides<ul><li>Ebb</li></ul></h2>', '<h2 id="tides">Tides</h2><ul><li>Ebb</li></ul>'),
        ('<h2 id="tides">Ebb<hr>Flood</h2>', '<h2 id="tides">Ebb</h2><hr></hr><h2>Flood</h2>'),
        ("<h2>Ebb <em>and</em><br>flood</h2>", "<h2>Ebb <em>and</em><br></br>flood</h2>"),
    ],
)
def test_a_block_in_a_heading_holds_it_or_follows_it(html: str, clean: str) -> None:
    assert cleaned(html) == clean
