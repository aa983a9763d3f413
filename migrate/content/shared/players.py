"""Addresses of films, sound and posts elsewhere, and what shows them: a shortcode of Hugo, or the shipped `wp-embed`.

No network is asked. `wp-embed` shows a frame where the address alone says which player the service has for it, and a
link to the address otherwise.
"""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import parse_qs, quote, unquote, urlsplit

from migrate.browser import read_address
from migrate.content import own_elements
from migrate.content.context import Context
from migrate.patterns import rare_pattern
from migrate.tree import only_characters

_YOUTUBE = re.compile(
    r"(?:[\w-]++\.)*youtube(?:-nocookie)?\.com/(?:watch/?[?]|(?:embed|v|shorts|live)/(?!videoseries|live_stream)([\w-]{6,}))|"
    r"youtu\.be/([\w-]{6,})"
)
_VIMEO = rare_pattern(
    r"(?:www\.|player\.)?vimeo\.com/(?:video/|channels/[\w-]+/|groups/[\w-]+/videos/)?(\d+)(?:/(\w+))?"
)
_FLASH = (
    (r"(?:www\.)?vimeo\.com/moogaloop\.swf[?](?:[^#]*&)?clip_id=(\d+)", "https://vimeo.com/{0}"),
    (r"(?:www\.)?dailymotion\.com/swf/(?:video/)?(\w+)", "https://www.dailymotion.com/video/{0}"),
    (r"v\.wordpress\.com/(\w{6,})", "https://videopress.com/v/{0}"),
    (r"player\.soundcloud\.com/player\.swf[?](?:[^#]*&)?url=(https?%3A%2F%2F[\w.%-]+)", "{unquoted}"),
    (
        r"(?:\w+\.)?scribd(?:assets)?\.com/ScribdViewer\.swf[?](?:[^#]*&)?document_id=(\d+)",
        "https://www.scribd.com/doc/{0}",
    ),
    (r"player\.youku\.com/player\.php/(?:[\w/.-]*?/)?sid/([\w=]+)", "https://player.youku.com/embed/{0}"),
)
"""Players that ran in Flash, which no browser does any more, and what is at their service today."""
_FLASH_WITHOUT_NAME = ("www.dailymotion.com/swf/", "dailymotion.com/swf/", "v.wordpress.com/")
_OF_FLASH = tuple((rare_pattern(pattern), template) for pattern, template in _FLASH)
_TIME = re.compile(r"(?:(\d{1,3})h)?(?:(\d{1,5})m)?(?:(\d{1,6})s?)?")
_PLAYERS = (
    (r"(?:www\.)?dailymotion\.com/video/(\w+)", "https://www.dailymotion.com/embed/video/{0}"),
    (r"dai\.ly/(\w+)", "https://www.dailymotion.com/embed/video/{0}"),
    (r"(?:www\.)?ted\.com/talks/(\w+)(?:\.html)?(?=[?#]|$)", "https://embed.ted.com/talks/{0}"),
    (
        r"open\.spotify\.com/(?:intl-\w+/)?(track|album|playlist|artist|episode|show)/(\w+)",
        "https://open.spotify.com/embed/{0}/{1}",
    ),
    (r"(?:www\.|m\.|api\.)?soundcloud\.com/\w", "https://w.soundcloud.com/player/?url={url}"),
    (
        r"(?:www\.)?mixcloud\.com/(?!widget/)[^/]+/[^/?]+",
        "https://player-widget.mixcloud.com/widget/iframe/?feed={url}",
    ),
    (r"(?:www\.)?videopress\.com/v/(\w+)", "https://videopress.com/embed/{0}"),
    (r"(?:\w+\.)?scribd\.com/(?:doc|document)/(\d+)", "https://www.scribd.com/embeds/{0}/content"),
    (r"(?:www\.)?archive\.org/details/([\w.-]+)", "https://archive.org/embed/{0}"),
    (r"(?:www\.)?loom\.com/share/(\w+)", "https://www.loom.com/embed/{0}"),
    (r"codepen\.io/([\w-]+)/pen/(\w+)", "https://codepen.io/{0}/embed/{1}"),
    (r"podcasts\.apple\.com/(.+)", "https://embed.podcasts.apple.com/{0}"),
    (r"vimeo\.com/(\d+)/(\w+)", "https://player.vimeo.com/video/{0}?h={1}"),
    (r"(?:www\.)?youtube\.com/playlist[?](?:.*&)?list=([\w-]+)", "https://www.youtube.com/embed/videoseries?list={0}"),
)
"""What an address without its scheme looks like, and the address of the player."""
_COMPILED = tuple((rare_pattern(pattern), template) for pattern, template in _PLAYERS)
_COUNTRIES = (
    ("", "ad ae al am as at az ba be bf bg bi bj bs bt by ca cat cd cf cg ch ci cl cm cn com cv cz de dj dk dm dz ee"),
    ("", "es fi fm fr ga ge gg gl gm gr gy hn hr ht hu ie im iq is it je jo kg ki kz la li lk lt lu lv md me mg mk ml"),
    ("", "mn mu mv mw ne nl no nr nu pl pn ps pt ro rs ru rw sc se sh si sk sm sn so sr st td tg tl tm tn to tt vu ws"),
    ("co.", "ao bw ck cr id il in jp ke kr ls ma mz nz th tz ug uk uz ve vi za zm zw"),
    ("com.", "af ag ar au bd bh bn bo br bz co cu cy do ec eg et fj gh gi gt hk jm kh kw lb ly mm mt mx my na ng ni"),
    ("com.", "np om pa pe pg ph pk pr py qa sa sb sg sl sv tj tr tw ua uy vc vn"),
)
_GOOGLE = "|".join(re.escape(before + name) for before, names in _COUNTRIES for name in names.split())
"""Where Google is Google; elsewhere the name can be anybody's."""
_FRAME = rare_pattern(
    r"(?:www\.)?(?:dailymotion|videopress|loom)\.com/embed/|geo\.dailymotion\.com/player|embed(?:-ssl)?\.ted\.com/talks/|"
    r"open\.spotify\.com/embed|w\.soundcloud\.com/player|(?:www|player-widget)\.mixcloud\.com/widget/|"
    r"bandcamp\.com/EmbeddedPlayer|(?:www\.)?slideshare\.net/slideshow/embed_code/|(?:\w+\.)?scribd\.com/embeds/|"
    r"archive\.org/embed/|codepen\.io/[\w-]+/embed/|embed\.podcasts\.apple\.com/|player\.vimeo\.com/video/|"
    r"(?:www\.)?youtube(?:-nocookie)?\.com/embed/|giphy\.com/embed/|speakerdeck\.com/player/|"
    r"www\.facebook\.com/plugins/|www\.instagram\.com/p/[\w-]+/embed|(?:player|clips)\.twitch\.tv/|"
    r"www\.openstreetmap\.org/export/embed|fast\.wistia\.(?:com|net)/embed/|e\.issuu\.com/|anchor\.fm/.*/embed|"
    r"player\.youku\.com/embed/|jsfiddle\.net/.*/embed|onedrive\.live\.com/embed|view\.officeapps\.live\.com/op/embed|www\.bing\.com/maps/embed|"
    rf"(?:www\.|maps\.)?google\.(?:{_GOOGLE})/"
    r"(?:maps(?:/d)?/embed[?]|(?:maps[^?#]*)?[?](?:[^#]*&)?output=(?:sv)?embed\b)|"
    r"(?:docs|calendar|drive)\.google\.com/.*(?:/pubhtml|/pub|/embed|/viewform|/preview|[?&]embedded=true)"
)
"""Addresses without their scheme that are players themselves."""

_FRAMED = rare_pattern(r"<(?:iframe|object|embed|form)\b", re.I)
_RUNS = rare_pattern(r"<(script|iframe|object)\b[^>]*>.*?</\1\s*>|<embed\b[^>]*>", re.I | re.S)
_TAG = rare_pattern(r"<[^<>]*>")


def embed(address: str, context: Context) -> str:
    """What shows the thing at this absolute web address; a plain link where it is a page of the site itself."""
    if context.library.link(address).reference:
        return f'<p><a href="{escape(address)}">{escape(address)}</a></p>'
    return (
        video(address)
        or frame(address)
        or answered(address, context)
        or own_elements.shortcode("wp-embed", {"url": address})
    )


def answered(address: str, context: Context) -> str:
    """What the service once answered for an address, as WordPress keeps it beside the item, without what runs in it.

    Only words and pictures count: a frame that is no known player is not shown.
    """
    kept = [value for key, value in context.item.meta if key.startswith("_oembed_")]
    whole = _without_scheme(address).rstrip("/")
    page = whole.partition("?")[0].rstrip("/")
    if not kept or not page:
        return ""
    of_page = re.compile(rf"{re.escape(page)}(?![\w-])")
    found = [one for value in kept if of_page.search(unescape(value)) and (one := _shown(value))]
    return next((one for one in found if whole in unescape(one)), next(iter(found), ""))


def _shown(answer: str) -> str:
    """The words and pictures of an answer; empty where it has none, or holds more than that."""
    html = " ".join(_RUNS.sub("", only_characters(answer)).split())  # on one line: it may stand in a block's HTML
    says = "<img" in html or _TAG.sub("", html).strip()
    return html if says and not _FRAMED.search(html) else ""


def without_flash(address: str) -> str:
    """The address of today for that of a player that ran in Flash; any other as it is."""
    bare = _without_scheme(address)
    for pattern, template in _OF_FLASH if ".swf" in bare or bare.startswith(_FLASH_WITHOUT_NAME) else ():
        if found := pattern.match(bare):
            return template.format(*found.groups(), unquoted=unquote(found[1]))
    return address


def video(address: str) -> str:
    """The shortcode of Hugo's own for a film on YouTube or Vimeo, or empty."""
    bare = _without_scheme(address)
    if found := _YOUTUBE.match(bare):
        return _youtube(found[1] or found[2] or "", address)
    if (found := _VIMEO.match(bare)) and not found[2]:
        return own_elements.shortcode("vimeo", {"id": found[1]})
    return ""


def frame(address: str) -> str:
    """The shipped shortcode with a player in a frame, or empty where none is known for the address."""
    place = player(address)
    if not place:
        return ""
    is_player = _without_scheme(place) == _without_scheme(address)
    return own_elements.shortcode("wp-embed", {"url": "" if is_player else address, "player": place})


def player(address: str) -> str:
    """The address of a frame that plays or shows what is at `address`, or empty."""
    bare = _without_scheme(address)
    if _FRAME.match(bare):
        return f"https://{bare}"
    for pattern, template in _COMPILED:
        if found := pattern.match(bare):
            return template.format(*found.groups(), url=quote(address, safe=""))
    return ""


def _youtube(name: str, address: str) -> str:
    query = parse_qs(urlsplit(address).query)
    name = name or next(iter(query.get("v", [])), "")
    if not re.fullmatch(r"[\w-]{6,}", name):
        return ""
    times = query.get("t") or query.get("start") or parse_qs(urlsplit(address).fragment).get("t") or [""]
    return own_elements.shortcode("youtube", {"id": name, "start": _seconds(times[0])})


def _seconds(time: str) -> str:
    """`1m30s` and `90` are `90`; what says no time, or the beginning, is empty."""
    found = _TIME.fullmatch(time)
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    return str(hours * 3600 + minutes * 60 + seconds or "")


def _without_scheme(address: str) -> str:
    found = read_address(address)
    return f"{found.host}{found.rest}" if found and found.host else ""
