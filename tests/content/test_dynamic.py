"""Blocks that WordPress fills on request become shortcodes that list from the new site, or are reported."""

import pytest

from tests.support.stored_blocks import context, rendered, reported
from tests.support.time_limit import within


@pytest.mark.parametrize(
    ("block", "shortcode"),
    [
        ("latest-posts", '"wp-latest-posts" count="5"'),
        (
            'latest-posts {"postsToShow":3,"displayPostDate":true,"displayPostContent":true,"order":"asc",'
            '"orderBy":"title","categories":[{"id":2,"name":"News"}]}',
            '"wp-latest-posts" count="3" order="asc" by="title" category="News" dates="true" excerpts="true"',
        ),
        ("archives", '"wp-archives"'),
        ('archives {"type":"yearly"}', '"wp-archives" by="yearly"'),
        ("calendar", '"wp-archives"'),
        ("categories", '"wp-terms" taxonomy="categories"'),
        ('categories {"showPostCounts":true}', '"wp-terms" taxonomy="categories" counts="true"'),
        ("tag-cloud", '"wp-terms" taxonomy="tags"'),
        ('tag-cloud {"taxonomy":"genre"}', '"wp-terms" taxonomy="genre"'),
        ("site-title", '"wp-site-title"'),
        ("site-tagline", '"wp-site-tagline"'),
    ],
)
def test_lists_are_made_by_the_new_site(block: str, shortcode: str) -> None:
    stored = f"<!-- wp:{block} /-->"
    assert rendered(stored) == f"<div :shortcode={shortcode}></div>"
    assert reported(stored) == []


QUERY = (
    '<!-- wp:query {"query":{"perPage":2,"order":"desc"}} --><div class="wp-block-query">'
    "<!-- wp:heading --><h2>Latest</h2><!-- /wp:heading -->"
    "<!-- wp:post-template --><!-- wp:post-title /--><!-- wp:post-date /--><!-- /wp:post-template -->"
    "<!-- wp:query-pagination --><!-- wp:query-pagination-next /--><!-- /wp:query-pagination -->"
    "<!-- wp:query-no-results --><p>None</p><!-- /wp:query-no-results --></div><!-- /wp:query -->"
)


def test_a_query_lists_posts_and_keeps_what_stands_around() -> None:
    assert rendered(QUERY) == (
        '<div class="wp-block-query"><h2>Latest</h2>'
        '<div :shortcode="wp-latest-posts" count="2" dates="true"></div></div>'
    )
    assert reported(QUERY) == []


def test_a_list_of_terms_keeps_what_stands_around() -> None:
    stored = (
        '<!-- wp:terms-query {"termQuery":{"taxonomy":"post_tag"}} --><div><!-- wp:heading --><h2>By word</h2>'
        "<!-- /wp:heading --><!-- wp:term-template --><!-- wp:group --><div><!-- wp:term-name /--></div>"
        "<!-- /wp:group --><!-- /wp:term-template --></div><!-- /wp:terms-query -->"
    )
    assert rendered(stored) == '<div><h2>By word</h2><div :shortcode="wp-terms" taxonomy="tags"></div></div>'
    assert reported(stored) == []


ANSWER = (
    "<!-- wp:form-submission-notification --><div><!-- wp:paragraph --><p>It was sent</p><!-- /wp:paragraph --></div>"
    "<!-- /wp:form-submission-notification -->"
)


@pytest.mark.parametrize(("stored", "unseen"), [(QUERY, "<p>None</p>"), (ANSWER, "<div><p>It was sent</p></div>")])
def test_what_stands_there_only_when_something_happened_is_no_lost_word(stored: str, unseen: str) -> None:
    given = context()
    assert unseen not in rendered(stored, given)
    assert unseen in given.replaced


def test_a_query_that_chooses_by_more_than_we_can_say_is_reported() -> None:
    stored = '<!-- wp:query {"query":{"taxQuery":{"category":[3]}}} --><div></div><!-- /wp:query -->'
    assert reported(stored) == ["W103 core/query: its choice of posts"]


@pytest.mark.parametrize("name", ["search", "loginout", "latest-comments", "post-title", "site-logo", "comments"])
def test_what_needs_wordpress_at_every_visit_is_reported(name: str) -> None:
    stored = f"<!-- wp:{name} --><div><!-- wp:avatar /--></div><!-- /wp:{name} -->"
    assert rendered(stored) == ""
    assert reported(stored) == [f"W103 core/{name}"]


def test_a_feed_is_reported_and_linked() -> None:
    stored = '<!-- wp:rss {"feedURL":"https://blog.example/feed/?a=1&b=2"} /-->'
    assert rendered(stored) == (
        '<p><a href="https://blog.example/feed/?a=1&amp;b=2">https://blog.example/feed/?a=1&amp;b=2</a></p>'
    )
    assert reported(stored) == ["W103 core/rss"]


@pytest.mark.parametrize(
    ("stored", "shortcode"),
    [
        ("[archives]", '"wp-latest-posts" count="10000"'),
        ("[archives limit=7]", '"wp-latest-posts" count="7"'),
        ("[archives type=monthly]", '"wp-archives"'),
        ('[archives type="yearly"]', '"wp-archives" by="yearly"'),
    ],
)
def test_the_archives_shortcode_lists_from_the_new_site(stored: str, shortcode: str) -> None:
    assert f"<div :shortcode={shortcode}></div>" in rendered(stored)


def test_a_contact_form_is_left_out_and_reported() -> None:
    stored = '[contact-form][contact-field label="Name" type="name" required="1"/][/contact-form]'
    assert "[" not in rendered(stored)
    assert reported(stored) == ["W103 [contact-form]"]


def test_a_recipe_keeps_its_facts_ingredients_and_directions() -> None:
    stored = (
        '[recipe title="Soup & more" servings="2" time="1 hour"]'
        "[recipe-ingredients]\n- 1 leek - cut\n- salt[/recipe-ingredients]"
        "[recipe-directions]\n1. Cut.\n2. Boil.[/recipe-directions]\n\nEnjoy.[/recipe]"
    )
    html = rendered(stored)
    assert "<h3>Soup &amp; more</h3><ul><li>Servings: 2</li><li>Time: 1 hour</li></ul>" in html
    assert "<h4>Ingredients</h4><ul><li>1 leek - cut</li><li>salt</li></ul>" in html
    assert "<h4>Directions</h4><ol><li>Cut.</li><li>Boil.</li></ol>" in html
    assert "Enjoy." in html


def test_a_recipe_of_nothing_but_space_takes_no_time() -> None:
    with within():
        rendered(f"[recipe-ingredients]{' ' * 100_000}x[/recipe-ingredients]")
