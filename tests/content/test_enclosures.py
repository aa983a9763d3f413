"""Files that a podcast plugin keeps beside a text and shows below it."""

from typing import Any

import pytest

from tests.support.stored_blocks import context, rendered

EPISODE = "https://cdn.example/show/episode%201.mp3"
PLAYER = f'<audio controls><source src="{EPISODE}">{EPISODE}</audio>'


def with_enclosures(*values: str) -> Any:
    return context(meta=tuple(("enclosure", value) for value in values))


@pytest.mark.parametrize(
    "value",
    [
        EPISODE,
        f"{EPISODE}\n1234\naudio/mpeg",
        f'{EPISODE}\r\n1234\r\naudio/mpeg\r\na:1:{{s:8:"duration";s:5:"10:00";}}',
    ],
)
def test_an_episode_is_heard_below_the_text(value: str) -> None:
    assert rendered("about it", with_enclosures(value, value)) == f"<p>about it</p>{PLAYER}"


def test_the_type_tells_where_the_address_does_not() -> None:
    stored = "https://cdn.example/play?id=7\n0\nvideo/mp4"
    assert '<video controls><source src="https://cdn.example/play?id=7">' in rendered("x", with_enclosures(stored))


@pytest.mark.parametrize(
    "text",
    [
        "[audio src='http://old.example/episode%201.mp3']",
        '<a href="https://counter.example/redirect.mp3/cdn.example/show/episode 1.mp3">listen</a>',
        f"{EPISODE}",
    ],
)
def test_a_file_that_the_text_names_is_not_shown_again(text: str) -> None:
    given = with_enclosures(f"{EPISODE}\n1234\naudio/mpeg")
    assert rendered(text, given) == rendered(text)


def test_a_file_is_found_in_the_text_however_its_name_is_written() -> None:
    text = '<a href="https://old.example/q&amp;a%21.mp3">listen</a>'
    assert rendered(text, with_enclosures("https://cdn.example/q%26a!.mp3")) == rendered(text)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "\n",
        "javascript:alert(1)//x.mp3\n1\naudio/mpeg",
        "https://[x\n1\naudio/mpeg",
        "https://x.example/page\n1\ntext/html",
    ],
)
def test_what_is_no_sound_or_film_on_the_web_is_left_out(value: str) -> None:
    assert rendered("x", with_enclosures(value)) == "<p>x</p>"
