"""What a page may show in its middle: known players, and of the site itself pages and media that cannot run."""

from __future__ import annotations

from migrate.browser import WebAddress, read_address
from migrate.content.context import Context
from migrate.content.shared.media_files import INERT, ending
from migrate.patterns import rare_pattern

_DOMAIN_NAMES = """
acast.com audioboom.com bandcamp.com bilibili.com blubrry.com buzzsprout.com captivate.fm castos.com codepen.io
dailymotion.com flickr.com giphy.com hearthis.at issuu.com ivoox.com jsfiddle.net libsyn.com loom.com
megaphone.fm mixcloud.com omny.fm openstreetmap.org pinecast.com podbean.com podigee.io redcircle.com scribd.com
simplecast.com slideshare.net soundcloud.com speakerdeck.com spotify.com spreaker.com ted.com transistor.fm twitch.tv
videopress.com vimeo.com vine.co wistia.com wistia.net youtu.be youtube-nocookie.com youtube.com
"""
_DOMAINS = frozenset(_DOMAIN_NAMES.split())
"""Services of players, with every host below them."""
_PLACES = rare_pattern(
    r"(?:www\.)?archive\.org/embed/|(?:www\.)?bing\.com/(?:maps|videos)/|www\.facebook\.com/(?:v\d[\d.]*/)?plugins/|"
    r"www\.google\.com/(?:calendar|maps|uds)/|(?:calendar|docs|drive|maps|video)\.google\.com/|"
    r"embed\.(?:itunes|music|podcasts)\.apple\.com/|(?:onedrive|view\.officeapps)\.live\.com/|forms\.office\.com/|"
    r"www\.microsoft\.com/[\w-]+/videoplayer/|v(?:ideo)?\.wordpress\.com/|"
    r"player\.(?:fireside\.fm|rss\.com)/|rss\.com/podcasts/|(?:www\.|widget\.)?deezer\.com/(?:plugins|widget)/|"
    r"castbox\.fm/app/castbox/player/|"
    r"yandex\.(?:com|ru)/map-widget/|music\.yandex\.(?:com|ru)/iframe/"
)
"""Players of services that show anybody's pages elsewhere, without their scheme."""


def framed_address(address: str, context: Context) -> str:
    """The address as it may stand in a frame, an object or an embed; empty where a stranger would be asked."""
    found = read_address(address)
    if not found:
        return ""
    if is_known_player(found):
        return found.text
    page = context.library.link(found.text)
    if page.reference:
        return page.url
    media = read_address(context.library.media(found.text))
    return media.text if media and not media.host and ending(media.path) in INERT else ""


def is_known_player(address: WebAddress) -> bool:
    """Whether a known service shows its own player there."""
    parts = address.host.split(".")
    domains = {".".join(parts[start:]) for start in range(len(parts))}
    return not domains.isdisjoint(_DOMAINS) or bool(_PLACES.match(f"{address.host}{address.rest}"))
