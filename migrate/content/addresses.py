"""Which addresses a browser would run rather than go to."""

from __future__ import annotations

import re

_IGNORED = r"[\x00-\x20\x7f-\xa0\u200b-\u200f\ufeff]"
_SCHEME = re.compile(rf"{_IGNORED}*+([a-z](?:{_IGNORED}*+[a-z0-9+.-])*+){_IGNORED}*+:", re.I)
_RUNS = frozenset(
    {"javascript", "vbscript", "livescript", "mocha", "data", "blob", "filesystem", "view-source", "file"}
)
_WITHOUT_DOUBT = ("https://", "http://", "/", "#")
_PICTURE = re.compile(r"data:image/[\w.+-]+[;,]", re.I)


def is_harmless(address: str) -> bool:
    """Whether an address leads somewhere, whatever a browser ignores in it."""
    if address.startswith(_WITHOUT_DOUBT):
        return True
    scheme = _SCHEME.match(address)
    return not scheme or re.sub(_IGNORED, "", scheme[1]).lower() not in _RUNS


def is_harmless_picture(address: str) -> bool:
    """The same for a picture, which may stand in the address itself."""
    return is_harmless(address) or bool(_PICTURE.match(address))
