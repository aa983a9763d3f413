"""Which places of a page the links of others want, found without parsing any text."""

import json
from typing import Any

import pytest

from migrate.model.rest_of_site import WantedAnchor
from migrate.site.answer.questions import Questions, answers
from migrate.site.collect.anchor_links import anchor_links
from tests.support.site_builders import BASE, item, page, placed, site
from tests.support.time_limit import within


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('<a href="/about/#team">Us</a>', ("/about/#team",)),
        ("<A HREF='https://blog.example/?p=3&amp;x=1#a-b'>", ("https://blog.example/?p=3&x=1#a-b",)),
        ('<!-- wp:navigation-link {"label":"Us","url":"/about/#team"} /-->', ("/about/#team",)),
        ('<a href="#here">', ()),
        ('<a href="/about/#">', ()),
        ('<p style="color:#fff">&#8217; C# and <a href="/about/">#team</a>', ()),
        ('<a href="/a/#x">1</a> <a href="/b/#y">2</a> <a href="/a/#x">3</a>', ("/a/#x", "/b/#y")),
        ('<img src="/sprite.svg#one">', ()),
    ],
)
def test_links_to_places_on_other_pages_are_seen(text: str, found: Any) -> None:
    assert anchor_links(text) == found


def test_a_hostile_text_takes_no_time() -> None:
    for text in ('href="x#' * 100_000, '"#' * 200_000, 'href="' + "x" * 1_000_000 + '#y"'):
        with within():
            anchor_links(text)


def menu_entry(number: Any, url: Any) -> Any:
    meta = (("_menu_item_type", "custom"), ("_menu_item_url", url))
    return item(number, type="nav_menu_item", link="", meta=meta)


def test_every_spelling_reaches_the_page_from_posts_blocks_and_menus() -> None:
    link = '<a href="{}">x</a>'
    made = site(
        page(3, "about"),
        item(
            1,
            content="".join(
                map(link.format, ("../../../../about/#a", "/?page_id=3#b", "http://www.blog.example/about#c"))
            ),
        ),
        item(2, content=link.format("https://elsewhere.example/about/#d")),
        item(9, type="wp_block", content=link.format("/about/#e"), link=""),
        menu_entry(8, f"{BASE}/about/#f"),
    )
    assert [(one.fragment, one.page) for one in made.wanted("3")] == [
        *zip("abc", "111", strict=True),
        ("e", "9"),
        ("f", "8"),
    ]
    assert made.wanted("1") == made.wanted("nobody") == ()


def test_a_question_that_others_answer_differently_later_is_noticed() -> Any:
    def view(*others: Any) -> Any:
        return Questions(site(page(3, "about"), *others), page(3, "about"))

    before = view()
    assert before.wanted() == ()
    linked = item(1, content='<a href="/about/#team">x</a>')
    assert answers(site(page(3, "about"), linked), before.lookups) != before.answers
    assert view(linked).wanted() == (WantedAnchor("team", "/about/#team", "1"),)


def test_files_of_pages_that_the_export_lacks_still_want_their_places() -> None:
    lookups = ("link /about/#team", "link-from /old/ ../about/#us", "link-from /old/ #own", "media /a.png")
    absent = placed("1", "content/posts/2020-05-04-old.md", lookups=json.dumps(lookups))
    deleted = placed("2", "", lookups='["link /about/#gone"]')
    made = site(page(3, "about"), placed=[absent, deleted])
    assert [one.fragment for one in made.wanted("3")] == ["team", "us"]
