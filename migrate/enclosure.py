"""Files of sound and film as custom fields name them, and which of them a podcast plugin wrote.

An enclosure is an address, and in lines of their own the size in bytes and the type (`audio/mpeg`). WordPress writes
one for every file that a text links; plugins write one for an episode, and add a line of what else they know.
"""

from __future__ import annotations

from html import unescape
from urllib.parse import unquote, urlsplit

ENCLOSURE = "enclosure"
EPISODES = frozenset({ENCLOSURE, "audio_file"})
"""The custom fields that name the file of an episode."""
_LINES = 3
"""Of an enclosure that WordPress wrote."""


def parts(enclosure: str) -> tuple[str, str]:
    """The address, and whether it is `audio`, `video` or something else, as far as that is said."""
    address, _, kind = (*enclosure.strip().splitlines(), "", "", "")[:3]
    return address.strip(), kind.strip().partition("/")[0]


def file_name(address: str) -> str:
    """The name of the file: plugins send listeners through counters, so the same file has several addresses."""
    try:
        return unquote(urlsplit(address).path.rpartition("/")[2]) or address
    except ValueError:
        return ""


def is_of_a_podcast(field: str, value: str, stored_text: str) -> bool:
    """Whether a plugin wrote the field: it says more than WordPress does, or the text does not name the file."""
    if field != ENCLOSURE or len(value.strip().splitlines()) > _LINES:
        return True
    return file_name(parts(value)[0]) not in unescape(unquote(stored_text))
