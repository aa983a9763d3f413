"""Files of pictures, sound and film: which is which, and the HTML that plays them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from migrate.content import own_elements

AUDIO = ("mp3", "m4a", "ogg", "oga", "opus", "wav", "flac", "wma")
VIDEO = ("mp4", "m4v", "webm", "ogv", "mov", "flv", "wmv", "avi", "mpg")
PICTURES = ("jpg", "jpeg", "jpe", "png", "gif", "webp", "avif", "bmp", "svg", "heic", "tif", "tiff", "ico")
INERT = frozenset((*AUDIO, *VIDEO, *PICTURES, "pdf", "txt", "mid", "midi")) - {"svg"}
"""Files of which no browser makes a page that runs."""
FACES = frozenset({"wp-smiley", "emoji"})
"""Classes of the pictures that WordPress shows for punctuation and signs."""
_OFF = frozenset({"", "off", "false", "0"})


def ending(address: str) -> str:
    """The ending of a file's name, in lower case and without the dot."""
    return address.partition("?")[0].partition("#")[0].rpartition(".")[2].lower()


def media_player(address: str) -> str:
    """A player for the address of a sound or film; empty for any other."""
    for tag, formats in (("audio", AUDIO), ("video", VIDEO)):
        if ending(address) in formats:
            return player_html(tag, [address], {}, "")
    return ""


def player_html(tag: str, sources: Sequence[str], given: dict[str, str], tracks: str) -> str:
    """An `<audio>` or `<video>`. The address as text is what WordPress shows where nothing can be played."""
    sizes = {name: given.get(name, "") for name in ("poster", "width", "height", "preload") if tag == "video"}
    switches = "".join(f" {name}" for name in ("loop", "autoplay", "muted") if given.get(name, "").lower() not in _OFF)
    files = "".join(f'<source src="{escape(one)}">' for one in sources)
    return f"<{tag} controls{switches}{own_elements.attribute_list(sizes)}>{files}{tracks}{escape(sources[0])}</{tag}>"
