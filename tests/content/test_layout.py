"""Blocks that arrange others give what is in them, in order."""

import pytest

from tests.support.stored_blocks import rendered

PARAGRAPH = "<!-- wp:paragraph --><p>{}</p><!-- /wp:paragraph -->"


@pytest.mark.parametrize("name", ["group", "column", "accordion-panel", "tabs"])
def test_a_wrapper_gives_its_content(name: str) -> None:
    stored = f'<!-- wp:{name} --><div class="x">{PARAGRAPH.format("a")}{PARAGRAPH.format("b")}</div><!-- /wp:{name} -->'
    assert rendered(stored) == '<div class="x"><p>a</p><p>b</p></div>'


def test_columns_follow_each_other() -> None:
    columns = "".join(
        f"<!-- wp:column --><div>{PARAGRAPH.format(one)}</div><!-- /wp:column -->" for one in ("left", "right")
    )
    stored = f'<!-- wp:columns {{"isStackedOnMobile":false}} --><div>{columns}</div><!-- /wp:columns -->'
    assert rendered(stored) == "<div><div><p>left</p></div><div><p>right</p></div></div>"


def test_a_button_keeps_its_link() -> None:
    link = '<div class="wp-block-button"><a class="wp-block-button__link" href="/go/">Go</a></div>'
    stored = f"<!-- wp:buttons --><div><!-- wp:button -->{link}<!-- /wp:button --></div><!-- /wp:buttons -->"
    assert rendered(stored) == f"<div>{link}</div>"


def test_a_separator_is_a_rule_and_a_spacer_is_nothing() -> None:
    stored = (
        '<!-- wp:separator --><hr class="wp-block-separator"/><!-- /wp:separator -->'
        '<!-- wp:spacer --><div style="height:9px" aria-hidden="true"></div><!-- /wp:spacer -->'
    )
    assert rendered(stored) == '<hr class="wp-block-separator"/>'


@pytest.mark.parametrize("comment", ["<!--more-->", "<!--more Read on-->", "<!--more-->\n<!--noteaser-->"])
def test_the_place_where_lists_cut_is_marked_once(comment: str) -> None:
    stored = f'<!-- wp:more {{"customText":"Read on"}} -->\n{comment}\n<!-- /wp:more -->'
    assert rendered(stored) == '<div :more=""></div>'


def test_the_pages_of_a_post_are_joined() -> None:
    stored = f"{PARAGRAPH.format('a')}<!-- wp:nextpage --><!--nextpage--><!-- /wp:nextpage -->{PARAGRAPH.format('b')}"
    assert rendered(stored) == "<p>a</p><p>b</p>"


def test_an_accordion_heading_is_a_plain_heading() -> None:
    html = (
        '<h3 class="wp-block-accordion-heading"><button type="button">'
        '<span class="wp-block-accordion-heading__toggle-title">Why</span>'
        '<span class="wp-block-accordion-heading__toggle-icon" aria-hidden="true">+</span></button></h3>'
    )
    assert rendered(f"<!-- wp:accordion-heading -->{html}<!-- /wp:accordion-heading -->") == (
        '<h3 class="wp-block-accordion-heading"><span class="wp-block-accordion-heading__toggle-title">Why</span></h3>'
    )


def test_a_tab_has_its_label_above_it() -> None:
    stored = '<!-- wp:tab {"label":"A <b>"} --><section><p>x</p></section><!-- /wp:tab -->'
    assert rendered(stored) == "<p><strong>A &lt;b&gt;</strong></p><section><p>x</p></section>"
