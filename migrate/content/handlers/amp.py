"""Elements of AMP, which show nothing without its script: in their place stands the HTML that they mean."""

from __future__ import annotations

import re

from migrate.content.context import Context
from migrate.content.registry import filters
from migrate.content.shared.players import embed
from migrate.patterns import rare_pattern

_PLAIN = {"img": "img", "anim": "img", "video": "video", "audio": "audio"}
_ENDS_OF_PICTURES = rare_pattern(r"</amp-(?:img|anim)\s*+>", re.I)
_BEGINNING = rare_pattern(r"<(/?)amp-(img|anim|video|audio)(?=[\s/>])", re.I)
_FRAME = rare_pattern(
    r"<amp-(?:video-)?iframe(\s[^<>]*+)>(?:(?:(?!</?amp-(?:video-)?iframe\b).)*+</amp-(?:video-)?iframe\s*+>)?",
    re.I | re.S,
)
_PLAYER = rare_pattern(r"<amp-(youtube|vimeo|dailymotion|twitter|instagram)(\s[^<>]*+)>(?:\s*+</amp-\1\s*+>)?", re.I)
_SHOWN = rare_pattern(r"""\sdata-(?:videoid|tweetid|shortcode)\s*+=\s*+["']?([\w-]++)""", re.I)
_ADDRESSES = {
    "youtube": "https://www.youtube.com/watch?v=",
    "vimeo": "https://vimeo.com/",
    "dailymotion": "https://www.dailymotion.com/video/",
    "twitter": "https://twitter.com/i/status/",
    "instagram": "https://www.instagram.com/p/",
}


@filters("<amp-")
def amp_to_html(html: str, context: Context) -> str:
    """Pictures, players and frames; what stood in a frame until that was there goes, as in any frame."""
    html = _FRAME.sub(r"<iframe\1></iframe>", html)
    html = _PLAYER.sub(lambda one: _player(one, context), html)
    return _BEGINNING.sub(lambda one: f"<{one[1]}{_PLAIN[one[2].lower()]}", _ENDS_OF_PICTURES.sub("", html))


def _player(element: re.Match[str], context: Context) -> str:
    shown = _SHOWN.search(element[2])
    return embed(f"{_ADDRESSES[element[1].lower()]}{shown[1]}", context) if shown else element[0]
