"""Every block of WordPress' own is answered for, and no attribute of any type stops a handler."""

from hypothesis import given, settings
from hypothesis import strategies as st

from migrate.content.clean import clean
from migrate.content.nodes import Block, Shortcode
from migrate.content.registry import REGISTRY
from tests.support.active_html import runs
from tests.support.examples import examples
from tests.support.picture_library import shown
from tests.support.stored_blocks import context

CORE = (
    "accordion accordion-heading accordion-item accordion-panel archives audio avatar block breadcrumbs button "
    "buttons calendar categories code column columns comment-author-avatar comment-author-name comment-content "
    "comment-date comment-edit-link comment-reply-link comment-template comments comments-pagination "
    "comments-pagination-next comments-pagination-numbers comments-pagination-previous comments-title cover "
    "details embed file footnotes form form-input form-submission-notification form-submit-button freeform "
    "gallery group heading home-link html icon image latest-comments latest-posts legacy-widget list list-item "
    "loginout math media-text missing more navigation navigation-link navigation-submenu nextpage page-list "
    "page-list-item paragraph pattern post-author post-author-biography post-author-name post-comment "
    "post-comments-count post-comments-form post-comments-link post-content post-date post-excerpt "
    "post-featured-image post-navigation-link post-template post-terms post-time-to-read post-title preformatted "
    "pullquote query query-no-results query-pagination query-pagination-next query-pagination-numbers "
    "query-pagination-previous query-title quote read-more rss search separator shortcode site-logo site-tagline "
    "site-title social-link social-links spacer tab table table-of-contents tabs tag-cloud template-part "
    "term-description term-template terms-query text-columns verse video "
)
FILLED_INSIDE = (
    "comment-template comments-pagination form-submission-notification navigation navigation-submenu post-comment "
    "post-template query-no-results query-pagination term-template terms-query"
)
"""Containers that WordPress fills anew for each entry, or shows to some readers alone."""
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.just("javascript:alert(1)"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from(
    ["url", "ref", "label", "service", "query", "categories", "taxonomy", "points", "latex", "source", "slug", "type"]
)


def test_every_core_block_has_a_handler() -> None:
    assert [name for name in CORE.split() if f"core/{name}" not in REGISTRY.blocks] == []


def test_what_follows_a_core_block_that_nothing_closes_is_shown() -> None:
    looked_into = [name for name in CORE.split() if name not in FILLED_INSIDE.split()]
    tail = "\n<!-- wp:paragraph -->\n<p>Low tide</p>\n<!-- /wp:paragraph -->"
    assert [name for name in looked_into if "Low tide" not in shown(f"<!-- wp:{name} -->{tail}")] == []


@settings(max_examples=examples(60), deadline=None)
@given(st.dictionaries(KEYS, VALUES, max_size=6), st.text(max_size=30))
def test_attributes_of_any_type_stop_no_handler_and_run_nowhere(attributes: dict[str, object], html: str) -> None:
    for name, handler in REGISTRY.blocks.items():
        given = context()
        tree = clean(handler(Block(name, attributes, [html]), given), given)
        addresses = [one.attributes.get(kind) or "" for one in tree.elements() for kind in ("href", "src", "action")]
        assert [one for one in addresses if runs(one)] == [], name


@settings(max_examples=examples(60), deadline=None)
@given(st.dictionaries(KEYS, st.text(max_size=20)), st.lists(st.text(max_size=20)), st.none() | st.text(max_size=30))
def test_shortcodes_of_any_kind_stop_no_handler(
    attributes: dict[str, str], positional: list[str], content: str | None
) -> None:
    for name, handler in {**REGISTRY.shortcodes, **REGISTRY.code}.items():
        handler(Shortcode(name, attributes, tuple(positional), content, f"[{name}]"), context())
