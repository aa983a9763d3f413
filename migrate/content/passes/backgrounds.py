"""Text that stood on a colour or on a picture: groups and covers become the content of `wp-background`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from migrate.browser import is_harmless
from migrate.content.context import Context
from migrate.content.passes.media import file_of_any_size, files_shown
from migrate.content.transform import replace_elements, within
from migrate.diagnostics import Code
from migrate.patterns import rare_pattern
from migrate.tree import MORE, SHORTCODE, Element, Node, Tree

_BOXES = frozenset({"wp-block-group", "wp-block-cover", "wp-block-cover-image"})
_COVERS = _BOXES - {"wp-block-group"}
_LAYERS = frozenset(
    ("wp-block-cover__background", "wp-block-cover__image-background", "wp-block-cover__gradient-background")
)
_CLOSED = frozenset({"blockquote", "li", "dd", "td", "th", "figure", "pre", "details"})
_UPPER_HEADINGS = frozenset({"h1", "h2"})
_PICTURE = rare_pattern(
    r"""\bbackground(?:-image)?\s*:[^;]*?\burl\(\s*(?:"([^"]+)"|'([^']+)'|([^\s"')]+))\s*\)""", re.I
)
_LATE = ("data-bg", "data-background", "data-background-image", "data-bg-image", "data-bg-src")
"""Where scripts find the picture that they put behind an element once it is near."""
_ADDRESS = rare_pattern(
    r"""\s*(?:url\(\s*)?["']?((?:https?:/)?/[^\s"'()<>]+\.(?:jpe?g|png|gif|webp|avif)(?:\?[^\s"'()<>]*)?)["']?\s*\)?\s*""",
    re.I,
)
_COLOR = rare_pattern(r"\bbackground(?:-color)?\s*:\s*#([0-9a-f]{3}|[0-9a-f]{6})\s*(?:;|$)", re.I)
_NAMED = rare_pattern(r"(?:^|\s)has-([a-z0-9-]+)-background-color(?:\s|$)")
_PALETTE = {
    "black": "000000",
    "cyan-bluish-gray": "abb8c3",
    "white": "ffffff",
    "pale-pink": "f78da7",
    "vivid-red": "cf2e2e",
    "luminous-vivid-orange": "ff6900",
    "luminous-vivid-amber": "fcb900",
    "light-green-cyan": "7bdcb5",
    "vivid-green-cyan": "00d084",
    "pale-cyan-blue": "8ed1fc",
    "vivid-cyan-blue": "0693e3",
    "vivid-purple": "9b51e0",
}
"""WordPress' own colours. A theme's are known to that theme alone: on such there is a shade of grey."""
_OF_THE_PAGE = frozenset({"ffffff", "base", "base-2", "background"})
"""What a text that lies on nothing stands on too."""


def place_backgrounds(tree: Tree, context: Context) -> None:
    """Groups with a colour or picture behind them, and covers whose picture is no element, as calls."""
    if context.options.alignment == "drop":
        return
    _tell_others(tree, context)
    closed = within(tree, _CLOSED)

    def rule(element: Element, context: Context) -> Sequence[Node]:
        if _BOXES.isdisjoint(element.classes) or _shows_picture(element):
            return [element]
        picture, color = _picture(element), _color(element)
        if not picture and (not color or color in _OF_THE_PAGE):
            return [element]
        if id(element) in closed or not _fits(element, tree.root):
            if picture:
                context.report(Code.BACKGROUND, picture)
            return [element]
        look = {"src": context.library.media(picture)} if picture else {"color": f"#{color}"} if _is_hex(color) else {}
        return [Element(SHORTCODE, {"shortcode": "wp-background", **look}, [element])]

    replace_elements(tree, {"div": rule}, context)


def _is_cover(element: Element) -> bool:
    return not _COVERS.isdisjoint(element.classes)


def _shows_picture(element: Element) -> bool:
    """Whether a cover's picture or film is an element of its own, which stands before the text already."""
    inside = (one.tag for one in element.children if isinstance(one, Element))
    return _is_cover(element) and any(tag in ("img", "video") for tag in inside)


def _fits(element: Element, root: Element) -> bool:
    """Whether a call may stand for it: it says something, is not all of the page, and no part of its outline."""
    below = list(element.elements())
    if not element.text().strip() or any(one.tag == MORE for one in below):
        return False
    parts = [one for one in root.children if not isinstance(one, str) or one.strip()]
    return _is_cover(element) or (parts != [element] and not any(one.tag in _UPPER_HEADINGS for one in below))


def _layers(element: Element) -> list[Element]:
    """An element and, of a cover, what holds nothing but its colour or picture."""
    inside = [one for one in element.children if isinstance(one, Element) and not _LAYERS.isdisjoint(one.classes)]
    return [element, *(one for one in inside if not one.text().strip())]


def _picture(element: Element) -> str:
    """The picture behind an element, as a style says it or a script finds it."""
    address = next(filter(None, map(_behind, _layers(element))), "")
    return address if is_harmless(address) else ""


def _behind(element: Element) -> str:
    if found := _PICTURE.search(element.get("style")):
        return next(filter(None, found.groups()), "")
    late = (_ADDRESS.fullmatch(element.get(name)) for name in _LATE if name in element.attributes)
    return next((found[1] for found in late if found), "")


def _tell_others(tree: Tree, context: Context) -> None:
    """Pictures behind elements that are no such box, unless the text shows them too."""
    found = (_behind(one) for one in tree.elements if one.attributes and not _is_box_or_layer(one))
    behind = [one for one in dict.fromkeys(filter(None, found)) if is_harmless(one)]
    shown = files_shown(tree.root) if behind else set()
    for address in behind:
        if file_of_any_size(address) not in shown:
            context.report(Code.BACKGROUND, address)


def _is_box_or_layer(element: Element) -> bool:
    return not _LAYERS.isdisjoint(element.classes) or (element.tag == "div" and not _BOXES.isdisjoint(element.classes))


def _color(element: Element) -> str:
    """The colour behind an element: hexadecimal, the name that a theme has for it, or nothing."""
    colored = [one for one in _layers(element) if one is not element or "has-background" in one.classes]
    for one in colored:
        if found := _COLOR.search(one.get("style")):
            digits = found[1].lower()
            return digits if len(digits) == len("rrggbb") else "".join(digit * 2 for digit in digits)
        if found := _NAMED.search(one.get("class")):
            return _PALETTE.get(found[1], found[1])
    return "gradient" if any("has-background" in one.classes for one in colored) else ""


def _is_hex(color: str) -> bool:
    return re.fullmatch(r"[0-9a-f]{6}", color) is not None
