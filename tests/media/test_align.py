"""Finding the folder of a source that stands for a folder of the site."""

from __future__ import annotations

from migrate.media.align import Alignment, align


def test_all_files_vote() -> None:
    names = ["x/2020/a.png", "x/2020/b.png", "other/a.png"]
    paths = ["static/up/2020/a.png", "static/up/2020/b.png"]
    assert align(names, paths) == [Alignment("x/", "static/up/")]


def test_a_longer_common_end_weighs_more() -> None:
    assert align(["old/a.png", "x/2020/05/a.png"], ["static/2020/05/a.png"]) == [Alignment("x/", "static/")]


def test_a_name_that_fits_two_paths_has_no_vote() -> None:
    assert align(["a.png"], ["static/2020/a.png", "static/2021/a.png"]) == []


def test_nothing_in_common_is_no_alignment() -> None:
    assert align(["b.png"], ["static/a.png"]) == []
    assert align([], []) == []


def test_one_folder_may_stand_for_several_of_the_site() -> None:
    paths = ["static/up/2020/a.png", "static/up/2020/b.png", "static/files/2011/c.png"]
    assert align(["x/2020/a.png", "x/2020/b.png", "x/2011/c.png"], paths) == [
        Alignment("x/", "static/up/"),
        Alignment("x/", "static/files/"),
    ]


def test_only_paths_below_the_aligned_folder_have_a_name() -> None:
    alignment = Alignment("x/", "static/up/")
    assert alignment.source_name("static/up/a.png") == "x/a.png"
    assert alignment.source_name("static/a.png") is None


def test_names_as_deep_as_the_sea_cost_no_more_than_their_length() -> None:
    assert align(["a/" * 200_000 + "2020/a.png"], ["static/2020/a.png"])
