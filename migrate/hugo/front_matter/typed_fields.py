"""What visitors saw of an event, a product, an episode or a recipe besides its text: maps of the front matter.

Plugins keep these in custom fields. Only what they showed comes along, as plain text; a field that is cut short or of
another shape is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime

from migrate.browser import is_harmless, read_address
from migrate.enclosure import EPISODES
from migrate.hugo.dates import Near, local
from migrate.hugo.plain_text import plain_text
from migrate.model.export import Item
from migrate.model.rest_of_site import RestOfSite
from migrate.patterns import rare_pattern
from migrate.php import unserialized

Fields = dict[str, object]
_NUMBER = rare_pattern(r"\d{1,18}")
_CLOCK = rare_pattern(r"(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap])?\.?m?", re.I)
_DAY = rare_pattern(r"\d{4}-\d{2}-\d{2}")
_DURATION = rare_pattern(r"(?:\d{1,3}:)?\d{1,3}:\d{2}|\d{1,6}")
_GUID = rare_pattern(r"[^\s<>\"'`\\]{1,500}")
_KINDS = frozenset({"trailer", "bonus"})
"""Episodes that are no full ones."""
_MEDIA_TYPE = rare_pattern(r"(?:audio|video|application)/[\w.+-]{1,60}")
_TYPES = {
    "mp3": "audio/mpeg", "m4a": "audio/x-m4a", "ogg": "audio/ogg", "oga": "audio/ogg", "wav": "audio/wav",
    "mp4": "video/mp4", "m4v": "video/x-m4v", "mov": "video/quicktime", "webm": "video/webm", "pdf": "application/pdf",
}  # fmt: skip
"""Media types by the endings of files, where nothing else says them."""


class _Told:
    """An item's custom fields, and the rest of the site as it sees it."""

    def __init__(self, item: Item, near: Near, rest: RestOfSite) -> None:
        self.item = item
        self.near = near
        self.rest = rest
        self.meta: Mapping[str, str] = dict(reversed(item.meta))

    def text(self, *keys: str) -> str:
        """The first of these fields that says something, as plain text."""
        return next(filter(None, (plain_text(self.meta.get(key, "")) for key in keys)), "")

    def number(self, *keys: str) -> int:
        """The first of these fields that is a whole number, or 0."""
        values = (self.meta.get(key, "").strip() for key in keys)
        return next((int(value) for value in values if value.isascii() and _NUMBER.fullmatch(value)), 0)

    def address(self, url: str) -> str:
        """Where a file is on the new site; empty for what is no address of the web that all readers read alike."""
        url = url.strip()
        known = url.startswith(("http://", "https://", "/")) and url.isprintable() and " " not in url
        read = read_address(url) if known else None
        return self.rest.media(read.text) if read else ""

    def pictures(self, *numbers: str) -> list[str]:
        """The pictures with these numbers that visitors could see."""
        found = (self.rest.attachment(int(one[:18])) for one in numbers)
        return list(dict.fromkeys(filter(None, (self.address(file.url) for file in found if file))))

    def titles(self, taxonomy: str) -> str:
        """The names of the item's terms of a taxonomy."""
        return ", ".join(term.name for term in self.item.terms if term.taxonomy == taxonomy)

    def named(self, key: str) -> str:
        """The titles of the items whose numbers a field holds."""
        numbers = [int(value) for value in self.item.meta_values(key) if value.isascii() and _NUMBER.fullmatch(value)]
        return ", ".join(filter(None, map(self.rest.title_of, numbers)))

    def address_of(self, key: str) -> str:
        """Where the place is whose number a field holds."""
        number = self.number(key)
        stored = self.rest.reusable_block(number) if number else None
        return str(json.loads(stored.facts).get("address", "")) if stored and stored.facts else ""

    def time(self, text: str, utc: str = "") -> object:
        """A time by the blog's clock; a day alone stays one; empty for neither."""
        plain = _plain_time(text)
        if _DAY.fullmatch(text.strip()):
            return plain[:10]
        return local(plain, _plain_time(utc), self.near) or ""


def _plain_time(text: str) -> str:
    """A time as exports write them; empty for a day that no calendar has, at which Hugo would end the build."""
    try:
        return datetime.fromisoformat(text.strip()).replace(tzinfo=None).isoformat(" ", "seconds")
    except ValueError:
        return ""


def typed_fields(item: Item, near: Near, rest: RestOfSite) -> Fields:
    """The maps of an item, each with what is known alone."""
    keys = {key for key, _ in item.meta}
    if _KNOWN.isdisjoint(keys):
        return {}
    told = _Told(item, near, rest)
    made: Fields = {}
    for name, make in [(name, make) for name, known, make in _MAKERS if not known.isdisjoint(keys)]:
        found = {key: value for key, value in make(told).items() if value or value is False}
        if found and name not in made:
            made[name] = dict(sorted(found.items()))
    return made


_RECIPES = rare_pattern(r"""(?:wprm|tasty)-recipe[\s"{:a-zA-Z]{0,40}id["'\s:=]{1,6}(\d{1,18})""")


RECIPE = "-recipe"
"""Stands in every text that shows a recipe which `recipe_fields` finds."""


def recipe_fields(text: str, rest: RestOfSite) -> Fields:
    """The first recipe that a text shows, which a plugin keeps in an item of its own."""
    for found in _RECIPES.finditer(text):
        stored = rest.reusable_block(int(found[1]))
        if stored and stored.facts:
            return {"recipe": json.loads(stored.facts)}
    return {}


def _calendar_event(told: _Told) -> Fields:
    """The Events Calendar."""
    all_day = told.text("_EventAllDay") in {"yes", "1"}
    ends = [
        told.time(told.text(f"_Event{end}Date")[: 10 if all_day else None], told.text(f"_Event{end}DateUTC"))
        for end in ("Start", "End")
    ]
    cost, sign = told.text("_EventCost"), told.text("_EventCurrencySymbol")
    return {
        "start": ends[0],
        "end": ends[1],
        "place": told.named("_EventVenueID"),
        "address": told.address_of("_EventVenueID"),
        "organizer": told.named("_EventOrganizerID"),
        "cost": f"{sign}{cost}" if cost[:1].isdigit() else cost,
        "website": told.address(told.text("_EventURL")),
    }


def _modern_event(told: _Told) -> Fields:
    """Modern Events Calendar."""
    all_day = told.text("mec_allday") == "1"

    def end(name: str) -> object:
        clock = f"{told.text(f'mec_{name}_time_hour') or 0}:{told.text(f'mec_{name}_time_minutes').zfill(2)}"
        clock += told.text(f"mec_{name}_time_ampm")
        return told.time(_with_clock(told.text(f"mec_{name}_date"), "" if all_day else clock))

    return {
        "start": end("start"),
        "end": end("end"),
        "place": told.titles("mec_location"),
        "organizer": told.titles("mec_organizer"),
        "cost": told.text("mec_cost"),
    }


def _managed_event(told: _Told) -> Fields:
    """Events Manager."""
    all_day = told.text("_event_all_day") == "1"
    days = [(told.text(f"_event_{end}_date"), told.text(f"_event_{end}_time")) for end in ("start", "end")]
    start, end = (told.time(_with_clock(date, "" if all_day else clock)) for date, clock in days)
    return {"start": start, "end": end}


def _stamped_event(told: _Told) -> Fields:
    """EventON, which keeps times as seconds of the blog's own clock."""
    start, end = (
        told.time(f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M:%S}") if 0 < seconds < 1 << 33 else ""
        for seconds in map(told.number, ("evcal_srow", "evcal_erow"))
    )
    place = told.text("evcal_location_name") or told.titles("event_location")
    return {"start": start, "end": end, "place": place, "organizer": told.text("evcal_organizer")}


def _with_clock(day: str, clock: str) -> str:
    """A day and a time of it, in hours of twelve or of twenty-four."""
    found = _CLOCK.fullmatch(clock.strip())
    if not found:
        return day
    hour = int(found[1])
    if found[4]:
        hour = hour % 12 + (12 if found[4].lower() == "p" else 0)
    return f"{day} {hour:02d}:{found[2]}:{found[3] or '00'}"


def _product(told: _Told) -> Fields:
    """WooCommerce."""
    if told.item.type != "product":
        return {}
    regular = told.text("_regular_price")
    stored = told.item.meta_values("_price") or [told.text("_sale_price") or regular]
    prices = sorted({one.strip() for one in stored if _is_price(one)}, key=float)
    stock = told.text("_stock_status")
    return {
        "price": prices[0] if len(prices) < 2 and prices else " – ".join([*prices[:1], *prices[-1:]]),
        "regular_price": regular if _is_price(regular) and [regular] != prices and len(prices) == 1 else "",
        "sku": told.text("_sku"),
        "available": stock != "outofstock" if stock else "",
        "attributes": list(_attributes(told)),
        "images": told.pictures(*_NUMBER.findall(told.text("_product_image_gallery"))),
    }


def _is_price(text: str) -> bool:
    return re.fullmatch(r"\d{1,12}(?:\.\d{1,8})?", text.strip()) is not None


def _attributes(told: _Told) -> Iterator[dict[str, str]]:
    """What a shop shows in the table of a product."""
    stored = unserialized(told.meta.get("_product_attributes", ""))
    values = stored.values() if isinstance(stored, dict) else stored if isinstance(stored, list) else ()
    for one in values:
        if not isinstance(one, dict) or str(one.get("is_visible", "1")) in {"0", "False", ""}:
            continue
        name = plain_text(str(one.get("name", "")))
        value = plain_text(str(one.get("value", "")).replace(" | ", ", ").replace("|", ", "))
        value = value or told.titles(name)
        if name.startswith("pa_"):
            name = name.removeprefix("pa_").replace("-", " ")
        if name and value:
            yield {"name": name, "value": value}


def _episode(told: _Told) -> Fields:
    """PowerPress, Seriously Simple Podcasting, and what WordPress itself keeps of a file that a text links."""
    address, length, kind, more = _enclosure(told.meta.get("enclosure") or told.meta.get("audio_file") or "")
    url = told.address(address)
    if not url:
        return {}
    said = told.text("duration", "itunes:duration") or plain_text(str(more.get("duration", "")))
    ending = address.partition("?")[0].rpartition(".")[2].lower()
    picture = str(more.get("image") or more.get("itunes_image") or told.meta.get("cover_image") or "")
    guid = told.text("ssp_original_guid", "ssp_guid") or told.item.guid
    kind_of_episode = told.text("itunes_episode_type") or str(more.get("episode_type", ""))
    return {
        "url": url,
        "length": int(length) if _NUMBER.fullmatch(length) else told.number("filesize_raw"),
        "type": kind if _MEDIA_TYPE.fullmatch(kind) else _TYPES.get(ending, "audio/mpeg"),
        "duration": said if _DURATION.fullmatch(said) else "",
        "title": told.text("itunes_title") or plain_text(str(more.get("episode_title", ""))),
        "kind": kind_of_episode if kind_of_episode in _KINDS else "",
        "number": told.number("itunes_episode_number") or _whole(more.get("episode_no")),
        "season": told.number("itunes_season_number") or _whole(more.get("season")),
        "image": told.address(picture) if picture else "",
        "explicit": (told.text("explicit") or str(more.get("explicit", ""))) in {"on", "1", "yes"} or "",
        "guid": guid if _GUID.fullmatch(guid) and is_harmless(guid) else "",
    }


def _enclosure(value: str) -> tuple[str, str, str, dict[str, object]]:
    """The address, size and type of a file, and what a plugin put behind them."""
    address, length, kind, *rest = [*(line.strip() for line in value.strip().splitlines()), "", "", ""]
    more = unserialized("\n".join(rest))
    return address, length, kind, more if isinstance(more, dict) else {}


def _whole(value: object) -> int:
    text = str(value or "").strip()
    return int(text) if text.isascii() and _NUMBER.fullmatch(text) else 0


def _rating(told: _Told) -> Fields:
    """The average that WooCommerce, kk Star Ratings, WP-PostRatings and Rate my Post showed, and of how many."""
    for average, count in _RATINGS:
        value = told.text(average)
        if re.fullmatch(r"\d(?:\.\d{1,4})?", value) and float(value) and (many := told.number(count)):
            return {"average": value, "count": many}
    return {}


_RATINGS = (
    ("_wc_average_rating", "_wc_review_count"),
    ("_kksr_avg", "_kksr_casts"),
    ("ratings_average", "ratings_users"),
    ("rmp_avg_rating", "rmp_vote_count"),
)
_Maker = Callable[[_Told], Fields]
_MAKERS: tuple[tuple[str, frozenset[str], _Maker], ...] = (
    ("event", frozenset({"_EventStartDate"}), _calendar_event),
    ("event", frozenset({"mec_start_date"}), _modern_event),
    ("event", frozenset({"_event_start_date"}), _managed_event),
    ("event", frozenset({"evcal_srow"}), _stamped_event),
    (
        "product",
        frozenset({"_price", "_regular_price", "_sku", "_product_attributes", "_product_image_gallery"}),
        _product,
    ),
    ("episode", EPISODES, _episode),
    ("rating", frozenset(average for average, _ in _RATINGS), _rating),
)
"""Every map: its key, the fields of which one tells that an item has it, and how it is made."""
_KNOWN = frozenset(key for _, keys, _ in _MAKERS for key in keys)
