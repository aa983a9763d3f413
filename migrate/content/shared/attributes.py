"""What a block's JSON or a shortcode says about itself, read without trust: any value may have any type.

JSON can spell every code point, so what is taken from it loses those that are no characters.
"""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlsplit

from migrate.browser import is_harmless
from migrate.tree import only_characters

_FIRST_ID = re.compile(r"""\s*<[a-z][^<>]*?\sid=["']([^"'<>]+)["']""")
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"']+", re.I)


def text(value: object) -> str:
    """A string or number as text; everything else is empty."""
    if isinstance(value, str):
        return only_characters(value)
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def nested(values: object, *names: str) -> object:
    """What lies in objects inside each other below these names; None where one of them is missing."""
    for name in names:
        values = values.get(name) if isinstance(values, dict) else None
    return values


def number(value: object, otherwise: int) -> int:
    """A count or an id, or `otherwise`."""
    digits = text(value).strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else otherwise


def flag(value: object) -> bool:
    """Whether something is switched on, in JSON (`true`) or in a shortcode (`"true"`, `"1"`, `"yes"`, `"on"`)."""
    return value is True or value == 1 or text(value).strip().lower() in {"true", "1", "yes", "on"}


def link_address(value: object) -> str:
    """An address that may stand behind a link; empty for what a browser would run."""
    address = text(value).strip()
    return address if is_harmless(address) else ""


def web_address(value: object) -> str:
    """An absolute address of the web, with its scheme; empty for everything else. Entities are decoded."""
    address = unescape(text(value)).strip()
    if address.startswith("//"):
        address = f"https:{address}"
    return address if _WEB_ADDRESS.fullmatch(address) and _has_host(address) else ""


def first_web_address(html: str) -> str:
    """The first absolute address in some HTML, or empty."""
    found = _WEB_ADDRESS.search(html)
    return web_address(found[0]) if found else ""


def _has_host(address: str) -> bool:
    try:
        return bool(urlsplit(address).hostname)
    except ValueError:
        return False


def place(html: str) -> str:
    """An empty anchor by the id of the tag with which some HTML begins, for what is written anew; empty without one."""
    found = _FIRST_ID.match(html)
    return f'<a id="{found[1]}"></a>' if found else ""


def between(html: str, opening: str, closing: str) -> str:
    """What stands in the first element whose tag starts with `opening` (`<figcaption`), up to `closing`; or empty."""
    start = html.find(opening)
    start = html.find(">", start) if start >= 0 else -1
    end = html.find(closing, start) if start >= 0 else -1
    return html[start + 1 : end].strip() if end >= 0 else ""
