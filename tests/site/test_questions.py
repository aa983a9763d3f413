"""What an item asks of the others, and how a later run knows that the answers are still the same."""

import pickle
from typing import Any

import pytest

from migrate.model.rest_of_site import Link, Listed, StoredBlock
from migrate.site.answer.questions import Questions, answers, decisions, digest
from migrate.text import alphabetically
from tests.support.site_builders import BASE, attachment, channel, item, page, placed, site


def records() -> Any:
    return [
        item(1, meta=(("_thumbnail_id", "20"),)),
        item(2, status="draft"),
        page(3, "about", menu_order=2),
        page(4, "team", parent=3, address="/about/team/"),
        page(5, "contact", menu_order=1),
        item(10, type="wp_block", title="Footer", content="<p>Bye</p>", link=""),
        item(11, type="wp_navigation", title="Menu", content="<!-- wp:page-list /-->", link=""),
        attachment(20, "2020/05/b.jpg", parent=1, menu_order=2),
        attachment(21, "2020/05/a.jpg", parent=1, menu_order=1, excerpt="Caption"),
    ]


@pytest.fixture
def made() -> Any:
    return site(*records())


@pytest.fixture
def view(made: Any) -> Any:
    return Questions(made, item(1))


def test_attachments_are_found_by_number_and_by_post(view: Any) -> None:
    assert view.attachment(21).caption == "Caption"
    assert view.attachment(99) is None
    assert [one.id for one in view.attachments_of(1)] == [21, 20]
    assert view.attachments_of(2) == ()


def test_reusable_blocks_and_stored_menus_are_found_by_number(view: Any) -> None:
    assert view.reusable_block(10) == StoredBlock("<p>Bye</p>", True)
    assert view.reusable_block(11) == StoredBlock("<!-- wp:page-list /-->", True)
    assert view.reusable_block(1) is None


def test_only_what_is_published_is_listed(view: Any) -> None:
    assert view.listed(1) == Listed(1, "Title 1", "/2020/05/04/post-1/", 0, 0)
    assert view.listed(2) is None
    assert view.listed(10) is None


def test_titles_sort_as_in_the_database_of_wordpress() -> None:
    titles = ["Zoo", "a page", "Über", "Front", "éclair", "2nd"]
    assert sorted(titles, key=alphabetically) == ["2nd", "a page", "éclair", "Front", "Über", "Zoo"]


def test_pages_are_listed_below_their_parents_in_order(view: Any) -> None:
    assert [one.id for one in view.children_of(0)] == [5, 3]
    assert [one.link for one in view.children_of(3)] == ["/about/team/"]


def ask_everything(view: Any) -> None:
    view.attachment(20)
    view.attachments_of(1)
    view.reusable_block(10)
    view.listed(3)
    view.children_of(0)
    view.media(f"{BASE}/wp-content/uploads/2020/05/a.jpg")
    view.link("/about/")
    view.link("../post-2/")
    view.link("a link with spaces")


def test_every_question_is_kept_once(view: Any) -> None:
    ask_everything(view)
    ask_everything(view)
    assert len(view.lookups) == 9
    assert all(isinstance(one, str) for one in view.lookups)


def test_the_same_questions_have_the_same_answers_in_the_next_run(view: Any) -> None:
    ask_everything(view)
    assert answers(site(*reversed(records())), view.lookups) == view.answers


@pytest.mark.parametrize(
    "changed",
    [
        page(3, "about-us"),
        page(3, "about", status="draft"),
        page(3, "about", title="Us"),
        item(10, type="wp_block", content="<p>Hello</p>", link=""),
        attachment(20, "2020/05/c.jpg", parent=1),
        attachment(20, "2020/05/b.jpg", parent=2),
        item(2),
    ],
)
def test_an_answer_that_changes_is_noticed(view: Any, changed: Any) -> None:
    ask_everything(view)
    others = [one for one in records() if one.id != changed.id]
    assert answers(site(*others, changed), view.lookups) != view.answers


def test_a_target_that_somebody_moved_or_deleted_by_hand_is_noticed(view: Any) -> None:
    ask_everything(view)
    for path in ("content/us.md", ""):
        before = placed("3", path, assigned="content/about.md", desired="content/about.md")
        assert answers(site(*records(), placed=[before]), view.lookups) != view.answers


def test_an_item_is_in_the_language_of_its_site(view: Any) -> None:
    assert view.language() == "en-US"
    elsewhere = site(*records(), head=channel()._replace(language="de-DE"))
    assert answers(elsewhere, view.lookups) != view.answers


def test_a_change_elsewhere_is_none(view: Any) -> None:
    view.link("/about/")
    assert answers(site(*records(), item(30)), view.lookups) == view.answers


def test_a_question_of_another_version_has_no_answer_and_does_not_raise(made: Any) -> None:
    assert answers(made, ("nonsense",)) == answers(made, ("other nonsense",))


def test_lists_of_pages_have_the_digest_of_all_answers(view: Any) -> None:
    given = [view.children_of(0), view.children_of(3), view.link("/about/"), view.children_of(9)]
    assert view.answers == digest(given)


def test_asking_nothing_is_always_answered_alike(made: Any) -> None:
    assert answers(made, ()) == Questions(made, item(1)).answers == answers(site(), ())


def test_decisions_about_a_page_change_with_its_address_but_not_with_its_place() -> None:
    here = decisions(site(*records()).pages["1"])
    moved = placed("1", "content/other.md", assigned="content/posts/2020-05-04-post-1.md", url="/2020/05/04/post-1/")
    assert decisions(site(*records(), placed=[moved]).pages["1"]) == here
    renamed = [item(1, slug="new"), *records()[1:]]
    assert decisions(site(*renamed).pages["1"]) != here


def test_a_site_can_be_handed_to_another_process(made: Any) -> None:
    copy = pickle.loads(pickle.dumps(made))
    assert Questions(copy, item(1)).link("/?p=1") == Link("/2020/05/04/post-1/", "2020-05-04-post-1.md")
    assert copy.pages == made.pages


def test_an_empty_export_is_an_empty_site() -> None:
    made = site(head=channel())
    assert (made.pages, made.term_pages, made.menus, made.title) == ({}, (), (), "A & B")
