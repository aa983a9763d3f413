"""Front matter as the owner of a site wants it: keys renamed, reshaped, dropped and added, custom fields brought."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from migrate.choices.front_matter_keys import KeyChoice
from migrate.hugo.front_matter.fields import without_empty
from migrate.hugo.plain_text import plain_text
from migrate.model.decided import Page
from migrate.model.export import Item
from migrate.model.rest_of_site import Attachment, AuthorPage, RestOfSite
from migrate.options import Options
from migrate.php import unserialized

Sources = Mapping[str, Callable[[Item, Page, RestOfSite], object]]


def chosen(
    found: Mapping[str, object], item: Item, page: Page, site: RestOfSite, options: Options
) -> dict[str, object]:
    """The fields `found`, those with nothing in them among them, as the options want them."""
    if options.terms == "list":
        found = {**found, "categories": list(page.categories)}
    if not (options.keys or options.custom_fields or options.added):
        return without_empty(found)
    moved = {one.source for one in options.keys}
    result = without_empty({key: value for key, value in found.items() if key not in moved})
    for one in (one for one in options.keys if one.key):
        further = BY_NAME.get(one.source)
        value = further(item, page, site) if further else found.get(one.source)
        if shaped := _shaped(one, value):
            _put(result, one.key, shaped)
    for name, key in options.custom_fields:
        if stored := [value for one in item.meta_values(name) if (value := _decoded(one)) not in ("", [], {})]:
            _put(result, key, stored[0] if len(stored) == 1 else stored)
    for key, value in options.added:
        _put(result, key, value)
    return result


def _put(fields: dict[str, Any], key: str, value: object) -> None:
    """Put a value where its key leads to."""
    *tables, name = key.split(".")
    for table in tables:
        there = fields.get(table)
        fields[table] = fields = there if isinstance(there, dict) else {}
    fields[name] = value


def _shaped(choice: KeyChoice, value: object) -> object:
    """A value in the shape that was asked for."""
    if choice.negated:
        value = None if value is None else not value
    if choice.equals:
        value = choice.equals in _words(value)
    if choice.slash is not None:
        slashed = [_slashed(one, choice.slash) for one in _listed(value)]
        value = slashed if isinstance(value, list) else slashed[0]
    if choice.shape == "string" and isinstance(value, list):
        value = value[0] if value else ""
    return _listed(value) if choice.shape == "list" and value else value


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _words(value: object) -> list[str]:
    """The value, and each of the words that it lists."""
    texts = list(map(str, _listed(value)))
    return [*texts, *(word.strip() for text in texts for word in text.split(","))]


def _slashed(value: object, slash: bool) -> object:
    """A path with or without a slash in front; an address of another host stays."""
    if not isinstance(value, str) or not value or "//" in value:
        return value
    return ("/" if slash else "") + value.lstrip("/")


def _decoded(stored: str) -> object:
    """What PHP has serialized; a text that only begins like it is one."""
    value = unserialized(stored) if stored.rstrip().endswith((";", "}")) else None
    return stored if value is None else value


def _caption(item: Item, page: Page, site: RestOfSite) -> object:
    image = _image(item, site) if page.image else None
    return plain_text(image.caption) if image else ""


def _image(item: Item, site: RestOfSite) -> Attachment | None:
    number = item.meta_value("_thumbnail_id").strip()
    return site.attachment(int(number)) if number.isdecimal() else None


def _author(item: Item, site: RestOfSite) -> AuthorPage:
    return (site.author(item.creator) if item.creator else None) or AuthorPage("", "", "")


BY_NAME: Sources = {
    "image_alt": lambda item, page, site: plain_text(page.image_alt),
    "image_caption": _caption,
    "author_name": lambda item, page, site: _author(item, site).name,
    "author_slug": lambda item, page, site: _author(item, site).slug,
    "author_url": lambda item, page, site: _author(item, site).url,
    "guid": lambda item, page, site: item.guid,
}
"""How each of `key_choices.FURTHER` is found."""
