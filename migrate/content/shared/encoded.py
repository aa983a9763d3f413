"""Settings that plugins store as text of another kind: JSON, what PHP serializes, percent signs, base64."""

from __future__ import annotations

import base64
import json
import re
from urllib.parse import unquote

from migrate.patterns import rare_pattern
from migrate.php import unserialized

_PERCENT = rare_pattern(r"%(?:20|22|3[CE]|5[BD]|7[BD])", re.I)
_ADDRESS = ("/", "http:", "https:", "mailto:", "data:", "#")
_BASE64 = rare_pattern(r"[A-Za-z0-9+/]{18,}={0,2}")
_SHORTEST = 20
_MOST_LAYERS = 3


def decoded_data(stored: str) -> object:
    """What a field holds as JSON or as PHP serializes it; None for anything else."""
    text = stored.strip()
    if text[:1] in ("{", "["):
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            return None
    return unserialized(text)


def is_encoded(value: str) -> bool:
    """Whether a setting may be text of another kind. Cheap: hardly any is."""
    if value[:1] in ("{", "["):
        return True
    if " " in value or value.startswith(_ADDRESS):
        return False
    if "%" in value:
        return _PERCENT.search(value) is not None
    return len(value) >= _SHORTEST and _BASE64.fullmatch(value) is not None


def decoded(value: str) -> object:
    """The text or data that a setting stands for; itself where it is plain text."""
    for _ in range(_MOST_LAYERS):
        if not is_encoded(value):
            break
        if value[:1] in ("{", "["):
            data = decoded_data(value)
            return data if isinstance(data, dict | list) else value
        plain = unquote(value) if "%" in value else _of_base64(value)
        if plain == value:
            break
        value = plain
    return value


def _of_base64(value: str) -> str:
    """The text in a value of base64; the value itself where that is no text of several words, nor data."""
    try:
        text = base64.b64decode(value, validate=True).decode("utf-8")
    except ValueError:
        return value
    is_text = all(sign.isprintable() or sign in "\r\n\t" for sign in text)
    return text if is_text and (" " in text or "<" in text or is_encoded(text)) else value
