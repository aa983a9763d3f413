"""Shortcodes of WordPress.com and Jetpack that embed what is elsewhere, or list what the site holds."""

from __future__ import annotations

import re
from html import unescape

from migrate.content import own_elements
from migrate.content.context import Context
from migrate.content.nodes import Shortcode
from migrate.content.registry import handles
from migrate.content.render import render_shortcodes
from migrate.content.shared.attributes import web_address
from migrate.content.shared.players import embed
from migrate.diagnostics import Code

_NAMED = re.compile(r"[\w@./:-]+")
_ADDRESSES = {
    "bandcamp": "https://bandcamp.com/EmbeddedPlayer/album={}/",
    "crowdsignal": "https://poll.fm/{}",
    "dailymotion": "https://www.dailymotion.com/video/{}",
    "facebook": "",
    "flickr": "https://www.flickr.com/photos/{}",
    "gist": "https://gist.github.com/{}",
    "googlemaps": "",
    "houzz": "",
    "instagram": "https://www.instagram.com/p/{}/",
    "kickstarter": "",
    "medium": "",
    "mixcloud": "https://www.mixcloud.com/{}",
    "pinterest": "",
    "polldaddy": "https://poll.fm/{}",
    "scribd": "https://www.scribd.com/document/{}",
    "slideshare": "https://www.slideshare.net/slideshow/embed_code/{}",
    "soundcloud": "https://soundcloud.com/{}",
    "spotify": "https://open.spotify.com/{}",
    "ted": "https://www.ted.com/talks/{}",
    "tweet": "https://twitter.com/i/status/{}",
    "twitter-timeline": "https://twitter.com/{}",
    "ustream": "",
    "videopress": "https://videopress.com/v/{}",
    "vimeo": "https://vimeo.com/{}",
    "vine": "",
    "wpvideo": "https://videopress.com/v/{}",
    "youtube": "https://www.youtube.com/watch?v={}",
}
"""Where the thing is that a shortcode names by the service's own id; empty: it takes whole addresses only."""
_ADDRESSES |= dict.fromkeys(
    ("embedyt", "lyte", "su_youtube", "su_youtube_advanced", "youtube_sc", "youtube_video", "yt", "ytplayer"),
    _ADDRESSES["youtube"],
)
_ADDRESSES |= dict.fromkeys(("su_vimeo", "vimeo_video"), _ADDRESSES["vimeo"])
_ID_ATTRIBUTES = ("id", "clip_id", "video_id", "poll", "survey", "username", "tweet", "album", "video", "photo")


@handles(*(f"shortcode:{name}" for name in _ADDRESSES))
def embedded(shortcode: Shortcode, context: Context) -> str:
    """What the shortcode's address or id shows. One that names nothing stays as text."""
    content = shortcode.content or ""
    alone = shortcode._replace(content=None) if "[" in content else shortcode  # it was to close another one
    address = _address(alone)
    if not address:
        context.report(Code.UNKNOWN_SHORTCODE, shortcode.name)
        return shortcode.source
    rest = "" if alone is shortcode else render_shortcodes(f"{content}[/{shortcode.name}]", context)
    return f"{embed(address, context)}{rest}"


def _address(shortcode: Shortcode) -> str:
    values = [*shortcode.attributes.values(), *shortcode.positional, shortcode.content or ""]
    whole = next(filter(None, (web_address(value.lstrip(":=").strip()) for value in values)), "")
    return _with_file(whole or _by_name(shortcode), shortcode.attributes.get("file", ""))


def _by_name(shortcode: Shortcode) -> str:
    named = (shortcode.attributes[key] for key in _ID_ATTRIBUTES if key in shortcode.attributes)
    values = [*named, *shortcode.positional[:1], shortcode.content or ""]
    value = next(filter(None, (value.strip().lstrip(":=") for value in values)), "")
    name = _NAMED.match(unescape(value))
    pattern = _ADDRESSES[shortcode.name]
    if not name or not pattern:
        return ""
    return pattern.format(name[0].removeprefix("@").removeprefix("spotify:").replace(":", "/").strip("/"))


def _with_file(address: str, file: str) -> str:
    """A gist of several files: the anchor of one of them."""
    anchor = re.sub(r"[^\w]+", "-", file.lower()).strip("-")
    return f"{address}#file-{anchor}" if anchor and "gist.github.com" in address else address


@handles("shortcode:googleapps")
def google_apps(shortcode: Shortcode, context: Context) -> str:
    """A document, form or calendar of Google's, named by its parts."""
    domain, folder, query = (unescape(shortcode.attributes.get(name, "")) for name in ("domain", "dir", "query"))
    if not re.fullmatch(r"[a-z]+", domain):
        return shortcode.source
    address = web_address(f"https://{domain}.google.com/{folder}{'?' if query else ''}{query}")
    return embed(address, context) if address else shortcode.source


@handles("shortcode:archives")
def archives(shortcode: Shortcode, context: Context) -> str:
    """The posts by month, by year, or, the default, one after the other."""
    kind = shortcode.attributes.get("type", "postbypost")
    if kind in {"monthly", "yearly"}:
        return own_elements.shortcode("wp-archives", {"by": kind if kind == "yearly" else ""})
    limit = shortcode.attributes.get("limit", "")
    return own_elements.shortcode(
        "wp-latest-posts", {"count": limit if limit.isascii() and limit.isdigit() else "10000"}
    )
