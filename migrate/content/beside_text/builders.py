"""Pages that builders keep in fields beside the text: their words, pictures and buttons, where the text lacks them."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from typing import Any

from migrate.content.beside_text.in_order import in_order
from migrate.content.beside_text.settings import report_missing
from migrate.content.context import Context
from migrate.content.shared.encoded import decoded_data
from migrate.content.shared.picture_numbers import with_pictures
from migrate.content.shared.prose import missing, names, plain_words, prose
from migrate.diagnostics import Code
from migrate.model.export import Item
from migrate.patterns import rare_pattern
from migrate.php import texts
from migrate.visibility.parts import Audience, audience_of_block
from migrate.words import lost_words

Reader = Callable[[str], object]


def _brizy(stored: str) -> object:
    """Brizy keeps its page as JSON in base64 within a list."""
    return [_from_base64(one) for one in texts(decoded_data(stored))]


def _from_base64(stored: str) -> object:
    try:
        return decoded_data(base64.b64decode(stored, validate=True).decode("utf-8"))
    except (ValueError, binascii.Error):
        return None


def _muffin(stored: str) -> object:
    """Muffin keeps its page as PHP serializes it, mostly in base64."""
    data = decoded_data(stored)
    return data if data is not None else _from_base64(stored.strip())


def _for_everybody(value: object) -> object:
    """The elements of a page without those that a condition shows to some, and what stands in them."""
    if isinstance(value, dict):
        settings = value.get("settings")
        if isinstance(settings, dict) and _is_kept_from_visitors(settings):
            return None
        shown = {key: _for_everybody(one) for key, one in value.items()}
        if value.get("widgetType") == _LINE and isinstance(settings, dict) and settings.get("look") != "line_text":
            del shown["settings"]  # its text is kept, but no reader sees it
        return shown
    if not isinstance(value, list):
        return value
    kept: list[object] = []
    hidden: set[object] = set()
    for one in value:
        seen = _for_everybody(one)
        if isinstance(one, dict) and isinstance(one.get("id"), str) and (seen is None or one.get("parent") in hidden):
            hidden.add(one["id"])  # Bricks names the parent in the child, which comes later
        else:
            kept.append(seen)
    return kept


def _is_kept_from_visitors(settings: dict[str, Any]) -> bool:
    """Whether an element is for some alone, or hidden on every size of screen."""
    return (
        any(settings.get(key) not in _NO_CONDITION for key in _CONDITIONS)
        or all(settings.get(f"hide_{screen}") for screen in _SCREENS)
        or settings.get("visibility_display") == "0"
        or audience_of_block("", settings) is not Audience.VISITORS
    )


def _elementor(stored: str) -> object:
    data = decoded_data(stored)
    return data if data is not None else decoded_data(stored.replace('\\\\"', '"'))


def _oxygen(stored: str) -> object:
    """Older Oxygen keeps shortcodes, each with its settings as JSON, and its words as their content."""
    return [_oxygen_element(*found.groups()) for found in _OXYGEN_ELEMENT.finditer(stored)]


def _oxygen_element(json_text: str, content: str) -> object:
    settings = decoded_data(json_text)
    own = {"ct_content": content} if content.strip() else {}
    return {**(settings if isinstance(settings, dict) else {}), **own}


def _live_composer(stored: str) -> object:
    """Live Composer keeps JSON between shortcodes of its own."""
    return decoded_data(_OF_LIVE_COMPOSER.sub("", stored))


_OF_LIVE_COMPOSER = rare_pattern(r"\[/?dslc_[^\[\]]*+\]")
_OXYGEN_ELEMENT = re.compile(r"\[(?:ct|oxy)[\w-]*+[^\[\]{}]*?ct_options='(\{[^']*+)'\]([^\[]*+)")
_CONDITIONS = (
    *("e_display_conditions", "_conditions", "eael_ext_content_protection", "pa_display_conditions_switcher"),
    *("enabled_visibility", "ecl_enabled", "_ha_condition_enable", "uael_display_condition_enable", "jedv_enabled"),
)
_NO_CONDITION: tuple[object, ...] = (None, "", "no", [], {}, False)
_PICTURE = rare_pattern(r"/([^/\s\"'<>]+\.(?:jpe?g|png|gif|webp|avif|svg))[\"']", re.I)
_HEADING = rare_pattern(r"<h([1-6])([^<>]*+)>((?:[^<]|<(?!/?h[1-6]\b))*+)</h\1>", re.I)
_LINE = "divider"
_SCREENS = ("desktop", "tablet", "mobile")
_FIELDS: dict[str, Reader] = {
    "_elementor_data": _elementor,
    "_bricks_page_content_2": decoded_data,
    "_bricks_page_content": decoded_data,
    "_fl_builder_data": decoded_data,
    "panels_data": decoded_data,
    "ct_builder_json": decoded_data,
    "_ct_builder_json": decoded_data,
    "ct_builder_shortcodes": _oxygen,
    "_breakdance_data": decoded_data,
    "dslc_code": _live_composer,
    "_themify_builder_settings_json": decoded_data,
    "_cornerstone_data": decoded_data,
    "_zionbuilder_page_elements": decoded_data,
    "mfn-page-items": _muffin,
    "tve_updated_post": lambda stored: {"html": stored},
    "brizy": _brizy,
    "brizy_post": _brizy,
    "brizy-post": _brizy,
}
"""Elementor, Bricks, Beaver Builder, SiteOrigin, Oxygen, Breakdance, Themify, Cornerstone, Zion, Muffin, Thrive and
Brizy.
"""


def is_built(item: Item) -> bool:
    """Whether a builder keeps the page of an item in a field."""
    return any(key in _FIELDS and len(stored) > len("[]") for key, stored in item.meta)


def with_built(text: str, context: Context) -> str:
    """A stored text with what the item's builder showed and the text does not say."""
    pieces = list(_pieces(context))
    if not pieces:
        return text
    left_out = missing(iter(pieces), text)
    if not left_out:
        return text
    whole = "\n\n".join(pieces)
    if not text.strip() or (lost_words(text, whole) is None and all(name in whole for name in _PICTURE.findall(text))):
        return _with_levels(whole, text)
    return in_order(text, pieces, left_out)


def _with_levels(html: str, text: str) -> str:
    """Headings of the level that they have in the text: of many widgets the settings do not say it."""
    levels = {plain_words(found[3]): found[1] for found in _HEADING.finditer(text)}

    def as_in_text(found: re.Match[str]) -> str:
        level = levels.get(plain_words(found[3]), found[1])
        return f"<h{level}{found[2]}>{found[3]}</h{level}>"

    return _HEADING.sub(as_in_text, html) if levels else html


def _pieces(context: Context) -> Iterator[str]:
    for key, stored in context.item.meta:
        if key not in _FIELDS or len(stored) <= len("[]"):
            continue
        data = _FIELDS[key](stored)
        if not data:
            context.report(Code.BUILDER_UNREAD, key)
        shown = _for_everybody(data)
        if shown != data:
            context.report(Code.BUILT_FOR_SOME, key)
        pieces = list(prose(with_pictures(shown, context)))
        report_missing(key, names(shown), "".join([context.item.content, *pieces]), context)
        yield from pieces
