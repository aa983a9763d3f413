"""Frames, objects and scripts that show what is elsewhere become the shortcodes that show it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from migrate.content.addresses import is_harmless
from migrate.content.context import Context
from migrate.content.handlers.players import embed, frame, video
from migrate.content.transform import replace_elements
from migrate.diagnostics import Code
from migrate.tree import Element, Node, Tree, parse

_GIST = re.compile(r"(?:https?:)?//gist\.github\.com/((?:[\w-]+/)?[0-9a-f]{5,})(?:\.js)?(?:\?file=([^&#\s]+))?")
_HOST_NAMES = """
apple.com archive.org bandcamp.com bilibili.com bing.com codepen.io dailymotion.com facebook.com flickr.com giphy.com
google.com issuu.com jsfiddle.net loom.com microsoft.com mixcloud.com office.com openstreetmap.org scribd.com
slideshare.net soundcloud.com speakerdeck.com spotify.com ted.com twitch.tv videopress.com vimeo.com vine.co wistia.com
wistia.net wordpress.com yandex.ru youtu.be youtube-nocookie.com youtube.com
"""
_HOSTS = frozenset(_HOST_NAMES.split())
_FILES = re.compile(r"[^?#]*\.(?:swf|pdf|mp[34]|m4[av]|og[gav]|webm|wav|mov|wm[av]|avi|mid|flv)(?:[?#]|$)", re.I)


def gists_to_shortcodes(tree: Tree, context: Context) -> None:
    """The script that shows a gist becomes a shortcode; runs before scripts are taken out."""
    replace_elements(tree, {"script": _gist}, context)


def frames_to_shortcodes(tree: Tree, context: Context) -> None:
    """`iframe`, `object` and `embed` become shortcodes, stay if what they show is harmless, or become a link."""
    replace_elements(tree, {"iframe": _frame, "embed": _plugin, "object": _object}, context)


def _gist(element: Element, context: Context) -> Sequence[Node]:
    found = _GIST.match(element.get("src").strip())
    if not found:
        return [element]
    file = re.sub(r"[^\w]+", "-", found[2] or "").strip("-").lower()
    return _nodes(embed(f"https://gist.github.com/{found[1]}{f'#file-{file}' if file else ''}", context))


def _frame(element: Element, context: Context) -> Sequence[Node]:
    source = _absolute(element.get("src").strip())
    if not source or source == "about:blank":
        return ()
    return _shortcode(source) or ([element] if _is_allowed(source, context) else _link(element, source, context))


def _plugin(element: Element, context: Context) -> Sequence[Node]:
    source = _absolute(element.get("src").strip() or element.get("data").strip())
    if not source:
        return element.children
    allowed = _is_allowed(source, context) or _FILES.match(source)
    return _shortcode(source) or ([element] if allowed else _link(element, source, context))


def _object(element: Element, context: Context) -> Sequence[Node]:
    """An object with a fallback inside that became a shortcode is that shortcode."""
    own = next((one for one in element.elements() if one.tag.startswith(":")), None)
    if own:
        return [own]
    if element.get("data"):
        return _plugin(element, context)
    movie = next((one.get("value") for one in element.elements() if one.get("name").lower() in {"movie", "src"}), "")
    return _shortcode(_absolute(movie)) or [element]


def _absolute(source: str) -> str:
    return f"https:{source}" if source.startswith("//") else source


def _shortcode(source: str) -> Sequence[Node]:
    if not source.startswith(("http://", "https://")):
        return ()
    if shown := video(source):
        return _nodes(shown)
    shown = frame(source)
    return _nodes(shown) if shown else ()


def _nodes(html: str) -> Sequence[Node]:
    return parse(html).children


def _is_allowed(source: str, context: Context) -> bool:
    if context.options.html == "keep":
        return True
    try:
        host = urlsplit(source).hostname or ""
    except ValueError:
        return False
    return any(host == known or host.endswith(f".{known}") for known in _HOSTS)


def _link(element: Element, source: str, context: Context) -> Sequence[Node]:
    context.report(Code.ACTIVE_HTML, f"<{element.tag}> {source}")
    return [Element("a", {"href": source}, [element.get("title") or source])] if is_harmless(source) else ()
