"""What a plugin keeps in an item of its own and shows in others by its number, as text that WordPress could store."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import takewhile
from typing import Any

from migrate.model.export import Item
from migrate.model.rest_of_site import StoredBlock
from migrate.php import unserialized
from migrate.site.collect.own_blocks import GALLERY, TEMPLATE, own_block
from migrate.site.collect.recipes import recipe_map, recipe_of, recipe_text
from migrate.text import plain_line

TABLE = "tablepress_table"
VENUE = "tribe_venue"
_ELEMENTOR = "_elementor_data"
_WORDS_OF_PICTURES = ("alt", "title", "caption", "description")
_NUMBERS = re.compile(r"\d{1,18}")
_MERGED = ("#colspan#", "#rowspan#", "#span#")
"""What TablePress keeps in cells that are a part of another one."""
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
    return StoredBlock(reader(item) if is_public else "", is_public, name=f"{item.type}/{item.slug}")


def tables_named(text: str) -> tuple[int, ...]:
    """The numbers of the tables that a text shows."""
    return tuple(map(int, _CALL.findall(text))) if "[" in text else ()


def _address(item: Item) -> str:
    """The Events Calendar: where a place is, as people write it."""
    meta = {key: plain_line(value) for key, value in reversed(item.meta)}
    town = " ".join(filter(None, (meta.get("_VenueZip"), meta.get("_VenueCity"))))
    region = meta.get("_VenueStateProvince") or meta.get("_VenueState") or meta.get("_VenueProvince")
    return ", ".join(filter(None, (meta.get("_VenueAddress"), town, region, meta.get("_VenueCountry"))))


def _table(item: Item) -> str:
    """TablePress: rows as JSON; whether the first is a head, and the name is shown, stands in the options."""
    rows = _json(item.content)
    if not isinstance(rows, list):
        return ""
    options = _mapping(item.meta_value("_tablepress_table_options"))
    shown = _mapping(item.meta_value("_tablepress_table_visibility"))
    columns = shown.get("columns")
    lines = [_seen(row, columns) for row in _seen(rows, shown.get("rows")) if isinstance(row, list)]
    body = [_row(lines, at, "th" if options.get("table_head", True) and not at else "td") for at in range(len(lines))]
    top = f"<thead>{body[0]}</thead>" if options.get("table_head", True) and body else ""
    table = f"<table>{top}<tbody>{''.join(body[bool(top) :])}</tbody></table>" if body else ""
    beside = (("print_name", f"<h2>{item.title}</h2>"), ("print_description", f"<p>{item.excerpt}</p>"))
    said = [(options.get(f"{key}_position"), text) for key, text in beside if options.get(key)]
    above = "".join(text for where, text in said if where != "below")
    return f"{above}{table}{''.join(text for where, text in said if where == 'below')}"


def _seen(values: list[object], shown: object) -> list[object]:
    """Those rows or columns that are not hidden."""
    flags = shown if isinstance(shown, list) else []
    return [one for at, one in enumerate(values) if at >= len(flags) or flags[at]]


def _row(lines: list[list[object]], at: int, tag: str) -> str:
    """A row, in which a cell reaches over those that say so at its right and below it."""
    cells: list[str] = []
    for column, one in enumerate(lines[at]):
        if one in _MERGED:
            continue
        # No slices: of each cell hardly more than one other is looked at.
        beside = (lines[at][other] for other in range(column + 1, len(lines[at])))
        below = (lines[other][column] for other in range(at + 1, len(lines)) if column < len(lines[other]))
        across, down = _reach(beside, "#colspan#"), _reach(below, "#rowspan#")
        spans = f' colspan="{across}"' * (across > 1) + f' rowspan="{down}"' * (down > 1)
        cells.append(f"<{tag}{spans}>{one}</{tag}>")
    return f"<tr>{''.join(cells)}</tr>"


def _reach(following: Iterable[object], word: str) -> int:
    """Over how many cells one reaches, itself among them."""
    return 1 + len(list(takewhile(lambda one: one == word, following)))


def _mapping(stored: str) -> Mapping[str, Any]:
    found = _json(stored)
    return found if isinstance(found, Mapping) else {}


def _json(stored: str) -> object:
    try:
        return json.loads(stored)
    except (ValueError, RecursionError):
        return None


def _gallery(key: str) -> Callable[[Item], str]:
    """A plugin's gallery whose pictures are listed in this field: as WordPress' own, or with the plugin's words."""

    def read(item: Item) -> str:
        pictures = {one["id"]: one for one in _pictures(unserialized(item.meta_value(key)))}
        if any(len(one) > 1 for one in pictures.values()):
            return own_block(GALLERY, {"pictures": list(pictures.values())})
        return f'[gallery ids="{",".join(pictures)}"]' if pictures else ""

    return read


def _pictures(value: object) -> Iterator[dict[str, str]]:
    """The numbers of pictures, each with the words that a plugin keeps of it."""
    listed = value.get("gallery") if isinstance(value, Mapping) else None
    if isinstance(value, list):
        pairs = ((one.get("id"), one) if isinstance(one, Mapping) else (one, None) for one in value)
    elif isinstance(value, Mapping):
        pairs = ((number, said) for number, said in (listed if isinstance(listed, Mapping) else value).items())
    else:
        return
    for number, said in pairs:
        if isinstance(number, str | int) and _NUMBERS.fullmatch(str(number)):
            words = ((one, said.get(one)) for one in _WORDS_OF_PICTURES) if isinstance(said, Mapping) else ()
            yield {"id": str(number)} | {one: text for one, text in words if isinstance(text, str) and text.strip()}


def _content(item: Item) -> str:
    return item.content


def _elementor_template(item: Item) -> str:
    """The text of a template, with what Elementor keeps of it in a field."""
    data = item.meta_value(_ELEMENTOR)
    return own_block(TEMPLATE, {"_field": _ELEMENTOR, "_data": data}, item.content) if data else item.content


_READERS: dict[str, Callable[[Item], str]] = {
    TABLE: _table,
    "foogallery": _gallery("foogallery_attachments"),
    "envira": _gallery("_eg_gallery_data"),
    "modula-gallery": _gallery("modula-images"),
    "elementor_library": _elementor_template,
    "content_block": _content,
}
