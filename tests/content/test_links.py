"""Blocks that are lists of links."""

import pytest

from migrate.model.rest_of_site import Listed
from tests.support.stored_blocks import Site, context, rendered, reported

ABOUT = Listed(5, "About <us>", "https://blog.example/about/", 0, 0)
TEAM = Listed(6, "Team", "https://blog.example/about/team/", 5, 0)
PAGES: dict[int, tuple[Listed, ...]] = {0: (ABOUT,), 5: (TEAM,)}
PAGE_ENTRIES = (
    '<li><a href="https://blog.example/about/">About &lt;us&gt;</a>'
    '<ul><li><a href="https://blog.example/about/team/">Team</a></li></ul></li>'
)


def social(*links: str) -> str:
    inner = "\n\n".join(f"<!-- wp:social-link {link} /-->" for link in links)
    return f'<!-- wp:social-links --><ul class="wp-block-social-links">{inner}</ul><!-- /wp:social-links -->'


@pytest.mark.parametrize(
    ("link", "html"),
    [
        ('{"url":"https://a.example/me","service":"github"}', '<a href="https://a.example/me">GitHub</a>'),
        ('{"url":"a.example/me","service":"mastodon"}', '<a href="https://a.example/me">Mastodon</a>'),
        ('{"url":"//a.example","service":"chain","label":"My <page>"}', '<a href="//a.example">My &lt;page&gt;</a>'),
        ('{"url":"me@blog.example","service":"mail"}', '<a href="mailto:me@blog.example">Mail</a>'),
    ],
)
def test_a_social_link_is_named_by_its_label_or_service(link: str, html: str) -> None:
    assert rendered(social(link)) == f"<ul><li>{html}</li></ul>"


@pytest.mark.parametrize("url", ['""', '"javascript:alert(1)"', '"java\\nscript:alert(1)"', "7", "null", '["x"]'])
def test_a_social_link_that_leads_nowhere_is_left_out(url: str) -> None:
    html = rendered(social(f'{{"url":{url},"service":"x"}}'))
    assert "javascript" not in html.replace("\n", "")
    assert html in {"<ul></ul>", '<ul><li><a href="https://7">X</a></li></ul>'}


def test_a_navigation_holds_links_and_menus_below_them() -> None:
    stored = (
        "<!-- wp:navigation -->"
        '<!-- wp:navigation-link {"label":"One","url":"/one/"} /-->'
        '<!-- wp:navigation-submenu {"label":"Two","url":"/two/"} -->'
        '<!-- wp:navigation-link {"label":"Three","url":"/three/"} /--><!-- /wp:navigation-submenu -->'
        "<!-- wp:home-link /--><!-- /wp:navigation -->"
    )
    assert rendered(stored) == (
        '<ul><li><a href="/one/">One</a></li>'
        '<li><a href="/two/">Two</a><ul><li><a href="/three/">Three</a></li></ul></li>'
        '<li><a href="/">Home</a></li></ul>'
    )


def test_a_navigation_that_is_stored_elsewhere_is_fetched() -> None:
    given = context(Site(blocks={4: '<!-- wp:navigation-link {"label":"One","url":"/one/"} /-->'}))
    assert rendered('<!-- wp:navigation {"ref":4} /-->', given) == '<ul><li><a href="/one/">One</a></li></ul>'


def test_a_navigation_with_nothing_in_it_lists_the_pages() -> None:
    assert rendered('<!-- wp:navigation {"ref":4} /-->', context(Site(pages=PAGES))) == f"<ul>{PAGE_ENTRIES}</ul>"


def test_an_entry_that_would_run_a_script_is_text() -> None:
    stored = (
        '<!-- wp:navigation --><!-- wp:navigation-link {"label":"x","url":"javascript:x()"} /--><!-- /wp:navigation -->'
    )
    assert rendered(stored) == "<ul><li>x</li></ul>"


def test_the_pages_are_listed_with_those_below_them() -> None:
    assert rendered("<!-- wp:page-list /-->", context(Site(pages=PAGES))) == f"<ul>{PAGE_ENTRIES}</ul>"


def test_the_pages_below_one_page_are_listed() -> None:
    given = context(Site(pages=PAGES))
    assert rendered('<!-- wp:page-list {"parentPageID":5} /-->', given) == (
        '<ul><li><a href="https://blog.example/about/team/">Team</a></li></ul>'
    )


def test_pages_below_one_without_a_title_take_its_place() -> None:
    given = context(Site(pages={0: (ABOUT._replace(title=" "),), 5: (TEAM,)}))
    assert rendered("<!-- wp:page-list /-->", given) == (
        '<ul><li><a href="https://blog.example/about/team/">Team</a></li></ul>'
    )


def test_a_list_of_pages_in_a_menu_is_one_list_with_its_entries() -> None:
    link = '<!-- wp:navigation-link {"label":"One","url":"/one/"} /-->'
    one, pages = '<li><a href="/one/">One</a></li>', "<!-- wp:page-list /-->"
    given = context(Site(pages=PAGES, blocks={4: pages}))
    assert rendered('<!-- wp:navigation {"ref":4} /-->', given) == f"<ul>{PAGE_ENTRIES}</ul>"
    menu = f"<!-- wp:navigation -->{link}{pages}{link}<!-- /wp:navigation -->"
    assert rendered(menu, given) == f"<ul>{one}{PAGE_ENTRIES}{one}</ul>"


def test_an_entry_without_a_label_is_shown_as_little_as_what_is_below_it() -> None:
    link = '<!-- wp:navigation-link {"label":"One","url":"/one/"} /-->'
    unnamed = '<!-- wp:navigation-link {"url":"/two/"} /-->'
    menu = f'<!-- wp:navigation-submenu {{"url":"/three/"}} -->{link}<!-- /wp:navigation-submenu -->'
    assert rendered(f"<!-- wp:navigation -->{unnamed}{menu}{link}<!-- /wp:navigation -->") == (
        '<ul><li><a href="/one/">One</a></li></ul>'
    )


def test_pages_that_are_their_own_parents_end() -> None:
    given = context(Site(pages={0: (ABOUT,), 5: (ABOUT,)}))
    assert rendered("<!-- wp:page-list /-->", given).count("About") == 10


def test_places_of_a_map_are_listed() -> None:
    stored = (
        '<!-- wp:jetpack/map {"points":[{"title":"Home","caption":"by day",'
        '"coordinates":{"longitude":-0.5,"latitude":51}},{"placeTitle":"Away","coordinates":null},7]} -->'
        '<div class="wp-block-jetpack-map"></div><!-- /wp:jetpack/map -->'
    )
    assert rendered(stored) == (
        '<ul><li><a href="https://www.google.com/maps/search/?api=1&amp;query=51,-0.5">Home: by day</a></li>'
        "<li>Away</li></ul>"
    )
    assert reported(stored) == []
