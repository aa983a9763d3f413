"""The account: what an export holds and the site does not is told with its reason and with a way to bring it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from migrate.account.known_fields import CARRIED, known_as
from migrate.account.tally import Tally
from tests.support.blog import Blog, Post


def told(tmp_path: Path, *posts: Post) -> str:
    return Blog(tmp_path).write(*posts).run("inspect").output.partition("In the site")[2]


def with_field(key: str, value: str, **changes: object) -> Post:
    return Post(1, meta=((key, value),)).but(**changes)


def test_a_field_with_words_for_readers_is_named_with_an_example(tmp_path: Path) -> None:
    assert 'mood (1)  "Glad to be out again"' in told(tmp_path, with_field("mood", "<i>Glad</i> to be out again"))


@pytest.mark.parametrize(
    ("key", "value", "changes"),
    [
        ("mood", "Glad to be out", {"status": "draft"}),
        ("mood", "Glad to be out", {"password": "x"}),
        ("contact", "Ask for Kim at the gate", {}),
        ("mood", "write to kim@private.example soon", {}),
        ("mood", "ring us on 030 1234567 please", {}),
        ("mood", "the key is 0123456789abcdefghijklmnop now", {}),
    ],
)
def test_what_may_be_about_a_person_is_no_example(
    tmp_path: Path, key: str, value: str, changes: dict[str, object]
) -> None:
    output = told(tmp_path, with_field(key, value, **changes))
    assert f"{key} (1)" in output and value[:8] not in output


def test_an_example_is_short(tmp_path: Path) -> None:
    assert f'"{"moss and " * 4}moss"' in told(tmp_path, with_field("mood", "moss and " * 40))


def test_fields_of_one_plugin_stand_in_one_line(tmp_path: Path) -> None:
    post = Post(1, meta=(("_walk_length", "12"), ("_walk_height", "300"), ("rain", "0")))
    assert "    walk: 1 _walk_height; 1 _walk_length\n    others: 1 rain" in told(tmp_path, post)


def test_what_wordpress_keeps_for_itself_has_its_reason(tmp_path: Path) -> None:
    assert "1 _edit_last: WordPress' own record" in told(tmp_path, with_field("_edit_last", "1"))


def test_the_definition_of_a_field_is_told_as_such(tmp_path: Path) -> None:
    post = Post(1, meta=(("mood", "good"), ("_mood", "field_12")))
    assert "1 _mood: says what mood is" in told(tmp_path, post)


def test_items_that_stay_out_have_a_reason(tmp_path: Path) -> None:
    posts = Post(1), Post(2, type="revision", status="inherit"), Post(3, status="trash")
    output = told(tmp_path, *posts)
    assert "1 revision, inherit: an earlier version" in output
    assert "1 post, trash: in the trash" in output


def test_programs_get_all_of_it(tmp_path: Path) -> None:
    blog = Blog(tmp_path).write(*(Post(n, meta=((f"k{n}", "1"),)) for n in range(1, 60)))
    lines = json.loads(blog.run("inspect", "--format", "json").output)["account"]
    assert {f"k{n}" for n in range(1, 60)} <= {line["name"] for line in lines}


def test_a_migration_ends_with_it_and_a_sync_does_not(tmp_path: Path) -> None:
    blog = Blog(tmp_path).write(with_field("mood", "Glad to be out"))
    assert "mood (1)" in blog.run("migrate").messages
    assert "mood (1)" not in blog.run("sync").messages


def test_processes_count_together() -> None:
    whole = Tally()
    for example in ("", "Glad to be out"):
        part = Tally(examples={"mood": example})
        part.fields["post", "mood"] += 1
        whole.merge(part)
    assert (whole.fields["post", "mood"], whole.examples["mood"]) == (2, "Glad to be out")


def test_known_fields_have_a_reason() -> None:
    assert known_as("_thumbnail_id") == CARRIED
    assert known_as("_edit_lock") and known_as("_billing_city") and not known_as("mood")
