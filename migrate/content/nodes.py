"""What stored WordPress text is made of before any HTML parser sees it: shortcodes and blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple


@dataclass(frozen=True, slots=True)
class Shortcode:
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

        The piece ends at a blank line, unless that stands in preformatted text.
        """
        first = self.inner[0] if self.inner and isinstance(self.inner[0], str) else ""
        start = len(first) - len(first.lstrip())
        end = first.find("\n\n", start)
        while end >= 0 and first.count("<pre", 0, end) > first.count("</pre", 0, end):
            end = first.find("\n\n", end + 1)
        if end < 0 and len(self.inner) < 2:
            return self, []
        end = len(first) if end < 0 else end
        return self._replace(inner=[first[:end]]), [first[end:], *self.inner[1 if first else 0 :]]

    @property
    def html(self) -> str:
        """The block's own HTML with the inner blocks left out."""
        return "".join(one for one in self.inner if isinstance(one, str))
