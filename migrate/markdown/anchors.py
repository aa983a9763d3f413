"""The places on one page that links can name: ids of headings, of empty anchors, and of elements kept as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from migrate.model.rest_of_site import WantedAnchor
from migrate.tree import NOTE, SHORTCODE, Element, Node

_SPACES = re.compile(r"[ \t\n\r\f]+")
_PLAIN_NAME = re.compile(r"[\w:.-]+")
_QUOTABLE_NAME = re.compile(r"""[^\s"'\\{}<>&\x00-\x1f]+""")
_DASHES = re.compile("---?")
"""What the typographer makes dashes of, which are neither letters nor hyphens."""
_PARTS = re.compile(r"""['"‘’“”«»–—…]|--|\.\.\.|<<|>>""")
"""What the typographer makes, and what it makes that of."""
_REFERENCE = re.compile(r"&#?\w+;")
"""A character by its name or number, of which Hugo's ids hold sometimes the sign and sometimes the number."""
_ADDRESS = re.compile(r"://|www\.|@")
_NAMED = re.compile(r'\s(?:id|name)="([^"]+)"')
_BY_WORDPRESS = "h-"
"""Begins the ids that the editor gives to headings by itself; nobody chose them."""


class Anchors:
    """Keeps account of one page while it is written, from its top to its end."""

    def __init__(self, wanted: Iterable[WantedAnchor] = ()) -> None:
        self._links = tuple(wanted)
        self.wanted = frozenset(name for one in self._links for name in one.names)
        self._headings: set[str] = set()
        self._apart: set[str] = set()
        self._last: dict[str, int] = {}

    def heading(self, element: Element, text: str, *, apart: bool) -> str:
        """What stands behind the text of a heading so that it has its id: nothing where Hugo gives the same.

        `apart`: it stands in a shortcode, for whose content Hugo begins to number anew.
        """
        automatic = "" if _REFERENCE.search(text) else automatic_id(element)
        name = element.get("id")
        chosen = name in self.wanted or not name.startswith(_BY_WORDPRESS)
        attribute = _attribute(name) if chosen and name not in self._headings else ""
        given = automatic if apart else self._unused(automatic)
        if name == given:
            attribute = ""
        (self._apart if apart else self._headings).add(name if attribute else given)
        return attribute

    def missing(self, body: str) -> Iterator[WantedAnchor]:
        """The links whose place is nowhere in the finished page, each once."""
        headings = self._headings | self._apart
        lost = [one for one in self._links if one.in_text and headings.isdisjoint(one.names)]
        if lost:
            names = {unescape(name) for name in _NAMED.findall(body)}
            yield from dict.fromkeys(one for one in lost if names.isdisjoint(one.names))

    def _unused(self, name: str) -> str:
        if name not in self._headings:
            return name
        number = self._last.get(name, 0) + 1
        while f"{name}-{number}" in self._headings:
            number += 1
        self._last[name] = number
        return f"{name}-{number}"


def automatic_id(heading: Element) -> str:
    """The id that Hugo gives to a heading by itself (`autoIDType = "github"`), but for a number behind it.

    Letters and decimal digits in lower case, `_` and `-` stay, a space becomes `-`, all else goes. Empty where nobody
    can foretell it: the text of a shortcode is not known when Hugo decides, addresses that it links go, and of bold or
    linked words it takes those before the first quotation mark, dash or inner element.
    """
    text = _text(heading)
    if text is None or _ADDRESS.search(text):
        return ""
    return text.translate(_IN_IDS) or "heading"


class _InIds(dict[int, str]):
    """What becomes of each character in an id, found out when it first occurs."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        stays = sign in "-_" or sign.isalpha() or sign.isdecimal()
        self[code] = written = "-" if sign == " " else sign.lower()[0] if stays else ""
        return written


_IN_IDS = _InIds()


def _text(heading: Element) -> str | None:
    parts: list[str] = []
    stack: list[Node] = [heading]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            parts.append(_DASHES.sub("—", node))
        elif node.tag == SHORTCODE:
            return None
        elif node.tag == NOTE:
            continue
        elif node.tag in ("code", "tt"):
            parts.append(node.text())
        elif node is not heading and not _is_whole(node):
            return None
        else:
            parts.append(node.get("alt") if node.tag == "img" else "")
            stack += reversed(node.children)
    return _SPACES.sub(" ", "".join(parts)).strip(" ")


def _is_whole(node: Element) -> bool:
    """Whether Hugo takes all text of an element in a heading into its id, not only what stands before another sign."""
    return all(isinstance(one, str) and not _PARTS.search(one) for one in node.children)


def _attribute(name: str) -> str:
    if _PLAIN_NAME.fullmatch(name):
        return f" {{#{name}}}"
    return f' {{id="{name}"}}' if _QUOTABLE_NAME.fullmatch(name) else ""
