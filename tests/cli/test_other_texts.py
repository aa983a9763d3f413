"""Where only texts of items are others than at the last run, no other item is looked at, and all is as if it were."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from migrate.pipeline.outlines import page_outline
from migrate.pipeline.short_ways.few_texts import FewTexts
from migrate.pipeline.wordpress import WordPressSource
from migrate.state_folder import NOTES, STANDING
from migrate.sync.plan.planner import _Planner
from tests.cli.test_living_blogs import Authors, Person
from tests.support.blog import Blog, Post
from tests.support.examples import examples

POSTS = tuple(
    Post(number, f"Walk {number}", "We went out. " * 20, modified="2020-05-04", comments=("Nice.",))
    for number in range(1, 13)
)
EDITED = POSTS[6].but(content="We stayed.", modified="2020-05-05")


pytestmark = pytest.mark.usefixtures("small_portions")


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of the items that a run compared with what the last one left."""
    titles: list[str] = []

    def noting(entry: Any, *rest: Any) -> Any:
        titles.append(entry.title)
        return page_outline(entry, *rest)

    monkeypatch.setattr("migrate.pipeline.wordpress.page_outline", noting)
    return titles


def with_edit(posts: tuple[Post, ...]) -> tuple[Post, ...]:
    return tuple(EDITED if post.id == EDITED.id else post for post in posts)


@pytest.mark.parametrize("at", [3, 6, 11])
def test_the_item_alone_is_looked_at_whose_text_is_another(blog: Blog, looked_at: list[str], at: int) -> None:
    blog.write(*POSTS).run_alone("migrate")
    looked_at.clear()
    edited = POSTS[at].but(content="We stayed.", modified="2020-05-05")
    blog.write(*POSTS[:at], edited, *POSTS[at + 1 :])
    assert "1 updated, 0 merged, 0 conflicts" in blog.run_alone("sync").messages
    assert set(looked_at) == {POSTS[at].title}
    assert "We stayed." in blog.body(POSTS[at])


def test_so_again_in_the_next_runs_and_where_nothing_is_written(blog: Blog, looked_at: list[str]) -> None:
    blog.write(*POSTS).run_alone("migrate")
    for text in ("We stayed.", "We left.", "We stayed."):
        blog.write(*POSTS[:6], POSTS[6].but(content=text), *POSTS[7:])
        looked_at.clear()
        assert "1 updated" in blog.run_alone("sync", "--dry-run").messages
        assert "1 updated" in blog.run_alone("sync").messages
        assert set(looked_at) == {"Walk 7"}


def test_a_new_comment_is_such_a_text(blog: Blog, looked_at: list[str]) -> None:
    blog.write(*POSTS).run_alone("migrate")
    looked_at.clear()
    blog.write(*POSTS[:6], POSTS[6].but(comments=("Nice.", "Very.")), *POSTS[7:])
    assert "1 updated" in blog.run_alone("sync").messages
    assert set(looked_at) == {"Walk 7"}


def test_so_are_a_first_comment_and_another_featured_picture(blog: Blog, looked_at: list[str]) -> None:
    silent = POSTS[6].but(comments=(), meta=(("_thumbnail_id", "39"),))
    blog.write(*POSTS[:6], silent, *POSTS[7:]).run_alone("migrate")
    looked_at.clear()
    blog.write(*POSTS[:6], silent.but(comments=("Nice.",), meta=(("_thumbnail_id", "40"),)), *POSTS[7:])
    assert "1 created, 0 updated" in blog.run_alone("sync").messages
    assert set(looked_at) == {"Walk 7"}


def test_a_title_is_looked_at_where_it_is_shown(blog: Blog, looked_at: list[str]) -> None:
    page = POSTS[6].but(type="page")
    lists = POSTS[2].but(content="<!-- wp:page-list /-->")
    posts = (*POSTS[:2], lists, *POSTS[3:6], page, *POSTS[7:])
    blog.write(*posts).run_alone("migrate")
    assert "[Walk 7]" in blog.body(lists)
    looked_at.clear()
    blog.write(*posts[:6], page.but(title="A ride"), *posts[7:])
    assert "2 updated, 0 merged" in blog.run_alone("sync").messages
    assert set(looked_at) == {"A ride", "Walk 3"}
    assert "[A ride]" in blog.body(lists)


def a_title_in_a_menu(blog: Blog) -> None:
    entry = Post(
        90,
        "",
        type="nav_menu_item",
        terms=(("nav_menu", "main", "Main"),),
        meta=(
            ("_menu_item_type", "post_type"),
            ("_menu_item_object", "post"),
            ("_menu_item_object_id", "9"),
        ),
    )
    blog.write(*POSTS, entry).run_alone("sync")
    blog.write(*POSTS[:8], POSTS[8].but(title="A ride"), *POSTS[9:], entry)


def a_title_without_a_slug(blog: Blog) -> None:
    draft = Post(50, "Seldom", status="draft", modified="2020-05-04")
    blog.write(*POSTS, draft)
    text = blog.export.read_text()
    for title in ("Seldom", "Often"):
        blog.export.write_text(text.replace("post-50", "").replace("Seldom", title))
        if title == "Seldom":
            blog.run_alone("sync")


def no_comments_any_more(blog: Blog) -> None:
    blog.write(*with_edit(POSTS)[:8], POSTS[8].but(comments=()), *POSTS[9:])


def a_draft_more(blog: Blog) -> None:
    blog.write(*with_edit(POSTS), Post(40, status="draft", modified="2020-05-04"))


def one_less(blog: Blog) -> None:
    blog.write(*with_edit(POSTS)[:8], *POSTS[9:])


def another_order(blog: Blog) -> None:
    blog.write(*with_edit(POSTS)[:8], POSTS[9], POSTS[8], *POSTS[10:])


def a_term(blog: Blog) -> None:
    blog.write(*with_edit(POSTS)[:8], POSTS[8].but(tags=("rye",)), *POSTS[9:])


def an_author(blog: Blog) -> None:
    login = "<wp:author_login>robin</wp:author_login><wp:author_display_name>Robin</wp:author_display_name>"
    blog.write(*with_edit(POSTS), head=f"<wp:author>{login}</wp:author>")


def an_end(blog: Blog) -> None:
    blog.write(*with_edit(POSTS))
    blog.export.write_text(blog.export.read_text().removesuffix("</channel>\n</rss>\n"))


def a_field_that_tells_of_languages(blog: Blog) -> None:
    blog.write(*with_edit(POSTS)[:8], POSTS[8].but(meta=(("_wpml_media_featured", "1"),)), *POSTS[9:])


def an_edit_by_hand(blog: Blog) -> None:
    blog.write(*with_edit(POSTS))
    blog.edit(POSTS[2], "We went out.", "We went.")


def an_option(blog: Blog) -> None:
    blog.write(*with_edit(POSTS))
    (blog.site / "wxr2hugo.toml").write_text('[markdown]\nlinks = "url"\n')


def a_page_of_the_same_name(blog: Blog) -> None:
    blog.write(*with_edit(POSTS))
    (blog.site / "content/own").mkdir()
    (blog.site / "content/own" / Path(POSTS[2].path).name).write_text("---\ntitle: Mine\n---\n")


def notes_of_another_run(blog: Blog) -> None:
    """As where a state comes by git from another machine, or a run could not write its notes."""
    kept = (blog.site / NOTES).read_bytes()
    blog.write(*with_edit(POSTS)).run("sync")
    (blog.site / NOTES).write_bytes(kept)
    blog.write(*POSTS)


def no_notes(blog: Blog) -> None:
    blog.write(*with_edit(POSTS))
    (blog.site / NOTES).unlink()


def a_state_by_git(blog: Blog) -> None:
    blog.write(*with_edit(POSTS))
    (blog.site / STANDING).unlink()


def most_texts(blog: Blog) -> None:
    """To compare all of them would take longer than to look at all."""
    blog.write(*POSTS[:2], *(post.but(content="We stayed.") for post in POSTS[2:10]), *POSTS[10:])


OTHERS = (
    most_texts,
    a_title_in_a_menu,
    a_title_without_a_slug,
    no_comments_any_more,
    a_draft_more,
    one_less,
    another_order,
    a_term,
    an_author,
    an_end,
    a_field_that_tells_of_languages,
)
ELSEWHERE = (an_edit_by_hand, an_option, a_page_of_the_same_name, notes_of_another_run, no_notes, a_state_by_git)


@pytest.mark.parametrize("change", (*OTHERS, *ELSEWHERE), ids=lambda change: change.__name__)
def test_where_more_is_another_all_are_looked_at(
    blog: Blog, looked_at: list[str], change: Callable[[Blog], None]
) -> None:
    blog.write(*POSTS).run_alone("migrate")
    change(blog)
    looked_at.clear()
    blog.run_alone("sync")
    assert len(set(looked_at)) >= len(POSTS) - 1


def test_so_where_two_items_have_one_key_of_which_the_newer_counts(blog: Blog, looked_at: list[str]) -> None:
    older = POSTS[3].but(content="Once.", title="Walk 4, before", modified="2020-05-03")
    blog.write(*POSTS[:8], older, *POSTS[8:]).run_alone("migrate")
    assert "Walk 4, before" not in blog.text(POSTS[3])
    looked_at.clear()
    blog.write(*POSTS[:8], older.but(modified="2020-05-06"), *POSTS[8:])
    blog.run_alone("sync")
    assert "Walk 4, before" in blog.text(POSTS[3]) and len(set(looked_at)) == len(POSTS)


def test_so_where_a_page_is_shown_before_its_date(blog: Blog, looked_at: list[str]) -> None:
    """Then it depends on when the export was made what is written."""
    made = "<pubDate>Sun, 0{} May 2020 09:00:00 +0000</pubDate>"
    early = POSTS[3].but(day="2020-05-08")
    posts = (*POSTS[:3], early, *POSTS[4:])
    blog.write(*posts, head=made.format(6)).run_alone("migrate")
    looked_at.clear()
    blog.write(*with_edit(posts), head=made.format(9)).run_alone("sync")
    assert len(set(looked_at)) == len(POSTS)
    looked_at.clear()
    blog.write(*posts, head=made.format(9)).run_alone("sync")
    assert set(looked_at) == {EDITED.title}


def test_what_was_shown_before_its_date_is_looked_at_when_nothing_but_time_has_passed(blog: Blog) -> None:
    made = "<pubDate>Sun, 0{} May 2020 09:00:00 +0000</pubDate>"
    posts = (*POSTS[:3], POSTS[3].but(day="2020-05-08"), *POSTS[4:])
    blog.write(*posts, head=made.format(6)).run_alone("migrate")
    assert "publishDate: " in blog.text(posts[3])
    blog.write(*posts, head=made.format(9)).run_alone("sync")
    assert "publishDate: " not in blog.text(posts[3])


class Editors(Authors):
    """Mostly change texts, and now and then something of which others must know."""

    def __init__(self, random: Random) -> None:
        super().__init__(random)
        for _ in range(8):
            self.write()

    def work(self) -> None:
        if self.random.random() < 0.5:
            self.posts = {key: post for key, post in self.posts.items() if key > 0}
        work = (*(self.edit, self.retouch, self.comment) * 4, self.retitle, self.again, super().work)
        self.random.choice(work)()

    def head(self) -> str:
        """When the export was made, seldom before the date of an item."""
        month = self.random.choice(["May", "Dec", "Dec", "Dec", "Dec", "Dec"])
        return f"<pubDate>Thu, 31 {month} 2020 09:00:00 +0000</pubDate>"

    def text(self) -> str:
        """Now and then with a list of the pages, which shows their titles."""
        lists = ["<!-- wp:page-list /-->"] if self.random.random() < 0.3 else []
        return "\n\n".join([super().text(), *lists])

    def retouch(self) -> None:
        post = self.one()
        self.save(post.but(content=post.content.replace("Sentence", "Phrase", 1), modified=self.day()))

    def comment(self) -> None:
        post = self.one()
        said = (*post.comments, f"Remark {self.random.randint(1, 99)}.")
        self.save(post.but(comments=self.random.choice([said, said, said, ()])))

    def retitle(self) -> None:
        self.save(self.one().but(title=f"Title {self.random.randint(1, 99)}"))

    def again(self) -> None:
        """An item that stands twice in the export for a while; the newer one counts."""
        post = self.one()
        self.posts[-post.id] = post.but(title=f"{post.title}, else", modified=self.day(), content=self.text())


@pytest.fixture
def short_ways(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Runs that looked at nothing but news."""
    taken: list[str] = []
    look = _Planner.look_at_news

    def noting(self: _Planner, items: frozenset[str]) -> None:
        taken.append(str(self.disk.site))
        look(self, items)

    monkeypatch.setattr(_Planner, "look_at_news", noting)
    yield taken


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Of how many items runs had new texts that did with a part of the site."""
    sizes: list[int] = []
    know = WordPressSource.know_few

    def noting(self: WordPressSource, few: FewTexts) -> None:
        sizes.append(len(few.keys))
        know(self, few)

    monkeypatch.setattr(WordPressSource, "know_few", noting)
    return sizes


def test_lives_are_the_same_where_every_item_is_looked_at_each_time(
    tmp_path: Path, short_ways: list[str], parts: list[int]
) -> None:
    for life in range(examples(3)):
        blogs = [Blog(tmp_path / str(life) / name) for name in ("few", "all")]
        for _ in live_twice(blogs, life, Editors, 6, by_hand=0.2):
            pass
    assert len(short_ways) > len(parts) >= examples(3) // 2
    assert not any(site.endswith("all/site") for site in short_ways)


def live_twice(
    blogs: Sequence[Blog], life: int, writers: type[Editors], steps: int, *options: str, by_hand: float
) -> Iterator[None]:
    """Live the same life in two blogs, of which the second forgets its notes before each run.

    After each step both have said and written the same. `by_hand`: how often a person works in the folder.
    """
    randoms = [Random(life) for _ in blogs]
    writing = [writers(random) for random in randoms]
    people = [Person(random, blog.site / "content") for random, blog in zip(randoms, blogs, strict=True)]
    for step in range(steps):
        told = []
        for blog, random, writer, person in zip(blogs, randoms, writing, people, strict=True):
            blog.folder.mkdir(exist_ok=True, parents=True)
            for _ in range(random.choice([1, 1, 2]) if step else 0):
                writer.work()
            if step and random.random() < by_hand:
                person.work()
            blog.write(*writer.posts.values(), head=writer.head())
            if blog is blogs[1]:
                (blog.site / NOTES).unlink(missing_ok=True)
            commands = [("diff", "--format", "json"), ("sync",)] if step else [("migrate",)]
            told.append([hidden(blog.run(*command, *options), str(blog.folder)) for command in commands])
        assert told[0] == told[1]
        assert blogs[0].files_without_notes() == blogs[1].files_without_notes()
        yield


def hidden(done: Any, folder: str) -> Any:
    """What a run told, but for where that was."""
    return replace(done, output=done.output.replace(folder, ""), messages=done.messages.replace(folder, ""))
