"""What stored WordPress text is made of before any HTML parser sees it: shortcodes and blocks."""

from __future__ import annotations

import re
from typing import Any, NamedTuple


class Shortcode(NamedTuple):
    """One `[name key="value" positional]content[/name]`. Attribute values are as stored: entities not yet decoded."""

    name: str
    attributes: dict[str, str]
    positional: tuple[str, ...]
    content: str | None
    """The text between the tags; None for a shortcode without a closing tag."""
    source: str
    """The whole shortcode as it was written."""
    in_row: bool = False
    """Whether it stands right beside another one, and nowhere beside text."""


_OPENING = re.compile(r"\s*<([a-z][\w:-]*+)\b[^<>]*>", re.I)
_VOID = frozenset({"hr", "img", "br", "input"})


def _first_piece(html: str) -> int:
    """Where the first blank line is that stands in no preformatted text, or the end."""
    end = html.find("\n\n", len(html) - len(html.lstrip()))
    while end >= 0 and html.count("<pre", 0, end) > html.count("</pre", 0, end):
        end = html.find("\n\n", end + 1)
    return end if end >= 0 else len(html)


def _first_element(html: str) -> int:
    """Where the element ends with which some HTML begins; 0 where it begins with something else or is not whole."""
    opening = _OPENING.match(html)
    if not opening or opening[1] in _VOID or opening[0].endswith("/>"):
        return opening.end() if opening else 0
    depth = 1
    for tag in re.finditer(rf"<(/?){re.escape(opening[1])}\b[^<>]*>", html[opening.end() :], re.I):
        depth += -1 if tag[1] else 1
        if not depth:
            return opening.end() + tag.end()
    return 0


class Block(NamedTuple):
    """One block of the block editor: `<!-- wp:name {json} -->…<!-- /wp:name -->`. A page is made of hundreds."""

    name: str
    """With its namespace: `core/paragraph`; empty for what begins as a block and is none."""
    attributes: dict[str, Any]
    inner: list[str | Block]
    """HTML and inner blocks in the order in which they stand."""
    unread: str = ""
    """What stands in the place of its JSON, or of the whole block, and is none."""

    @property
    def blocks(self) -> list[Block]:
        """The inner blocks alone."""
        return [one for one in self.inner if isinstance(one, Block)]

    def parted(self) -> tuple[Block, list[str | Block]]:
        """The block with its first piece of HTML alone, and what else it holds because nothing closed it.

        The piece ends at a blank line, unless that stands in preformatted text; of WordPress' own blocks it is one
        element.
        """
        first = self.inner[0] if self.inner and isinstance(self.inner[0], str) else ""
        end = _first_piece(first)
        if self.name.startswith("core/") and self.name != "core/more":
            whole = _first_element(first)
            end = whole if whole and first[whole:end].strip() else end
        if end == len(first) and len(self.inner) < 2:
            return self, []
        return self._replace(inner=[first[:end]]), [first[end:], *self.inner[1 if first else 0 :]]

    @property
    def whole(self) -> str:
        """All HTML in it, that of the inner blocks too."""
        return "".join(one if isinstance(one, str) else one.whole for one in self.inner)

    @property
    def html(self) -> str:
        """The block's own HTML with the inner blocks left out."""
        return "".join(one for one in self.inner if isinstance(one, str))
