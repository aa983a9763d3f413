"""The blog's own clock is read off the items that carry both times."""

import json

import pytest

from migrate.site.answer.questions import Questions, answers
from migrate.site.collect.clock import Clock, minutes_ahead
from tests.support.site_builders import item, placed, site


@pytest.mark.parametrize(
    ("date", "date_gmt", "minutes"),
    [
        ("2020-01-01 00:30:00", "2019-12-31 15:30:00", 540),
        ("2020-12-31 21:30:00", "2021-01-01 02:30:00", -300),
        ("2020-05-06 12:00:00", "2020-05-06 06:15:00", 345),
        ("2020-05-06 12:00:00", "2020-05-06 12:00:00", 0),
        ("2020-05-06 14:00:00", "2020-05-06 00:00:00", 840),
        ("2020-05-06 14:15:00", "2020-05-06 00:00:00", None),
        ("2020-05-06 12:00:00", "2020-05-06 11:50:00", None),
        ("2020-05-06 12:00:00", "0000-00-00 00:00:00", None),
        ("", "2020-05-06 12:00:00", None),
    ],
)
def test_two_spellings_of_a_time_tell_how_far_the_clock_is_ahead(date: str, date_gmt: str, minutes: int | None) -> None:
    assert minutes_ahead(date, date_gmt) == minutes


def test_the_item_nearest_in_time_tells_and_of_two_equally_near_the_earlier() -> None:
    clock = Clock()
    assert clock.near("2020-01-01 00:00:00") == 0
    for day, minutes in ((20, 120), (10, 60), (30, 180)):
        clock.add(f"2020-01-{day} 00:00:00", minutes)
    days = {1: 60, 14: 60, 15: 60, 16: 120, 25: 120, 26: 180, 31: 180}
    assert {day: clock.near(f"2020-01-{day:02} 00:00:00") for day in days} == days


def test_what_was_once_told_stays_although_a_nearer_item_came() -> None:
    draft = item(2, date="2020-01-10 12:00:00", date_gmt="0000-00-00 00:00:00")
    far = item(1, date="2020-01-01 12:00:00", date_gmt="2020-01-01 11:00:00")
    near = item(3, date="2020-01-09 12:00:00", date_gmt="2020-01-09 03:00:00")
    first = Questions(site(far, draft), draft)
    assert first.minutes_ahead(draft.date) == 60
    file = placed("2", "content/posts/2020-01-10-post-2.md", lookups=json.dumps(first.lookups))
    later = site(far, draft, near, placed=[file])
    assert Questions(later, draft).minutes_ahead(draft.date) == 60
    assert answers(later, first.lookups) == first.answers
    assert Questions(later, draft).minutes_ahead("2020-01-10 13:00:00") == 540


def test_who_is_asked_anew_takes_the_place_of_who_was_asked_before() -> None:
    clock = Clock()
    clock.add("2020-01-01 10:00:00", 60)
    clock.ask_too(lambda: [("2021-01-01 10:00:00", 120)])
    assert clock.near("2021-01-02 10:00:00") == 120
    clock.ask_too(list)
    assert clock.near("2021-01-02 10:00:00") == 60
