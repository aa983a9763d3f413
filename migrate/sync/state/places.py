"""Where what is remembered beside a document lies: its base, and its proposal while a conflict is open."""

from __future__ import annotations

import re
from hashlib import blake2b

from migrate.state_folder import BASE, PROPOSED

_NUMBER = re.compile(r"[0-9]{1,18}")
_NO_LETTERS = re.compile(r"[^a-z0-9]+")


def base_path(key: str) -> str:
    """Where the base of a document lies; it stays there when the document moves."""
    return f"{BASE}/{_safe(key)}"


def proposed_path(key: str) -> str:
    """Where the document of an open conflict lies until the conflict is settled."""
    return f"{PROPOSED}/{_safe(key)}"


def _safe(key: str) -> str:
    if _NUMBER.fullmatch(key):
        return key
    readable = _NO_LETTERS.sub("-", key.lower()).strip("-")[:60]
    return f"{readable}-{blake2b(key.encode('utf-8', 'surrogatepass'), digest_size=6).hexdigest()}"
