"""Footnotes: the list that WordPress keeps beside the post."""

import pytest

from tests.support.stored_blocks import context, rendered

NOTES = '[{"id":"a1","content":"A <em>\\"note\\"</em>"},{"id":"b2","content":"Another"}]'
LIST = (
    '<ol class="wp-block-footnotes"><li id="a1">A <em>"note"</em> <a href="#a1-link">↩︎</a></li>'
    '<li id="b2">Another <a href="#b2-link">↩︎</a></li></ol>'
)


def with_notes(meta: str) -> str:
    return rendered("<!-- wp:footnotes /-->", context(meta=(("footnotes", meta),)))


def test_the_notes_are_a_numbered_list_with_links_back() -> None:
    assert with_notes(NOTES) == LIST


def test_notes_with_escaped_quotes_are_read_too() -> None:
    assert with_notes(NOTES.replace("\\", "\\\\").replace('"', '\\"')) == LIST


def test_the_reference_in_the_text_is_kept_without_what_the_editor_needs() -> None:
    stored = '<p>A<sup data-fn="a1" class="fn"><a href="#a1" id="a1-link">1</a></sup></p>'
    html = rendered(f"<!-- wp:paragraph -->{stored}<!-- /wp:paragraph -->")
    assert html == '<p>A<sup><a href="#a1" id="a1-link">1</a></sup></p>'


@pytest.mark.parametrize("meta", ["", "[", "7", "{}", "[7, null]", '[[[["x"]]]]', "[" * 100_000])
def test_meta_that_holds_no_notes_makes_none(meta: str) -> None:
    assert with_notes(meta) == ""


def test_a_note_with_values_of_other_types_is_empty() -> None:
    assert (
        with_notes('[{"id":{},"content":null}]')
        == '<ol class="wp-block-footnotes"><li id=""> <a href="#-link">↩︎</a></li></ol>'
    )
