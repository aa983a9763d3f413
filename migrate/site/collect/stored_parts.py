"""What a plugin keeps in an item of its own and shows in others by its number, as text that WordPress could store."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping

from migrate.model import Item, StoredBlock
from migrate.php import unserialized
from migrate.site.collect.indexed_item import plain
from migrate.site.collect.recipes import recipe_map, recipe_of, recipe_text

TABLE = "tablepress_table"
VENUE = "tribe_venue"
_NUMBERS = re.compile(r"\d{1,18}")
_CALL = re.compile(r"\[table\s+id\s*=\s*[\"']?(\d{1,9})\b")


def stored_part(item: Item) -> StoredBlock | None:
    """The text that stands for an item of such a type; None for any other."""
    is_public = item.status == "publish" and not item.password
    recipe = recipe_of(item)
    if recipe:
        known = json.dumps(recipe_map(recipe), ensure_ascii=False) if is_public else ""
        return StoredBlock(recipe_text(recipe) if is_public else "", is_public, known)
    if item.type == VENUE:
        return StoredBlock("", is_public, json.dumps({"address": _address(item)}) if is_public else "")
    reader = _READERS.get(item.type)
    if reader is None:
        return None
    return StoredBlock(reader(item) if is_public else "", is_public)


def tables_named(text: str) -> tuple[int, ...]:
    """The numbers of the tables that a text shows."""
    return tuple(map(int, _CALL.findall(text))) if "[table" in text else ()


def _address(item: Item) -> str:
    """The Events Calendar: where a place is, as people write it."""
    meta = {key: plain(value) for key, value in reversed(item.meta)}
    town = " ".join(filter(None, (meta.get("_VenueZip"), meta.get("_VenueCity"))))
    region = meta.get("_VenueStateProvince") or meta.get("_VenueState") or meta.get("_VenueProvince")
    return ", ".join(filter(None, (meta.get("_VenueAddress"), town, region, meta.get("_VenueCountry"))))


def _table(item: Item) -> str:
    """TablePress: rows as JSON; whether the first is a head stands in the options."""
    rows = _json(item.content)
    if not isinstance(rows, list):
        return ""
    options = _json(item.meta_value("_tablepress_table_options"))
    visible = _json(item.meta_value("_tablepress_table_visibility"))
    head = not isinstance(options, Mapping) or bool(options.get("table_head", True))
    shown = visible if isinstance(visible, Mapping) else {}
    columns = shown.get("columns")
    lines = [_seen(row, columns) for row in _seen(rows, shown.get("rows")) if isinstance(row, list)]
    body = [_row(line, "th" if head and not at else "td") for at, line in enumerate(lines)]
    top = f"<thead>{body[0]}</thead>" if head and body else ""
    return f"<table>{top}<tbody>{''.join(body[bool(top) :])}</tbody></table>" if body else ""


def _seen(values: list[object], shown: object) -> list[object]:
    """Those rows or columns that are not hidden."""
    flags = shown if isinstance(shown, list) else []
    return [one for at, one in enumerate(values) if at >= len(flags) or flags[at]]


def _row(cells: Iterable[object], tag: str) -> str:
    return f"<tr>{''.join(f'<{tag}>{one}</{tag}>' for one in cells)}</tr>"


def _json(stored: str) -> object:
    try:
        return json.loads(stored)
    except (ValueError, RecursionError):
        return None


def _gallery(key: str) -> Callable[[Item], str]:
    """A plugin's gallery whose pictures are listed in this field: as WordPress' own."""

    def read(item: Item) -> str:
        numbers = list(dict.fromkeys(_picture_numbers(unserialized(item.meta_value(key)))))
        return f'[gallery ids="{",".join(numbers)}"]' if numbers else ""

    return read


def _picture_numbers(value: object) -> Iterable[str]:
    if isinstance(value, list):
        for one in value:
            yield from _picture_numbers(one.get("id") if isinstance(one, Mapping) else one)
    elif isinstance(value, Mapping):
        pictures = value.get("gallery")
        yield from _picture_numbers(list(pictures if isinstance(pictures, Mapping) else value))
    elif isinstance(value, str | int) and _NUMBERS.fullmatch(str(value)):
        yield str(value)


def _content(item: Item) -> str:
    return item.content


_READERS: dict[str, Callable[[Item], str]] = {
    TABLE: _table,
    "foogallery": _gallery("foogallery_attachments"),
    "envira": _gallery("_eg_gallery_data"),
    "modula-gallery": _gallery("modula-images"),
    "elementor_library": _content,
    "content_block": _content,
}
