"""Menus keep their order and nesting, and lead to what is public."""

from typing import Any

import pytest

from migrate.model.export import Term, TermReference
from migrate.site.answer.menus import MenuEntry
from tests.support.site_builders import BASE, category, item, page, site

MENU = (TermReference("nav_menu", "main", "Main"),)


def entry(
    number: Any,
    *,
    order: Any = 1,
    parent: Any = 0,
    title: Any = "",
    kind: Any = "custom",
    about: Any = "",
    to: Any = 0,
    url: Any = "",
) -> Any:
    meta = (
        ("_menu_item_type", kind),
        ("_menu_item_menu_item_parent", str(parent)),
        ("_menu_item_object", about),
        ("_menu_item_object_id", str(to)),
        ("_menu_item_url", url),
    )
    return item(number, type="nav_menu_item", title=title, menu_order=order, terms=MENU, meta=meta)


def entries_of(*records: Any) -> Any:
    return [one for menu in site(*records).menus for one in menu.entries]


def test_an_entry_goes_by_its_own_title_or_by_that_of_its_target() -> None:
    found = entries_of(
        page(1, "about", title="About us"),
        category("news", "News", 7),
        entry(10, kind="post_type", about="page", to=1),
        entry(11, order=2, kind="taxonomy", about="category", to=7, title="All &amp; more"),
        entry(12, order=3, url=f"{BASE}/about/", title="Again"),
        entry(13, order=4, url="https://elsewhere.example/", title="Out"),
    )
    assert found == [
        MenuEntry("menu-10", "About us", "/about/", 1, ""),
        MenuEntry("menu-11", "All & more", "/category/news/", 2, ""),
        MenuEntry("menu-12", "Again", "/about/", 3, ""),
        MenuEntry("menu-13", "Out", "https://elsewhere.example/", 4, ""),
    ]


def test_menus_go_by_the_names_of_their_terms() -> None:
    found = site(Term(3, "nav_menu", "main", "Main menu"), entry(10, url="/", title="Home")).menus
    assert [(one.slug, one.name) for one in found] == [("main", "Main menu")]


def test_entries_below_others_name_them() -> None:
    found = entries_of(entry(11, order=2, parent=10, url="/b/", title="B"), entry(10, order=1, url="/a/", title="A"))
    assert [(one.name, one.parent) for one in found] == [("A", ""), ("B", "menu-10")]


def test_what_is_not_public_is_no_entry_and_its_children_move_up() -> None:
    found = entries_of(
        page(1, "secret", status="draft"),
        entry(10, kind="post_type", to=1),
        entry(11, order=2, parent=10, url="/b/", title="B"),
        entry(12, order=3, kind="taxonomy", about="category", to=99),
    )
    assert [(one.name, one.parent) for one in found] == [("B", "")]


@pytest.mark.parametrize("url", ["javascript:alert(1)", " java\tscript:alert(1)", "Java\nScript:x", "\xa0javascript:x"])
def test_an_entry_that_runs_code_is_none(url: str) -> None:
    assert entries_of(entry(10, url=url, title="Run")) == []


def test_entries_below_each_other_in_a_circle_stand_at_the_top() -> None:
    found = entries_of(entry(10, parent=11, url="/a/", title="A"), entry(11, parent=10, url="/b/", title="B"))
    assert [one.parent for one in found] == ["", ""]
