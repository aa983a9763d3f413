"""Nothing is written outside the site, whatever a file is called and whatever lies there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.diagnostics import MigrateError
from migrate.media.media_file import MediaFile
from migrate.media.safe_paths import RefusedError, SafePaths
from tests.support.media_bringer import Bringer
from tests.support.media_server import Server, give


@pytest.mark.parametrize(
    "path",
    [
        "static/../../evil.png",
        "static/..",
        "static",
        "static/",
        "static//a.png",
        "static/./a.png",
        "static/.htaccess",
        "static/ /a.png",
        "static/a\\..\\..\\evil.png",
        "static/a\x00.png",
        "static/a\n.png",
        "static/a\x9b2J.png",
        "static/a\u2028.png",
        "static/\ud800.png",
        "static/" + "a" * 296 + ".png",
        "static/" + "ü" * 128 + ".png",
        "static/" + "a/" * 600 + "a.png",
        "/static/a.png",
        "layouts/index.html",
        "content/a.png",
        "",
    ],
)
def test_names_that_are_not_safe_are_refused_and_named(bringer: Bringer, server: Server, path: str) -> None:
    server.routes["/a.png"] = give()
    server.routes["/f/b.png"] = give()
    summary = bringer(MediaFile(path, (server.url("/a.png"),)), "b.png")
    assert (summary.downloaded, summary.failed) == (1, 1)
    assert bringer.complaints[0].startswith("E402 ")
    assert bringer.complaints[0].isprintable()
    assert server.asked() == ["/f/b.png"]


@given(st.lists(st.sampled_from(["static", "..", ".", "", "a", "/", "\\", "é", "\0", "~", "a.png"]), max_size=6))
def test_a_place_is_below_static_or_none(names: list[str]) -> None:
    site = Path("/nowhere/site")
    try:
        place = SafePaths(site).named("/".join(names))
    except RefusedError:
        return
    assert place.is_relative_to(site / "static")
    assert ".." not in place.parts


def test_a_folder_that_leads_out_of_the_site_is_not_written_to(bringer: Bringer, server: Server) -> None:
    outside = bringer.site.parent / "outside"
    outside.mkdir()
    (bringer.site / "static").mkdir()
    (bringer.site / "static" / "f").symlink_to(outside)
    server.routes["/f/a.png"] = give()
    assert bringer("a.png").failed == 1
    assert bringer.complaints == ["E402 static/f/a.png: a symbolic link leads out of the site"]
    assert list(outside.iterdir()) == []


def test_a_link_in_the_place_of_a_file_is_replaced_not_followed(bringer: Bringer, server: Server) -> None:
    outside = bringer.site.parent / "outside.png"
    bringer.file("a.png").parent.mkdir(parents=True)
    bringer.file("a.png").symlink_to(outside)
    server.routes["/f/a.png"] = give()
    assert bringer("a.png").downloaded == 1
    assert not outside.exists()


def test_a_temporary_folder_outside_the_site_ends_the_run(bringer: Bringer) -> None:
    (bringer.site / ".wxr2hugo").symlink_to(bringer.site.parent)
    with pytest.raises(MigrateError, match="leads out of the site"):
        bringer("a.png")


def test_names_that_differ_in_case_only_are_both_brought_and_named(bringer: Bringer, server: Server) -> None:
    server.routes |= {"/f/A.png": give(), "/f/a.png": give()}
    assert bringer("a.png", "A.png").downloaded == 2
    assert bringer.complaints == ["W401 static/f/A.png and static/f/a.png"]


def test_a_file_in_the_place_of_a_folder_fails_alone(bringer: Bringer, server: Server) -> None:
    server.routes |= {"/f/a.png": give(), "/f/b.png": give()}
    bringer("a.png")
    summary = bringer(MediaFile("static/f/a.png/c.png", (server.url("/f/a.png"),)), "b.png")
    assert (summary.downloaded, summary.failed) == (1, 1)
