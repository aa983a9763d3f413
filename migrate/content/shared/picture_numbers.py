"""Pictures that plugins name by the number of their attachment, alone or beside an address."""

from __future__ import annotations

import re
from functools import lru_cache

from migrate.content.context import Context

_DEEPEST = 40
_PICTURES = frozenset({"image", "images", "picture", "pictures", "photo", "photos", "img", "gallery", "logo"})
_PART = re.compile(r"[A-Z]?[a-z]+")
_NUMBER = re.compile(r"[1-9]\d{0,17}")


def with_pictures(value: object, context: Context, name: str = "", depth: int = 0) -> object:
    """A value in which the number of a picture has become its address and words; `name` is that of the setting."""
    if depth > _DEEPEST:
        return value
    if isinstance(value, dict):
        value = _at_its_address(value, context)
        return {key: with_pictures(one, context, str(key), depth + 1) for key, one in value.items()}
    if isinstance(value, list):
        return [with_pictures(one, context, name, depth + 1) for one in value]
    return _picture(value, context) if _names_picture(name) else value


def _at_its_address(value: dict[str, object], context: Context) -> dict[str, object]:
    """A picture that has a number and an address, at the address that its file has today: a site may have moved."""
    number, address = value.get("id"), value.get("url")
    if not isinstance(address, str) or not _NUMBER.fullmatch(str(number)) or "/" not in address:
        return value
    attachment = context.library.attachment(int(str(number)))
    is_it = attachment is not None and _stem(attachment.url).startswith(_stem(address))
    return {**value, "url": attachment.url} if attachment and is_it else value


def _stem(address: str) -> str:
    return address.rpartition("/")[2].rpartition(".")[0]


@lru_cache(maxsize=2_000)
def _names_picture(name: str) -> bool:
    parts = _PART.findall(name)
    return bool(parts) and parts[-1].lower() in _PICTURES and not name.startswith("_")


def _picture(value: object, context: Context) -> object:
    if isinstance(value, bool) or not isinstance(value, int | str) or not _NUMBER.fullmatch(str(value)):
        return value
    attachment = context.library.attachment(int(value))
    return {"url": attachment.url, "alt": attachment.alt} if attachment else value
