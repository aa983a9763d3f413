"""A heading is one line of Markdown, whatever HTML puts in it."""

import pytest

from migrate.markdown.convert import to_markdown
from migrate.model.rest_of_site import Link
from migrate.options import Options
from migrate.tree import parse


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<h2><p>Tide</p></h2>", "## Tide"),
        ("<h2>Ebb<div>and <b>flood</b></div></h2>", "## Ebb and **flood**"),
        ("<h2><div><p>Ebb</p><p>Flood</p></div></h2>", "## Ebb Flood"),
        ("<b><h2><p>Tide</p></h2></b>", "## **Tide**"),
        ("<h2>Tide<ul><li>high</li></ul></h2>", "## Tide\n\n* high"),
        ("<h2><p>Tide</p><ul><li>high</li></ul></h2>", "## Tide\n\n* high"),
    ],
)
def test_paragraphs_in_a_heading_are_its_text_and_other_blocks_follow_it(html: str, markdown: str) -> None:
    assert to_markdown(parse(html), Link, Options(), lambda *_: None) == markdown


def test_a_heading_is_told_no_id_that_hugo_gives_it_by_counting_past_one_that_is_taken() -> None:
    html = '<h2>Tide</h2><h2>Tide-1</h2><h2 id="tide-2">Tide</h2><h2 id="ebb">Tide</h2>'
    assert (
        to_markdown(parse(html), Link, Options(), lambda *_: None)
        == "## Tide\n\n## Tide-1\n\n## Tide\n\n## Tide {#ebb}"
    )
