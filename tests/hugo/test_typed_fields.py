"""What visitors saw of events, products and episodes besides their text."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest

from migrate.hugo.config.config import SiteSettings
from migrate.hugo.dates import by_greenwich
from migrate.hugo.front_matter.fields import fields
from migrate.hugo.front_matter.typed_fields import typed_fields
from migrate.hugo.shipped import podcast_files
from migrate.model.export import TermReference
from migrate.model.rest_of_site import Attachment
from migrate.page.yaml_writer import dump
from tests.support.hugo_samples import built, item, page
from tests.support.items import file_of_library
from tests.support.rest_of_site import NothingElse

PICTURE = file_of_library(5)
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"


class Library(NothingElse):
    """The rest of a site with a picture, 5, and a place, 8."""

    def attachment(self, attachment_id: int) -> Attachment | None:
        return PICTURE if attachment_id == 5 else None

    def title_of(self, item_id: int) -> str:
        return "The pier" if item_id == 8 else ""

    def media(self, url: str) -> str:
        return url.removeprefix("https://blog.example")


def made(*meta: tuple[str, str], **changes: object) -> dict[str, object]:
    return typed_fields(item(meta=meta, **changes), by_greenwich, Library())


def test_an_event_has_its_times_by_the_blogs_clock_its_place_and_what_it_costs() -> None:
    assert made(
        ("_EventStartDate", "2021-07-03 09:00:00"), ("_EventStartDateUTC", "2021-07-03 07:00:00"),
        ("_EventEndDate", "2021-07-03 17:00:00"), ("_EventVenueID", "8"), ("_EventOrganizerID", "9"),
        ("_EventCost", "5"), ("_EventCurrencySymbol", "€"), ("_EventURL", "javascript:alert(1)"),
    ) == {
        "event": {
            "cost": "€5", "end": datetime(2021, 7, 3, 17, tzinfo=UTC), "place": "The pier",
            "start": datetime(2021, 7, 3, 7, tzinfo=UTC),
        }
    }  # fmt: skip


@pytest.mark.parametrize(
    ("meta", "start"),
    [
        ([("_EventStartDate", "2021-07-03 00:00:00"), ("_EventAllDay", "yes")], "2021-07-03"),
        (
            [
                ("mec_start_date", "2021-07-03"), ("mec_start_time_hour", "9"), ("mec_start_time_minutes", "5"),
                ("mec_start_time_ampm", "PM"),
            ],
            datetime(2021, 7, 3, 21, 5, tzinfo=UTC),
        ),
        ([("mec_start_date", "2021-07-03"), ("mec_allday", "1")], "2021-07-03"),
        (
            [("_event_start_date", "2021-07-03"), ("_event_start_time", "09:30:00")],
            datetime(2021, 7, 3, 9, 30, tzinfo=UTC),
        ),
        ([("evcal_srow", "1625302800")], datetime(2021, 7, 3, 9, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_calendars_of_every_kind_say_when(meta: list[tuple[str, str]], start: object) -> None:
    assert made(*meta) == {"event": {"start": start}}


ATTRIBUTES = (
    'a:3:{s:6:"colour";a:3:{s:4:"name";s:6:"Colour";s:5:"value";s:10:"Red | Blue";s:10:"is_visible";i:1;}'
    's:7:"pa_size";a:3:{s:4:"name";s:7:"pa_size";s:5:"value";s:0:"";s:10:"is_visible";i:1;}'
    's:6:"secret";a:3:{s:4:"name";s:6:"Secret";s:5:"value";s:1:"x";s:10:"is_visible";i:0;}}'
)


def test_a_product_has_what_the_shop_showed_of_it() -> None:
    terms = (TermReference("pa_size", "l", "Large"),)
    assert made(
        ("_price", "12.50"), ("_regular_price", "15"), ("_sku", "OAR-1"), ("_stock_status", "outofstock"),
        ("_product_attributes", ATTRIBUTES), ("_product_image_gallery", "5,6"), ("_downloadable_files", "a:1:{}"),
        type="product", terms=terms,
    ) == {
        "product": {
            "attributes": [{"name": "Colour", "value": "Red, Blue"}, {"name": "size", "value": "Large"}],
            "available": False, "images": ["/wp-content/uploads/a.jpg"], "price": "12.50", "regular_price": "15",
            "sku": "OAR-1",
        }
    }  # fmt: skip


def test_a_product_that_says_no_price_has_that_of_its_sale_or_its_regular_one() -> None:
    assert made(("_regular_price", "15"), type="product") == {"product": {"price": "15"}}
    sale = made(("_regular_price", "15"), ("_sale_price", "12"), type="product")
    assert sale == {"product": {"price": "12", "regular_price": "15"}}


def test_a_product_of_several_prices_says_the_lowest_and_the_highest() -> None:
    assert made(("_price", "20"), ("_price", "9.5"), ("_price", "12"), type="product") == {
        "product": {"price": "9.5 – 20"}
    }
    assert made(("_price", "20"), type="post") == {}


def test_an_episode_has_its_file_and_what_the_plugin_put_behind_it() -> None:
    more = 'a:3:{s:8:"duration";s:8:"00:12:34";s:10:"episode_no";s:2:"12";s:6:"season";i:2;}'
    stored = f"https://media.example/12.mp3\n1234\naudio/mpeg\n{more}"
    assert made(("enclosure", stored), guid="https://blog.example/?p=7") == {
        "episode": {
            "duration": "00:12:34", "guid": "https://blog.example/?p=7", "length": 1234, "number": 12, "season": 2,
            "type": "audio/mpeg", "url": "https://media.example/12.mp3",
        }
    }  # fmt: skip
    simple = made(("audio_file", "https://blog.example/1.m4a"), ("duration", "12:34"), ("filesize_raw", "99"))
    assert simple == {"episode": {"duration": "12:34", "length": 99, "type": "audio/x-m4a", "url": "/1.m4a"}}


@pytest.mark.parametrize(
    "meta",
    [
        ("_EventStartDate", "soon"),
        ("_EventStartDate", ""),
        ("_EventStartDate", "2021-02-31"),
        ("_EventStartDate", "9999-99-99"),
        ("_event_start_date", "٢٠٢١-٠١-٠١"),
        ("evcal_srow", "9" * 17),
        ("mec_start_date", "{{< x >}}"),
        ("enclosure", "javascript:alert(1)\n1\naudio/mpeg"),
        ("enclosure", ""),
        ("audio_file", "not an address"),
        ("_price", "x"),
        ("_product_attributes", 'a:1:{s:6:"colour";a:3:{s:4:"na'),
        ("_wc_average_rating", "5"),
        ("event", "1"),
        ("product", "1"),
        ("episode", "1"),
    ],
)
def test_what_is_cut_short_or_nothing_of_the_kind_is_left_out(meta: tuple[str, str]) -> None:
    assert made(meta, type="product") == {}


def test_a_zone_in_the_time_of_an_event_gives_way_to_that_of_the_blog() -> None:
    (event,) = made(("_event_start_date", "2021-07-03 09:00:00+01:00:30")).values()
    assert event["start"].replace(tzinfo=None) == datetime(2021, 7, 3, 9)  # type: ignore[index]
    assert not event["start"].utcoffset().seconds % 60  # type: ignore[index]


def test_a_rating_counts_where_somebody_rated() -> None:
    assert made(("_kksr_avg", "4.5"), ("_kksr_casts", "3")) == {"rating": {"average": "4.5", "count": 3}}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site with five episodes, an event, a product, and a page where something else stands in such keys."""
    folder = tmp_path_factory.mktemp("typed")
    files = podcast_files()
    for number in range(1, 6):
        more = f'a:2:{{s:8:"duration";s:5:"12:0{number}";s:10:"episode_no";i:{number};}}'
        meta = (("enclosure", f"https://media.example/{number}.mp3?a=1&b=2\n100{number}\naudio/mpeg\n{more}"),)
        one = item(id=number, title=f"<b>Tide</b> & {number}", meta=meta, guid=f"http://old.example/?p={number}",
                   date=f"2020-05-0{number} 12:00:00", date_gmt=f"2020-05-0{number} 12:00:00")  # fmt: skip
        files[f"content/posts/{number}.md"] = dump(fields(one, page(url=f"/{number}/"), rest=Library())) + "\nWords.\n"
    event = item(meta=(("_EventStartDate", "2021-07-03 09:00:00"), ("_EventVenueID", "8")))
    files["content/event.md"] = dump(fields(event, page(url="/event/"), rest=Library()))
    product = item(type="product", meta=(("_price", "12.50"), ("_product_attributes", ATTRIBUTES)))
    files["content/product.md"] = dump(fields(product, page(url="/product/"), rest=Library()))
    files["content/other.md"] = dump({"title": "Other", "event": "x", "episode": "y", "product": ["z"], "rating": 1})
    assert built(folder, files, SiteSettings("My cast", "https://blog.example", "en", podcast=True)).clean
    return folder / "public"


def test_the_feed_of_a_podcast_keeps_the_rules_of_rss_and_itunes(site: Path) -> None:
    channel = ElementTree.parse(site / "podcast.xml").getroot().find("channel")
    assert channel is not None
    assert all(channel.findtext(name) for name in ("title", "link", "description", "language"))
    assert channel.findtext(f"{ITUNES}explicit") == "false"
    items = channel.findall("item")
    assert [one.findtext("guid") for one in items] == [f"http://old.example/?p={number}" for number in (5, 4, 3, 2, 1)]
    assert {one.findtext(f"{ITUNES}duration") for one in items} == {f"12:0{number}" for number in range(1, 6)}
    assert [one.findtext(f"{ITUNES}episode") for one in items] == list("54321")
    assert [len(one.findall("enclosure")) for one in items] == [1] * 5
    assert next(items[0].iter("enclosure")).attrib == {
        "url": "https://media.example/5.mp3?a=1&b=2", "length": "1005", "type": "audio/mpeg",
    }  # fmt: skip
    assert items[0].findtext("title") == "Tide & 5"
    assert all(one.findtext("pubDate", "").endswith("+0000") for one in items)


def test_the_plain_feed_carries_the_files_too(site: Path) -> None:
    assert len(list(ElementTree.parse(site / "index.xml").iter("enclosure"))) == 5


def test_the_theme_shows_what_is_in_the_keys(site: Path) -> None:
    event = (site / "event/index.html").read_text("utf-8")
    assert "July 3, 2021" in event
    assert "The pier" in event
    product = (site / "product/index.html").read_text("utf-8")
    assert "12.50" in product
    assert "Red, Blue" in product
    assert "Secret" not in product
    assert '<audio controls preload="none"' in (site / "3/index.html").read_text("utf-8")
