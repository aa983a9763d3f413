"""What visitors of the old site could not know of is in no page, no menu and no rule of the new one."""

from typing import Any
from urllib.parse import quote

import pytest

from migrate.diagnostics import Code
from migrate.model.documents import Kind
from migrate.model.export import Term
from migrate.model.rest_of_site import StoredBlock
from migrate.site.answer.questions import Questions
from tests.support.site_builders import BASE, attachment, author, carries, category, item, page, placed, site

SEEN_BY_USERS = 'a:1:{s:14:"_um_accessible";s:1:"2";}'
SECRET = (carries("category", "secret", "Secret"),)


def names(made: Any) -> Any:
    return {one.name for one in made.term_pages}


@pytest.mark.parametrize(
    "hidden",
    [
        {"status": "draft"},
        {"status": "private"},
        {"status": "trash"},
        {"status": ""},
        {"password": "x"},
        {"meta": (("_members_access_role", "editor"),)},
    ],
)
def test_terms_and_authors_of_hidden_items_alone_have_no_page(hidden: Any) -> None:
    made = site(category("secret", "Secret", 7), author("kim"), item(1), item(2, terms=SECRET, creator="kim", **hidden))
    assert names(made) == {"jo"}
    assert made.redirects.categories == made.redirects.authors == ()
    assert (Code.NAMES_NOT_PUBLIC, "category/secret") in set(made.not_public)


def test_one_public_item_is_enough_for_a_page() -> None:
    made = site(category("secret", "Secret", 7), item(1, terms=SECRET), item(2, terms=SECRET, status="draft"))
    assert "Secret" in names(made)


@pytest.mark.parametrize("hidden", [("secret", "Other name"), ("SECRET", "Secret")])
def test_a_term_is_the_same_however_an_item_spells_it(hidden: Any) -> None:
    made = site(
        category("secret", "Secret", 7),
        item(1, terms=SECRET),
        item(2, terms=(carries("category", *hidden),), status="draft"),
    )
    assert "Secret" in names(made)


def test_a_category_above_a_public_one_is_public() -> None:
    above = (carries("category", "above", "Above"),)
    made = site(
        category("above", "Above", 6),
        category("below", "Below", 7, parent="above"),
        item(1, terms=(carries("category", "below", "Below"),)),
        item(2, terms=above, status="draft"),
    )
    assert {"Above", "Below"} <= names(made)


def test_a_taxonomy_of_hidden_items_alone_is_none_of_the_site() -> None:
    made = site(item(1), item(2, status="draft", terms=(carries("clearance", "top", "Top"),)))
    assert "clearance" not in made.terms.taxonomies()
    assert made.pages["2"].taxonomies == (("clearance", ("Top",)),)


def test_the_page_of_a_term_that_is_public_no_more_becomes_a_draft() -> None:
    before = placed(
        "term:category/secret", "content/categories/secret/_index.md", kind=Kind.TERM, url="/category/secret/"
    )
    made = site(category("secret", "Secret", 7), item(2, terms=SECRET, status="private"), placed=[before])
    (only,) = [one for one in made.term_pages if one.name == "Secret"]
    assert only.hidden
    assert only.url == ""


def test_no_rule_names_the_file_of_a_private_page_or_a_file_that_is_private() -> None:
    made = site(
        page(1, "plans", status="private"),
        attachment(2, "2020/05/plan.pdf", parent=1, link=f"{BASE}/plans/plan/"),
        item(9),
    )
    assert made.redirects.items == ((9, "/2020/05/04/post-9/"),)
    assert made.redirects.moved == ()


def test_links_to_the_page_of_such_a_file_do_not_name_it() -> None:
    made = site(page(1, "plans", status="private"), attachment(2, "2020/05/plan.pdf", parent=1), item(9))
    assert "plan.pdf" not in Questions(made, item(9)).link(f"{BASE}/?attachment_id=2").url


@pytest.mark.parametrize("status", ["trash", "private", "draft"])
def test_pictures_that_are_not_public_stand_nowhere(status: str) -> None:
    hidden = item(7, type="attachment", status=status, attachment_url=f"{BASE}/wp-content/uploads/a.jpg", parent=1)
    made = site(item(1, meta=(("_thumbnail_id", "7"),)), hidden)
    assert made.pages["1"].image == ""
    assert made.attachment(7) is None
    assert made.attachments_of(1) == ()
    assert made.withheld(7)
    assert made.media.files() == {}


@pytest.mark.parametrize("hidden", [{"status": "draft"}, {"status": "trash"}, {"password": "x"}])
def test_patterns_that_are_not_public_give_no_text(hidden: Any) -> None:
    made = site(item(1), item(5, type="wp_block", content="Words", **hidden))
    assert Questions(made, item(1)).reusable_block(5) == StoredBlock("", False)


def test_entries_of_a_menu_that_was_never_published_are_left_out() -> None:
    menu = (carries("nav_menu", "main", "Main"),)
    meta = (("_menu_item_type", "custom"), ("_menu_item_url", "https://x.example/"))
    made = site(item(1), item(8, type="nav_menu_item", title="Soon", status="draft", terms=menu, meta=meta))
    assert made.menus == ()
    assert list(made.not_public) == [(Code.MENU_ENTRY_NOT_PUBLIC, "main: Soon")]


@pytest.mark.parametrize(
    ("kind", "about", "kept"),
    [
        ("all", "", {1, 2, 3, 4}),
        ("all", "2, 3", {1, 4}),
        ("all_post", "", {1, 4}),
        ("single_page", "2", {2}),
        ("single_post", "2", set()),
        ("parent_page", "2", {3}),
        ("category", "news", {4}),
        ("category", "7", {4}),
        ("tax_category||cpt_post", "news", {4}),
        ("partial", "", set()),
    ],
)
def test_rules_of_a_plugin_keep_other_items_for_members(kind: str, about: str, kept: Any) -> None:
    rule = (("_mepr_rules_type", kind), ("_mepr_rules_content", about))
    made = site(
        item(9, type="memberpressrule", link=f"{BASE}/?p=9", content="", meta=rule),
        category("news", "News", 7),
        item(1),
        page(2, "about"),
        page(3, "team", parent=2),
        item(4, terms=(carries("category", "news", "News"),)),
    )
    assert {number for number in (1, 2, 3, 4) if made.pages[str(number)].withheld} == kept


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("rcp_restricted_meta", 'a:1:{s:9:"paid_only";s:1:"1";}'),
        ("groups-read", "3"),
        ("um_content_restriction", SEEN_BY_USERS),
    ],
)
@pytest.mark.parametrize("slug", ["news", "ny-år"])
def test_what_a_plugin_keeps_in_a_term_keeps_its_items_for_members(key: str, value: str, slug: str) -> None:
    kept = Term(7, "category", slug, "News", meta=((key, value),))
    made = site(
        kept,
        item(1),
        item(2, terms=(carries("category", quote(slug), "News"),)),
        item(3, terms=(carries("post_tag", slug, "News"),)),
    )
    assert [number for number in "123" if made.pages[number].withheld] == ["2"]
    assert "News" not in {one.name for one in made.term_pages if one.taxonomy == "categories"}


def test_what_is_said_in_a_forum_that_is_not_public_is_not_public_either() -> None:
    made = site(
        item(1, type="forum"),
        item(2, type="forum", status="private"),
        item(3, type="forum", parent=2),
        *(item(10 + forum, type="topic", parent=forum) for forum in (1, 2, 3)),
        *(item(20 + forum, type="reply", parent=10 + forum) for forum in (1, 2, 3)),
    )
    assert {key for key, one in made.pages.items() if one.published} == {"1", "11", "21"}


def test_a_term_of_scheduled_items_alone_waits_for_the_first_of_them() -> None:
    records = (
        category("secret", "Secret", 7),
        item(1, terms=SECRET, status="future", date="2999-05-04 10:00:00"),
        item(2, terms=SECRET, status="future", date="2998-05-04 10:00:00", creator="kim"),
        author("kim"),
    )
    made = site(*records, item(3))
    assert {page.name: page.since for page in made.term_pages if page.since} == {
        "Secret": "2998-05-04 10:00:00",
        "kim": "2998-05-04 10:00:00",
    }
    assert made.redirects.categories == made.redirects.authors == ()
    known = site(*records, item(3, terms=SECRET, creator="kim"), item(4))
    assert not [page.name for page in known.term_pages if page.since]
