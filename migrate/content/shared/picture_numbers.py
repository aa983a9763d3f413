"""Pictures that plugins name by the number of their attachment alone."""

from __future__ import annotations

import re
from collections.abc import Mapping

from migrate.content.context import Context

_DEEPEST = 40
_PICTURES = frozenset({"image", "images", "picture", "pictures", "photo", "photos", "img", "gallery", "logo"})
_PART = re.compile(r"[A-Z]?[a-z]+")
_NUMBER = re.compile(r"[1-9]\d{0,17}")


def with_pictures(value: object, context: Context, name: str = "", depth: int = 0) -> object:
    """A value in which the number of a picture has become its address and words; `name` is that of the setting."""
    if depth > _DEEPEST:
        return value
    if isinstance(value, Mapping):
        return {key: with_pictures(one, context, str(key), depth + 1) for key, one in value.items()}
    if isinstance(value, list):
        return [with_pictures(one, context, name, depth + 1) for one in value]
    return _picture(value, context) if _names_picture(name) else value


def _names_picture(name: str) -> bool:
    parts = _PART.findall(name)
    return bool(parts) and parts[-1].lower() in _PICTURES and not name.startswith("_")


def _picture(value: object, context: Context) -> object:
    if isinstance(value, bool) or not isinstance(value, int | str) or not _NUMBER.fullmatch(str(value)):
        return value
    attachment = context.library.attachment(int(value))
    return {"url": attachment.url, "alt": attachment.alt} if attachment else value
