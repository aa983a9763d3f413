"""One way to quote text that YAML, TOML and JSON read alike."""

from __future__ import annotations

import json
import re

SPECIAL = re.compile(
    "[\x00-\x1f\x7f-\xa0\u00ad\u200b\u200e\u200f\u2028-\u202f\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff0-\uffff]"
)
"""What is invisible, ends a line for some reader, or may not stand in such a file as it is."""
_ENCODE = json.JSONEncoder(ensure_ascii=False).encode
"""`json.dumps` would make an encoder for every text."""


def double_quoted(text: str) -> str:
    """Text between double quotes, on one line, with everything special written as an escape."""
    return escaped(_ENCODE(text))


def escaped(quoted: str) -> str:
    """Text between double quotes with everything special as an escape."""
    return SPECIAL.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
