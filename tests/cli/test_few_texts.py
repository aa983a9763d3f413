"""Where only texts of few items are others than at the last run the rest is not read, and nobody sees a difference."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from migrate.diagnostics import Code
from migrate.model.decided import Redirects
from migrate.pipeline.short_ways.whole_site import (
    WholeSite,
    addresses_in,
    rules_in,
    text_of_addresses,
    text_of_rules,
    text_of_whole,
    whole_in,
)
from migrate.site.answer.site import decided_site
from migrate.state_folder import NOTES
from tests.support.blog import HOST, Blog, Post

POSTS = tuple(
    Post(number, f"Walk {number}", "We went out. " * 20, modified="2020-05-04", comments=("Nice.",))
    for number in range(1, 25)
)
LINKED = '<p>See <a href="/2020/05/04/post-20/">that</a>, <a href="/?p=3">this</a> and more.</p>'

pytestmark = pytest.mark.usefixtures("small_portions")


@pytest.fixture
def decided(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Of how many items something was decided, each time anything was."""
    sizes: list[int] = []

    def noting(index: Any, *rest: Any, **others: Any) -> Any:
        sizes.append(len(index.entries))
        return decided_site(index, *rest, **others)

    for module in ("wordpress", "short_ways.part_of_site"):
        monkeypatch.setattr(f"migrate.pipeline.{module}.decided_site", noting)
    return sizes


def edited(*posts: Post, at: int, **values: Any) -> tuple[Post, ...]:
    return (*posts[:at], posts[at].but(modified="2020-05-05", **values), *posts[at + 1 :])


@pytest.mark.parametrize(
    "values",
    [{"content": "We stayed."}, {"comments": ("Nice.", "Very.")}, {"excerpt": "At home."}],
    ids=["a text", "a comment", "an excerpt"],
)
def test_of_the_rest_nothing_is_decided(blog: Blog, decided: list[int], values: dict[str, Any]) -> None:
    blog.write(*POSTS).run_alone("migrate")
    decided.clear()
    blog.write(*edited(*POSTS, at=11, **values))
    assert "0 created, 0 updated" not in blog.run_alone("diff").messages
    assert "0 created, 0 updated" not in blog.run_alone("sync").messages
    assert decided and max(decided) < len(POSTS) / 2
    assert "0 updated" in blog.run_alone("sync").messages


def test_what_it_asked_before_it_may_ask_again(blog: Blog, decided: list[int]) -> None:
    posts = edited(*POSTS, at=11, content=LINKED)
    blog.write(*posts).run_alone("migrate")
    decided.clear()
    blog.write(*edited(*posts, at=11, content=LINKED.replace("more", "much more")))
    assert "1 updated" in blog.run_alone("sync").messages
    assert max(decided) < len(POSTS) / 2
    assert "[3]" not in blog.body(POSTS[11]) and "relref" in blog.body(POSTS[11])


@pytest.mark.parametrize(
    "content",
    [LINKED, '<a href="/2020/05/04/post-99/">Nowhere</a>', "<!-- wp:latest-posts /-->"],
    ids=["a link", "a link to nowhere", "a list of posts"],
)
def test_for_a_new_question_the_whole_is_asked(blog: Blog, decided: list[int], content: str) -> None:
    blog.write(*POSTS).run_alone("migrate")
    decided.clear()
    blog.write(*edited(*POSTS, at=11, content=content))
    with_notes = blog.run_alone("diff")
    assert (max(decided) == len(POSTS)) is ("href" in content)
    (blog.site / NOTES).unlink()
    assert blog.run_alone("diff") == with_notes


def a_hidden_entry_of_a_menu(blog: Blog) -> tuple[Post, ...]:
    fields = (("_menu_item_type", "custom"), ("_menu_item_url", "/x/"))
    entry = Post(90, "Secret", type="nav_menu_item", status="draft", terms=(("nav_menu", "main", "Main"),), meta=fields)
    return (*POSTS, entry)


def pictures(blog: Blog) -> tuple[Post, ...]:
    uploads = f"{HOST}/wp-content/uploads"
    files = (Post(number, type="attachment", attachment=f"{uploads}/{number}.jpg") for number in range(50, 60))
    return (*POSTS, *(file.but(status="inherit") for file in files))


def pictures_of_which_some_are_there(blog: Blog) -> tuple[Post, ...]:
    folder = blog.site / "static/wp-content/uploads"
    folder.mkdir(parents=True)
    (folder / "50.jpg").write_bytes(b"picture")
    return pictures(blog)


def other_files(blog: Blog) -> tuple[Post, ...]:
    (blog.site / "static").mkdir()
    (blog.site / "static/robots.txt").write_text("")
    return POSTS


def a_password(blog: Blog) -> tuple[Post, ...]:
    return edited(*POSTS, at=5, tags=("secret",), status="private")


@pytest.mark.parametrize(
    "situation", [a_hidden_entry_of_a_menu, pictures, pictures_of_which_some_are_there, other_files, a_password]
)
def test_what_is_told_of_the_whole_site_is_told_all_the_same(
    blog: Blog, decided: list[int], situation: Callable[[Blog], tuple[Post, ...]]
) -> None:
    blog.write(*POSTS).run_alone("migrate")
    posts = situation(blog)
    for text in ("", "We came back."):
        blog.write(*edited(*posts, at=11, content=text)).run_alone("sync")
    decided.clear()
    blog.write(*edited(*posts, at=11, content="We stayed."))
    with_notes = blog.run_alone("sync", "--dry-run")
    assert "1 updated" in with_notes.messages and max(decided) < len(POSTS) / 2
    (blog.site / NOTES).unlink()
    assert blog.run_alone("sync", "--dry-run") == with_notes


def test_a_report_that_tells_of_all_reads_all(blog: Blog, decided: list[int], tmp_path: Path) -> None:
    blog.write(*POSTS).run_alone("migrate")
    decided.clear()
    blog.write(*edited(*POSTS, at=11, content="We stayed."))
    blog.run_alone("diff", "--format", "html", "--output", str(tmp_path / "plan.html"))
    assert max(decided) == len(POSTS)


WHOLE = WholeSite("2020-05-04", True, ("a.jpg",), ((Code.MENU_ENTRY_NOT_PUBLIC, "main: Café"),), True)
ASKED = WHOLE._replace(asked=("listed 3",), repeated=("a",), hosts={HOST: 3}, former_hosts={})


@pytest.mark.parametrize("whole", [WHOLE, ASKED, WHOLE._replace(files=None, not_public=())])
def test_what_is_noted_of_the_whole_comes_back(whole: WholeSite) -> None:
    assert whole_in(text_of_whole(whole)) == whole


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{}",
        b'["", true, null, []]',
        b"[1, true, null, [], true, [], [], {}, {}]",
        b'["", 1, null, [], true, [], [], {}, {}]',
        b'["", true, [1], [], true, [], [], {}, {}]',
        b'["", true, null, [["W999", ""]], true, [], [], {}, {}]',
        b'["", true, null, [], true, [2], [], {}, {}]',
        b'["", true, null, [], true, [], [], {"a": "b"}, {}]',
        b'["", true, null, [], true, [], [], {}, 3]',
    ],
)
def test_what_is_no_such_text_tells_nothing(text: bytes) -> None:
    assert whole_in(b'["", true, null, [], true, [], [], {}, {}]')
    assert whole_in(text) is None


RULES = Redirects(
    "", "/posts/", (("tag", "/tag/"),), ((3, "/a/"),), (), (), (), (("/b/", "/c/"),), ("/d/",), (), (1, 2)
)


def test_rules_for_servers_come_back_if_they_are_some() -> None:
    text = text_of_rules(RULES)
    assert rules_in(text) == RULES
    others = (b"", b"[]", b"{}", b"3", b"[" * 100_000)
    for other in (*others, text.replace(b"3", b'"3"'), text.replace(b'"/a/"', b"2"), text.replace(b"[1, 2]", b'["1"]')):
        assert other != text and rules_in(other) is None


def test_addresses_come_back_in_order() -> None:
    assert list(addresses_in(text_of_addresses([7, 3, 1 << 63])) or ()) == [3, 7, 1 << 63]
    assert addresses_in(b"1234567") is None
