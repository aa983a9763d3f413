"""What documents asked before is remembered where others may write: what is damaged of it is as if nobody had asked."""

from __future__ import annotations

import re

import pytest

from migrate.site.answer.asked import questions_of
from migrate.state_folder import STATE
from tests.support.blog import HOST, Blog, Post

DAMAGED = ["5", "null", '{"link": 1}', "[5]", '["a', "[" * 60_000 + "]" * 60_000]


def test_questions_are_remembered() -> None:
    assert questions_of('["author ada", "media x"]') == ["author ada", "media x"]
    assert questions_of("") == []


@pytest.mark.parametrize("lookups", DAMAGED)
def test_what_is_damaged_holds_no_questions(lookups: str) -> None:
    assert questions_of(lookups) == []


@pytest.mark.parametrize("lookups", ["5", "null", '["a", 5]'])
def test_a_run_goes_on_with_a_state_in_which_somebody_wrote(lookups: str, blog: Blog) -> None:
    posts = Post(1, content=f'<a href="{HOST}/?p=2">There</a>'), Post(2)
    blog.write(*posts).run("migrate")
    state = blog.site / STATE
    said = re.sub(r'"lookups": \[.*?\], (?="options")', f'"lookups": {lookups}, ', state.read_text("utf-8"))
    assert said != state.read_text("utf-8")
    state.write_text(said, "utf-8")
    before = blog.body(posts[0])
    blog.write(*posts, Post(3)).run("sync")
    assert blog.body(posts[0]) == before and blog.body(Post(3))
