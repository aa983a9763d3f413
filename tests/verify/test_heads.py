"""The heads of old pages beside those of new ones at the same addresses."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrate.hugo.build import BuildResult
from migrate.verify.built.build import Built
from migrate.verify.built.surroundings import Surroundings
from migrate.verify.old_site.heads import SiteTitle, head_faults
from migrate.verify.reading.page_head import PageHead, read_head

TITLE = SiteTitle("A journal", frozenset({"/", "/de/"}))


def told(folder: Path, path: str, old: PageHead, new: str) -> list[str]:
    """What is said of one page; `new` is the head that it has now."""
    page = folder / path.strip("/") / "index.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(f"<html><head>{new}</head></html>", encoding="utf-8")
    live = Built(folder, BuildResult(0, (), ()))
    around = Surroundings(folder, "https://blog.example/", live, live, ("blog.example",))
    return [f"{one.kind} {one.detail.partition(':')[0]}" for one in head_faults({path: old}, around, live, TITLE)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (PageHead("Bread – A journal"), "<title>Bread · A journal</title>"),
        (PageHead("A journal » Bread"), "<title>Bread</title>"),
        (PageHead("“Bread” — 3×4"), '<title>"Bread" -- 3x4</title>'),
        (
            PageHead("A journal", shared_title="Untitled"),
            '<title>May 4</title><meta property="og:title" content="May 4">',
        ),
        (PageHead("Rye", shared_title="<em>Rye</em>"), '<title>Rye</title><meta property="og:title" content="Rye">'),
        (
            PageHead(shared_picture="/u/a-300x200.jpg"),
            '<meta property="og:image" content="/u/a_hu_0123456789abcdef.jpg">',
        ),
        (PageHead(canonical="http://blog.example/x"), ""),
    ],
)
def test_the_same_said_otherwise_is_no_fault(tmp_path: Path, old: PageHead, new: str) -> None:
    assert told(tmp_path, "/x/", old, new) == []


def test_the_first_page_of_each_language_may_say_what_the_site_is_about(tmp_path: Path) -> None:
    old = PageHead("A journal – Of walks and bread")
    assert told(tmp_path, "/de/", old, "<title>A journal</title>") == []
    assert told(tmp_path, "/x/", old, "<title>A journal</title>") == ["head title"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (PageHead("Rye"), "<title>Bread</title>", "head title"),
        (PageHead(shared_picture="/u/a.jpg"), '<meta property="og:image" content="/u/b.jpg">', "head og"),
        (PageHead(shared_picture="/u/a.jpg"), "", "warning the old page names a picture"),
        (PageHead(canonical="https://blog.example/y/"), "", "head canonical"),
    ],
)
def test_what_is_another_or_gone_is_told(tmp_path: Path, old: PageHead, new: str, said: str) -> None:
    (only,) = told(tmp_path, "/x/", old, new)
    assert only.startswith(said)


def test_of_several_lines_for_search_engines_all_count() -> None:
    head = "<head><meta name=robots content=max-snippet:-1><meta name=robots content='noindex, follow'></head>"
    assert read_head(head).robots == {"noindex"}
