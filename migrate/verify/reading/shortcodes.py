"""What the shortcodes that converted content calls should show, as HTML elements."""

from __future__ import annotations

import json
from collections.abc import Callable

from migrate.tree import Element, Node

CALL = "data-wxr2hugo-call"
"""The attribute in which the judging theme prints which shortcode of the owner was called, with what."""
DYNAMIC = frozenset({"wp-latest-posts", "wp-archives", "wp-terms", "wp-site-title", "wp-site-tagline"})
"""Lists of what is in the site: what they show changes with it. They have these names as classes."""
_SHIPPED = "wp-"
"""Begins the names of what comes with this tool; most of them only arrange what they hold."""
OF_CALL = frozenset({"shortcode", "inline"})
"""Attributes of an own element that are no arguments of its call."""
_PLAYER = frozenset({"preload", "loop", "autoplay", "muted", "width", "height", "text"})
COLUMNS = "--columns:"
"""What a gallery says before the number of its columns, in its style."""


def shown(call: Element) -> Element:
    """What a call in a tree should show, below one element."""
    name = call.get("shortcode")
    if name in DYNAMIC:
        return Element("div", {}, [Element("div", {"class": name})])
    return Element("div", {}, list(_SHOWN.get(name, _content if name.startswith(_SHIPPED) else _call)(call)))


def written_call(name: str, arguments: dict[str, str]) -> str:
    """How a call of a shortcode that the owner chose is written down, sign by sign as Hugo writes it."""
    return json.dumps([name, dict(sorted(arguments.items()))], ensure_ascii=False, separators=(",", ":"))


def _call(call: Element) -> list[Node]:
    arguments = {name: value for name, value in call.attributes.items() if name not in OF_CALL}
    return [Element("div", {CALL: written_call(call.get("shortcode"), arguments)}, call.children)]


def _content(call: Element) -> list[Node]:
    return [Element("div", {}, call.children)]


def _figure(call: Element) -> list[Node]:
    picture = Element("img", {name: call.get(name) for name in ("src", "alt", "title")})
    link = Element("a", {"href": call.get("link")}, [picture]) if call.get("link") else picture
    caption: list[Node] = [call.get("caption")] if call.get("caption") else call.children
    return [Element("div", {}, [link]), Element("figcaption", {}, caption)]


def _image(call: Element) -> list[Node]:
    return [Element("img", {name: call.get(name) for name in ("src", "alt", "title")})]


def _file(call: Element) -> list[Node]:
    names = [call.get("name"), *filter(None, [call.get("button")])]
    return [Element("div", {}, [Element("a", {"href": call.get("src")}, [name]) for name in names])]


def _caption(call: Element) -> list[Node]:
    return [Element("figcaption", {}, call.children)]


def _embed(call: Element) -> list[Node]:
    if call.get("player"):
        return [Element("iframe", {"src": call.get("player")})]
    address = call.get("url")
    return [Element("p", {}, [Element("a", {"href": address}, [address])])]


def _player(tag: str) -> Callable[[Element], list[Node]]:
    def player(call: Element) -> list[Node]:
        given = {name: value for name, value in call.attributes.items() if name not in OF_CALL | _PLAYER}
        tracks = ("kind", "srclang", "label")
        sources: list[Node] = [
            Element("source", {"src": value})
            for name, value in given.items()
            if name != "poster" and not name.startswith(tracks)
        ]
        return [Element(tag, {"poster": call.get("poster")}, sources)]

    return player


def _youtube(call: Element) -> list[Node]:
    start = f"?start={call.get('start')}" if call.get("start") else ""
    return [Element("iframe", {"src": f"https://www.youtube.com/embed/{call.get('id')}{start}"})]


def _vimeo(call: Element) -> list[Node]:
    return [Element("iframe", {"src": f"https://player.vimeo.com/video/{call.get('id')}"})]


def _math(call: Element) -> list[Node]:
    return [Element("math", {}, [call.get("tex")])]


def _gallery(call: Element) -> list[Node]:
    return [Element("div", {"style": f"{COLUMNS} {call.get('columns') or '3'}"}, call.children)]


_SHOWN: dict[str, Callable[[Element], list[Node]]] = {
    "figure": _figure,
    "wp-figure": _figure,
    "wp-image": _image,
    "wp-file": _file,
    "wp-gallery": _gallery,
    "wp-caption": _caption,
    "wp-embed": _embed,
    "wp-audio": _player("audio"),
    "wp-video": _player("video"),
    "wp-math": _math,
    "youtube": _youtube,
    "vimeo": _vimeo,
}
