"""Frames, objects and scripts that show what is elsewhere become the shortcodes that show it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from migrate.browser import is_harmless, read_address
from migrate.content.context import Context
from migrate.content.shared.frames import framed_address
from migrate.content.shared.players import embed, frame, video, without_flash
from migrate.content.transform import replace_elements
from migrate.diagnostics import Code
from migrate.patterns import rare_pattern
from migrate.tree import Element, Node, Tree, parse

_GIST = rare_pattern(r"(?:https?:)?//gist\.github\.com/((?:[\w-]+/)?[0-9a-f]{5,})(?:\.js)?(?:\?file=([^&#\s]+))?")
_SHOWN_BY_PARAM = frozenset({"code", "data", "href", "movie", "src", "url"})
"""Names of parameters by which plugins were told what to show."""
_LEADS_ELSEWHERE = ("archive", "classid", "codebase", "codetype")
_INERT_TYPE = rare_pattern(r"application/pdf|audio/[\w.+-]+|video/[\w.+-]+|image/(?!svg)[\w.+-]+", re.I)


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
    return parse(embed(f"https://gist.github.com/{found[1]}{f'#file-{file}' if file else ''}", context)).children


def _frame(element: Element, context: Context) -> Sequence[Node]:
    source = element.get("src").strip()
    element.children = []  # what browsers without frames showed
    return () if source in {"", "about:blank"} else _shown(element, "src", source, context)


def _plugin(element: Element, context: Context) -> Sequence[Node]:
    source = element.get("src").strip()
    return _shown(element, "src", source, context) if source else element.children


def _object(element: Element, context: Context) -> Sequence[Node]:
    """An object with a fallback inside that became a shortcode is that shortcode."""
    own = next((one for one in element.elements() if one.tag.startswith(":")), None)
    if own:
        return [own]
    source = element.get("data").strip() or next((one.get("value").strip() for one in _params(element)), "")
    return _shown(element, "data", source, context) if source else element.children


def _params(element: Element) -> Iterator[Element]:
    """The parameters that say what an object shows."""
    return (one for one in element.elements() if one.tag == "param" and one.get("name").lower() in _SHOWN_BY_PARAM)


def _shown(element: Element, attribute: str, source: str, context: Context) -> Sequence[Node]:
    """What stands in place of an element that shows what is at `source`."""
    source = _absolute(source if element.tag == "iframe" else without_flash(source))
    if shown := video(source) or frame(source):
        return parse(shown).children
    if context.options.html == "keep":
        return [element]
    place = framed_address(element.get(attribute) or source, context)
    if not place:
        return _link(element, source, context)
    element.attributes[attribute] = place
    _say_nothing_else(element, place)
    return [element]


def _say_nothing_else(element: Element, place: str) -> None:
    """Take out by what an element could show something other than what is at `place`."""
    for name in _LEADS_ELSEWHERE:
        element.attributes.pop(name, None)
    if place.startswith("/") and not _INERT_TYPE.fullmatch(element.get("type").strip()):
        element.attributes.pop("type", None)
    others = list(_params(element))
    element.children = [child for child in element.children if child not in others]


def _absolute(source: str) -> str:
    """The address of a host in its plain spelling; other addresses as they are."""
    found = read_address(source)
    return found._replace(scheme=found.scheme or "https").text if found and found.host else source


def _link(element: Element, source: str, context: Context) -> Sequence[Node]:
    context.report(Code.ACTIVE_HTML, f"<{element.tag}> {source}")
    return [Element("a", {"href": source}, [element.get("title") or source])] if is_harmless(source) else ()
