"""What a content file says of the item it was made from."""

from __future__ import annotations

import re
from typing import NamedTuple

from migrate.page.keys import UnreadableError, lowered
from migrate.page.parts import parted
from migrate.page.syntaxes import KEYS
from migrate.page.urls import unescaped
from migrate.patterns import rare_pattern

_KEY = "wordpress_id"
_ID = rare_pattern(r"""^[ \t{]*["']?wordpress_id["']?\s*[:=]\s*["']?(\d{1,18})""", re.MULTILINE | re.IGNORECASE)
_DIGITS = re.compile(r"\d{1,18}")


class Facts(NamedTuple):
    """What front matter says of a page."""

    wordpress_id: int
    """0: nothing."""
    title: str
    url: str
    """The address, without the escapes of front matter."""


def wordpress_id(text: str) -> int:
    """The id that the front matter of a page names, or 0."""
    return facts(text).wordpress_id if _KEY in text.lower() else 0


def facts(text: str) -> Facts:
    """What a page says of itself. Where its front matter is broken, or cut off, at least the id is found."""
    parts = parted(text)
    try:
        settings = KEYS[parts.syntax].settings(parts.front)
    except (KeyError, UnreadableError):
        found = _ID.search(parts.front or _beginning(text))
        return Facts(int(found[1]) if found else 0, "", "")
    values = {lowered(key): str(value) for key, value in settings if isinstance(value, str | int)}
    number = values.get(_KEY, "")
    return Facts(
        int(number) if _DIGITS.fullmatch(number) else 0, values.get("title", ""), unescaped(values.get("url", ""))
    )


def _beginning(text: str) -> str:
    """Front matter that does not end. A body may quote the same words."""
    return text if text.lstrip("\ufeff \t\n\r\f\v").startswith(("---", "+++")) else ""
