"""A few items are judged by a part of the export, and by the whole of it wherever that would say something else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from migrate.cli.suit import Suit, Trial, as_it_stands, part_suit, whole_suit
from migrate.diagnostics import Diagnostics
from migrate.pipeline.conversions import wanted_portions
from migrate.pipeline.truth import truth
from migrate.state_folder import NOTES
from migrate.wxr.portions import read_again
from tests.cli.test_living_blogs import Authors, Person
from tests.support.blog import HOST, Blog, Post, call
from tests.support.examples import examples

PICTURE = f"{HOST}/wp-content/uploads/2020/05/boat.jpg"
SEEN = f'<p><img src="{PICTURE.replace(".jpg", "-300x200.jpg")}"> and <a href="{HOST}/?p=3">there</a></p>'
POSTS = (
    Post(1, content=SEEN, meta=(("_thumbnail_id", "22"),), comments=("Well said.",)),
    *(Post(number, f"Walk {number}", "We went out. " * 20) for number in range(2, 21)),
    Post(21, type="attachment", status="inherit", attachment=PICTURE),
    Post(22, type="attachment", status="inherit", attachment=f"{HOST}/wp-content/uploads/2020/05/sea.jpg"),
)


pytestmark = pytest.mark.usefixtures("small_portions")


def trial(blog: Blog, *chosen: str) -> Trial:
    return Trial([blog.export], blog.site, chosen, jobs=1, max_size=1 << 30)


def part(blog: Blog, *chosen: str) -> Suit | None:
    """What some items are judged by, if that is a part."""
    with ExitStack() as stack:
        there = as_it_stands(trial(blog, *chosen), Diagnostics(), stack, few=True)
        return part_suit(trial(blog, *chosen), there) if there.is_as_left and there.files_of(chosen) else None


def truths(suit: Suit, keys: Iterable[str]) -> Iterator[Any]:
    """What should be seen of items, and where their links lead."""
    site = suit.court.site
    entries = [entry for entry in site.pages.entries() if entry.key in keys]
    for wanted in wanted_portions(suit.export, entries, set(keys)):
        for item in read_again(wanted.portion, wanted.documents, None):
            one = truth(item, site, suit.court.options)
            links = [one.site.link(element.get("href")) for element in one.tree.elements() if element.get("href")]
            yield one.address, one.aliases, one.tree, one.hidden, one.fields, one.replaced, links, one.site.wanted()


def test_an_item_is_judged_by_the_portions_that_name_what_it_asks_about(blog: Blog) -> None:
    blog.write(*POSTS).run("migrate")
    few = part(blog, "1")
    assert few and isinstance(few.export.only, set) and 2 < len(few.export.only) < 8
    whole = whole_suit(trial(blog, "1"), Diagnostics(), None)
    assert repr([*truths(few, ["1"])]) == repr([*truths(whole, ["1"])])
    path = few.court.files["1"].path
    assert part(blog, path, "5") is not None
    blog.edit(path, "there", "nowhere")
    assert part(blog, "1") is not None


@pytest.mark.parametrize("change", ["move", "draft", "notes", "export", "options", "own"])
def test_the_whole_is_asked_where_something_is_not_as_the_last_run_left_it(change: str, blog: Blog) -> None:
    blog.write(*POSTS).run("migrate")
    target = blog.site / POSTS[2].path
    match change:
        case "move":
            target.rename(target.with_name("elsewhere.md"))
        case "draft":
            blog.edit(POSTS[2], "---\n", "---\ndraft: true\n")
        case "notes":
            (blog.site / NOTES).write_bytes((blog.site / NOTES).read_bytes().replace(b"boat", b"coat"))
        case "export":
            blog.write(*POSTS[:2], POSTS[2].but(slug="new-name"), *POSTS[3:])
        case "options":
            (blog.site / "wxr2hugo.toml").write_text("[front_matter]\nparents = true\n", "utf-8")
        case "own":
            (blog.site / "content/notes").mkdir()
            (blog.site / "content/notes" / target.name).write_text("---\ntitle: Mine\n---\n", "utf-8")
    assert part(blog, "1") is None


def test_of_several_files_none_counts_as_cut_off(blog: Blog) -> None:
    files = [blog.folder / name for name in ("a.xml", "b.xml", "c.xml")]
    for at, file in enumerate(files):
        blog.write(*POSTS[at::3]).export.rename(file)
    call("migrate", *map(str, files), "--site", str(blog.site), "--jobs", "1")
    told, asked = Diagnostics(), replace(trial(blog, "1"), exports=files)
    with ExitStack() as stack:
        few = part_suit(asked, as_it_stands(asked, told, stack, few=True))
    assert few and not few.export.truncated and not told.found


def test_whatever_happened_a_part_says_what_the_whole_would(tmp_path: Path) -> None:
    parts = 0
    for life in range(examples(4)):
        (tmp_path / str(life)).mkdir()
        random, blog = Random(life), Blog(tmp_path / str(life))
        authors = Authors(random)
        blog.write(*authors.exported()).run("migrate")
        person = Person(random, blog.site / "content")
        for _ in range(4):
            for _ in range(random.randint(0, 2)):
                authors.work()
            blog.write(*authors.exported())
            if random.random() < 0.7:
                blog.run("sync")
            with suppress(IndexError):
                person.work()
            parts += parts_like_the_whole(blog)
    assert parts > 5


def parts_like_the_whole(blog: Blog) -> int:
    """How many of the items can be judged by a part, which has to say what the whole does."""
    whole, parts = whole_suit(trial(blog), Diagnostics(), None), 0
    for key in whole.keys:
        if few := part(blog, key):
            parts += 1
            said = [*truths(few, [key])]
            assert said and repr(said) == repr([*truths(whole, [key])])
            assert few.court.files.get(key) == whole.court.files.get(key)
    return parts
