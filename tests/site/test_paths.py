"""Every path that comes from an export is safe, whatever the export says."""

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.site.decide.paths.paths import Names, content_path, day, place, safe_part
from tests.support.site_builders import item, page, placed, site

RESERVED = {"con", "prn", "aux", "nul", "index", "_index", "404"} | {
    f"{a}{b}" for a in ("com", "lpt") for b in range(10)
}
NASTY = st.one_of(
    st.text(max_size=300),
    st.text("./\\-_ :\x00", max_size=20),
    st.sampled_from(
        [*RESERVED, "..", ".", "../../etc/passwd", "CON", "Ünïcode", "日本語" * 60, "a/../b", "~", "C:\\x", "İ", "ß"]
    ),
)


def is_safe_name(name: Any) -> Any:
    return (
        name
        and name == unicodedata.normalize("NFC", name)
        and all(one in "-_" or unicodedata.category(one)[0] in "LMN" for one in name)
        and name.casefold() not in RESERVED
        and len(name.encode()) <= 200
    )


@given(NASTY)
def test_a_safe_part_is_empty_or_a_name_that_every_system_can_store(text: Any) -> None:
    part = safe_part(text, "12")
    assert part == "" or is_safe_name(part)


@given(NASTY)
def test_making_a_part_safe_twice_changes_nothing(text: Any) -> None:
    part = safe_part(text, "12")
    assert safe_part(part, "12") == part


@given(st.lists(st.tuples(NASTY, NASTY, st.sampled_from(["post", "page", "book"])), max_size=8))
def test_paths_stay_inside_the_content_folder_and_are_unique_without_regard_to_case(named: Any) -> None:
    items = [
        item(number, slug=slug, title=title, type=kind, link=f"https://blog.example/{number}/", parent=number - 1)
        for number, (slug, title, kind) in enumerate(named, 1)
    ]
    paths = [one.path for one in site(*items).pages.values()]
    assert len(paths) == len(items)
    assert len({place(path) for path in paths}) == len(paths)
    for path in paths:
        first, *folders, name = path.split("/")
        assert first == "content"
        assert name.endswith(".md")
        assert len(name.encode()) <= 200
        assert all(is_safe_name(part) for part in (*folders, name.removesuffix(".md")))
        assert len(path.encode()) < 1300


@given(st.lists(st.sampled_from(["a", "A", "b/x", "B/X", "a-1", "a-2"]), max_size=8))
def test_no_two_owners_get_one_place(wanted: Any) -> None:
    names = Names()
    given_out = [names.claim(f"content/{path}.md", str(number)) for number, path in enumerate(wanted)]
    assert len({place(path) for path in given_out}) == len(wanted)


@pytest.mark.parametrize(
    ("slug", "part"),
    [
        ("hello-world", "hello-world"),
        ("日本語", "日本語"),
        ("हिन्दी", "हिन्दी"),
        ("Cafe\u0301", "Café"),
        ("tls 1.3: it's here!", "tls-1-3-it-s-here"),
        ("snake_case", "snake_case"),
        ("../../etc/passwd", "etc-passwd"),
        ("con", "con-7"),
        ("LPT1", "LPT1-7"),
        ("404", "404-7"),
        ("...", ""),
    ],
)
def test_names_keep_letters_and_digits_of_any_script(slug: str, part: str) -> None:
    assert safe_part(slug, "7") == part


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2020-05-04 10:00:00", "2020-05-04"),
        ("0000-00-00 00:00:00", ""),
        ("", ""),
        ("2020-13-01", ""),
        ("nonsense", ""),
    ],
)
def test_a_day_is_only_taken_from_a_real_date(date: str, expected: str) -> None:
    assert day(date) == expected


def paths_of(*items: Any, **more: Any) -> Any:
    return {key: one.path for key, one in site(*items, **more).pages.items()}


def test_posts_are_named_by_day_and_slug() -> None:
    assert paths_of(item(8, slug="%e6%97%a5", date="2008-03-11 05:15:35")) == {"8": "content/posts/2008-03-11-日.md"}


def test_a_post_without_a_date_has_no_prefix() -> None:
    assert paths_of(item(8, date="0000-00-00 00:00:00")) == {"8": "content/posts/post-8.md"}


def test_a_post_without_a_slug_is_named_by_its_title_and_without_one_by_its_number() -> None:
    drafts = [item(8, slug="", title="My First & Best", status="draft"), item(9, slug="", title="?!", status="draft")]
    assert paths_of(*drafts) == {
        "8": "content/posts/2020-05-04-my-first-best.md",
        "9": "content/posts/2020-05-04-draft-9.md",
    }


def test_a_reserved_name_behind_a_day_is_none() -> None:
    assert paths_of(item(8, slug="404")) == {"8": "content/posts/2020-05-04-404.md"}


def test_pages_lie_below_their_parents() -> None:
    found = paths_of(page(1, "about"), page(2, "team", parent=1), page(3, "jo", parent=2))
    assert found == {"1": "content/about.md", "2": "content/about/team.md", "3": "content/about/team/jo.md"}


def test_parents_in_a_circle_do_not_go_on_for_ever() -> None:
    found = paths_of(page(1, "a", parent=2), page(2, "b", parent=1))
    assert found == {"1": "content/b/a.md", "2": "content/a/b.md"}


def test_a_page_below_one_that_is_not_in_the_export_goes_by_its_address() -> None:
    assert paths_of(page(2, "team", parent=1, address="/about/us/team/")) == {"2": "content/about/us/team.md"}


def test_a_page_below_one_of_an_earlier_run_goes_by_that() -> None:
    found = paths_of(page(2, "team", parent=1), placed=[placed("1", "content/company.md")])
    assert found["2"] == "content/company/team.md"


@pytest.mark.parametrize("name", ["posts", "categories", "tags", "author", "book"])
def test_a_page_never_takes_the_place_of_a_section(name: str) -> None:
    found = paths_of(page(1, name), page(2, "child", parent=1, address=f"/{name}/child/"), item(3, type="book"))
    assert found["1"] == f"content/{name}-1.md"
    assert found["2"] == f"content/{name}-1/child.md"


def test_the_front_page_is_the_root_of_the_content() -> None:
    found = paths_of(page(4, "welcome", address="/"), page(5, "welcome-too", address="/"))
    assert found == {"4": "content/_index.md", "5": "content/welcome-too.md"}


def test_a_front_page_of_the_users_own_is_left_alone() -> None:
    assert paths_of(page(4, "welcome", address="/"), taken=["content/_index.md"]) == {"4": "content/welcome.md"}


def test_a_new_front_page_takes_the_place_of_the_last_one() -> None:
    last = placed("4", "content/_index.md")
    assert paths_of(page(4, "welcome"), page(5, "hello", address="/"), placed=[last]) == {
        "4": "content/welcome.md",
        "5": "content/_index.md",
    }


@pytest.mark.parametrize(
    ("last", "rest"),
    [
        (placed("4", "content/_index.md"), [page(4, "welcome", status="trash")]),
        (placed("4", "content/_index.md"), []),
        (placed("4", "content/_index.md", assigned="content/welcome.md"), [page(4, "welcome")]),
    ],
)
def test_a_front_page_that_is_gone_or_was_put_there_by_hand_stays_where_it_is(last: Any, rest: Any) -> None:
    assert paths_of(*rest, page(5, "hello", address="/"), placed=[last])["5"] == "content/hello.md"


def test_who_has_a_name_keeps_it_and_the_newcomer_gets_its_number() -> None:
    found = paths_of(page(1, "about"), page(2, "About"), placed=[placed("2", "content/About.md")])
    assert found == {"1": "content/about-1.md", "2": "content/About.md"}


@pytest.mark.parametrize(
    "file", ["content/about.md", "content/About/index.md", "content/about/_index.md", "content/about.html"]
)
def test_the_users_own_files_keep_their_names(file: str) -> None:
    assert paths_of(page(1, "about"), taken=[file]) == {"1": "content/about-1.md"}


def test_no_page_goes_below_a_bundle_of_the_user_where_it_would_be_a_mere_resource() -> None:
    found = paths_of(page(1, "about"), page(2, "team", parent=1), taken=["content/about/index.md"])
    assert found == {"1": "content/about-1.md", "2": "content/about-team.md"}


def test_a_path_once_given_stays_although_the_name_it_wanted_is_free_now() -> None:
    before = placed("2", "content/about-2.md", desired="content/about.md")
    assert paths_of(page(2, "about"), placed=[before]) == {"2": "content/about-2.md"}


def test_a_new_slug_gives_a_new_path() -> None:
    assert paths_of(page(2, "new"), placed=[placed("2", "content/old.md")]) == {"2": "content/new.md"}


def test_a_file_that_the_user_moved_stays_where_it_is_even_with_a_new_slug() -> None:
    moved = placed("2", "content/mine/there.md", assigned="content/old.md", desired="content/old.md")
    assert paths_of(page(2, "new"), placed=[moved]) == {"2": "content/mine/there.md"}


def test_a_file_that_the_user_deleted_keeps_its_name_for_itself() -> None:
    gone = placed("2", "", assigned="content/about.md", desired="content/about.md")
    assert paths_of(page(1, "about"), page(2, "about"), placed=[gone]) == {
        "1": "content/about-1.md",
        "2": "content/about.md",
    }


def test_a_newcomer_gets_the_name_that_another_leaves_in_the_same_run() -> None:
    """Else it would get another one where the run was killed after the other had left."""
    before = [placed("2", "content/about.md"), placed("3", "content/team.md")]
    assert paths_of(page(1, "about"), page(2, "team"), page(3, "people"), placed=before) == {
        "1": "content/about.md",
        "2": "content/team.md",
        "3": "content/people.md",
    }


def test_who_leaves_for_a_name_that_another_keeps_leaves_all_the_same() -> None:
    before = [placed("2", "content/about.md"), placed("3", "content/team.md")]
    assert paths_of(page(1, "about"), page(2, "team"), page(3, "team", title="T"), placed=before) == {
        "1": "content/about.md",
        "2": "content/team-2.md",
        "3": "content/team.md",
    }


def test_a_name_that_a_person_gave_is_left_by_nobody() -> None:
    before = [placed("2", "content/about.md", assigned="content/info.md", desired="content/info.md")]
    assert paths_of(page(1, "about"), page(2, "new"), placed=before)["1"] == "content/about-1.md"


def test_two_items_never_swap_their_files() -> None:
    before = [placed("1", "content/a.md"), placed("2", "content/b.md")]
    assert paths_of(page(1, "b"), page(2, "a"), placed=before) == {"1": "content/b-1.md", "2": "content/a-2.md"}


def test_an_item_without_a_number_is_told_apart_by_its_guid() -> None:
    twice = [
        item(0, slug="x", guid="one", link="https://blog.example/1/"),
        item(0, slug="x", guid="two", link="https://blog.example/2/"),
    ]
    first, second = sorted(paths_of(*twice).values(), key=len)
    assert first == "content/posts/2020-05-04-x.md"
    assert second.startswith("content/posts/2020-05-04-x-")


def test_a_very_long_name_is_cut_at_a_letter_and_keeps_its_ending() -> None:
    path = content_path(["posts"], "語" * 200, "7", "2020-01-01")
    assert len(path.rpartition("/")[2].encode()) <= 200
    assert path.endswith("語.md")
