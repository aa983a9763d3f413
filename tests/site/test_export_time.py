"""What WordPress shows although its date is to come is shown by Hugo too, by the export's own time and no other."""

from __future__ import annotations

from typing import Any

import pytest

from migrate.hugo.front_matter.fields import fields
from tests.support.site_builders import channel, item, site

HEAD = channel()._replace(published="Mon, 01 Jun 2026 12:00:00 +0200")


def dated(number: Any, date: Any, changed: Any = "", **about: Any) -> Any:
    return item(number, **{"date": date, "date_gmt": date, "modified": changed, "modified_gmt": changed} | about)


def publish_date(*others: Any, head: Any = HEAD, date: Any = "2099-01-02 00:00:00", **about: Any) -> Any:
    """The publishDate of an item with this date, which an export holds beside others."""
    one = dated(9, date, **about)
    page = site(one, *others, head=head).pages["9"]
    found = fields(one, page).get("publishDate")
    return found and f"{found:%Y-%m-%d %H:%M}"


def test_a_published_item_with_a_date_to_come_is_shown_from_its_last_change_on() -> None:
    assert publish_date(changed="2025-05-06 07:08:09") == "2025-05-06 07:08"


@pytest.mark.parametrize("changed", ["", "0000-00-00 00:00:00", "2027-01-01 00:00:00"])
def test_it_is_shown_from_the_time_of_the_export_on_at_the_latest(changed: str) -> None:
    assert publish_date(changed=changed) == "2026-06-01 10:00"


@pytest.mark.parametrize(
    "about",
    [
        {"date": "2026-06-01 09:59:59"},
        {"status": "future"},
        {"status": "private"},
        {"password": "x"},
        {"date": "2099-99-99 00:00:00"},
        {"date": ""},
    ],
)
def test_no_other_item_needs_to_say_from_when_on(about: Any) -> None:
    assert publish_date(**about) is None


def test_the_blogs_own_clock_counts() -> None:
    late = {"date": "2026-06-01 19:30:00", "date_gmt": "2026-06-01 10:30:00"}
    assert publish_date(**late) == "2026-06-01 10:00"
    assert publish_date(**late | {"date": "2026-06-01 18:30:00", "date_gmt": "2026-06-01 09:30:00"}) is None


@pytest.mark.parametrize("head", [channel(), HEAD._replace(published="some day"), HEAD._replace(published="")])
def test_without_a_time_at_the_head_the_newest_change_tells_it(head: Any) -> None:
    changed = dated(2, "2020-01-02 03:04:05", "2021-01-01 00:00:00")
    assert publish_date(changed, head=head) == "2021-01-01 00:00"


def test_without_any_change_the_dates_of_other_items_tell_it() -> None:
    old = dated(1, "2020-01-02 03:04:05")
    assert publish_date(old, head=channel()) == "2020-01-02 03:04"
    assert publish_date(old, head=channel(), date="2020-03-04 00:00:00") is None
    assert publish_date(head=channel()) is None


def test_the_clock_of_this_machine_does_not_count() -> None:
    head = HEAD._replace(published="Mon, 01 Jan 2001 00:00:00 +0000")
    assert publish_date(head=head, date="2001-01-02 00:00:00") == "2001-01-01 00:00"
    head = HEAD._replace(published="Mon, 01 Jan 2120 00:00:00 +0000")
    assert publish_date(head=head) is None
