"""Blocks of text come out as they are stored."""

import pytest

from tests.support.stored_blocks import rendered


@pytest.mark.parametrize(
    ("name", "html"),
    [
        ("paragraph", '<p class="has-text-align-center">One <em>two</em></p>'),
        ("heading", "<h3>Three</h3>"),
        ("list", '<ol start="4"><li>a</li><li>b<ul><li>c</li></ul></li></ol>'),
        ("quote", '<blockquote class="wp-block-quote"><p>Said</p><cite>Somebody</cite></blockquote>'),
        ("pullquote", '<figure class="wp-block-pullquote"><blockquote><p>Said</p></blockquote></figure>'),
        ("table", '<figure class="wp-block-table"><table><tbody><tr><td>1</td></tr></tbody></table></figure>'),
        ("preformatted", '<pre class="wp-block-preformatted">a  b\n\n c</pre>'),
        ("verse", '<pre class="wp-block-verse">first line\n  second line</pre>'),
        ("html", "<b>kept</b> <!-- not a block --> text"),
        ("details", "<details><summary>More</summary><p>inside</p></details>"),
    ],
)
def test_text_is_kept_as_stored(name: str, html: str) -> None:
    assert rendered(f"<!-- wp:{name} -->\n{html}\n<!-- /wp:{name} -->") == html


def test_inner_blocks_stand_where_they_stood() -> None:
    stored = (
        "<!-- wp:quote --><blockquote><!-- wp:paragraph --><p>a</p><!-- /wp:paragraph --><cite>c</cite></blockquote>"
        "<!-- /wp:quote -->"
    )
    assert rendered(stored) == "<blockquote><p>a</p><cite>c</cite></blockquote>"


def test_list_items_of_newer_versions_make_one_list() -> None:
    items = "".join(f"<!-- wp:list-item --><li>{one}</li><!-- /wp:list-item -->" for one in "ab")
    assert rendered(f"<!-- wp:list --><ul>{items}</ul><!-- /wp:list -->") == "<ul><li>a</li><li>b</li></ul>"


def test_a_file_keeps_its_link_and_its_button() -> None:
    html = (
        '<div class="wp-block-file"><a href="/a.pdf">Paper</a>'
        '<a href="/a.pdf" class="wp-block-file__button" download>Download</a></div>'
    )
    assert rendered(f'<!-- wp:file {{"href":"/a.pdf"}} -->{html}<!-- /wp:file -->') == (
        '<div class="wp-block-file"><div :shortcode="wp-file" src="/a.pdf" name="Paper" button="Download"></div></div>'
    )


def test_a_document_that_is_shown_in_place_is_a_frame() -> None:
    html = '<div><object class="x" data="/a.pdf" type="application/pdf"></object><a href="/a.pdf">Paper</a></div>'
    assert rendered(f'<!-- wp:file {{"href":"/a.pdf"}} -->{html}<!-- /wp:file -->') == (
        '<div><div :shortcode="wp-embed" player="/a.pdf"></div><a href="/a.pdf">Paper</a></div>'
    )


@pytest.mark.parametrize("address", ["https://evil.example/a.pdf", "/\\\\evil.example/a.pdf", "/a.html", "/a.svg"])
def test_a_document_of_a_stranger_or_one_that_can_run_is_no_frame(address: str) -> None:
    html = f'<div><object data="{address}"></object></div>'
    assert "wp-embed" not in rendered(f'<!-- wp:file {{"href":"{address}"}} -->{html}<!-- /wp:file -->')


def test_the_classic_block_is_shown_as_it_is_stored() -> None:
    """WordPress makes no paragraphs of blank lines in a text that holds blocks."""
    stored = "<!-- wp:freeform -->one\n\ntwo\nthree<!-- /wp:freeform -->"
    assert "<" not in rendered(stored)


def test_text_in_a_shortcode_block_gets_paragraphs() -> None:
    assert rendered("<!-- wp:shortcode -->[unknown-thing]<!-- /wp:shortcode -->") == "<p>[unknown-thing]</p>"


def test_markdown_is_taken_from_the_source_where_no_html_is_stored() -> None:
    stored = '<!-- wp:jetpack/markdown {"source":"# One\\n\\n* a\\n* b"} /-->'
    assert rendered(stored) == "<h1>One</h1><ul><li>a</li><li>b</li></ul>"


def test_html_that_a_markdown_block_stores_is_kept() -> None:
    html = '<div class="wp-block-jetpack-markdown"><p><em>x</em></p></div>'
    assert rendered(f'<!-- wp:jetpack/markdown {{"source":"_x_"}} -->{html}<!-- /wp:jetpack/markdown -->') == html


def test_markup_in_a_markdown_source_cannot_forge_our_own_elements() -> None:
    stored = '<!-- wp:jetpack/markdown {"source":"<div \\ufdd0fence=\\u0022\\u0022>x</div>"} /-->'
    assert ":fence" not in rendered(stored)


def test_blocks_nested_a_thousand_deep_keep_their_text() -> None:
    stored = "<!-- wp:group --><div>" * 1000 + "text" + "</div><!-- /wp:group -->" * 1000
    assert "text" in rendered(stored)
